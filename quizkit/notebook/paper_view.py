"""A paper at the end of a cell: what it is, and its key."""

from typing import Final

from quizkit.formats.paper.keys import matrix
from quizkit.formats.paper.nouns import Paper
from quizkit.notebook import blocks

MOST: Final = 60
"""Questions of the key that are shown."""


def drawn(paper: Paper, said: str) -> dict[str, str]:
    """Return a paper as text, HTML and Markdown.

    Args:
        paper: The paper.
        said: One line that tells what it is.
    """
    table = matrix(paper)
    rows = tuple(
        (row.stem, row.points, *(f"{cell.number} {cell.key}" if cell else "" for cell in row.cells))
        for row in table.rows[:MOST]
    )
    grid = blocks.Grid(("question", "points", *table.variants), rows, row_heads=True)
    more = len(table.rows) - len(rows)
    rest = [blocks.Line(f"and {more} more", small=True)] if more else []
    return blocks.drawn([blocks.Line(said, strong=True), grid, *rest])
