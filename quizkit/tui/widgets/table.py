"""A table as lines of text: as wide as there is room, else row after row."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from quizkit.tui.text import shown
from quizkit.tui.widgets.lines import wrapped

GAP: Final = 2
"""Blanks between two columns."""

_NAME: Final = 12


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return a table in lines of at most so many cells; nothing in it is cut.

    Figures stand at the right of their column, but for the first. Where the columns have no room
    side by side, the first one is wrapped; where even that does not help, each row becomes a list.

    Args:
        headings: Name of each column; at least one.
        rows: As many cells each.
        width: Cells of a line [>= 2].

    >>> print(*table(("kind", "known"), [("visit", "92 %"), ("law", "7 %")], 20), sep=chr(10))
    kind   known
    visit   92 %
    law      7 %
    >>> print(*table(("kind", "known"), [("visit", "92 %")], 10), sep=chr(10))
    visit
      known
      92 %
    """
    clean = [[shown(cell).plain for cell in row] for row in (headings, *rows)]
    columns = list(zip(*clean, strict=True))
    widths = [max(map(cells_of, column)) for column in columns]
    others = sum(widths[1:]) + GAP * (len(widths) - 1)
    first = min(widths[0], width - others)
    if first < min(widths[0], _NAME):
        return list(_listed(clean[0], clean[1:], width))
    figures = [False, *(all(map(_is_figure, column[1:])) for column in columns[1:])]
    sizes = [first, *widths[1:]]
    return [line for row in clean for line in _row(row, sizes, figures)]


def padded(text: str, room: int, *, at_right: bool = False) -> str:
    """Return a text with blanks up to so many cells.

    >>> padded("東京", 6), padded("7", 3, at_right=True)
    ('東京  ', '  7')
    """
    blanks = " " * (room - cells_of(text))
    return blanks + text if at_right else text + blanks


def cells_of(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return Content(text).cell_length


def broken(text: str, width: int) -> list[str]:
    """Return a text in lines of at most so many cells; at least one line.

    Args:
        text: Any text.
        width: Cells of a line [>= 2].

    >>> broken("the end date of a visit", 12)
    ['the end date', 'of a visit']
    """
    return [line.plain for line in wrapped(shown(text), width)]


def _row(row: Sequence[str], sizes: Sequence[int], figures: Sequence[bool]) -> Iterator[str]:
    first, *more = broken(row[0], sizes[0])
    parts = [padded(first, sizes[0])]
    parts += [
        padded(cell, size, at_right=is_figure)
        for cell, size, is_figure in zip(row[1:], sizes[1:], figures[1:], strict=True)
    ]
    yield (" " * GAP).join(parts).rstrip()
    yield from more


def _listed(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    indent = " " * GAP if width > 2 * GAP + 1 else ""
    for row in rows:
        yield from broken(row[0], width)
        for name, cell in zip(headings[1:], row[1:], strict=True):
            for line in broken(f"{name}  {cell}" if cell else name, width - len(indent)):
                yield indent + line


def _is_figure(cell: str) -> bool:
    return cell[:1].isdigit() or cell in ("", "-") or (cell[:1] in "+-" and cell[1:2].isdigit())
