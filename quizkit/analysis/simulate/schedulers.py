"""The policies to compare with: dates from Anki's SM-2, FSRS or boxes, in three ways of starting.

Each knows the answers only. What is due is asked the longest due first.
"""

from collections.abc import Iterator
from enum import Enum
from heapq import heappop, heappush
from itertools import islice
from math import floor
from random import Random
from typing import Final, Protocol

from quizkit.memory.fsrs import Fsrs6, Model, interval
from quizkit.memory.ladder import rung
from quizkit.model import State

A_DAY: Final = 20
"""New facts a day, for who starts so many."""

BOX_DAYS: Final = (1, 2, 4, 8, 16, 32, 64)
"""Days from one answer to the next, by Leitner's box."""

_RUNG_GUESS: Final = (1 / 3, 1 / 4, 0.0, 0.0)


class Start(Enum):
    """When new facts are started."""

    DAILY = "20"
    REVIEWS_FIRST = "reviews"
    NEW_FIRST = "new"


class Policy(Protocol):
    """What decides which facet is asked next."""

    def open(self, day: int) -> Iterator[int]:
        """Yield the facets to ask on a day, in order, until the caller has had enough."""

    def guess(self, facet: int) -> float:
        """Return the chance [0..1] to be right without knowing, in the form it would be asked."""

    def learn(self, facet: int, day: int, rating: int, guess: float) -> float | None:
        """Take in an answer to a facet; return the chance that it was known, as predicted."""

    def belief(self, day: int) -> float | None:
        """Return how many facets it believes to be known, or None."""


class Dates(Protocol):
    """A rule that gives the days to the next answer."""

    def after(self, facet: int, day: int, rating: int, guess: float) -> tuple[int, float | None]:
        """Return days to wait [>= 1], and the chance predicted for this answer, if any."""

    def guess(self, facet: int) -> float:
        """Return the chance to be right without knowing."""


class Sm2:
    """SM-2 as in Anki, without learning steps and without fuzz."""

    def __init__(self) -> None:
        self._cards: dict[int, tuple[int, float, int]] = {}

    def guess(self, facet: int) -> float:
        """Return 0: it is always typed."""
        return 0.0

    def after(self, facet: int, day: int, rating: int, guess: float) -> tuple[int, float | None]:
        """Return the next interval; days overdue count by the rating."""
        if facet not in self._cards:
            days, ease = 4 if rating == 4 else 1, 2.5
        else:
            before, ease, due = self._cards[facet]
            days, ease = _sm2(before, ease, max(0, day - due), rating)
        self._cards[facet] = days, ease, day + days
        return days, None


def _sm2(days: int, ease: float, late: int, rating: int) -> tuple[int, float]:
    """Return the next interval [days] and ease of SM-2."""
    if rating == 1:
        return 1, max(1.3, ease - 0.2)
    hard = max((days + late / 4) * 1.2, days + 1.0)
    if rating == 2:
        return floor(hard + 0.5), max(1.3, ease - 0.15)
    good = max((days + late / 2) * ease, hard + 1.0)
    if rating == 3:
        return floor(good + 0.5), ease
    return floor(max((days + late) * ease * 1.3, good + 1.0) + 0.5), ease + 0.15


class FsrsDates:
    """FSRS-6 with its default weights, due when recall falls to the wanted retention.

    Args:
        retention: Wanted recall (0..1).
        has_ladder: Ask new and weak facets by choice, as quizkit does.
    """

    def __init__(self, retention: float, *, has_ladder: bool = False) -> None:
        self._model: Model = Fsrs6()
        self._retention = retention
        self._has_ladder = has_ladder
        self._states: dict[int, tuple[State, int]] = {}
        self._failed: dict[int, int] = {}

    def guess(self, facet: int) -> float:
        """Return the chance to be right without knowing."""
        if not self._has_ladder:
            return 0.0
        return guess_on(self._rung(facet))

    def after(self, facet: int, day: int, rating: int, guess: float) -> tuple[int, float | None]:
        """Return the interval at the wanted retention, in whole days."""
        known = None
        if self._has_ladder:
            self._failed[facet] = self._rung(facet) if rating == 1 else -1
        if facet not in self._states:
            state = self._model.first(rating, guess)
        else:
            before, last = self._states[facet]
            known = self._model.recall(before, float(day - last))
            state = self._model.step(before, rating, float(day - last), guess=guess)
        self._states[facet] = state, day
        days = interval(state.stability, retention=self._retention)
        return max(1, floor(days + 0.5)), known

    def _rung(self, facet: int) -> int:
        found = self._states.get(facet)
        return rung(None if found is None else found[0].stability, self._failed.get(facet, -1))


