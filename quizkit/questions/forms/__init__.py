"""One form of question a file."""
