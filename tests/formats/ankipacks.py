"""Anki packages made by hand: of both forms, and with whatever a stranger may put into them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import apsw
import zstandard

from quizkit.formats.anki.reading import read
from quizkit.formats.book import NO_INTAKE, Draft, Intake
from quizkit.formats.sheets.cells import Value, value_of
from quizkit.formats.strangers.archive import packed

BASIC = ("{{Front}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}")
REVERSED = ("{{Back}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Front}}")
TYPED = ("{{Front}}\n\n{{type:Back}}", "{{Front}}\n\n<hr id=answer>\n\n{{type:Back}}")
GAPS = ("{{cloze:Text}}", "{{cloze:Text}}<br>\n{{Back Extra}}")


class Type(NamedTuple):
    """A note type."""

    name: str = "Basic"
    fields: tuple[str, ...] = ("Front", "Back")
    templates: tuple[tuple[str, str], ...] = (BASIC,)


CLOZE = Type("Cloze", ("Text", "Back Extra"), (GAPS,))
BOTH = Type("Basic (and reversed card)", templates=(BASIC, REVERSED))


class Note(NamedTuple):
    """A note; its type is the place in the list of types."""

    fields: tuple[str, ...]
    guid: str = ""
    type: int = 0
    tags: str = ""
    deck: int = 1
    cards: int = 1


class Pack(NamedTuple):
    """What a package is made of; reviews are time, note, template, rating, milliseconds, type."""

    notes: Sequence[Note]
    types: Sequence[Type] = (Type(),)
    decks: Mapping[int, str] = {1: "Default"}
    reviews: Sequence[tuple[int, int, int, int, int, int]] = ()
    media: Mapping[str, bytes] = {}
    extra: Sequence[str] = ()
    newer: bool = False


OLD = """
CREATE TABLE col (id integer PRIMARY KEY, ver integer, models text, decks text);
"""
NEW = """
CREATE TABLE col (id integer PRIMARY KEY, ver integer, models text, decks text);
CREATE TABLE notetypes (id integer PRIMARY KEY, name text NOT NULL COLLATE unicase, config blob);
CREATE TABLE fields (ntid integer, ord integer, name text NOT NULL COLLATE unicase, config blob,
  PRIMARY KEY (ntid, ord)) without rowid;
CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
CREATE TABLE templates (ntid integer, ord integer, name text NOT NULL COLLATE unicase, config blob,
  PRIMARY KEY (ntid, ord)) without rowid;
