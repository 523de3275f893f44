"""What mendings must not do: change what is asked, or make an error that stops the deck."""

from collections.abc import Mapping
from typing import Final

from quizkit.checks.sameness import Sameness, is_same, sameness
from quizkit.decks.events import read
from quizkit.decks.files import Reading
from quizkit.decks.tree import plain
from quizkit.model import Problem, Severity
from quizkit.practice.checking import Looked
from quizkit.questions.plan import Planner
from quizkit.text import nfc

STOPS_READING: Final = frozenset({"QK001", "QK002", "QK008", "QK014", "QK802"})
"""Errors behind which the rest of a file is not seen."""

WHILE_READING: Final = STOPS_READING | {"QK003", "QK005"}
"""Errors that are seen in any file that is read to its end."""

Says = Sameness | Mapping[str, object]
"""What a deck asks; of one that does not load, what its files say, by path."""


def says(reading: Reading, planner: Planner | None = None) -> Says:
    """Return what safe mendings must not change.

    Args:
        reading: The deck's files.
        planner: The deck's plans, where they were made.
    """
    if reading.deck is not None:
        return sameness(planner or Planner(reading.deck))
    return {path: _told(data, path) for path, data in reading.files.items()}


def stays(before: Says, after: Says) -> bool:
    """Tell whether two readings of a deck say the same."""
    if isinstance(before, Sameness) and isinstance(after, Sameness):
        return is_same(before, after)
    return before == after


def worse(before: Looked, after: Looked) -> Problem | None:
    """Return an error that stops the deck and was not there before, or None.

    Behind an error that stops a deck others wait to be seen: those were there.
    """
    old = [problem for problem in before.problems if problem.severity is Severity.FATAL]
    seen = {_mark(problem) for problem in old}
    for problem in after.problems:
        if problem.severity is not Severity.FATAL or _mark(problem) in seen:
            continue
        if problem.code in WHILE_READING:
            was_read = problem.at.path in before.reading.files
            if was_read and not any(_hides(each, problem) for each in old):
                return problem
        elif before.reading.deck is not None:
            return problem
    return None


def _mark(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.message, problem.at.path


def _hides(old: Problem, new: Problem) -> bool:
    """Tell whether an error kept a file from being read as far as another one is seen."""
    if old.at.path != new.at.path or old.code not in STOPS_READING:
        return False
    return new.code not in STOPS_READING or old.at[1:3] < new.at[1:3]


def _told(data: bytes, path: str) -> object:
    root = read(data, path).root
    if root is not None:
        return plain(root)
    text = nfc(data.decode("utf-8", "replace").removeprefix("\ufeff"))
    return [line.rstrip() for line in text.split("\n")]
