"""One widget a file: a view in, messages out."""
