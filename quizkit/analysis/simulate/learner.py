"""A simulated learner: its memory, how its answers are rated, what they take, when it studies.

All of it is drawn from a text, so that every policy meets the same learner: the same memory, the
same luck at the same answer to the same facet, the same days off.
"""

from collections.abc import Sequence
from enum import Enum
from itertools import accumulate
from math import exp
from random import Random
from typing import Final, NamedTuple

from quizkit.memory.synthetic import weights

FIRST_RATINGS: Final = (0.24, 0.094, 0.495, 0.171)
"""How often [0..1] a first answer is Again, Hard, Good, Easy."""

RIGHT_RATINGS: Final = (0.224, 0.631, 0.145)
"""How often [0..1] a later answer that is right is Hard, Good, Easy."""

FIRST_SECONDS: Final = (0.0, 33.79, 24.3, 13.68, 6.5)
"""What a first answer takes [s], by rating (the one at 0 has no meaning)."""

REVIEW_SECONDS: Final = (0.0, 23.0, 11.68, 7.33, 5.6)
"""What a later answer takes [s], by rating; a wrong one with its relearning."""

ABSENT: Final = 0.15
"""How often [0..1] a learner who is sometimes absent is."""

BREAK_DAYS: Final = 21
"""How long a break is [days]; it begins after a third of the time."""

DRAWS: Final = 64
"""Numbers drawn for each facet; an answer uses two."""

_FACET_SPREAD: Final = 0.5
_THRESHOLD: Final = -1.5
_THRESHOLD_SPREAD: Final = 0.3
_FIRST_BELOW: Final = tuple(accumulate(FIRST_RATINGS[:-1]))
_RIGHT_BELOW: Final = tuple(accumulate(RIGHT_RATINGS[:-1]))


class Attendance(Enum):
    """On which days a learner studies."""

    FULL = "full"
    ABSENT = "absent"
    BREAK = "break"


class Learner(NamedTuple):
    """A simulated learner of some facets.

    Attributes:
        seed: The text it was drawn from.
        weights: The 21 weights of its memory, where FSRS-6 is the truth.
        ease: For each facet, a factor on its first stability, where FSRS-6 is the truth.
        thresholds: For each facet, the activation recalled half the time, where ACT-R is.
        draws: Even numbers [0..1), `DRAWS` for each facet: the luck of the answers.
    """

    seed: str
    weights: tuple[float, ...]
    ease: tuple[float, ...]
    thresholds: tuple[float, ...]
    draws: Sequence[float]


def draw(seed: str, facets: int) -> Learner:
    """Return the learner of a text.

    Args:
        seed: The text.
        facets: How many facets there are to learn [>= 1]; the memory's weights do not change
            with it.

    >>> draw("7", 2) == draw("7", 2) != draw("8", 2)
    True
    """
    rng = Random(f"{seed}:threshold")
    middle = rng.gauss(_THRESHOLD, _THRESHOLD_SPREAD)
    thresholds = tuple(rng.gauss(middle, _THRESHOLD_SPREAD) for _ in range(facets))
    rng = Random(f"{seed}:ease")
    ease = tuple(exp(rng.gauss(0.0, _FACET_SPREAD)) for _ in range(facets))
    luck = Random(f"{seed}:answers").random
    draws = [luck() for _ in range(facets * DRAWS)]
    return Learner(seed, weights(Random(f"{seed}:weights")), ease, thresholds, draws)


def attends(seed: str, attendance: Attendance, days: int) -> list[bool]:
    """Return for each day whether the learner studies.

    >>> attends("7", Attendance.BREAK, 30).index(False)
    10
    >>> all(attends("7", Attendance.FULL, 30))
    True
    """
    if attendance is Attendance.FULL:
        return [True] * days
    if attendance is Attendance.BREAK:
        away = range(days // 3, days // 3 + BREAK_DAYS)
        return [day not in away for day in range(days)]
    rng = Random(f"{seed}:attendance")
    return [rng.random() >= ABSENT for _ in range(days)]


def first_rating(u: float) -> int:
    """Return the rating [1..4] of a first answer, from an even number [0..1).

    >>> [first_rating(u) for u in (0.1, 0.3, 0.5, 0.9)]
    [1, 2, 3, 4]
    """
    again, hard, good = _FIRST_BELOW
    if u < hard:
        return 1 if u < again else 2
    return 3 if u < good else 4


def right_rating(u: float) -> int:
    """Return the rating [2..4] of a later answer that is right, from an even number [0..1).

    >>> [right_rating(u) for u in (0.1, 0.5, 0.9)]
    [2, 3, 4]
    """
    hard, good = _RIGHT_BELOW
    if u < hard:
        return 2
    return 3 if u < good else 4
