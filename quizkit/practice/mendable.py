"""A deck on the bench: which mendings go in together, and what they have shown so far."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import is_normalized

from quizkit.checks.catalogue import pages
from quizkit.decks.edits import applied, fitting
from quizkit.decks.files import Opener, Reading, read_deck
from quizkit.model import Edit, Fix, Problem
from quizkit.practice.checked import Wanted
from quizkit.practice.checking import Looked, look
from quizkit.practice.unchanged import Says, says, stays, worse
from quizkit.questions.plan import Planner

_COMPOSED: Final = "QK807"
"""What is mended alone in a file: places found in composed text are no places of that file."""

_STALE: Final = "QK710"
_OK: Final = re.compile(rb"\bok\b")

_CHANGES_MORE = "it would change what is asked"
_CANNOT_BE = "its place is not there"
_NO_HELP = "it would not help"


Takes = Callable[[str], bool]
"""Tells whether problems of a code are wanted."""


def all_codes(_: str) -> bool:
    """Take every code."""
    return True


class Left(NamedTuple):
    """A problem whose mending was not put in, and why in words."""

    problem: Problem
    why: str


class May(NamedTuple):
    """What may be mended."""

    unsafe: bool
    takes: Takes
    only: Problem | None
    paths: Collection[str] | None

    def mend(self, problem: Problem, one: Fix, raw: Collection[str]) -> bool:
        """Tell whether a mending may be put in; `raw` are the files in no composed form."""
        paths = {edit.path for edit in one.edits}
        if problem.suppressed or not paths or not self.takes(problem.code):
            return False
        if self.only is not None and not _is_same(problem, self.only):
            return False
        if one.safety != "safe" and not self.unsafe:
            return False
        if problem.code != _COMPOSED and paths.intersection(raw):
            return False
        return self.paths is None or paths <= set(self.paths)


class State:
    """A deck as some mendings left it; `found` is what they left to be mended."""

    def __init__(self, changed: Mapping[str, bytes], reading: Reading) -> None:
        self.changed = changed
        self.reading = reading
        self.found = Looked(reading, None, reading.problems)

    @cached_property
    def planner(self) -> Planner | None:
        """The deck's plans."""
        return Planner(self.reading.deck) if self.reading.deck else None

    @cached_property
    def says(self) -> Says:
        """What safe mendings must not change."""
        return says(self.reading, self.planner)


class Bench:
    """A deck, and what its mendings have shown so far."""

    def __init__(self, place: str | Path, wanted: Wanted, may: May, opener: Opener) -> None:
        self.place = place
        self.wanted = wanted
        self.may = may
        self.opener = opener
        self.left: list[Left] = []
        self._newest: State | None = None
        self._held: dict[Path, bytes] = {}
        self._idle: dict[tuple[str, ...], Problem] = {}

    def read(self, changed: Mapping[str, bytes]) -> State:
        """Read the deck with some of its files changed."""
        if self._newest is None or self._newest.changed != changed:
            self._newest = State(changed, self._read(changed))
        return self._newest

    def _read(self, changed: Mapping[str, bytes]) -> Reading:

        def opener(path: Path) -> bytes:
            new = changed.get(path.as_posix())
            if new is not None:
                return new
            if path not in self._held:
                self._held[path] = self.opener(path)
            return self._held[path]

        return read_deck(self.place, opener=opener)

    def look(self, changed: Mapping[str, bytes]) -> State:
        """Read the deck with some of its files changed, and look what can be mended in it."""
        state = self.read(changed)
        select = _rules(state.reading, self.may.takes)
        state.found = look(state.reading, self.wanted, select=select, planner=state.planner)
        return state

    def complete(self, state: State) -> Looked:
        """Return all that is wrong with a deck, of the codes that are wanted."""
        codes = tuple(page.code for page in pages() if self.may.takes(page.code))
        narrow = len(codes) < len(pages()) and _STALE not in codes
        select = codes if narrow else ()
        return look(state.reading, self.wanted, select=select, planner=state.planner)

    def good(self, state: State) -> list[Problem]:
        """Return problems whose mendings go in together; those that cannot go in are left."""
        self.left = [Left(problem, _NO_HELP) for problem in self._idle.values()]
        while True:
            before = len(self.left)
            kept = self._trusted(state, self._chosen(state))
            if kept or len(self.left) == before:
                return kept

    def _chosen(self, state: State) -> list[tuple[Problem, Fix]]:
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

    def _trusted(self, state: State, chosen: Sequence[tuple[Problem, Fix]]) -> list[Problem]:
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

    def _stays(self, state: State, pairs: Sequence[tuple[Problem, Fix]]) -> bool:
        then = self.read({**state.changed, **applied(state.reading.files, _all(pairs))})
        return worse(state.found, then.found) is None and stays(state.says, then.says)

    def has_learned(self, mended: Sequence[Problem], before: Looked, after: Looked) -> bool:
        """Tell whether a mending left its problem as it was; it is then not taken again."""
        then, now = (Counter(map(_key, found.problems)) for found in (before, after))
        idle = [problem for problem in mended if now[_key(problem)] >= then[_key(problem)]]
        self._idle |= {_key(problem): problem for problem in idle}
        return bool(idle)


def _is_composed(data: bytes) -> bool:
    return data.isascii() or is_normalized("NFC", data.decode("utf-8", "replace"))


def _rules(reading: Reading, takes: Takes) -> tuple[str, ...]:
    """Return the codes of what must look: all where what nobody needs is to be mended."""
    if takes(_STALE) and any(_OK.search(data) for data in reading.files.values()):
        return ()
    return tuple(page.code for page in pages() if page.safety != "-" and takes(page.code)) or ("-",)


def _can(files: Mapping[str, bytes], pairs: Sequence[tuple[Problem, Fix]]) -> bool:
    """Tell whether the places of all mendings are there."""
    try:
        applied(files, _all(pairs))
    except ValueError:
        return False
    return True


def _all(pairs: Sequence[tuple[Problem, Fix]]) -> list[Edit]:
    return [edit for _, one in pairs for edit in one.edits]


def edits_of(problems: Sequence[Problem]) -> list[Edit]:
    """Return the edits of all mendings of these problems."""
    return [edit for problem in problems if problem.fix for edit in problem.fix.edits]


def _is_same(problem: Problem, other: Problem) -> bool:
    return (*_key(problem), problem.at) == (*_key(other), other.at)


def _key(problem: Problem) -> tuple[str, ...]:
    """Return what tells a problem from others wherever its line has gone."""
    fact = "" if problem.fact.startswith("~") else problem.fact  # it may be another's soon
    return problem.code, problem.message, problem.at.path, fact, problem.role
