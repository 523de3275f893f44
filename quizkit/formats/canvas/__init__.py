"""Packages for Canvas."""
