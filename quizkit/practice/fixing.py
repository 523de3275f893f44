"""Mendings put into a deck: in rounds, each read again from memory before anything is written.

A safe mending is checked, not trusted: the deck must ask the same afterwards, or it is left out.
A mending that makes an error which stops the deck, and which was not there, undoes all of them.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import is_normalized

from quizkit.decks.edits import applied, fitting
from quizkit.decks.files import Opener, Reading, read_bytes, read_deck
from quizkit.decks.writing import write
from quizkit.model import Edit, Fix, Problem
from quizkit.practice.checked import Wanted
from quizkit.practice.checking import Looked, look
from quizkit.practice.unchanged import Says, says, stays, worse

ROUNDS: Final = 10
"""So often mendings that had to wait for others are taken up again."""

_COMPOSED: Final = "QK807"
"""What is mended alone in a file: places found in composed text are no places of that file."""

_CHANGES_MORE = "it would change what is asked"
_CANNOT_BE = "its place is not there"
_NO_HELP = "it would not help"


Takes = Callable[[str], bool]
"""Tells whether problems of a code are wanted."""


def all_codes(_: str) -> bool:
    """Take every code."""
    return True


class Change(NamedTuple):
    """A file with its bytes as they were read, and as they are with the mendings."""

    path: str
    before: bytes
    after: bytes


class Left(NamedTuple):
    """A problem whose mending was not put in, and why in words."""

    problem: Problem
    why: str


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


def fix(
    place: str | Path,
    wanted: Wanted,
    *,
    unsafe: bool = False,
    takes: Takes = all_codes,
    paths: Collection[str] | None = None,
    opener: Opener = read_bytes,
) -> Fixed:
    """Return a deck with its problems mended, as far as they can be; writes nothing.

    Args:
        place: The deck's file or folder.
        wanted: What to look for.
        unsafe: Also put in what is only likely to be meant.
        takes: Tells whether problems of a code are to be mended.
        paths: The files that may change, as problems show them; all of the deck's where None.
        opener: Reads files.

    Raises:
        DeckError: Without problems, if there is no such file or it cannot be read.
    """
    may = _May(unsafe=unsafe, takes=takes, paths=paths)
    bench = _Bench(place, wanted, may, opener)
    first = now = bench.look({})
    mended: list[Problem] = []
    changed: dict[str, bytes] = {}
    for _ in range(ROUNDS):
        kept = bench.good(now)
        if not kept:
            break
        tried = changed | applied(now.reading.files, _edits(kept))
        then = bench.look(tried)
        error = worse(now.found, then.found)
        if error is not None:
            return Fixed(first.found, left=tuple(bench.left), refused=error)
        if not bench.has_learned(kept, now.found, then.found):
            mended += kept
            now, changed = then, tried
    files = first.reading.files
    changes = (
        Change(path, files[path], data)
        for path, data in sorted(changed.items())
        if data != files[path]
    )
    told = sorted(mended, key=lambda problem: (*problem.at[:3], problem.code))
    return Fixed(now.found, tuple(changes), tuple(told), tuple(bench.left))


def save(fixed: Fixed) -> None:
    """Write the files that change.

    Raises:
        DeckError: If one has changed since it was read, or cannot be written.
    """
    for change in fixed.changes:
        write(Path(change.path), change.after, before=change.before)


class _May(NamedTuple):
    """What may be mended."""

    unsafe: bool
    takes: Takes
    paths: Collection[str] | None

    def mend(self, problem: Problem, one: Fix, raw: Collection[str]) -> bool:
        """Tell whether a mending may be put in; `raw` are the files in no composed form."""
        paths = {edit.path for edit in one.edits}
        if problem.suppressed or not paths or not self.takes(problem.code):
            return False
        if one.safety != "safe" and not self.unsafe:
            return False
        if problem.code != _COMPOSED and paths.intersection(raw):
            return False
        return self.paths is None or paths <= set(self.paths)


class _State:
    """A deck at the end of a round."""

    def __init__(self, found: Looked) -> None:
        self.found = found
        self.reading = found.reading

    @cached_property
    def says(self) -> Says:
        """What safe mendings must not change."""
        return says(self.reading, self.found.planner)


class _Bench:
    """A deck, and what its mendings have shown so far."""

    def __init__(self, place: str | Path, wanted: Wanted, may: _May, opener: Opener) -> None:
        self.place = place
        self.wanted = wanted
        self.may = may
        self.opener = opener
        self.left: list[Left] = []
        self._held: dict[Path, bytes] = {}
        self._idle: dict[tuple[str, ...], Problem] = {}

    def read(self, changed: Mapping[str, bytes]) -> Reading:
        """Read the deck with some of its files changed."""

        def opener(path: Path) -> bytes:
            new = changed.get(path.as_posix())
            if new is not None:
                return new
            if path not in self._held:
                self._held[path] = self.opener(path)
            return self._held[path]

        return read_deck(self.place, opener=opener)

    def look(self, changed: Mapping[str, bytes]) -> _State:
        """Read the deck with some of its files changed, and look what is wrong with it."""
        return _State(look(self.read(changed), self.wanted))

    def good(self, state: _State) -> list[Problem]:
        """Return problems whose mendings go in together; those that cannot go in are left."""
        self.left = [Left(problem, _NO_HELP) for problem in self._idle.values()]
        while True:
            before = len(self.left)
            kept = self._trusted(state, self._chosen(state))
            if kept or len(self.left) == before:
                return kept

    def _chosen(self, state: _State) -> list[tuple[Problem, Fix]]:
        """Return the problems that can be mended together, each with its mending."""
        out = {_key(left.problem) for left in self.left}
        raw = {path for path, data in state.reading.files.items() if not _is_composed(data)}
        pairs = [
            (problem, problem.fix)
            for problem in state.found.problems
            if problem.fix and _key(problem) not in out and self.may.mend(problem, problem.fix, raw)
        ]
        found = [pairs[index] for index in fitting([one for _, one in pairs])]
        files = state.reading.files
        if _can(files, found):
            return found
        lost = [problem for problem, one in found if not _can(files, [(problem, one)])]
        self.left += [Left(problem, _CANNOT_BE) for problem in lost]
        return [pair for pair in found if _can(files, [pair])]

    def _trusted(self, state: _State, chosen: Sequence[tuple[Problem, Fix]]) -> list[Problem]:
        """Return the problems whose mendings go in: of the safe ones, those that are safe."""
        kept: list[tuple[Problem, Fix]] = []
        waiting = [[pair for pair in chosen if pair[1].safety == "safe"]]
        while waiting:
            group = waiting.pop()
            if not group or self._stays(state, [*kept, *group]):
                kept += group
            elif len(group) == 1:
                self.left.append(Left(group[0][0], _CHANGES_MORE))
            else:
                half = len(group) // 2
                waiting += [group[half:], group[:half]]
        kept += [pair for pair in chosen if pair[1].safety != "safe"]
        return [problem for problem, _ in kept]

    def _stays(self, state: _State, pairs: Sequence[tuple[Problem, Fix]]) -> bool:
        files = {**state.reading.files, **applied(state.reading.files, _all(pairs))}
        then = self.read(files)
        if worse(state.found, Looked(then, None, then.problems)):
            return False
        return stays(state.says, says(then))

    def has_learned(self, mended: Sequence[Problem], before: Looked, after: Looked) -> bool:
        """Tell whether a mending left its problem as it was; it is then not taken again."""
        then, now = (Counter(map(_key, found.problems)) for found in (before, after))
        idle = [problem for problem in mended if now[_key(problem)] >= then[_key(problem)]]
        self._idle |= {_key(problem): problem for problem in idle}
        return bool(idle)


def _is_composed(data: bytes) -> bool:
    return data.isascii() or is_normalized("NFC", data.decode("utf-8", "replace"))


def _can(files: Mapping[str, bytes], pairs: Sequence[tuple[Problem, Fix]]) -> bool:
    """Tell whether the places of all mendings are there."""
    try:
        applied(files, _all(pairs))
    except ValueError:
        return False
    return True


def _all(pairs: Sequence[tuple[Problem, Fix]]) -> list[Edit]:
    return [edit for _, one in pairs for edit in one.edits]


def _edits(problems: Sequence[Problem]) -> list[Edit]:
    return [edit for problem in problems if problem.fix for edit in problem.fix.edits]


def _key(problem: Problem) -> tuple[str, ...]:
    """Return what tells a problem from others wherever its line has gone."""
    return problem.code, problem.message, problem.at.path, problem.fact, problem.role
