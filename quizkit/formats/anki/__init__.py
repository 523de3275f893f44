"""Anki packages and text, both ways."""
