"""A deck made ready to be asked: read and surveyed once, then kept in the cache folder."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from sys import intern
from typing import Any, Final

from quizkit.decks.compiled import (
    file_of,
    kept_stamp,
    load_kept,
    write_lines,
)
from quizkit.decks.freshness import state_of_code
from quizkit.model import FacetId
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm
from quizkit.questions.fallback import fitting
from quizkit.questions.survey import Glance
from quizkit.text import digest

BIG: Final = 500_000
"""From so many bytes of a deck's first file on, it is read in another process first."""

_MAKERS: Final = ("questions", "grading")
_SPOILT: Final = (OSError, ValueError, TypeError, LookupError, AttributeError, StopIteration)


def ready(place: str | Path, *, language: str, cache: Path) -> Asker:
    """Return what asks for a deck, with its survey.

    Args:
        place: Path of the deck's file or folder.
        language: The language wanted where the deck has it; "": its own.
        cache: The cache folder; it need not be there, nor writable.

    Raises:
        DeckError: If it cannot be read or used.
    """
    kept = load_kept(place, cache=cache)
    tag = fitting(language, (kept.deck.language, *kept.deck.words)) or kept.deck.language
    file, stamp = _file(place, language, cache), stamp_of(kept.stamp)
    known = _read(file, stamp)
    if known is not None:
        return Asker(kept.deck, language=tag, known=known)
    asker = Asker(kept.deck, language=tag)
    with calm():
        found = asker.survey.whole()
    with suppress(OSError):
        write_lines(file, _lines(found, stamp))
    return asker


def prepare(place: Path, *, language: str, cache: Path) -> None:
    """Read and survey a big deck in another process, which takes its rubbish along.

    A process that reads ten thousand facts holds twice their memory ever after, and every other
    thread waits for it. Does nothing where the deck is small or the cache cannot be written.
    """
    first = place / "deck.yaml" if place.is_dir() else place
    with suppress(OSError, subprocess.SubprocessError):
        if first.stat().st_size < BIG:
            return
        stamp = kept_stamp(place, cache=cache)
        if stamp and _is_of(_file(place, language, cache), stamp_of(stamp)):
            return
        code = "import sys; from quizkit.practice.reading import main; main(*sys.argv[1:])"
        environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        subprocess.run(  # noqa: S603  # this very program
            [sys.executable, "-c", code, str(place), language, str(cache)],
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def _file(place: str | Path, language: str, cache: Path) -> Path:
    return file_of(place, cache).with_suffix(f".{digest(language.encode())[:8]}.survey")


def stamp_of(kept: str) -> str:
    """Return what names the state of a deck and of the code that plans and surveys it.

    Args:
        kept: The stamp of the deck (`decks.compiled.Kept`).
    """
    return f"{kept} {state_of_code(*_MAKERS)}"


def main(place: str, language: str, cache: str) -> None:
    """Read and survey a deck, for the cache alone."""
    ready(Path(place), language=language, cache=Path(cache))


def _lines(found: Mapping[FacetId, Glance], stamp: str) -> Iterator[Any]:
    yield stamp
    for facet, seen in found.items():
        yield [facet, *seen]
    yield len(found)


def _is_of(file: Path, stamp: str) -> bool:
    """Return whether a survey is of this state of a deck."""
    with suppress(*_SPOILT), file.open(encoding="utf-8") as lines:
        return bool(json.loads(next(lines)) == stamp)
    return False


def _read(file: Path, stamp: str) -> dict[FacetId, Glance] | None:
    """Return a survey that was kept, or None."""
    found: dict[FacetId, Glance] = {}
    with suppress(*_SPOILT), file.open(encoding="utf-8") as lines:
        if json.loads(next(lines)) != stamp:
            return None
        for line in lines:
            row = json.loads(line)
            if type(row) is int:
                return found if row == len(found) else None
            facet, kind, cost, shared, key, whole, telling, single, own = row
            found[FacetId(facet)] = Glance(
                intern(kind),
                cost,
                tuple(map(intern, shared)),
                key,
                whole,
                tuple(map(intern, telling)),
                intern(single),
                own,
            )
    return None
