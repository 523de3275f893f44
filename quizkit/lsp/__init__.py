"""The language server: what an editor shows while a deck is written."""
