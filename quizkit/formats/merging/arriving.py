"""What another program's rows mean in the deck that they go into."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, NamedTuple

from quizkit.decks import builtin
from quizkit.decks.report import short
from quizkit.formats.book import BESIDE, CARDS, Book, Line, Sheet
from quizkit.formats.cards.ids import made_id
from quizkit.formats.cards.twosided import cards_of, is_two_sided, known_roles, roles_of, sides_of
from quizkit.formats.merging.entries import Entry, Stock
from quizkit.formats.sheets.cells import cell_of
from quizkit.formats.sheets.columns import sheets_of
from quizkit.formats.sheets.sheetkinds import Sorted
from quizkit.model import Kind

SHEETS: Final = ("csv", "xlsx")
"""Formats whose rows say all of an entry: an empty cell of them empties a field."""

TWO_SIDED: Final = (*SHEETS, "quizlet")
"""Formats whose rows may be of a kind that the user names."""

OWN: Final = "of this deck: left as it is"
"""What is said of questions that this deck asks already."""

_ASIDE: Final = ("also", "wrong", "cloze", "note", "source", "tags")
"""What a card of this deck does not get back from another program, which had only some of it."""


class _Known(NamedTuple):
    """The entries of a deck: cards and facts by id."""

    cards: Mapping[str, Entry]
    others: Mapping[str, Entry]


def readying(format_: str, *, kind: str = "") -> Callable[[Book, Stock], Sorted]:
    """Return what makes a book of a format ready for a deck's entries.

    Args:
        format_: The format.
        kind: The kind that was said, or "".
    """
    return sided if format_ in SHEETS and not kind else partial(_ready, format_=format_, kind=kind)


def _ready(book: Book, stock: Stock, *, format_: str, kind: str) -> Sorted:
    if kind and format_ in TWO_SIDED:
        return sided_as(book, stock.deck.kinds.get(kind) or _builtin(kind))
    return matched(book, stock)


def _builtin(kind: str) -> Kind | None:
    return builtin.kind(kind) if kind in builtin.names() else None


def sided(book: Book, stock: Stock) -> Sorted:
    """Return a book whose sheets of two columns that are of no kind are cards."""
    titles = {title.casefold() for title in sheets_of(stock).values()} | set(builtin.names())
    roles = known_roles(stock.deck.kinds)
    sheets, said = [], []
    for sheet in book.sheets:
        if sheet.title.casefold() in titles:
            sheets.append(sheet)
            continue
        found, what = as_cards(sheet, roles)
        sheets.append(found)
        said += [what] if what else []
    return Sorted(Book(tuple(sheets)), tuple(said))


def as_cards(sheet: Sheet, roles: frozenset[str]) -> tuple[Sheet, str]:
    """Return a sheet as cards where it has their columns, or two sides; and what to say of it."""
    if {"q", "a"} <= set(sheet.columns) or "cloze" in sheet.columns:
        return sheet._replace(title=CARDS), f"the sheet {short(sheet.title)} is taken as cards"
    return cards_of(sheet) if is_two_sided(sheet, roles) else (sheet, "")


def sided_as(book: Book, kind: Kind | None) -> Sorted:
    """Return a book whose only sheet has the two roles of a kind, where it has no names for them.

    Args:
        book: What was read.
        kind: The kind of its sheet.
    """
    names = roles_of(kind) if kind else ()
    if kind is None or len(book.sheets) != 1 or not names:
        return Sorted(book)
    sheet = book.sheets[0]
    if kind.roles.keys() & set(sheet.columns) or not is_two_sided(sheet, kind.roles):
        return Sorted(book)
    sides, _ = sides_of(sheet, names)
    lines = tuple(_identified(line, names[0]) for line in sides.lines)
    sides = sides._replace(columns=("id", *sides.columns), lines=lines)
    told = f"the first column is taken as {names[0]}, the second as {names[1]}"
    return Sorted(Book((sides,)), (told,))


def _identified(line: Line, first: str) -> Line:
    return line._replace(cells={"id": made_id(line.cells.get(first, "")), **line.cells})


def matched(book: Book, stock: Stock) -> Sorted:
    """Return a book with this deck's own questions found again, and nothing emptied.

    A question that this deck asks of a fact is left out: the fact is changed in the deck. What a
    row does not say of an entry that is there stays as the deck has it.

    Args:
        book: What was read.
        stock: The deck's entries.
    """
    entries = {entry.id: entry for entry in stock.entries if entry.sheet not in BESIDE[:2]}
    cards = {id_: entry for id_, entry in entries.items() if entry.sheet == CARDS}
    others = {id_: entry for id_, entry in entries.items() if entry.sheet != CARDS}
    known = _Known(cards, others)
    left: Counter[str] = Counter()
    sheets = []
    for sheet in book.sheets:
        lines = (_line(sheet, line, known, left) for line in sheet.lines)
        sheets.append(sheet._replace(lines=tuple(line for line in lines if line is not None)))
    number = left["facts"]
    what = "1 question is of a fact" if number == 1 else f"{number:,} questions are of facts"
    return Sorted(Book(tuple(sheets)), (f"{what} {OWN}",) if number else ())


def _line(sheet: Sheet, line: Line, known: _Known, left: Counter[str]) -> Line | None:
    """Return a line as it goes into the deck, or None for a question of one of its facts."""
    id_ = line.cells.get("id", "")
    if "#" in id_:
        fact, _, role = id_.partition("#")
        if fact in known.others or (fact in known.cards and role != "card"):
            left["facts"] += 1
            return None
        if fact in known.cards:
            cells = {name: text for name, text in line.cells.items() if name not in _ASIDE}
            return _filled(sheet, line._replace(cells={**cells, "id": fact}), known.cards[fact])
        line = line._replace(cells={**line.cells, "id": made_id(id_)})
        id_ = line.cells["id"]
    entry = known.cards.get(id_) if sheet.title == CARDS else known.others.get(id_)
    return _filled(sheet, line, entry) if entry else line


def _filled(sheet: Sheet, line: Line, entry: Entry) -> Line:
    """Return a line that says what its entry says, where it says nothing itself."""
    turned = {"q", "a"} if "cloze" in line.cells else {"cloze"}
    kept = {
        name: cell_of(value)
        for name, value in entry.cells.items()
        if name in sheet.columns and name not in line.cells and name not in turned and value
    }
    return line._replace(cells={**kept, **line.cells}) if kept else line
