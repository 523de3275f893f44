"""A deck checked: what all rules find and how much is asked, kept while nothing has changed.

What was found lies in the cache folder as lines of JSON, with the hash of every file that was read
and the state of the code. Planning a big deck takes seconds; reading that takes none. Where checks
of one's own look, nothing is kept: what they find may change with code that nobody can name.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.decks.coding import coded, decoded
from quizkit.decks.compiled import file_of, write_lines
from quizkit.decks.freshness import is_fresh, remembering, seen
from quizkit.model import Problem
from quizkit.practice.extensions import has_own_checks, load_checks
from quizkit.questions.unasked import Unasked
from quizkit.text import digest

NO_OPTIONS: Final[Mapping[str, Mapping[str, object]]] = {}

_MAKERS: Final = (
    "checks", "questions", "grading", "decks", "values", "model", "text.py", "practice/checked.py",
    "practice/checking.py",
)  # fmt: skip
_SPOILT: Final = (
    OSError, ValueError, TypeError, LookupError, AttributeError, StopIteration, RecursionError,
)  # fmt: skip


class Found(NamedTuple):
    """What a check found.

    Attributes:
        deck: The deck's id, or its file's name where it could not be read.
        paths: The files read, the deck's first.
        facts: How many facts and cards it has.
        asked: How many facets are asked.
        unasked: How many are not, for which reasons.
        problems: What is wrong, in order; what the author accepted is among it.
        wordless: Languages in which it asks, and for which there are no word lists.
    """

    deck: str
    paths: tuple[str, ...] = ()
    facts: int = 0
    asked: int = 0
    unasked: Unasked = Unasked()
    problems: tuple[Problem, ...] = ()
    wordless: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """What is to be looked for.

    Attributes:
        profile: How strict to be.
        draws: With how many seeds questions are drawn; 0: as the profile has it.
        everything: Also what merely follows from another problem.
        options: Thresholds that were set, by code and name.
    """

    profile: str = "practice"
    draws: int = 0
    everything: bool = False
    options: Mapping[str, Mapping[str, object]] = NO_OPTIONS


def check(place: str, wanted: Wanted, *, cache: Path | None = None) -> Found:
    """Return what is wrong with the deck at a place.

    Args:
        place: The path of its file or folder; problems show it as given.
        wanted: What to look for.
        cache: The cache folder, which need not be there; None: nothing is kept, nor looked up.

    Raises:
        DeckError: Without problems, if there is no such file or it cannot be read.
    """
    file = _file(place, wanted, cache) if cache and not has_own_checks() else None
    known = _read(file) if file else None
    if known is not None:
        return known
    hashes: dict[str, str] = {}
    found, head = examine(place, wanted, remembering(hashes), hashes)
    if file and head:
        with suppress(*_SPOILT):
            write_lines(file, _lines(found, head))
    return found


def kept(place: str, wanted: Wanted, *, cache: Path) -> Found | None:
    """Return what a check found before, or None where none is kept or something has changed since.

    Args:
        place: As for `check`.
        wanted: What to look for.
        cache: The cache folder, which need not be there.
    """
    return None if has_own_checks() else _read(_file(place, wanted, cache))


def examine(
    place: str,
    wanted: Wanted,
    opener: Callable[[Path], bytes],
    hashes: Mapping[str, str],
) -> tuple[Found, Mapping[str, Any]]:
    """Return what is wrong with a deck, and what names the state of its files.

    Args:
        place: As for `check`.
        wanted: What to look for.
        opener: Returns the bytes of a file.
        hashes: What the opener remembers.

    Returns:
        What was found, and a head for the cache: empty where the deck cannot be used.

    Raises:
        DeckError: As `check`.
    """
    from quizkit.decks.files import read_deck
    from quizkit.practice.checking import look, total
    from quizkit.questions.calm import calm

    load_checks()
    reading = read_deck(place, opener=opener)
    with calm():
        found = total(look(reading, wanted), place)
    if reading.deck is None:
        return found, {}
    return found, seen(reading.deck, hashes, *_MAKERS)


def _file(place: str, wanted: Wanted, cache: Path) -> Path:
    name = digest(json.dumps(wanted, sort_keys=True).encode())[:16]
    return file_of(place, cache).with_suffix(f".{name}.check")


def _lines(found: Found, head: Mapping[str, Any]) -> Iterator[Any]:
    yield head
    yield [found.deck, found.paths, found.facts, found.asked, found.unasked, found.wordless]
    yield from map(coded, found.problems)
    yield len(found.problems)


def _read(file: Path) -> Found | None:
    """Return what was kept, or None where something has changed since or the file is spoilt."""
    with suppress(*_SPOILT), file.open(encoding="utf-8") as lines:
        if not is_fresh(json.loads(next(lines)), *_MAKERS):
            return None
        deck, paths, facts, asked, left, tags = json.loads(next(lines))
        *rows, count = map(json.loads, lines)
        problems: tuple[Problem, ...] = tuple(map(decoded, rows))
        if len(problems) == count:
            left, tags = Unasked(*left), tuple(tags)
            return Found(deck, tuple(paths), facts, asked, left, problems, tags)
    return None
