"""Leeches: facets that fail more often than the model can explain.

A facet is one where a lapse leaves P(as many lapses or more) below 0.02 with at least 4 of them,
counted since it was last found or reset. What is wrong with it is another question
(`session.diagnosis`), for that needs the deck and the answers.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from quizkit.memory.calibration import right
from quizkit.model import Scored

SURPRISE: Final = 0.02
"""P(as many lapses or more) below which a facet is a leech."""

FEWEST: Final = 4
"""Lapses without which nothing is a leech, however unlikely they were."""


class Leech(NamedTuple):
    """What the surprise test says of a facet.

    Attributes:
        times: How often it was found to be a leech [>= 0]: 1 is treated, from 2 on it may go.
        since: Number of its scored reviews, of those kept, after which it was last found; 0: never.
        lapses: Lapses counted since.
    """

    times: int = 0
    since: int = 0
    lapses: int = 0


def at_least(lapses: int, chances: Iterable[float]) -> float:
    """Return P(so many lapses or more), each with a chance of its own (Poisson-binomial).

    Args:
        lapses: How many [>= 0].
        chances: The chance of each to be a lapse [0..1].

    >>> round(at_least(4, [0.1] * 12), 6), round(at_least(4, [0.05, 0.1, 0.2, 0.1, 0.15, 0.1]), 6)
    (0.025637, 0.00192)
    """
    fewer = [1.0] + [0.0] * (lapses - 1)
    if not lapses:
        return 1.0
    for chance in chances:
        for count in range(lapses - 1, 0, -1):
            fewer[count] += chance * (fewer[count - 1] - fewer[count])
        fewer[0] *= 1.0 - chance
    return max(0.0, 1.0 - sum(fewer))


def leech(scored: Sequence[Scored], *, offset: float = 0.0) -> Leech:
    """Return what a facet's scored reviews say, oldest first: tested after each lapse.

    Args:
        scored: The scored reviews since the last reset.
        offset: The learner's offset [logits], see `calibration`.

    >>> fails = [Scored(n, 0.9, 0.0, 0.0) for n in range(4)]
    >>> leech(fails), leech(fails[:3])
    (Leech(times=1, since=4, lapses=0), Leech(times=0, since=0, lapses=3))
    """
    times = since = lapses = 0
    for count, each in enumerate(scored, 1):
        if each.score >= 0.5:
            continue
        lapses += 1
        if lapses >= FEWEST:
            chances = (1.0 - right(one, offset) for one in scored[since:count])
            if at_least(lapses, chances) < SURPRISE:
                times, since, lapses = times + 1, count, 0
    return Leech(times, since, lapses)
