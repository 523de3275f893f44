"""The tables of an Anki collection, of all versions since 2012, as values."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, NoReturn

from quizkit.errors import FormatError
from quizkit.formats.book import MAX_ROWS
from quizkit.formats.strangers.database import Stranger
from quizkit.formats.strangers.protobuf import texts

MOST_TEXT: Final = 64 * 2**20
"""Bytes of all notes: more than a deck may have."""

_FRONT, _BACK = 1, 2
"""Fields of a template's protobuf message."""

_NO_REVIEW: Final = frozenset((4, 5))
"""Types of rows of the log that no answer made: rescheduled by hand, or by a change of settings."""

_FAULTS: Final = (
    ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError,
)  # fmt: skip
"""What JSON of the wrong shape raises."""


class NoteType(NamedTuple):
    """A note type.

    Attributes:
        name: Its name.
        fields: Names of its fields, in order.
        templates: Front and back of each of its templates, in order.
    """

    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]


class Note(NamedTuple):
    """A note.

    Attributes:
        id: Its number in this file.
        type: Number of its note type.
        guid: What it is known by everywhere.
        tags: Its tags, blanks between them.
        fields: HTML, U+001F between fields.
    """

    id: int
    type: int
    guid: str
    tags: str
    fields: str


class Review(NamedTuple):
    """An answer of the past.

    Attributes:
        at: When [milliseconds since 1970, UTC].
        card: Number of the card.
        rating: 1 to 4.
        ms: How long it took [milliseconds].
    """

    at: int
    card: int
    rating: int
    ms: int


class Collection:
    """What a collection holds.

    Args:
        stranger: Its database.

    Attributes:
        types: Note types by number.
        decks: Names of decks by number, `::` between a deck and one inside it.
        notes: In the order in which they were made.

    Raises:
        FormatError: If it is none, or too much of it.
    """

    def __init__(self, stranger: Stranger) -> None:
        self.path = stranger.path
        self._stranger = stranger
        for table in ("col", "notes", "cards"):
            if table not in stranger.columns:
                self._refuse(f"its database has no table `{table}`")
        if "notetypes" in stranger.columns:
            self.types = self._tables()
            decks = stranger.rows("decks", numbers=("id",), texts=("name",))
            self.decks = {id_: self._text(name).replace("\x1f", "::") for id_, name in decks}
        else:
            self.types, self.decks = self._objects()
        self.notes = sorted(self._notes())

    def homes(self) -> dict[int, str]:
        """Return the name of each note's deck, that of its first card; {} where all lie in one."""
        if len({deck for (deck,) in self._stranger.rows("cards", numbers=("did",))}) < 2:
            return {}
        rows = sorted(self._stranger.rows("cards", numbers=("nid", "ord", "did")), reverse=True)
        return {note: self.decks.get(deck, "") for note, _, deck in rows}

    def cards(self) -> dict[int, tuple[int, int]]:
        """Return the note and the template's number [from 0] of each card."""
        rows = self._stranger.rows("cards", numbers=("id", "nid", "ord"))
        return {card: (note, number) for card, note, number in rows}

    def reviews(self) -> list[Review]:
        """Return the answers that were given, by time."""
        if "revlog" not in self._stranger.columns:
            return []
        rows = self._stranger.rows("revlog", numbers=("id", "cid", "ease", "time", "type"))
        return sorted(
            Review(*row[:4]) for row in rows if 1 <= row[2] <= 4 and row[4] not in _NO_REVIEW
        )

    def _notes(self) -> Iterator[Note]:
        size = count = 0
        rows = self._stranger.rows("notes", numbers=("id", "mid"), texts=("guid", "tags", "flds"))
        try:
            for id_, type_, guid, tags, held in rows:
                size += len(held)
                count += 1
                if size > MOST_TEXT or count > MAX_ROWS:
                    self._refuse("it holds more than a deck can")
                yield Note(id_, type_, guid.decode(), tags.decode(), held.decode())
        except UnicodeDecodeError:
            self._damaged()

    def _tables(self) -> dict[int, NoteType]:
        """Return the note types of the newer form, which has tables for them."""
        rows = self._stranger.rows
        named = {
            id_: self._text(name)
            for id_, name in rows("notetypes", numbers=("id",), texts=("name",))
        }
        fields: dict[int, list[tuple[int, str]]] = {}
        for id_, at, name in rows("fields", numbers=("ntid", "ord"), texts=("name",)):
            fields.setdefault(id_, []).append((at, self._text(name)))
        sides: dict[int, list[tuple[int, tuple[str, str]]]] = {}
        for id_, at, config in rows("templates", numbers=("ntid", "ord"), texts=("config",)):
            found = texts(config, self.path)
            both = found.get(_FRONT, ""), found.get(_BACK, "")
            sides.setdefault(id_, []).append((at, both))
        return {
            id_: NoteType(
                name,
                tuple(field for _, field in sorted(fields.get(id_, ()))),
                tuple(both for _, both in sorted(sides.get(id_, ()))),
            )
            for id_, name in named.items()
        }

    def _objects(self) -> tuple[dict[int, NoteType], dict[int, str]]:
        """Return note types and decks of the older form, which are JSON in one row."""
        row = next(self._stranger.rows("col", texts=("models", "decks")), (b"", b""))
        try:
            models, decks = (json.loads(part) for part in row)
            types = {int(id_): _model(model) for id_, model in models.items()}
            names = {int(id_): _name(deck) for id_, deck in decks.items()}
        except _FAULTS:
            self._damaged()
        return types, names

    def _text(self, data: bytes) -> str:
        try:
            return data.decode()
        except UnicodeDecodeError:
            self._damaged()

    def _damaged(self) -> NoReturn:
        message = f"cannot read {self.path}: its database is damaged"
        raise FormatError(message, self.path) from None

    def _refuse(self, why: str) -> NoReturn:
        message = f"cannot use {self.path}: {why}"
        raise FormatError(message, self.path)


def _model(model: Mapping[str, Any]) -> NoteType:
    fields = sorted(model["flds"], key=_order)
    templates = sorted(model["tmpls"], key=_order)
    return NoteType(
        _name(model),
        tuple(_name(field) for field in fields),
        tuple((_string(each["qfmt"]), _string(each["afmt"])) for each in templates),
    )


def _order(thing: Mapping[str, Any]) -> int:
    return int(thing.get("ord") or 0)


def _name(thing: Mapping[str, Any]) -> str:
    return _string(thing["name"])


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was wanted")
    value.encode()  # half a character, which JSON can hold, is an error here and not later
    return value
