"""Decks that were read before, kept in the cache folder: no YAML, no pydantic, no checks again.

A file is lines of JSON: a head with the hash of every file that the deck was read from and the
times and sizes of its pictures, the deck without its facts, each value once, then a line for each
fact. It is read line by line, so that nothing but the deck itself is ever in memory. A file that
is missing, damaged, of another version or of files that have changed since is made anew without
a word.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from sys import intern
from typing import Any, Final, NamedTuple

from quizkit.decks import load
from quizkit.decks.coding import coded, decoded
from quizkit.decks.freshness import is_fresh, remembering, seen, state_of_code
from quizkit.decks.spans import Spans, packed
from quizkit.model import Deck, Fact, Value
from quizkit.text import digest
from quizkit.values.words import BUILTIN

FOLDER: Final = "decks"
"""Name of the folder in the cache folder."""

_MAKERS: Final = ("decks", "model", "values", "text.py")
"""What decides how a deck is read: another state of it reads decks anew."""

_FIELDS: Final = Fact._fields[6:]
_DEFAULTS: Final = Fact._field_defaults
_SPOILT: Final = (
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    StopIteration,
    RuntimeError,
)


class Kept(NamedTuple):
    """A deck, and what names this very state of its files and of the code that read them."""

    deck: Deck
    stamp: str


def load_kept(place: str | Path, *, cache: Path) -> Kept:
    """Return a deck as `decks.load` does, from the cache where its files are as they were.

    Args:
        place: Path of the file or folder.
        cache: The cache folder; it need not be there, nor writable.

    Raises:
        DeckError: As `decks.load`; such a deck is not kept.
    """
    file = file_of(place, cache)
    with suppress(*_SPOILT), file.open(encoding="utf-8") as lines:
        found = _read(lines)
        if found is not None:
            return found
    hashes: dict[str, str] = {}
    deck = load(place, opener=remembering(hashes))
    with suppress(*_SPOILT):
        write_lines(file, _lines(deck, hashes))
    return Kept(deck, _stamp(hashes))


def kept_stamp(place: str | Path, *, cache: Path) -> str:
    """Return the stamp under which a deck is kept as its files are now, or ""."""
    with suppress(*_SPOILT), file_of(place, cache).open(encoding="utf-8") as lines:
        head = json.loads(next(lines))
        return _stamp(head["files"]) if is_fresh(head, *_MAKERS) else ""
    return ""


def file_of(place: str | Path, cache: Path) -> Path:
    """Return the file that a deck is kept in: a whole path has one, wherever one works."""
    where = "" if Path(place).is_absolute() else str(Path.cwd())
    name = digest("\n".join((where, str(place))).encode())[:32]
    return cache / FOLDER / f"{name}.deck"


def _stamp(hashes: Mapping[str, str]) -> str:
    return digest(
        "\n".join((state_of_code(*_MAKERS), *map("\n".join, sorted(hashes.items())))).encode()
    )


def _lines(deck: Deck, hashes: Mapping[str, str]) -> Iterator[Any]:
    """Yield the lines of a file: head, deck, values, facts, and the end."""
    yield seen(deck, hashes, *_MAKERS)
    own = {tag: words for tag, words in deck.words.items() if BUILTIN.get(tag) is not words}
    shared = [tag for tag in deck.words if tag not in own]
    yield [shared, *_deck_codes(replace(deck, facts=(), words=own))]
    numbers: dict[Value, int] = {}
    rows = [_row(fact, numbers) for fact in deck.facts]
    yield len(numbers)
    yield from map(coded, numbers)
    yield from rows
    yield len(rows)


def _deck_codes(deck: Deck) -> list[Any]:
    return [coded(getattr(deck, name)) for name in Deck.__dataclass_fields__]


def _row(fact: Fact, numbers: dict[Value, int]) -> list[Any]:
    values = {role: numbers.setdefault(value, len(numbers)) for role, value in fact.values.items()}
    more = {
        name: coded(value) for name in _FIELDS if (value := getattr(fact, name)) != _DEFAULTS[name]
    }
    return [fact.id, fact.kind, values, fact.group, fact.path, packed(fact.spans), more]


def write_lines(file: Path, lines: Iterable[Any]) -> None:
    """Write lines of JSON under another name and put them in place.

    Raises:
        OSError: If it cannot be written.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_suffix(f"{file.suffix}.{os.getpid()}")
    with suppress(OSError):
        for left in file.parent.glob(f"{file.name}.*"):
            if left.stat().st_mtime < file.stat().st_mtime:  # whoever wrote it was killed
                left.unlink()
    try:
        with new.open("w", encoding="utf-8") as out:
            for line in lines:
                out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def _read(lines: Iterator[str]) -> Kept | None:
    """Return the deck that the lines hold, or None if its files have changed since."""
    head = json.loads(next(lines))
    if not is_fresh(head, *_MAKERS):
        return None
    shared, *codes = json.loads(next(lines))
    deck = Deck(*map(decoded, codes))
    values = [decoded(json.loads(next(lines))) for _ in range(json.loads(next(lines)))]
    facts = tuple(_facts(lines, values))
    words = {tag: BUILTIN[tag] for tag in shared} | dict(deck.words)
    return Kept(replace(deck, facts=facts, words=words), _stamp(head["files"]))


def _facts(lines: Iterator[str], values: list[Value]) -> Iterator[Fact]:
    for number in count():
        row = json.loads(next(lines))
        if type(row) is int:
            if row != number:
                raise ValueError(f"{number} facts, want {row}")
            return
        id_, kind, given, group, path, spans, more = row
        held = {intern(role): values[at] for role, at in given.items()}
        fields = {name: decoded(code) for name, code in more.items()}
        yield Fact(intern(id_), intern(kind), held, group, intern(path), Spans(spans), **fields)
