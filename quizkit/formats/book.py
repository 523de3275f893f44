"""A book of sheets: what a spreadsheet says, whatever kind of file it was or will be."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from quizkit.model import Location, Problem

NAMES: Final = "names"
SOURCES: Final = "sources"
CARDS: Final = "cards"
"""The sheets that stand beside those of the kinds."""

BESIDE: Final = (NAMES, SOURCES, CARDS)

MAX_ROWS: Final = 1_000_000
MAX_COLUMNS: Final = 200
MAX_SHEETS: Final = 500
"""What is taken of one book."""

_ODD: Final = re.compile(r"[\[\]:*?/\\\"<>|\x00-\x1f]")
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9]|history)(\..*)?", re.IGNORECASE)


class Line(NamedTuple):
    """A row of a sheet.

    Attributes:
        number: Its number there [from 1].
        cells: Texts by column; empty ones are left out.
        refused: Columns whose cell cannot be taken, and why.
    """

    number: int
    cells: Mapping[str, str]
    refused: Mapping[str, str] = {}


class Sheet(NamedTuple):
    """A sheet: its title, its columns, its rows."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def at(self, path: str, line: int = 1, column: str = "") -> Location:
        """Return the place of a row, or of one of its cells.

        >>> Sheet("visit", ("id", "who"), ()).at("deck.xlsx", 3, "who")
        Location(path='deck.xlsx, sheet visit', line=3, column=2, width=1)
        """
        place = self.columns.index(column) + 1 if column in self.columns else 1
        return Location(f"{path}, sheet {self.title}", line, place)

    def renamed(self, names: Mapping[str, str]) -> "Sheet":
        """Return it with other names for columns.

        Args:
            names: New name by old.
        """
        return _renamed(self, names) if names else self


class Book(NamedTuple):
    """Sheets in their order."""

    sheets: tuple[Sheet, ...]


class Intake(NamedTuple):
    """What is wished of a file that is read.

    Attributes:
        deck: Id of the deck that it goes into, or "" where that is not known.
        kind: The kind that its rows are, where that was said, or "".
        as_facts: Make facts of a new kind where the file has fields that could be roles.
        media: The folder below the deck's for pictures, or "": they are left out.
        history: Take past answers along.
        separator: What stands between the sides of a line; "" where the format knows it.
        row: What stands between lines; "" for a line break.
        language: Tag of the deck's language.
    """

    deck: str = ""
    kind: str = ""
    as_facts: bool = False
    media: str = ""
    history: bool = False
    separator: str = ""
    row: str = ""
    language: str = "en"


NO_INTAKE: Final = Intake()


class Answered(NamedTuple):
    """An answer of the past that another program kept.

    Attributes:
        row: Id of the row that was asked.
        role: The role asked for; of a card "card", of a gap its number.
        at: When [milliseconds since 1970, UTC].
        ms: How long it took [milliseconds].
        rating: 1 Again, 2 Hard, 3 Good, 4 Easy.
        device: 32 hexadecimal digits that follow from what was asked there.
    """

    row: str
    role: str
    at: int
    ms: int
    rating: int
    device: str


class Draft(NamedTuple):
    """What was read of a file.

    Attributes:
        book: Its rows: cards, names, and facts by kind.
        losses: What of the file could not be taken.
        kinds: Kinds that its sheets need and that are new: by name, the lines below the name in a
            deck's `kinds:`, without their indent.
        media: Pictures: bytes by path below the deck's folder.
        answers: Answers of the past, by time.
        counts: How many of what the file had became what, for people: ("notes", "cards") to 120.
    """

    book: Book
    losses: tuple[Problem, ...] = ()
    kinds: Mapping[str, tuple[str, ...]] = {}
    media: Mapping[str, bytes] = {}
    answers: tuple[Answered, ...] = ()
    counts: Mapping[tuple[str, str], int] = {}

    def renamed(self, names: Mapping[str, str]) -> "Draft":
        """Return it with other names for columns.

        Args:
            names: Name in the file to name in the deck.
        """
        return self._replace(book=Book(tuple(_renamed(sheet, names) for sheet in self.book.sheets)))


class Written(NamedTuple):
    """What is to be written.

    Attributes:
        files: Bytes by path below the place that the user named; one file has the path "".
        losses: What the target cannot hold.
        total: How many rows, or questions, they hold.
        unit: What is counted, in the plural.
    """

    files: Mapping[str, bytes]
    losses: tuple[Problem, ...]
    total: int
    unit: str


def _renamed(sheet: Sheet, names: Mapping[str, str]) -> Sheet:
    def renamed(cells: Mapping[str, str]) -> dict[str, str]:
        return {names.get(name, name): text for name, text in cells.items()}

    lines = (Line(line.number, renamed(line.cells), renamed(line.refused)) for line in sheet.lines)
    columns = tuple(names.get(name, name) for name in sheet.columns)
    return Sheet(sheet.title, columns, tuple(lines))


def titles(kinds: Iterable[str]) -> dict[str, str]:
    """Return the title of each kind's sheet, as spreadsheets and file systems take it.

    At most 31 characters, none of those that either forbids, no two alike but for case, and none
    that a sheet beside them has.

    >>> titles(["visit", "names", "war/peace"])
    {'visit': 'visit', 'names': 'names 2', 'war/peace': 'war-peace'}
    """
    used = set(BESIDE)
    found: dict[str, str] = {}
    for kind in kinds:
        plain = _ODD.sub("-", kind).strip("'. ")[:31].rstrip("'. ") or "kind"
        if _DEVICE.fullmatch(plain):
            plain = f"{plain[:29]} 1"
        title, number = plain, 2
        while title.casefold() in used:
            title = f"{plain[:27]} {number}"
            number += 1
        used.add(title.casefold())
        found[kind] = title
    return found
