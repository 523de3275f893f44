"""New decks: from examples, or guessed from a sheet."""
