"""Rows of a list of facts, in as many columns as there is room for."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from textual.content import Content

from quizkit.model import FactRow
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.lines import Line, clickable, wrapped
from quizkit.tui.widgets.pager import Pager

_GAP: Final = "  "
_ELLIPSIS: Final = "…"
_LEAST: Final = 12
"""Cells that the sentence gets at least."""


class Column(NamedTuple):
    """A column of the list.

    Attributes:
        name: What stands above it.
        width: Its cells; 0: what the others leave.
        text: Returns what stands in it.
        sort: The order that it shows, or "".
        at_right: It is set flush right.
    """

    name: str
    width: int
    text: Callable[[FactRow], str]
    sort: str = ""
    at_right: bool = False


_FACT: Final = Column("fact", 5, lambda row: row.fact, "deck")
_KIND: Final = Column("kind", 10, lambda row: row.kind, "kind")
_SAYS: Final = Column("says", 0, lambda row: row.sentence)
_KNOWN: Final = Column("known", 6, lambda row: known_text(_share(row)), "known", at_right=True)
_DUE: Final = Column("due", 6, lambda row: days_text(row.due_days), "due", at_right=True)
_STATE: Final = Column("state", 9, lambda row: row.standing)


def columns(width: int) -> tuple[Column, ...]:
    """Return the columns for a width [cells].

    >>> [[column.name for column in columns(width)] for width in (38, 58)]
    [['says', 'known'], ['kind', 'says', 'known', 'due']]
    """
    if width < 56:
        return (_SAYS, _KNOWN)
    if width < 76:
        return (_KIND, _SAYS, _KNOWN, _DUE)
    if width < 100:
        return (_FACT, _KIND, _SAYS, _KNOWN, _DUE, _STATE)
    wide = (_FACT._replace(width=9), _KIND._replace(width=16))
    return (*wide, _SAYS, _KNOWN, _DUE, _STATE)


def known_text(share: float | None) -> str:
    """Return a share as a percentage.

    >>> known_text(0.615), known_text(None)
    ('62 %', '-')
    """
    return "-" if share is None else f"{100 * share:.0f} %"


def _share(row: FactRow) -> float | None:
    """Return what is known of a fact; of one that was never answered nothing is told."""
    is_met = row.standing != "new" and (row.known or row.standing != "suspended")
    return row.known if is_met else None


def days_text(days: int | None) -> str:
    """Return the days until something is due, in a few cells.

    >>> [days_text(days) for days in (None, 0, 12)]
    ['-', 'today', '12 d']
    """
    return "-" if days is None else f"{days} d" if days else "today"


def head(width: int, sort: str) -> Content:
    """Return the names of the columns; that of the order is marked."""

    def cell(column: Column) -> Content:
        mark = "▾" if column.sort == sort and sort != "deck" else ""
        return Content(column.name + mark)

    return _laid(columns(width), cell, width)


def row_text(row: FactRow, width: int) -> Content:
    """Return a fact as a row of so many cells."""
    return _laid(columns(width), lambda column: shown(column.text(row)), width)


def _laid(found: Sequence[Column], cell: Callable[[Column], Content], width: int) -> Content:
    fixed = sum(column.width for column in found) + len(_GAP) * (len(found) - 1)
    rest = max(_LEAST, width - fixed)
    cells = (_fitted(cell(c), c.width or rest, at_right=c.at_right) for c in found)
    return joined(*cells, between=_GAP)


def _fitted(text: Content, width: int, *, at_right: bool) -> Content:
    """Return a text in so many cells, cut with a sign where it is longer."""
    if text.cell_length > width:
        text = joined(text.truncate(width - 1).rstrip(), _ELLIPSIS)
    blanks = " " * (width - text.cell_length)
    return joined(blanks, text) if at_right else joined(text, blanks)


class RowInFull(Pager):
    """The chosen fact below the list, in full."""

    DEFAULT_CSS = """
    RowInFull { height: auto; max-height: 35%; color: $text; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._row: FactRow | None = None

    def show_row(self, row: FactRow | None) -> None:
        """Show another fact, or none."""
        self._row = row
        self.redraw(from_top=True)

    def lines(self, width: int) -> Sequence[Line]:
        """Return all lines for a width [cells]."""
        return list(_in_full(self._row, width)) if self._row else []


def _in_full(row: FactRow, width: int) -> Iterator[Line]:
    yield from clickable(wrapped(shown(row.sentence), width))
    known = f"known {known_text(_share(row))}" if _share(row) is not None else ""
    due = f"due {'today' if row.due_days == 0 else f'in {days_text(row.due_days)}'}"
    facets = "1 facet" if row.facets == 1 else f"{row.facets} facets"
    figures = (row.standing, known, due if row.due_days is not None else "", facets)
    parts = (shown(row.fact), shown(row.kind), *(Content(text) for text in figures if text))
    yield from clickable(wrapped(joined(*parts, between=" · ").stylize("$text-muted"), width))
    if row.why:
        yield from clickable(wrapped(shown(row.why), width))
