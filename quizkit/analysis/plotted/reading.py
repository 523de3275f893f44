"""A log read for plots: live answers in their order, and all that was said of one facet."""

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from quizkit.memory.renames import current, split
from quizkit.memory.replay import Moment
from quizkit.memory.reviews import MILLION
from quizkit.memory.timeline import learner_day
from quizkit.model import Memory
from quizkit.questions.calm import calm
from quizkit.store.log import Log
from quizkit.store.rows import in_time

LONGEST_MS: Final = 60_000
"""What counts of an answer's time at most [ms]."""


class Answered(NamedTuple):
    """A live answer.

    Attributes:
        day: Number of its learner-day.
        facet: Its present name.
        form: How it was asked.
        score: How right it was [0..1].
        seconds: Time to answer, at most 60 [s].
    """

    day: int
    facet: str
    form: str
    score: float
    seconds: float

    @property
    def outcome(self) -> str:
        """Return "right", "partly" or "wrong"."""
        return outcome(self.score)


def outcome(score: float) -> str:
    """Return a score in a word.

    >>> outcome(1.0), outcome(0.5), outcome(0.4)
    ('right', 'partly', 'wrong')
    """
    return "right" if score == 1.0 else "partly" if score >= 0.5 else "wrong"


def moments(log: Log) -> list[Moment]:
    """Return the live events that are read, with their derived times [ms], in their order.

    Raises:
        StoreError: If the log cannot be read.
    """
    with calm():
        rows = sorted((row for row in log.entries() if row.live and row.is_read), key=in_time)
        return [(row.t, row.event) for row in rows]


def answers(
    told: Collection[Moment], memory: Memory, *, decks: Collection[str] = ()
) -> Iterator[Answered]:
    """Yield the answers among some events, in their order.

    Args:
        told: Live events with their times.
        memory: What they add up to: its renames hold for all of the past.
        decks: Ids of the decks that count; all if empty.
    """
    for t, event in told:
        if event.kind != "review":
            continue
        body = event.body
        facet = current(body["facet"], memory.renames) if memory.renames else body["facet"]
        if not decks or facet.partition("/")[0] in decks:
            yield Answered(
                learner_day(t, event.off),
                facet,
                body["form"],
                body["score"] / MILLION,
                min(body["ms"], LONGEST_MS) / 1000.0,
            )


def of_facet(log: Log, memory: Memory, facet: str) -> list[Moment]:
    """Return the live events of a facet and of its fact, under whatever name, in their order.

    Args:
        log: The learner's open log.
        memory: The fold of it.
        facet: The facet's present name.

    Raises:
        StoreError: If the log cannot be read.
    """
    found = {
        moment[1].id: moment for name in _names(memory, facet) for moment in log.moments_of(name)
    }
    return sorted(found.values(), key=lambda each: (each[0], each[1].dev, each[1].seq, each[1].id))


def _names(memory: Memory, facet: str) -> list[str]:
    """Return the names that a facet ever had, its present one first."""
    role, found = split(facet)[1], [facet]
    for old in memory.renames:
        name = old if split(old)[1] else f"{old}#{role}"
        if name not in found and current(name, memory.renames) == facet:
            found.append(name)
    return found
