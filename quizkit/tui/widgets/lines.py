"""Text laid out in cells: wrapped, hung under its number, flowing in pieces that may be clicked."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from textual.content import Content

from quizkit.tui.text import joined

_WHOLE: Final = 10_000
_LEAST: Final = 8
"""Cells that a hanging text gets at least, however deep it hangs."""

NOTHING: Final = Content("")


class Spot(NamedTuple):
    """A part of a line that may be clicked.

    Attributes:
        target: What a click on it means, in a word of whoever drew it.
        start: Its first cell, from 0.
        end: The cell behind its last.
    """

    target: str
    start: int = 0
    end: int = _WHOLE


class Line(NamedTuple):
    """One line of cells.

    Attributes:
        content: What is painted.
        spots: Its parts that may be clicked.
    """

    content: Content
    spots: tuple[Spot, ...] = ()

    def target(self, cell: int) -> str:
        """Return what a click on a cell means, or ""."""
        return next((s.target for s in self.spots if s.start <= cell < s.end), "")


def wrapped(text: Content, width: int) -> list[Content]:
    """Return a text in lines of at most so many cells; at least one line.

    Lines are broken at blanks, and inside a word only where it is wider than a line; never inside
    a letter with its marks, nor in the middle of a wide sign.

    Args:
        text: What `shown` made.
        width: Cells of a line [>= 1].

    >>> [line.plain for line in wrapped(Content("Who led the delegation?"), 12)]
    ['Who led the', 'delegation?']
    """
    lines = text.wrap(max(width, 2))
    return [line.rstrip() for line in lines] or [NOTHING]


def hung(
    head: Content, text: Content, width: int, *, after: Content = NOTHING, column: int = 0
) -> list[Content]:
    """Return a text in lines that hang under its beginning, behind a head.

    Args:
        head: A sign and a number, printed once.
        text: What is wrapped.
        width: Cells of a line, the head's included.
        after: What stands behind the text's last line, or on a line of its own.
        column: The cell, counted from the text's beginning, where `after` starts if it can.

    >>> lines = hung(Content(" 1  "), Content("John Kerry, senator"), 16, after=Content("right"))
    >>> [line.plain for line in lines]
    [' 1  John Kerry,', '    senator', '    right']
    """
    room = max(width - head.cell_length, _LEAST)
    lines = wrapped(text, room)
    if after:
        lines = _with_after(lines, after, room, column)
    indent = Content(" " * head.cell_length)
    return [joined(indent if number else head, line) for number, line in enumerate(lines)]


def _with_after(lines: list[Content], after: Content, room: int, column: int) -> list[Content]:
    """Return lines with something behind the last: in its column, else three cells behind it."""
    last = lines[-1].cell_length
    if last + 3 + after.cell_length > room:
        return [*lines, *wrapped(after, room)]
    start = column if last + 3 <= column <= room - after.cell_length else last + 3
    return [*lines[:-1], joined(lines[-1], " " * (start - last), after)]


def column_for(texts: Iterable[Content], after: Iterable[Content], width: int) -> int:
    """Return the cell at which what follows texts starts for all of them, or 0 if none fits all.

    Args:
        texts: Texts, each on a line of its own.
        after: What may follow.
        width: Cells there are.

    >>> column_for([Content("John Kerry"), Content("Mai")], [Content("right")], 30)
    13
    """
    column = max((text.cell_length for text in texts), default=0) + 3
    widest = max((text.cell_length for text in after), default=0)
    return column if column + widest <= width else 0


def flowed(
    pieces: Sequence[tuple[Content, str]], width: int, *, gap: int = 3, indent: int = 0
) -> list[Line]:
    """Return pieces side by side on as many lines as they need; a piece alone may wrap.

    Args:
        pieces: Each with what a click on it means, or "".
        width: Cells of a line.
        gap: Blanks between two pieces.
        indent: Blanks before a line.

    >>> pieces = [(Content("1 Again"), "1"), (Content("2 Hard"), "2")]
    >>> [line.content.plain for line in flowed(pieces, 12)]
    ['1 Again', '2 Hard']
    """
    rows: list[list[tuple[Content, str]]] = [[]]
    used = indent
    for piece in pieces:
        needed = piece[0].cell_length + (gap if rows[-1] else 0)
        if rows[-1] and used + needed > width:
            rows.append([])
            used, needed = indent, piece[0].cell_length
        rows[-1].append(piece)
        used += needed
    return [line for row in rows for line in _row(row, width, gap=gap, indent=indent)]


def _row(row: Sequence[tuple[Content, str]], width: int, *, gap: int, indent: int) -> list[Line]:
    if len(row) == 1 and row[0][0].cell_length + indent > width:
        text, target = row[0]
        return clickable(hung(Content(" " * indent), text, width), target)
    parts: list[Content] = []
    spots: list[Spot] = []
    at = indent
    for text, target in row:
        parts.append(text)
        if target:
            spots.append(Spot(target, at, at + text.cell_length))
        at += text.cell_length + gap
    return [Line(joined(" " * indent, joined(*parts, between=" " * gap)), tuple(spots))]


def clickable(lines: Iterable[Content], target: str = "") -> list[Line]:
    """Return lines that mean one thing wherever they are clicked; without a target nothing."""
    spots = (Spot(target),) if target else ()
    return [Line(line, spots) for line in lines]
