"""Anki packages read: notes as cards, or as facts where that is wished.

A package is a stranger's archive with a stranger's database: nothing is extracted by its name,
nothing in it is run, and all of it is bounded.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from quizkit.errors import FormatError
from quizkit.formats.ankiread.gathered import Gathered
from quizkit.formats.ankiread.history import answers
from quizkit.formats.ankiread.kinds import Kinds
from quizkit.formats.ankiread.own import is_own, own
from quizkit.formats.ankiread.package import Package
from quizkit.formats.ankiread.pictures import Pictures
from quizkit.formats.ankiread.rows import Taker, taker
from quizkit.formats.ankiread.tables import Collection, Note
from quizkit.formats.ankiread.told import losses
from quizkit.formats.book import NO_INTAKE, Answered, Draft, Intake
from quizkit.questions.calm import calm

SUFFIXES: Final = (".apkg", ".colpkg")

UNIT: Final = "notes"
"""What an Anki package holds."""


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
        self._takers = self._all_takers()

    def take(self) -> None:
        """Take all notes."""
        decks = self._decks()
        counts, faults = self.gathered.counts, self.gathered.faults
        takers, tags_of = self._takers, self.gathered.tags
        for number, note in enumerate(self.collection.notes, 1):
            take = takers.get(note.type)
            if take is None:
                faults["no note type"] += 1
                counts[UNIT, "not taken"] += 1
                continue
            before = faults.total()
            tags = tags_of(note.tags, decks.get(note.id, ""))
            if not take(note, number, tags):
                if faults.total() == before:
                    faults["no template"] += 1
                counts[UNIT, "not taken"] += 1

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
            self.kinds.lines,
            self.pictures.media,
            past,
            dict(gathered.counts),
        )

    def _decks(self) -> Mapping[int, str]:
        """Return the name of each note's deck, where the notes are in more than one."""
        homes = self.collection.homes()
        names = self.collection.decks
        if len(set(homes.values())) < 2:
            return {}
        return {note: names.get(deck, "") for note, deck in homes.items()}

    def _all_takers(self) -> dict[int, Taker]:
        used = Counter(note.type for note in self.collection.notes)
        found = {}
        for id_, count in used.items():
            type_ = self.collection.types.get(id_)
            if type_ is None:
                continue
            as_kind = self.intake.as_facts and not is_own(type_)
            of_kind = self.kinds.taker(type_, count) if as_kind else None
            cards = self._counted(of_kind or taker(type_, self.gathered), is_kind=bool(of_kind))
            is_ours = is_own(type_)
            deck = self.intake.deck
            found[id_] = own(cards, self.gathered, deck=deck) if is_ours else cards
        return found

    def _counted(self, take: Taker, *, is_kind: bool) -> Taker:
        """Return what takes notes, and counts them as what they became."""
        what = (UNIT, "facts" if is_kind else "cards")
        counts = self.gathered.counts

        def counting(note: Note, number: int, tags: str) -> int:
            found = take(note, number, tags)
            if found:
                counts[what] += 1
            return found

        return counting
