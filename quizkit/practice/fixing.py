"""Mendings put into a deck: in rounds, each read again from memory before anything is written.

A safe mending is checked, not trusted: the deck must ask the same afterwards, or it is left out.
A mending that makes an error which stops the deck, and which was not there, undoes all of them.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.decks.edits import applied
from quizkit.decks.files import Opener, read_bytes
from quizkit.decks.writing import write_all
from quizkit.model import Problem
from quizkit.practice.checked import Wanted
from quizkit.practice.checking import Looked
from quizkit.practice.mendable import Bench, Left, May, Takes, all_codes, edits_of
from quizkit.practice.unchanged import worse

ROUNDS: Final = 10
"""So often mendings that had to wait for others are taken up again."""


class Change(NamedTuple):
    """A file with its bytes as they were read, and as they are with the mendings."""

    path: str
    before: bytes
    after: bytes


class Fixed(NamedTuple):
    """What became of a deck; nothing is written yet.

    Attributes:
        found: What is wrong with it now.
        changes: The files that change, in the order of their paths.
        mended: The problems whose mendings were put in, as they were found.
        left: Those whose mendings were left out.
        refused: The error that the mendings would have made; then nothing changes.
    """

    found: Looked
    changes: tuple[Change, ...] = ()
    mended: tuple[Problem, ...] = ()
    left: tuple[Left, ...] = ()
    refused: Problem | None = None


def fix(  # noqa: PLR0913  # a deck, and all that may be wished, each by its own name
    place: str | Path,
    wanted: Wanted,
    *,
    unsafe: bool = False,
    takes: Takes = all_codes,
    only: Problem | None = None,
    paths: Collection[str] | None = None,
    opener: Opener = read_bytes,
) -> Fixed:
    """Return a deck with its problems mended, as far as they can be; writes nothing.

    Args:
        place: The deck's file or folder.
        wanted: What to look for.
        unsafe: Also put in what is only likely to be meant.
        takes: Tells whether problems of a code are to be mended.
        only: The one problem to mend, as it was found; all where None.
        paths: The files that may change, as problems show them; all of the deck's where None.
        opener: Reads files.

    Raises:
        DeckError: Without problems, if there is no such file or it cannot be read.
    """
    may = May(unsafe=unsafe, takes=takes, only=only, paths=paths)
    bench = Bench(place, wanted, may, opener)
    first = now = bench.look({})
    mended: list[Problem] = []
    for _ in range(ROUNDS):
        kept = bench.good(now)
        if not kept:
            break
        then = bench.look({**now.changed, **applied(now.reading.files, edits_of(kept))})
        error = worse(now.found, then.found)
        if error is not None:
            return Fixed(bench.complete(first), left=tuple(bench.left), refused=error)
        if not bench.has_learned(kept, now.found, then.found):
            mended += _with_their_like(kept, now.found.problems)
            now = then
            if only is not None:
                break
    files = first.reading.files
    changes = (
        Change(path, files[path], data)
        for path, data in sorted(now.changed.items())
        if data != files[path]
    )
    told = sorted(mended, key=lambda problem: (*problem.at[:3], problem.code))
    return Fixed(bench.complete(now), tuple(changes), tuple(told), tuple(bench.left))


def _with_their_like(mended: Sequence[Problem], found: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems whose mending was put in: several may share one, as ids of a table do."""
    put_in = {problem.fix for problem in mended}
    yield from (problem for problem in found if problem.fix in put_in and not problem.suppressed)


def save(fixed: Fixed) -> None:
    """Write the files that change, all or none.

    Raises:
        DeckError: If one has changed since it was read, or cannot be written.
    """
    before = {Path(change.path): change.before for change in fixed.changes}
    write_all({Path(change.path): change.after for change in fixed.changes}, before=before)
