"""The package that is written over: what learners have imported of it, as far as that matters."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any, Final, NamedTuple

import apsw

from quizkit.errors import FormatError
from quizkit.formats.anki_fields import FIELDS
from quizkit.formats.anki_look import MODEL
from quizkit.formats.anki_package import DATABASE, Note
from quizkit.formats.archive import Archive

NEWER: Final = "collection.anki21"
"""Where some versions of Anki put the notes; the other file then holds a notice."""

_LATEST: Final = 2**40
"""No time of a note is later [seconds]; what says so is damaged."""

_STEPS: Final = 50_000_000
_LONGEST: Final = 8 * 2**20
_LIMITS: Final = (
    (apsw.SQLITE_LIMIT_LENGTH, 16 * _LONGEST),
    (apsw.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (apsw.SQLITE_LIMIT_COLUMN, 100),
    (apsw.SQLITE_LIMIT_ATTACHED, 0),
)
_GUARDS: Final = (
    (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
    (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
)
_DAMAGE: Final = (apsw.Error, ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What comes of a database that is none, or a damaged one."""


class Before(NamedTuple):
    """What the package holds that is written over.

    Attributes:
        fields: The fields of its note type of ours, in order; () where it has none.
        notes: By guid: note type, time [seconds], tags and fields as they are stored.
    """

    fields: tuple[str, ...] = ()
    notes: Mapping[str, tuple[int, int, str, str]] = {}

    @property
    def newest(self) -> int:
        """Return when its latest note was changed [seconds]; 0 where it has none."""
        return max((mod for _, mod, _, _ in self.notes.values()), default=0)

    def has_other_fields(self) -> bool:
        """Return whether Anki would refuse the fields that notes have now."""
        return bool(self.fields) and self.fields != FIELDS

    def strangers(self, guids: Iterable[str]) -> tuple[str, ...]:
        """Return those of some notes that have another note type there."""
        return tuple(guid for guid in guids if self.notes.get(guid, (MODEL,))[0] != MODEL)

    def dated(self, note: Note, at: int) -> Note:
        """Return a note with the time from which Anki takes it for newer, or not.

        One that is as it was keeps its time, so that what a learner wrote into it stays; any other
        is later than all that the package has.

        Args:
            note: The note, whatever its time.
            at: When it is written [seconds].
        """
        found = self.notes.get(note.guid)
        if found is None:
            return note._replace(mod=at)
        type_, mod, *stored = found
        is_same = type_ == MODEL and tuple(stored) == note.stored
        return note._replace(mod=mod if is_same else max(at, mod + 1))


NOTHING: Final = Before()


def before_of(data: bytes | None) -> Before:
    """Return what matters of a file that is written over; nothing where it is no Anki package.

    Args:
        data: Its bytes, or None where there is none.
    """
    if data is None:
        return NOTHING
    try:
        archive = Archive(data, "the file that is written over")
        name = next((each for each in (NEWER, DATABASE) if each in archive.names), "")
        return _read(archive.read(name)) if name else NOTHING
    except FormatError:
        return NOTHING


def _read(database: bytes) -> Before:
    try:
        with _opened(database) as connection:
            notes = {
                guid: (mid, mod, tags, fields)
                for guid, mid, mod, tags, fields in connection.execute(
                    "SELECT guid, mid, mod, tags, flds FROM notes"
                )
                if isinstance(mod, int) and 0 <= mod < _LATEST
            }
            (models,) = next(iter(connection.execute("SELECT models FROM col")))
        return Before(_fields(json.loads(models)), notes)
    except (*_DAMAGE, StopIteration):
        return NOTHING


def _fields(models: Mapping[str, Any]) -> tuple[str, ...]:
    model = models.get(str(MODEL))
    if model is None:
        return ()
    return tuple(each["name"] for each in sorted(model["flds"], key=lambda each: each["ord"]))


@contextmanager
def _opened(database: bytes) -> Iterator[apsw.Connection]:
    """Open a database that may be anybody's: in memory, without what could act in it."""
    with closing(apsw.Connection(":memory:")) as connection:
        for kind, number in _LIMITS:
            connection.limit(kind, number)
        for kind, number in _GUARDS:
            connection.config(kind, number)
        steps = iter(range(_STEPS // 10_000))
        connection.set_progress_handler(lambda: next(steps, None) is None, 10_000)
        connection.deserialize("main", database)
        connection.execute("PRAGMA query_only = 1; PRAGMA cell_size_check = 1")
        yield connection
