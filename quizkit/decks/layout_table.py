"""Tables in a deck: cells as `decks.tables` splits them, columns as wide as they need."""

from collections.abc import Sequence
from typing import Final

from quizkit.decks.tables import RULE, cells_of
from quizkit.text import width

Row = tuple[str, ...]

_RULE_ROW: Final = None
"""Stands for a line between header and rows."""


def rows_of(text: str) -> list[Row | None]:
    r"""Return the rows of a table, None for a line of dashes; blank lines are left out.

    >>> rows_of("who | to\n----|---\nBo | Hue")
    [('who', 'to'), None, ('Bo', 'Hue')]
    """
    lines = [line for line in text.split("\n") if line.strip()]
    shown = [line for line in lines if not _is_rule(line)]
    tabs = bool(shown) and "\t" in shown[0] and "|" not in shown[0]
    return [
        _RULE_ROW if _is_rule(line) else tuple(cell for cell, _ in cells_of(line, 1, tabs=tabs))
        for line in lines
    ]


def cells(text: str) -> list[Row]:
    """Return the rows of a table without lines of dashes."""
    return [row for row in rows_of(text) if row is not None]


def aligned(text: str) -> list[str] | None:
    r"""Return the lines of a table with its bars under each other.

    Args:
        text: The table.

    Returns:
        Its lines, or None if its rows have not all as many cells.

    >>> aligned("who|to\nBo|Hue city")
    ['who | to', 'Bo  | Hue city']
    """
    rows = rows_of(text)
    told = [[cell.replace("|", "\\|") for cell in row] for row in rows if row is not None]
    if not told or len({len(row) for row in told}) != 1:
        return None
    widths = [max(1, *(width(row[place]) for row in told)) for place in range(len(told[0]))]
    # A row that begins and ends with an empty cell would lose both to the outer bars.
    outer = any(not row[0] and not row[-1] for row in told)
    lines = iter(told)
    return [_line(next(lines) if row is not None else None, widths, outer=outer) for row in rows]


def _is_rule(line: str) -> bool:
    return "-" in line and RULE.fullmatch(line) is not None


def _line(row: Sequence[str] | None, widths: Sequence[int], *, outer: bool) -> str:
    if row is None:
        line = "-|-".join("-" * wide for wide in widths)
        return f"|-{line}-|" if outer else line
    padded = [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)]
    line = " | ".join(padded)
    return f"| {line} |" if outer else line.rstrip()
