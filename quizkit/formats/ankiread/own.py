"""Notes that this program wrote itself: each says in a field which facet it is."""

from typing import Final

from quizkit.formats.anki_fields import FIELDS
from quizkit.formats.ankiread.gathered import Gathered
from quizkit.formats.ankiread.rows import SPLIT, Taker
from quizkit.formats.ankiread.tables import Note, NoteType
from quizkit.formats.cardids import own_id

KNOWN: Final = "this deck's own"
"""What notes of the deck that they go into are counted as."""

_FACET: Final = FIELDS.index("Facet")


def is_own(type_: NoteType) -> bool:
    """Return whether a note type is the one that this program writes."""
    return type_.fields == FIELDS


def own(taker: Taker, gathered: Gathered, *, deck: str) -> Taker:
    """Return what takes notes of our own: those of this deck are known, all others as `taker` does.

    Args:
        taker: Takes notes of other decks.
        gathered: Takes counts and places.
        deck: Id of the deck that they go into, or "".
    """

    def take(note: Note, number: int, tags: str) -> int:
        held = note.fields.split(SPLIT)
        facet = gathered.texts.plain(held[_FACET]) if len(held) > _FACET else ""
        row, _, role = own_id(facet, deck=deck).partition("#")
        if not row:
            return taker(note, number, tags)
        gathered.counts["notes", KNOWN] += 1
        gathered.placed(note.id, 0, f"{note.guid}/0", (row, role))
        return 1

    return take
