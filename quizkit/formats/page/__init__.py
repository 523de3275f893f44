"""The practice page: one file that a browser opens, without a network."""
