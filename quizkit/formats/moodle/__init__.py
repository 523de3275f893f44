"""Moodle XML, both ways."""