def guess_on(rung: int) -> float:
    """Return the chance to be right without knowing on a rung [0..3] of the ladder.

    >>> [round(guess_on(rung), 2) for rung in range(4)]
    [0.33, 0.25, 0.0, 0.0]
    """
    return _RUNG_GUESS[rung]


class Leitner:
    """Boxes: right moves a facet up, wrong puts it back into the first."""

    def __init__(self) -> None:
        self._boxes: dict[int, int] = {}

    def guess(self, facet: int) -> float:
        """Return 0: it is always typed."""
        return 0.0

    def after(self, facet: int, day: int, rating: int, guess: float) -> tuple[int, float | None]:
        """Return the days of the box it goes to."""
        box = 0 if rating == 1 else min(self._boxes.get(facet, -1) + 1, len(BOX_DAYS) - 1)
        self._boxes[facet] = box
        return BOX_DAYS[box], None


class Scheduled:
    """A policy that asks what its dates say is due.

    Args:
        facets: How many there are [>= 1].
        start: When new ones are started.
        dates: The rule.
    """

    def __init__(self, facets: int, start: Start, dates: Dates) -> None:
        self._facets = facets
        self._start = start
        self._dates = dates
        self._due: list[tuple[int, int]] = []
        self._next = 0
        self.guess = dates.guess

    def open(self, day: int) -> Iterator[int]:
        """Yield what is due, and new facets before or after it."""
        if self._start is Start.REVIEWS_FIRST:
            yield from self._reviews(day)
        yield from islice(self._new(), A_DAY if self._start is Start.DAILY else None)
        yield from self._reviews(day)

    def learn(self, facet: int, day: int, rating: int, guess: float) -> float | None:
        """Take in an answer and set the next date."""
        days, known = self._dates.after(facet, day, rating, guess)
        heappush(self._due, (day + days, facet))
        return known

    def belief(self, day: int) -> float | None:
        """Return None: dates are no forecast."""
        return None

    def _reviews(self, day: int) -> Iterator[int]:
        while self._due and self._due[0][0] <= day:
            yield heappop(self._due)[1]

    def _new(self) -> Iterator[int]:
        while self._next < self._facets:
            self._next += 1
            yield self._next - 1


class Shuffled:
    """A policy that asks in random order whatever was started.

    Args:
        facets: How many there are [>= 1].
        start: When new ones are started.
        seed: What the order is drawn from.
    """

    def __init__(self, facets: int, start: Start, seed: str) -> None:
        self._facets = facets
        self._start = start
        self._seed = seed
        self._next = 0

    def open(self, day: int) -> Iterator[int]:
        """Yield all started facets shuffled, and new ones before or after them."""
        old = list(range(self._next))
        Random(f"{self._seed}:order:{day}").shuffle(old)
        if self._start is Start.REVIEWS_FIRST:
            yield from old
            old = []
        last = self._next + A_DAY if self._start is Start.DAILY else self._facets
        while self._next < min(last, self._facets):
            self._next += 1
            yield self._next - 1
        yield from old

    def guess(self, facet: int) -> float:
        """Return 0: it is always typed."""
        return 0.0

    def learn(self, facet: int, day: int, rating: int, guess: float) -> float | None:
        """Forget the answer."""
        return None

    def belief(self, day: int) -> float | None:
        """Return None: it has no idea."""
        return None
