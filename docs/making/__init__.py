"""Pages of the documentation that are made from the code: each module's `pages()` returns some."""
