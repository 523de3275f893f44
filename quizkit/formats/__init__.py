"""Other people's formats: one file each; what cannot be kept is told before anything is written."""
