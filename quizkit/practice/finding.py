"""Searching: the sentences of decks kept in an index that follows the files they stand in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.decks import load
from quizkit.errors import DeckError
from quizkit.model import Card, Deck, Fact, List, Named, Value, Views
from quizkit.questions.calm import calm
from quizkit.questions.stems import show_in, statement
from quizkit.store.search import Entry, FactIndex, searched
from quizkit.text import digest
from quizkit.values.words.en import WORDS

INDEX: Final = "search.db"
"""Name of the index in the cache folder."""

_LONGEST: Final = 2_000
"""Characters of a sentence, and of what goes with it, that are searched."""


class Hits(NamedTuple):
    """What a search of decks found.

    Attributes:
        facts: Facts and cards, best first.
        left_out: Decks that cannot be read, each with the reason.
    """

    facts: tuple[Entry, ...]
    left_out: tuple[tuple[Path, DeckError], ...]


def find(
    words: Sequence[str], places: Sequence[Path], *, cache: Path, maker: str, most: int = 20
) -> Hits:
    """Return the facts and cards of decks in which all words stand, best first.

    Only decks whose files changed since they were last searched are read; for the others their
    bytes are compared.

    Args:
        words: Words, or phrases with blanks in them; case and accents do not count.
        places: Where the decks are.
        cache: The cache folder; it need not be there, nor writable.
        maker: This quizkit's version: another one may tell facts in other words.
        most: How many at most.
    """

    def job(index: FactIndex) -> Hits:
        faults = []
        for place in places:
            try:
                keep(index, place, maker=maker)
            except DeckError as error:
                faults.append((place, error))
        spots = [_spot(place) for place in places]
        return Hits(index.find(words, places=spots, most=most), tuple(faults))

    return searched(cache / INDEX, job)


def keep(index: FactIndex, place: Path, *, maker: str) -> None:
    """Bring an index up to what a deck's files say now.

    Args:
        index: The index.
        place: Where the deck is.
        maker: Names the code that makes the sentences.

    Raises:
        DeckError: If the deck cannot be read; then it is not in the index any more.
    """
    spot = _spot(place)
    known = index.sources(spot, maker)
    if known and all(_hash(Path(path)) == hash_ for path, hash_ in known.items()):
        return
    hashes: dict[str, str] = {}
    try:
        deck = load(Path(spot), opener=_remembering(hashes))
    except DeckError:
        index.drop(spot)
        raise
    with calm():
        index.put(spot, entries(deck), sources=hashes, maker=maker)


def _spot(place: Path) -> str:
    return str(place.absolute())


def _remembering(hashes: dict[str, str]) -> Callable[[Path], bytes]:
    """Return what opens files and remembers the hash of the very bytes that were read."""
    from quizkit.decks.files import read_bytes  # with yaml and pydantic

    def opened(path: Path) -> bytes:
        data = read_bytes(path)
        hashes[str(path)] = digest(data)
        return data

    return opened


def _hash(path: Path) -> str:
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


def entries(deck: Deck) -> Iterator[Entry]:
    """Yield a deck's facts and cards as they are searched, in the order of the files."""
    rows: tuple[Fact | Card, ...] = (*deck.facts, *deck.cards)
    for row in rows:
        yield entry(row, deck)


def entry(row: Fact | Card, deck: Deck) -> Entry:
    """Return a fact or card of a deck as it is searched."""
    if isinstance(row, Card):
        says = (row.text or f"{row.question} {row.answer}")[:_LONGEST]
        more = _joined((row.id, *row.also, *row.wrong, row.note, row.source, *row.tags))
    else:
        says, more = _sentence(row, deck), _joined(_more(row, deck))
    line = row.spans[""].line if row.spans else 1
    return Entry(deck.id, row.id, says, row.path, line, more)


def _sentence(fact: Fact, deck: Deck) -> str:
    """Return a fact in the deck's own language; its roles and values where it has no sentence."""
    if deck.language in deck.words:
        told = statement(fact, deck, deck.language)
        if told:
            return told[:_LONGEST]
    values = (f"{role}: {_shown(value, deck)}" for role, value in fact.values.items())
    return "; ".join(values)[:_LONGEST]


def _shown(value: Value, deck: Deck) -> str:
    return show_in(value, deck, deck.words.get(deck.language, WORDS))


def _more(fact: Fact, deck: Deck) -> Iterator[str]:
    """Yield what a fact can be found by beside its sentence."""
    yield from (fact.id, fact.kind)
    for value in fact.values.values():
        yield _shown(value, deck)
        for name in _names(value):
            known = deck.names.get(name)
            if known:
                yield from (name, *known.aka, *known.within, *known.spellings.values())
            yield from deck.glossary.get(name, {}).values()
    yield from (fact.note, fact.source, fact.quote, fact.according_to, *fact.tags)


def _names(value: Value) -> Iterator[str]:
    match value:
        case Named(name):
            yield name
        case List(items):
            for item in items:
                yield from _names(item)
        case Views(_, entries_):
            for view, item in entries_:
                yield view
                yield from _names(item)
        case _:
            return


def _joined(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(text for text in texts if text))[:_LONGEST]
