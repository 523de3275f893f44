"""A learner's answers where there is no log at hand: what plans ask of one, from moments alone.

A teacher's computer reads the events of pupils and keeps none of them: they are folded as
everybody's are, looked at, and gone with the program.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from quizkit.memory.renames import current
from quizkit.memory.replay import Moment, fold_moments
from quizkit.memory.timeline import is_read, ordered
from quizkit.model import Event, Memory
from quizkit.store.event import EventError, unread, verify
from quizkit.store.take import Offered


class Tells(Protocol):
    """What plans ask of a learner's log, or of what stands for one."""

    @property
    def learner(self) -> str:
        """Return the learner's id."""

    def memory(self) -> Memory:
        """Return what the learner remembers."""

    def moments_of(self, facet: str) -> tuple[Moment, ...]:
        """Return the live events of a facet with their derived times, in their order."""

    def last(self, kind: str, n: int = 1) -> tuple[Event, ...]:
        """Return the last n live events of a kind, newest first; -1: all."""

    def newest(self, kind: str, n: int = 1) -> tuple[Moment, ...]:
        """Return the last n live events of a kind with their times, newest first; -1: all."""


class Told:
    """One learner's live events, held in memory.

    Args:
        learner: The learner's id.
        moments: The live events that this version applies, with their times [ms], in their order.

    >>> told = Told("mai", [])
    >>> told.learner, told.newest("review", 3), told.memory().last
    ('mai', (), None)
    """

    def __init__(self, learner: str, moments: Iterable[Moment]) -> None:
        self.learner = learner
        self.moments: Sequence[Moment] = tuple(each for each in moments if is_read(each[1]))

    def memory(self) -> Memory:
        """Return what the learner remembers: the same fold as of a log."""
        return self._memory

    @cached_property
    def _memory(self) -> Memory:
        return fold_moments(self.moments)

    @cached_property
    def _kinds(self) -> Mapping[str, Sequence[Moment]]:
        found: dict[str, list[Moment]] = defaultdict(list)
        for each in self.moments:
            found[each[1].kind].append(each)
        return found

    def moments_of(self, facet: str) -> tuple[Moment, ...]:
        """Return the live events of a facet with their derived times, in their order.

        Those of its whole fact are among them.

        Args:
            facet: Its present name.
        """
        names, renames = {facet, facet.rpartition("#")[0] or facet}, self._memory.renames
        return tuple(
            each
            for each in self.moments
            if "facet" in each[1].body and current(each[1].body["facet"], renames) in names
        )

    def last(self, kind: str, n: int = 1) -> tuple[Event, ...]:
        """Return the last n live events of a kind, newest first; -1: all."""
        return tuple(event for _, event in self.newest(kind, n))

    def newest(self, kind: str, n: int = 1) -> tuple[Moment, ...]:
        """Return the last n live events of a kind with their times, newest first; -1: all."""
        found = self._kinds.get(kind, ())
        return tuple(reversed(found if n < 0 else found[max(0, len(found) - n) :]))


def read(learner: str, offered: Iterable[Offered]) -> tuple[Told, int]:
    """Return what a learner's events tell, and how many of them are none and were left out.

    Args:
        learner: The learner's id; events of anybody else are left out too.
        offered: The events as they came, in any order.

    >>> told, damaged = read("mai", [Offered("0" * 64, b"{}")])
    >>> told.moments, damaged
    ((), 1)
    """
    events, damaged = [], 0
    for each in offered:
        try:
            event = verify(each.data, each.id)
        except EventError:
            damaged += 1
            continue
        if event.learner == learner:
            events.append(event)
        else:
            damaged += 1
    kept = frozenset(event.id for event in events if unread(event))
    moments = ordered(events, unread=kept)
    return Told(learner, (each for each in moments if each[1].id not in kept)), damaged
