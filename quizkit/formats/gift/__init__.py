"""GIFT, both ways."""
