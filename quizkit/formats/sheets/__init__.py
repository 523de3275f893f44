"""A deck as sheets, and sheets as rows."""
