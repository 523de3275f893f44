"""Anki packages read: notes as cards, or as facts where that is wished.

A package is a stranger's archive with a stranger's database: nothing is extracted by its name,
nothing in it is run, and all of it is bounded.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from quizkit.errors import FormatError
from quizkit.formats.anki.notes.gathered import Gathered
from quizkit.formats.anki.notes.history import answers
from quizkit.formats.anki.notes.kinds import Kinds
from quizkit.formats.anki.notes.own import KNOWN, is_own, own
from quizkit.formats.anki.notes.package import Package
from quizkit.formats.anki.notes.pictures import Pictures
from quizkit.formats.anki.notes.rows import Taker, taker
from quizkit.formats.anki.notes.tables import MOST_TEXT, Collection, NoteType
from quizkit.formats.anki.notes.told import losses
from quizkit.formats.book import NO_INTAKE, Answered, Draft, Intake
from quizkit.questions.calm import calm

SUFFIXES: Final = (".apkg", ".colpkg")

UNIT: Final = "notes"
"""What an Anki package holds."""

CARDS, FACTS = "cards", "facts"
"""What notes become."""


def held(text: str) -> str:
    """Return what a row holds of a text: all of it."""
    return text


def read(files: Mapping[str, bytes], path: str, intake: Intake = NO_INTAKE) -> Draft:
    """Return what an Anki package says.

    Args:
        files: Its bytes by its name.
        path: What messages call it.
        intake: What is wished: whether facts, pictures and past answers are taken along.

    Raises:
        FormatError: If it is no Anki package, is damaged, or breaks a rule for strangers' files.
        MissingExtraError: If a newer package cannot be unpacked without a library.
    """
    if len(files) != 1:
        message = f"cannot use {path}: an Anki package is one file"
        raise FormatError(message, path)
    package = Package(next(iter(files.values())), path)
    with calm(), package.database() as database:
        collection = Collection(database)
        work = _Work(collection, Pictures(package, intake.media), intake)
        work.take()
        past = work.answers() if intake.history else ()
    return work.draft(past)


class _Work:
    """Takes the notes of one collection.

    Args:
        collection: The collection.
        pictures: The package's pictures.
        intake: What is wished.
    """

    def __init__(self, collection: Collection, pictures: Pictures, intake: Intake) -> None:
        self.collection = collection
        self.pictures = pictures
        self.intake = intake
        self.gathered = Gathered(wants_places=intake.history)
        self.kinds = Kinds(self.gathered, pictures)
        self._became: dict[int, str] = {}

    def take(self) -> None:
        """Take all notes.

        Raises:
            FormatError: If templates and gaps make more of them than a deck can hold.
        """
        decks = self.collection.homes()
        takers, tags_of = self._all_takers(), self.gathered.tags
        taken = dict.fromkeys(takers, 0)
        for number, note in enumerate(self.collection.notes, 1):
            take = takers.get(note.type)
            if take is None:
                self.gathered.faults["no note type"] += 1
            elif take(note, number, tags_of(note.tags, decks.get(note.id, ""))):
                taken[note.type] += 1
            if self.gathered.letters > MOST_TEXT:
                message = f"cannot use {self.collection.path}: it holds more than a deck can"
                raise FormatError(message, self.collection.path)
        for id_, count in taken.items():
            self.gathered.counts[UNIT, self._became[id_]] += count
        left = len(self.collection.notes) - sum(taken.values())
        known = self.gathered.counts[UNIT, KNOWN]
        self.gathered.counts[UNIT, CARDS] -= known
        self.gathered.counts[UNIT, "not taken"] += left

    def answers(self) -> tuple[Answered, ...]:
        """Return the answers of the past to what was taken."""
        collection = self.collection
        places = self.gathered.places
        return tuple(answers(collection.reviews(), collection.cards(), places))

    def draft(self, past: tuple[Answered, ...]) -> Draft:
        """Return all that was taken."""
        gathered = self.gathered
        lost = gathered.texts.lost - Counter({"picture": self.pictures.taken})
        return Draft(
            gathered.book(),
            losses(self.collection.path, gathered.faults, lost),
            self.kinds.lines(),
            self.pictures.media,
            past,
            dict(+gathered.counts),
        )

    def _all_takers(self) -> dict[int, Taker]:
        used = Counter(note.type for note in self.collection.notes)
        found = {}
        for id_, count in used.items():
            type_ = self.collection.types.get(id_)
            if type_ is not None:
                found[id_] = self._taker(id_, type_, count)
        return found

    def _taker(self, id_: int, type_: NoteType, count: int) -> Taker:
        """Return what takes the notes of a note type."""
        self._became[id_] = CARDS
        if is_own(type_):
            return own(taker(type_, self.gathered), self.gathered, deck=self.intake.deck)
        of_kind = self.kinds.taker(type_, count) if self.intake.as_facts else None
        if of_kind is None:
            return taker(type_, self.gathered)
        self._became[id_] = FACTS
        return of_kind
