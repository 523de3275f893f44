"""A response judged against the right answer, one value type a file; `judge` is the entry."""
