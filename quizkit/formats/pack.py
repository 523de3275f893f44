"""A deck with all that it needs in one zip file: what a teacher hands over."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from quizkit.decks.files import read_deck, summary
from quizkit.decks.library import HEAD
from quizkit.decks.paths import PathFault, inside
from quizkit.decks.report import fit, help_, short
from quizkit.decks.source import MAX_FILE
from quizkit.errors import DeckError
from quizkit.formats.book import Written
from quizkit.formats.strangers.archive import packed
from quizkit.model import Deck, Location, Problem, Severity

LARGEST: Final = 20 * 10**6
"""Bytes of a picture that is packed."""

LICENCES: Final = ("LICENSE", "LICENCE", "COPYING", "README", "NOTICE")
"""Beginnings of the names of files that go along from the deck's folder."""


def write(place: Path) -> Written:
    """Return a deck's zip file, the same bytes each time.

    It holds the deck's file as `deck.yaml`, what that includes, sheets, pictures, the texts of
    sources, and the licence beside it. A picture or text that is not there is listed.

    Args:
        place: The deck's file, or its folder.

    Raises:
        DeckError: If the deck cannot be read.
    """
    reading = read_deck(place)
    if reading.deck is None:
        raise DeckError(summary(reading.problems), reading.problems)
    deck = reading.deck
    first = Path(deck.paths[0])
    folder = first.parent
    members = {HEAD: reading.files[deck.paths[0]]}
    for path, data in reading.files.items():
        if path != deck.paths[0]:
            members[Path(path).relative_to(folder).as_posix()] = data
    losses = tuple(_beside(deck, folder, members))
    for beside in sorted(folder.iterdir()) if first.name == HEAD else ():
        if beside.is_file() and beside.name.upper().startswith(LICENCES):
            members.setdefault(beside.name, beside.read_bytes())
    return Written({"": packed(members)}, losses, len(members), "files")


def _beside(deck: Deck, folder: Path, members: dict[str, bytes]) -> Iterator[Problem]:
    """Put pictures and texts of sources in, and yield those that cannot be had."""
    for text, at in dict(_named(deck)).items():
        if text in members:
            continue
        try:
            path = inside(folder, text)
            data = _bytes(path, MAX_FILE if path.suffix in (".txt", ".md") else LARGEST)
        except PathFault as fault:
            yield _missing(text, str(fault), at)
        except OSError as error:
            yield _missing(text, error.strerror or "it cannot be read", at)
        else:
            members[text] = data


def _bytes(path: Path, limit: int) -> bytes:
    with path.open("rb") as stream:
        found = stream.read(limit + 1)
    if len(found) > limit:
        raise OSError(0, f"it has more than {limit // 10**6} MB")
    return found


def _named(deck: Deck) -> Iterator[tuple[str, Location]]:
    for source in deck.sources.values():
        if source.fields.get("file"):
            yield source.fields["file"], source.at
    for fact in deck.facts:
        if fact.image.get("file"):
            yield fact.image["file"], Location(fact.path, *fact.spans[""])


def _missing(text: str, why: str, at: Location) -> Problem:
    tip = help_("put the file into the deck's folder, or take its name out of the deck")
    what = fit(f"`{short(text)}` is not packed: {why[:1].lower()}{why[1:]}")
    return Problem("QK903", Severity.WARNING, what, at, notes=(tip,))


def differences(old: Deck, new: Deck) -> Mapping[str, int]:
    """Return how many facts and cards are new, changed and gone, by ids.

    Args:
        old: The deck as it is.
        new: The deck that would take its place.
    """
    before, after = _said(old), _said(new)
    both = before.keys() & after.keys()
    return {
        "new": len(after.keys() - before.keys()),
        "changed": sum(before[id_] != after[id_] for id_ in both),
        "gone": len(before.keys() - after.keys()),
    }


def _said(deck: Deck) -> dict[str, object]:
    facts = {fact.id: fact._replace(group=0, path="", spans={}, ask={}) for fact in deck.facts}
    cards = {card.id: card._replace(path="", spans={}) for card in deck.cards}
    return {**facts, **cards}
