"""The package that is written over: what learners have imported of it, as far as that matters."""

import json
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from quizkit.errors import FormatError
from quizkit.formats.anki.fields import FIELDS
from quizkit.formats.anki.look import MODEL
from quizkit.formats.anki.notes.package import Package
from quizkit.formats.anki.package import Note
from quizkit.formats.strangers.database import Stranger

_LATEST: Final = 2**40
"""No time of a note is later [seconds]; what says so is damaged."""


class Stored(NamedTuple):
    """A note there.

    Attributes:
        type: Its note type.
        mod: When it last changed [seconds].
        tags: Its tags, as they are stored.
        fields: Its fields, as they are stored.
    """

    type: int
    mod: int
    tags: str
    fields: str


class Before(NamedTuple):
    """What the package holds that is written over.

    Attributes:
        fields: The fields of its note type of ours, in order; () where it has none.
        notes: Its notes by guid.
        newest: When the latest of them was changed [seconds]; 0 where there is none.
    """

    fields: tuple[str, ...] = ()
    notes: Mapping[str, Stored] = {}
    newest: int = 0

    def has_other_fields(self) -> bool:
        """Return whether Anki would refuse the fields that notes have now."""
        return bool(self.fields) and self.fields != FIELDS

    def strangers(self, guids: Iterable[str]) -> tuple[str, ...]:
        """Return those of some notes that have another note type there."""
        return tuple(
            guid for guid in guids if guid in self.notes and self.notes[guid].type != MODEL
        )

    def dated(self, note: Note, at: int) -> Note:
        """Return a note with the time by which Anki settles whether it is newer than its own.

        One that is as it was keeps its time, so that what a learner wrote into it stays. Any other
        is later than all that the package has: at the same time Anki would take no update.

        Args:
            note: The note, whatever its time.
            at: When it is written [seconds].
        """
        found = self.notes.get(note.guid)
        mod = max(at, self.newest + 1)
        if found is not None and found.type == MODEL and found.fields == note.fields:
            is_same = found.tags == note.tags or set(found.tags.split()) == set(note.tags.split())
            mod = found.mod if is_same else mod
        return note if mod == note.mod else note._replace(mod=mod)


NOTHING: Final = Before()


def before_of(data: bytes | None) -> Before:
    """Return what matters of a file that is written over; nothing where it is no Anki package.

    Args:
        data: Its bytes, or None where there is none.

    Raises:
        MissingExtraError: If Anki packed it in a way that an optional part must unpack.
    """
    if data is None:
        return NOTHING
    try:
        with Package(data, "the package that is there").database() as database:
            notes = _notes(database)
            newest = max((note.mod for note in notes.values()), default=0)
            return Before(_fields(database), notes, newest)
    except FormatError:
        return NOTHING


def _notes(stranger: Stranger) -> dict[str, Stored]:
    found = {}
    rows = stranger.rows("notes", numbers=("mid", "mod"), texts=("guid", "tags", "flds"))
    for mid, mod, guid, tags, fields in rows:
        if 0 <= mod < _LATEST:
            texts = tags.decode("utf-8", "replace"), fields.decode("utf-8", "replace")
            found[guid.decode("utf-8", "replace")] = Stored(mid, mod, *texts)
    return found


def _fields(stranger: Stranger) -> tuple[str, ...]:
    """Return the fields of our note type, from a table of them or, in older ones, from JSON."""
    if "fields" in stranger.columns:
        rows = stranger.rows("fields", numbers=("ntid", "ord"), texts=("name",))
        named = [(place, name) for type_, place, name in rows if type_ == MODEL]
        return tuple(name.decode("utf-8", "replace") for _, name in sorted(named))
    for (text,) in stranger.rows("col", texts=("models",)):
        try:
            model = json.loads(text).get(str(MODEL), {"flds": ()})
            each = sorted((int(field["ord"]), str(field["name"])) for field in model["flds"])
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return ()
        return tuple(name for _, name in each)
    return ()
