"""The practice page: one file that a browser opens, without a network."""

from quizkit.formats.page.writing import ORDER, write

__all__ = ["ORDER", "write"]
