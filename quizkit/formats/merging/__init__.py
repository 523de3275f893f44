"""Rows taken into a deck's files: compared first, then edits at positions."""
