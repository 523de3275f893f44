"""Which fact a place in a deck's files belongs to, and where a place is after the files changed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quizkit.model import Card, Deck, Fact, Fix, Location, Problem
from quizkit.practice.look import FactLine


def fact_at(deck: Deck, facts: Sequence[FactLine], path: str, line: int) -> str:
    """Return the id of the fact or card that stands on a line, or "".

    Args:
        deck: The deck.
        facts: Where each of its facts and cards begins.
        path: A file of the deck.
        line: A line of it, from 1.
    """
    here = [fact for fact in facts if fact.path == path and fact.line <= line]
    first = max((fact.line for fact in here), default=0)
    near = {fact.id for fact in here if fact.line == first}
    rows: tuple[Fact | Card, ...] = (*deck.facts, *deck.cards)
    for row in rows:
        if row.id in near and line <= max(span.line for span in row.spans.values()):
            return row.id
    return ""


def concerned(deck: Deck, facts: Sequence[FactLine], problem: Problem) -> str:
    """Return the fact to look at for a problem: its own, one on its lines, one of its kind, or "".

    Args:
        deck: The deck, as it is now or was when it last could be read.
        facts: Where each of its facts and cards begins.
        problem: What was found.
    """
    if problem.fact:
        return problem.fact
    places = (problem.at, *(related.at for related in problem.related))
    near = (fact_at(deck, facts, at.path, at.line) for at in places)
    return next(filter(None, near), "") or _of_kind(deck, problem.at)


def _of_kind(deck: Deck, at: Location) -> str:
    """Return the first fact of the kind in whose definition a place lies, or ""."""
    before = [
        (kind.at.line, kind.name)
        for kind in deck.kinds.values()
        if not kind.builtin and kind.at.path == at.path and kind.at.line <= at.line
    ]
    name = max(before, default=(0, ""))[1]
    return next((fact.id for fact in deck.facts if fact.kind == name), "")


class Shift(NamedTuple):
    """How the lines of a file moved: up to `head` not at all, after `tail` by so many lines.

    Attributes:
        head: Last line before what changed [0..].
        tail: Last line of what changed, as it was [0..].
        by: How much longer the file is.
    """

    head: int
    tail: int
    by: int

    def place(self, at: Location) -> Location | None:
        """Return where a place is now, or None where its line was changed."""
        if at.line <= self.head:
            return at
        return at._replace(line=at.line + self.by) if at.line > self.tail else None


_GONE = Shift(0, 2**31, 0)


def moved(
    problems: Sequence[Problem],
    before: Mapping[str, Sequence[str]],
    after: Mapping[str, Sequence[str]],
) -> tuple[Problem, ...]:
    """Return the problems whose lines still stand in changed files, at the places they have now.

    Args:
        problems: What was found in the files as they were.
        before: The lines of each file as they were.
        after: The lines of each file as they are.

    >>> from quizkit.model import Severity
    >>> one = Problem("QK202", Severity.WARNING, "the same twice", Location("a", 2))
    >>> [p.at.line for p in moved([one], {"a": ["x", "y", "z"]}, {"a": ["x", "new", "y", "z"]})]
    [3]
    >>> moved([one], {"a": ["x", "y", "z"]}, {"a": ["x", "other", "z"]})
    ()
    """
    shifts = {path: _shift(lines, after.get(path, ())) for path, lines in before.items()}
    found = (_placed(problem, shifts) for problem in problems)
    return tuple(problem for problem in found if problem is not None)


def _shift(before: Sequence[str], after: Sequence[str]) -> Shift:
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    left = most - head
    tail = next((n for n in range(left) if before[-1 - n] != after[-1 - n]), left)
    return Shift(head, len(before) - tail, len(after) - len(before))


def edited(
    before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
) -> Location | None:
    """Return the first line of a file that is not as it was, or None; new files do not count.

    >>> edited({"a": ["x", "y"]}, {"a": ["x", "new", "y"], "b": ["z"]})
    Location(path='a', line=2, column=1, width=1)
    """
    for path, lines in after.items():
        if path in before and lines != before[path]:
            return Location(path, _shift(before[path], lines).head + 1)
    return None


def _placed(problem: Problem, shifts: Mapping[str, Shift]) -> Problem | None:
    at = shifts.get(problem.at.path, _GONE).place(problem.at)
    related = [
        each._replace(at=found)
        for each in problem.related
        if (found := shifts.get(each.at.path, _GONE).place(each.at)) is not None
    ]
    if at is None or len(related) < len(problem.related):
        return None
    return problem._replace(at=at, related=tuple(related), fix=_fixed(problem.fix, shifts))


def _fixed(fix: Fix | None, shifts: Mapping[str, Shift]) -> Fix | None:
    """Return a mending at the places it has now, or None where it is of what was changed."""
    edits = []
    for edit in fix.edits if fix else ():
        shift = shifts.get(edit.path, _GONE)
        begin = shift.place(Location(edit.path, edit.line))
        end = shift.place(Location(edit.path, edit.end_line))
        if begin is None or end is None or end.line - begin.line != edit.end_line - edit.line:
            return None
        edits.append(edit._replace(line=begin.line, end_line=end.line))
    return fix._replace(edits=tuple(edits)) if fix else None
