"""What an update of a deck changed: its facts compared with those that the learner last saw.

Of each fact a short fingerprint of its answers is kept in the state folder, no text. A deck met
for the first time has no changes. Facts without an id of the author's are new whenever their
answers change.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.model import Card, Date, Deck, Fact, List, Named, Number, Text, Value, Views
from quizkit.questions.stems import statement

FOLDER: Final = "decks"
"""Name of the folder inside the state folder."""

MOST_TOLD: Final = 200
"""Facts that are told one by one."""

_VERSION: Final = 1
_MAX_BYTES: Final = 64_000_000
_DAMAGED: Final = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


class Changes(NamedTuple):
    """What changed in a deck since the learner last saw it.

    Attributes:
        title: The deck's title.
        changed: Ids of the facts whose answers changed, in the order of the files.
        added: Ids of the facts that are new.
        removed: Ids of the facts that are gone.
    """

    title: str
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything changed."""
        return bool(self.changed or self.added or self.removed)

    @property
    def sentence(self) -> str:
        """It in words.

        >>> Changes("Rivers", changed=("a", "b"), removed=("c",)).sentence
        'Rivers: 2 facts changed, 1 gone'
        >>> Changes("Rivers", added=("a",)).sentence
        'Rivers: 1 fact new'
        """
        counts = ((self.changed, "changed"), (self.added, "new"), (self.removed, "gone"))
        parts = [(len(ids), word) for ids, word in counts if ids]
        told = [f"{count} {word}" for count, word in parts[1:]]
        first = [f"{c} fact{'' if c == 1 else 's'} {word}" for c, word in parts[:1]]
        return f"{self.title}: {', '.join((*first, *told))}"


def look(state: Path, deck: Deck) -> Changes:
    """Return what changed in a deck since it was last seen; a deck met first is written down.

    Args:
        state: The state folder.
        deck: The deck as it is now.
    """
    now, before = _prints(deck), _read(_file(state, deck.id))
    if before is None:
        _write(_file(state, deck.id), now)
        return Changes(deck.title)
    return Changes(
        deck.title,
        changed=tuple(id_ for id_, mark in now.items() if before.get(id_, mark) != mark),
        added=tuple(id_ for id_ in now if id_ not in before),
        removed=tuple(id_ for id_ in before if id_ not in now),
    )


def news(state: Path, deck: Deck, *, is_begun: bool) -> Changes:
    """Return what is to be told of a deck: what changed since it was last seen, if it was begun.

    Of a deck that was not begun nothing is news: it is taken as seen.

    Args:
        state: The state folder.
        deck: The deck as it is now.
        is_begun: Whether the learner answered anything in it.
    """
    found = look(state, deck)
    if is_begun or not found:
        return found
    seen(state, deck)
    return Changes(deck.title)


def seen(state: Path, deck: Deck) -> None:
    """Take a deck as seen: what changed up to now is not told again. Never fails.

    Args:
        state: The state folder.
        deck: The deck as it is now.
    """
    _write(_file(state, deck.id), _prints(deck))


def told(changes: Changes, deck: Deck, language: str) -> Iterator[str]:
    """Yield what changed as sentences, at most 200 of them and one that counts the rest.

    Args:
        changes: What changed.
        deck: The deck as it is now.
        language: In which language its facts are told.
    """
    facts: dict[str, Fact | Card] = {fact.id: fact for fact in deck.facts}
    facts |= {card.id: card for card in deck.cards}
    named = [
        *(("Changed", id_) for id_ in changes.changed),
        *(("New", id_) for id_ in changes.added),
        *(("Gone", id_) for id_ in changes.removed),
    ]
    for word, id_ in named[:MOST_TOLD]:
        row = facts.get(id_)
        yield f"{word}: {id_ if row is None else _says(row, deck, language)}"
    if named[MOST_TOLD:]:
        yield f"and {len(named) - MOST_TOLD:,} more"


def _says(row: Fact | Card, deck: Deck, language: str) -> str:
    """Return a fact in a sentence, or its answers where it has none."""
    if isinstance(row, Card):
        return row.text or f"{row.question} {row.answer}"
    said = statement(row, deck, language) if language in deck.words else ""
    return said or "; ".join(f"{role}: {_plain(value)}" for role, value in row.values.items())


def _prints(deck: Deck) -> dict[str, str]:
    """Return the fingerprint of each fact and card by its id."""
    found = {}
    for fact in deck.facts:
        parts = [fact.kind, *map(_pair, fact.values.items())]
        found[fact.id] = _print(parts)
    for card in deck.cards:
        gaps = (f"{blank.start}-{blank.end}" for blank in card.blanks)
        found[card.id] = _print((card.question, card.answer, card.text, *gaps))
    return found


def _pair(pair: tuple[str, Value]) -> str:
    return f"{pair[0]}={_plain(pair[1])}"


def _print(parts: Iterable[str]) -> str:
    data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=6).hexdigest()


def _plain(value: Value) -> str:
    """Return a value as one text that is another one whenever an answer would be."""
    match value:
        case Named(name):
            return name
        case Date(text, about=about, uncertain=uncertain):
            return f"{text}{'~' * about}{'?' * uncertain}"
        case Number(shown=shown, unit=unit, bound=bound):
            return " ".join(filter(None, (bound, shown, unit)))
        case Text(text):
            return text
        case List(items, complete):
            return ", ".join(map(_plain, items)) + ("" if complete else ", ...")
        case Views(word, entries):
            return "; ".join(f"{word} {view}: {_plain(item)}" for view, item in entries)
        case _:
            return "other"


def _file(state: Path, deck: str) -> Path:
    return state / FOLDER / f"{deck}.json"


def _read(path: Path) -> dict[str, str] | None:
    try:
        if path.stat().st_size > _MAX_BYTES:
            return None
        held = json.loads(path.read_text(encoding="utf-8"))
        found = held["facts"] if held["v"] == _VERSION else None
        return {str(id_): str(mark) for id_, mark in found.items()} if found is not None else None
    except _DAMAGED:
        return None


def _write(path: Path, prints: Mapping[str, str]) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_text(json.dumps({"v": _VERSION, "facts": prints}), encoding="utf-8")
        part.replace(path)
