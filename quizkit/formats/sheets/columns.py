"""A deck as a book of sheets: one a kind, then names, sources, cards."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.report import fit, help_, short
from quizkit.formats.book import (
    BESIDE,
    CARDS,
    NAMES,
    SOURCES,
    Book,
    Line,
    Sheet,
    Written,
    titles,
)
from quizkit.formats.merging.entries import Entry, Stock
from quizkit.formats.sheets.cells import cell_of
from quizkit.model import Problem, Severity

ALWAYS: Final = ("source", "note", "tags", "difficulty", "dont ask", "wrong", "ok")
"""Columns that every kind's sheet has behind its roles."""

KEYS: Final = {NAMES: "name"}
"""The column that tells rows apart, where that is not `id`."""

FIELDS: Final = {
    NAMES: ("is", "aka", "not", "in", "the", "ok"),
    SOURCES: (
        "title", "author", "publisher", "date", "url", "accessed", "file", "licence", "language",
        "note", "according to", "at the time of",
    ),
    CARDS: (
        "q", "a", "also", "wrong", "cloze", "note", "source", "tags", "difficulty", "requires",
        "ok",
    ),
}  # fmt: skip
"""Columns of the sheets beside the kinds."""


class Job(NamedTuple):
    """What is to be written.

    Attributes:
        stock: The deck's entries, with the deck.
        kinds: The only kinds wanted; empty: all, and what stands beside them.
    """

    stock: Stock
    kinds: tuple[str, ...] = ()


def key_of(sheet: str) -> str:
    """Return the column that tells a sheet's rows apart.

    >>> key_of("visit"), key_of("names")
    ('id', 'name')
    """
    return KEYS.get(sheet, "id")


def columns_of(sheet: str, stock: Stock) -> tuple[str, ...]:
    """Return the columns that a sheet has: what only some facts carry, if one of them does."""
    used = {name for entry in stock.entries if entry.sheet == sheet for name in entry.cells}
    first: Sequence[str]
    if sheet in FIELDS:
        first, more = FIELDS[sheet], sorted(used.difference(FIELDS[sheet]))
    else:
        first = (*stock.deck.kinds[sheet].roles, *ALWAYS)
        more = [name for name in FACT_FIELDS if name in used and name not in first]
    return (key_of(sheet), *first, *more)


def fields_of(sheet: str, stock: Stock) -> frozenset[str]:
    """Return the columns that a sheet may have; any more of names are languages."""
    if sheet in FIELDS:
        return frozenset((key_of(sheet), *FIELDS[sheet]))
    return frozenset((*stock.deck.kinds[sheet].roles, *FACT_FIELDS))


def sheets_of(stock: Stock) -> dict[str, str]:
    """Return the sheets of a deck with their titles: the kinds that have facts, then the others."""
    kinds = dict.fromkeys(fact.kind for fact in stock.deck.facts)
    named = titles([*kinds, *(kind for kind in stock.deck.kinds if kind not in kinds)])
    return {**{kind: named[kind] for kind in named}, **{name: name for name in BESIDE}}


def book_of(stock: Stock, *, kinds: Iterable[str] = ()) -> Book:
    """Return a deck's book.

    Args:
        stock: Its entries.
        kinds: The only ones wanted; then names, sources and cards are left out. Empty: all.
    """
    wanted = set(kinds)
    sheets = []
    for name, title in sheets_of(stock).items():
        if wanted and name not in wanted:
            continue
        rows = [entry for entry in stock.entries if entry.sheet == name]
        if rows or name not in BESIDE:
            sheets.append(_sheet(name, title, columns_of(name, stock), rows))
    return Book(tuple(sheets))


def _sheet(name: str, title: str, columns: tuple[str, ...], rows: Sequence[Entry]) -> Sheet:
    key = key_of(name)
    lines = []
    for number, entry in enumerate(rows, 2):
        cells = {column: cell_of(value) for column, value in entry.cells.items()}
        lines.append(Line(number, {key: cell_of(entry.id), **cells}))
    return Sheet(title, columns, tuple(lines))


def with_losses(job: Job, written: Written) -> Written:
    """Return what is written of a deck with what its sheets cannot bring back."""
    deck = job.stock.deck
    losses = []
    for name, title in sheets_of(job.stock).items():
        if name != title and (not job.kinds or name in job.kinds):
            what = f"the sheet of {short(name)} is titled `{title}`"
            tip = help_("leave the title as it is: the import knows the kind by it")
            losses.append(
                Problem("QK904", Severity.NOTE, fit(what), deck.kinds[name].at, notes=(tip,))
            )
    for at, number in job.stock.beyond().items():
        facts = "1 fact has" if number == 1 else f"{number} facts have"
        what = f"{facts} no row: the table is no block of lines"
        tip = help_("write `table: |` and one row a line, and export again")
        losses.append(Problem("QK901", Severity.WARNING, fit(what), at, notes=(tip,)))
    return written._replace(losses=(*losses, *written.losses))
