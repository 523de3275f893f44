"""Which kinds of a deck the sheets of a book are, where their titles do not say so."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.decks import builtin
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.report import short
from quizkit.formats.book import BESIDE, Book, Sheet
from quizkit.formats.merging.entries import Stock
from quizkit.formats.sheets.columns import fields_of, sheets_of

_FIELDS: Final = frozenset(field.casefold() for field in FACT_FIELDS)


class Sorted(NamedTuple):
    """A book whose sheets are titled as kinds of a deck.

    Attributes:
        book: The book.
        said: What was taken for what, a sentence each.
    """

    book: Book
    said: tuple[str, ...] = ()


def with_deck_kinds(book: Book, stock: Stock, *, kind: str = "") -> Sorted:
    """Return a book for a deck that is there.

    The one sheet that is titled as no kind is the deck's only kind, or the only one whose roles
    all of its columns are; of several nothing is guessed, for they are of another deck. A column
    that is a role but for capitals becomes that role.

    Args:
        book: What was read.
        stock: The deck's entries.
        kind: The kind of its only sheet, or "".
    """
    named = sheets_of(stock)
    known = {title.casefold(): name for name, title in named.items()}
    only = kind if len(book.sheets) == 1 else ""
    titled = [
        only
        or known.get(sheet.title.casefold(), "")
        or (sheet.title if sheet.title in builtin.names() else "")
        for sheet in book.sheets
    ]
    taken = set(titled)
    said: list[str] = []
    sheets = []
    for sheet, told in zip(book.sheets, titled, strict=True):
        name = told
        if not name and titled.count("") == 1:
            name = _kind_of(sheet, stock, taken)
            if name:
                said.append(f"the sheet {short(sheet.title)} is taken as facts of the kind {name}")
        columns = _columns(sheet, name, stock)
        said += [f"the column {old} is taken as {new}" for old, new in columns.items()]
        title = named.get(name, name) or sheet.title
        sheets.append(sheet.renamed(columns)._replace(title=title))
    return Sorted(Book(tuple(sheets)), tuple(said))


def _kind_of(sheet: Sheet, stock: Stock, taken: set[str]) -> str:
    """Return the kind that a sheet must be, or ""."""
    kinds = [name for name in stock.deck.kinds if name not in taken]
    used = {entry.sheet for entry in stock.entries}.difference(BESIDE) or set(kinds)
    if len(used) == 1 and used <= set(kinds):
        name = next(iter(used))
        return name if _roles(sheet, name, stock) else ""
    headers = {name.casefold() for name in sheet.columns if name} - _FIELDS
    found = [name for name in kinds if headers and len(_roles(sheet, name, stock)) == len(headers)]
    return found[0] if len(found) == 1 else ""


def _roles(sheet: Sheet, kind: str, stock: Stock) -> set[str]:
    """Return the roles of a kind that are columns of a sheet."""
    columns = {name.casefold() for name in sheet.columns} - _FIELDS
    return {role for role in stock.deck.kinds[kind].roles if role.casefold() in columns}


def _columns(sheet: Sheet, name: str, stock: Stock) -> Mapping[str, str]:
    """Return new names for columns that are typed with other capitals."""
    if name not in stock.deck.kinds:
        return {}
    known = fields_of(name, stock)
    folded: dict[str, list[str]] = {}
    for one in sorted(known):
        folded.setdefault(one.casefold(), []).append(one)
    found: dict[str, str] = {}
    for column in sheet.columns:
        fits: Sequence[str] = folded.get(column.casefold(), ())
        free = len(fits) == 1 and fits[0] not in (*sheet.columns, *found.values())
        if free and column not in known:
            found[column] = fits[0]
    return found
