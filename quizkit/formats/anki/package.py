"""An Anki package: a zip file with a database of notes and cards, and their pictures.

The database has the schema 11, which every Anki reads. It is made in memory and the same bytes
everywhere: no clock, no chance, and a header that does not tell which SQLite wrote it.
"""

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from typing import Any, Final, NamedTuple

import apsw

from quizkit.formats.anki.look import MODEL, note_type
from quizkit.formats.strangers.archive import packed

DATABASE: Final = "collection.anki2"
MEDIA: Final = "media"

BETWEEN: Final = "\x1f"
"""What stands between two fields."""

_MADE: Final = 1_411_084_800
"""When the collection is said to have begun [seconds]; Anki counts days of its own from it."""

_FIRST: Final = 2**30
_BEYOND: Final = 2**40
"""Between these lie deck ids: numbers that Anki takes for times, none of them yet to come."""

_SCHEMA: Final = """
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
CREATE TABLE col (
  id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL,
  conf text NOT NULL, models text NOT NULL, decks text NOT NULL, dconf text NOT NULL,
  tags text NOT NULL
);
CREATE TABLE notes (
  id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL,
  csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL
);
CREATE TABLE cards (
  id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL,
  due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL,
  lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL
);
CREATE TABLE revlog (
  id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL
);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
"""
_INDEXES: Final = """
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
_COL: Final = "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')"
_NOTE: Final = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
_CARD: Final = "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"

_COUNTERS: Final = ((24, 1), (92, 1), (96, 3_040_000))
"""Where the header counts changes, and says for which change and by which SQLite: what it gets."""


class Note(NamedTuple):
    """A note.

    Attributes:
        guid: What Anki knows it by, in every collection.
        mod: When it last changed [seconds since 1970].
        tags: Its tags, each between blanks.
        fields: Its fields, HTML, one of each field of the note type, apart by U+001F.
    """

    guid: str
    mod: int
    tags: str
    fields: str


class Target(NamedTuple):
    """The deck in Anki.

    Attributes:
        id: Its number there.
        name: Its name there; `::` stands between a deck and one inside it.
        says: What Anki shows below its name, as HTML.
        at: When the package is made [seconds since 1970].
    """

    id: int
    name: str
    says: str
    at: int


def number_of(deck: str) -> int:
    """Return the number by which Anki knows a deck: it follows from the id alone.

    >>> number_of("vietnam-us") == number_of("vietnam-us") != number_of("rivers")
    True
    """
    whole = int.from_bytes(sha256(deck.encode()).digest()[:8])
    return _FIRST + whole % (_BEYOND - _FIRST)


def package(target: Target, notes: Sequence[Note], media: Mapping[str, bytes]) -> bytes:
    """Return a package's bytes.

    Args:
        target: The deck that the notes go into.
        notes: In the order in which they shall be learned.
        media: Bytes by the name of the file in Anki.
    """
    named = {str(at): name for at, name in enumerate(sorted(media))}
    members = {number: media[name] for number, name in named.items()}
    members[MEDIA] = json.dumps(named).encode()
    members[DATABASE] = _database(target, notes)
    return packed(members)


def _database(target: Target, notes: Sequence[Note]) -> bytes:
    with closing(apsw.Connection(":memory:")) as connection:
        connection.execute(_SCHEMA)
        with connection:
            connection.execute(_COL, _collection(target))
            connection.executemany(_NOTE, _note_rows(target, notes))
            connection.executemany(_CARD, _card_rows(target, notes))
        connection.execute(_INDEXES)
        data = bytearray(connection.serialize("main"))
    for at, number in _COUNTERS:
        struct.pack_into(">I", data, at, number)
    return bytes(data)


def _note_rows(target: Target, notes: Sequence[Note]) -> Iterator[tuple[Any, ...]]:
    for number, (guid, mod, tags, fields) in enumerate(notes):
        first = fields.partition(BETWEEN)[0]
        yield _id(target, 2 * number), guid, MODEL, mod, tags, fields, first


def _card_rows(target: Target, notes: Sequence[Note]) -> Iterator[tuple[int, ...]]:
    for number, note in enumerate(notes):
        ids = _id(target, 2 * number + 1), _id(target, 2 * number)
        yield *ids, target.id, note.mod, number


def _id(target: Target, number: int) -> int:
    """Return the id of a note or card; Anki reads the time of its making from it [ms]."""
    return target.at * 1000 + number


def _collection(target: Target) -> tuple[Any, ...]:
    at = target.at * 1000
    texts = (
        {"curDeck": 1, "activeDecks": [1], "curModel": str(MODEL), "nextPos": 1},
        {str(MODEL): note_type(target.id)},
        {"1": _deck(1, "Default", "", 0), str(target.id): _deck(*target)},
        {"1": _plan()},
    )
    return _MADE, at, at, *(json.dumps(each) for each in texts)


def _deck(id_: int, name: str, says: str, at: int) -> dict[str, Any]:
    today = {key: [0, 0] for key in ("newToday", "revToday", "lrnToday", "timeToday")}
    return {
        "id": id_,
        "name": name,
        "desc": says,
        "mod": at,
        "usn": -1,
        "conf": 1,
        "dyn": 0,
        "collapsed": False,
        "extendNew": 0,
        "extendRev": 50,
        **today,
    }


def _plan() -> dict[str, Any]:
    """Return the settings of decks that every collection has; Anki keeps its own."""
    return {
        "id": 1,
        "name": "Default",
        "mod": 0,
        "usn": 0,
        "maxTaken": 60,
        "autoplay": True,
        "replayq": True,
        "timer": 0,
        "new": {
            "bury": True, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1,
            "perDay": 20, "separate": True,
        },
        "rev": {
            "bury": True, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1,
            "perDay": 100,
        },
        "lapse": {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0},
    }  # fmt: skip
