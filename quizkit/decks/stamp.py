"""Ids for facts and cards that have none: written into the files, and nothing else touched.

A map gets `id` as its first field, a table or sheet as its first column. The result is read again
before it is written: a deck that would change in anything but ids stays as it is.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from quizkit.decks.edits import apply
from quizkit.decks.files import Loader, Opener, read_bytes
from quizkit.decks.library import HEAD
from quizkit.decks.places import Place, places
from quizkit.decks.writing import write_all
from quizkit.errors import DeckError
from quizkit.model import Deck
from quizkit.questions.calm import calm

LETTERS: Final = "bcdfghjkmnpqrstvwxz"
SIGNS: Final = LETTERS + "23456789"
"""What ids are made of: no vowels, no `l`, `0`, `1`: never a word, a number or a date."""

MANY: Final = 100
"""Facts from which on an id has five signs, not four."""


class Change(NamedTuple):
    """A file with ids written into it.

    Attributes:
        path: The file.
        before: Its bytes as they were read.
        after: Its bytes with the ids.
        ids: The new ids, in the order of the file.
    """

    path: Path
    before: bytes
    after: bytes
    ids: tuple[str, ...]


def new_ids(count: int, taken: Collection[str], *, seed: str, length: int) -> list[str]:
    """Return ids that are not taken.

    Args:
        count: How many.
        taken: Ids of the deck, or once of it.
        seed: Same seed, same ids.
        length: Signs of each.

    >>> new_ids(2, [], seed="a", length=4) == new_ids(2, [], seed="a", length=4)
    True
    """
    rng = Random(seed)
    used = set(taken)
    found: list[str] = []
    while len(found) < count:
        signs = [rng.choice(LETTERS), *(rng.choice(SIGNS) for _ in range(length - 1))]
        id_ = "".join(signs)
        if id_ not in used:
            used.add(id_)
            found.append(id_)
    return found


def proposed(
    place: Path, *, seed: str, taken: Sequence[str] = (), opener: Opener = read_bytes
) -> tuple[Change, ...]:
    """Return what `stamp` would write; empty if every fact and card has an id.

    Args:
        place: The deck's file, or its folder.
        seed: Chance.
        taken: Ids that must not be used again, besides those in the deck.
        opener: Reads files.

    Raises:
        DeckError: If the deck cannot be read, or would change in anything but ids.
    """
    path = place / HEAD if place.is_dir() else place
    before: dict[Path, bytes] = {}

    def kept(asked: Path) -> bytes:
        if asked not in before:
            before[asked] = opener(asked)
        return before[asked]

    loader, deck = _loaded(path, kept)
    spots = (spot for tree in loader.trees.values() for spot in places(tree, loader.trees))
    found = list(dict.fromkeys(spots))
    known = [*(fact.id for fact in deck.facts), *(card.id for card in deck.cards), *taken]
    length = 4 if len(deck.facts) + len(deck.cards) < MANY else 5
    ids = new_ids(
        sum(spot.takes_id for spot in found), known, seed=f"{seed}:{deck.id}", length=length
    )
    changes = tuple(_changes(loader, before, found, iter(ids)))
    _same(path, deck, changes, kept)
    return changes


def stamp(place: Path, *, seed: str, taken: Sequence[str] = ()) -> tuple[Change, ...]:
    """Write an id into each fact and card that lacks one, and return what was changed.

    Args:
        place: The deck's file, or its folder.
        seed: Chance.
        taken: Ids that must not be used again, besides those in the deck.

    Raises:
        DeckError: If the deck cannot be read or written, or changed since it was read.
    """
    changes = proposed(place, seed=seed, taken=taken)
    before = {change.path: change.before for change in changes}
    write_all({change.path: change.after for change in changes}, before=before)
    return changes


def _loaded(path: Path, opener: Opener) -> tuple[Loader, Deck]:
    try:
        data = opener(path)
    except OSError as error:
        raise DeckError(f"cannot read {path.as_posix()}: {error.strerror}") from None
    loader = Loader(path, opener=opener)
    with calm():
        return loader, loader.load(data)


def _changes(
    loader: Loader, before: dict[Path, bytes], found: Sequence[Place], ids: Iterator[str]
) -> Iterator[Change]:
    for name in loader.trees:
        here = [spot for spot in found if spot.path == name]
        if not here:
            continue
        path = Path(name)
        used = [next(ids) if spot.takes_id else "" for spot in here]
        edits = (spot.edit(id_) for spot, id_ in zip(here, used, strict=True))
        after = apply(before[path], edits)
        yield Change(path, before[path], after, tuple(filter(None, used)))


def _same(path: Path, deck: Deck, changes: Sequence[Change], opener: Opener) -> None:
    """Read the deck as it would be.

    Raises:
        DeckError: If anything but ids would be another.
    """
    after = {change.path: change.after for change in changes}
    _, then = _loaded(path, lambda asked: after.get(asked) or opener(asked))
    if bare(deck) != bare(then) or any(fact.id.startswith("~") for fact in then.facts):
        raise DeckError(f"cannot write ids into {path.as_posix()} without changing more of it")


def bare(deck: Deck) -> Deck:
    """Return a deck without ids and places."""
    return replace(
        deck,
        facts=tuple(fact._replace(id="", spans={}, ask={}) for fact in deck.facts),
        cards=tuple(card._replace(id="", spans={}) for card in deck.cards),
        groups=(),
        names={},
        kinds={},
        sources={},
        problems=(),
    )
