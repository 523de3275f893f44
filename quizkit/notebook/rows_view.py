"""Rows of plain values at the end of a cell: a table of the first ten, and how many there are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from quizkit.notebook.blocks import Block, Grid, Line
from quizkit.notebook.marks import counted

FIRST: Final = 10
"""Rows that are shown."""


def blocks(rows: Sequence[Mapping[str, object]], columns: Sequence[str] = ()) -> Iterator[Block]:
    """Yield the table of the first rows.

    Args:
        rows: Name of a column to value, row by row.
        columns: Their names in order; where there are none, as they are first met.

    >>> from quizkit.notebook.blocks import plain
    >>> print(plain(blocks([{"facet": "d/f#who", "stability_days": 2.30651}])))
    facet    stability_days
    d/f#who  2.307
    1 row
    """
    shown = rows[:FIRST]
    names = tuple(columns) or tuple(dict.fromkeys(name for row in shown for name in row))
    if names:
        yield Grid(names, tuple(tuple(_cell(row.get(name)) for name in names) for row in shown))
    more = f"; the first {len(shown)} are shown" if len(rows) > len(shown) else ""
    yield Line(f"{counted(len(rows), 'row')}{more}")


def _cell(value: object) -> str | int | float:
    if value is None:
        return "-"
    if isinstance(value, float):
        return float(f"{value:.4g}")
    return value if isinstance(value, int) and not isinstance(value, bool) else str(value)
