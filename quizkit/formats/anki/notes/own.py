"""Notes that this program wrote itself: each says in a field which facet it is."""

from typing import Final

from quizkit.formats.anki.fields import FIELDS
from quizkit.formats.anki.notes.gathered import Gathered, cell
from quizkit.formats.anki.notes.rows import COLUMNS, Fields, Taker
from quizkit.formats.anki.notes.tables import Note, NoteType
from quizkit.formats.book import CARDS, Line
from quizkit.formats.cards.ids import own_id

KNOWN: Final = "this deck's own"
"""What notes of the deck that they go into are counted as."""

_QUESTION, _ANSWER, _FACET = map(FIELDS.index, ("Question", "Answer", "Facet"))


def is_own(type_: NoteType) -> bool:
    """Return whether a note type is the one that this program writes."""
    return type_.fields == FIELDS


def own(taker: Taker, gathered: Gathered, *, deck: str) -> Taker:
    """Return what takes notes of our own: those of other decks as `taker` does.

    Those of this deck become rows with the facet as their id, each facet once: whoever merges them
    knows by it what is there already.

    Args:
        taker: Takes notes of other decks.
        gathered: Takes rows, counts and places.
        deck: Id of the deck that they go into, or "".
    """
    lines = gathered.sheet(CARDS, COLUMNS)
    met: set[str] = set()

    def take(note: Note, number: int, tags: str) -> int:
        fields = Fields(gathered, note.fields)
        id_ = own_id(fields.text(_FACET), deck=deck)
        if not id_:
            return taker(note, number, tags)
        gathered.counts["notes", KNOWN] += 1
        row, _, role = id_.partition("#")
        gathered.placed(note.id, 0, f"{note.guid}/0", (row, role))
        if id_ not in met:
            met.add(id_)
            sides = {"q": cell(fields.text(_QUESTION)), "a": cell(fields.text(_ANSWER))}
            lines.append(Line(number, {"id": id_, **sides}))
        return 1

    return take
