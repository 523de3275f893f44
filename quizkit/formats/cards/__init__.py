"""Questions of other programs as rows of a deck."""