CREATE TABLE decks (id integer PRIMARY KEY, name text NOT NULL COLLATE unicase);
CREATE UNIQUE INDEX idx_decks_name ON decks (name);
"""
BOTH_FORMS = """
CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, tags text, flds text);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, ease integer, time integer, type integer);
CREATE INDEX ix_cards_nid ON cards (nid);
"""


def number(value: int) -> bytes:
    """Return a number as protobuf has it."""
    found = b""
    while value > 0x7F:
        found += bytes([value & 0x7F | 0x80])
        value >>= 7
    return found + bytes([value])


def field(at: int, value: str | bytes) -> bytes:
    """Return a text as a field of a protobuf message."""
    data = value.encode() if isinstance(value, str) else value
    return number(at << 3 | 2) + number(len(data)) + data


def database(pack: Pack) -> bytes:
    """Return the database of a package."""
    connection = apsw.Connection(":memory:")
    connection.create_collation("unicase", lambda a, b: (a > b) - (a < b))
    connection.execute((NEW if pack.newer else OLD) + BOTH_FORMS)
    (_newer if pack.newer else _older)(connection, pack)
    for at, note in enumerate(pack.notes):
        guid = note.guid or f"guid{at}"
        row = (1000 + at, guid, 77 + note.type, note.tags, "\x1f".join(note.fields))
        connection.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", row)
        for card in range(note.cards):
            values = (10_000 + 10 * at + card, 1000 + at, note.deck, card)
            connection.execute("INSERT INTO cards VALUES (?, ?, ?, ?)", values)
    for at, note, card, rating, ms, kind in pack.reviews:
        values = (at, 10_000 + 10 * note + card, rating, ms, kind)
        connection.execute("INSERT INTO revlog VALUES (?, ?, ?, ?, ?)", values)
    for statement in pack.extra:
        connection.execute(statement)
    return connection.serialize("main")


def _older(connection: apsw.Connection, pack: Pack) -> None:
    models = {
        str(77 + at): {
            "name": type_.name,
            "flds": [{"name": name, "ord": n} for n, name in enumerate(type_.fields)],
            "tmpls": [
                {"qfmt": front, "afmt": back, "ord": n}
                for n, (front, back) in enumerate(type_.templates)
            ],
        }
        for at, type_ in enumerate(pack.types)
    }
    decks = {str(id_): {"name": name} for id_, name in pack.decks.items()}
    row = (1, 11, json.dumps(models), json.dumps(decks))
    connection.execute("INSERT INTO col VALUES (?, ?, ?, ?)", row)


def _newer(connection: apsw.Connection, pack: Pack) -> None:
    connection.execute("INSERT INTO col VALUES (1, 18, '', '')")
    for at, type_ in enumerate(pack.types):
        id_ = 77 + at
        connection.execute("INSERT INTO notetypes VALUES (?, ?, x'')", (id_, type_.name))
        for n, name in enumerate(type_.fields):
            connection.execute("INSERT INTO fields VALUES (?, ?, ?, x'')", (id_, n, name))
        for n, (front, back) in enumerate(type_.templates):
            config = field(1, front) + field(2, back) + number(3 << 3) + number(300)
            values = (id_, n, f"Card {n}", config)
            connection.execute("INSERT INTO templates VALUES (?, ?, ?, ?)", values)
    for id_, name in pack.decks.items():
        connection.execute("INSERT INTO decks VALUES (?, ?)", (id_, name.replace("::", "\x1f")))


def members(pack: Pack) -> dict[str, bytes]:
    """Return the files of a package."""
    names = dict(enumerate(pack.media))
    if pack.newer:
        squeeze = zstandard.ZstdCompressor().compress
        listed = b"".join(field(1, field(1, name)) for name in names.values())
        found = {"meta": b"\x08\x03", "media": squeeze(listed)}
        found["collection.anki21b"] = squeeze(database(pack))
        found["collection.anki2"] = database(Pack([Note(("Please update to the latest", ""))]))
        return found | {str(n): squeeze(pack.media[name]) for n, name in names.items()}
    listed = json.dumps({str(n): name for n, name in names.items()}).encode()
    files = {str(n): pack.media[name] for n, name in names.items()}
    return {"media": listed, "collection.anki2": database(pack), **files}


def package(pack: Pack) -> bytes:
    """Return a package."""
    return packed(members(pack))


def taken(pack: Pack, intake: Intake = NO_INTAKE) -> Draft:
    """Return what is read of a package."""
    return read({"x.apkg": package(pack)}, "x.apkg", intake)


def rows(draft: Draft, title: str = "cards") -> list[dict[str, Value]]:
    """Return what a sheet's rows say, without their ids."""
    found = [sheet for sheet in draft.book.sheets if sheet.title == title]
    lines = found[0].lines if found else ()
    return [{k: value_of(v) for k, v in line.cells.items() if k != "id"} for line in lines]


def losses(draft: Draft) -> list[tuple[str, str]]:
    """Return code and message of what was lost."""
    return [(problem.code, problem.message) for problem in draft.losses]


def in_folder(data: bytes) -> tuple[TemporaryDirectory[str], Path]:
    """Return a file with some bytes in a folder of its own."""
    folder = TemporaryDirectory()
    path = Path(folder.name, "collection")
    path.write_bytes(data)
    return folder, path
