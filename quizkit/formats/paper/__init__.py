"""Papers: the same questions in several variants, with a key that is solved again."""
