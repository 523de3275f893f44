"""Predictions beside what came true."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from quizkit.analysis.stats.figures import calibration, wilson
from quizkit.analysis.stats.past import past
from quizkit.memory.replay import Moment
from quizkit.model import Memory
from quizkit.questions.calm import calm


class Predicted(NamedTuple):
    """Predictions of about the same size, and what came true. Guesses are counted in.

    Attributes:
        low: Where the bin begins [0..1].
        high: Where it ends [0..1].
        said: Mean prediction [0..1].
        was: Share that was at least half right [0..1].
        was_low: Lower end of the 95 % interval of `was` (Wilson) [0..1].
        was_high: Upper end [0..1].
        answers: How many.
    """

    low: float
    high: float
    said: float
    was: float
    was_low: float
    was_high: float
    answers: int


def predicted(
    told: Sequence[Moment], memory: Memory, *, facets: Collection[str], today: int
) -> tuple[Predicted, ...]:
    """Return the bins of scored answers by their prediction, lowest first; empty ones left out.

    A scored answer is neither a facet's first nor on the learner-day of the one before.

    Args:
        told: The live events with their times, in their order.
        memory: What they add up to.
        facets: Some of the facets of each deck that counts.
        today: Number of the learner-day.
    """
    with calm():
        found = calibration(past(told, memory, facets=facets, today=today).answers)
    rows = []
    for each in found.bins if found else ():
        share = wilson(round(each.was * each.n), each.n)
        rows.append(
            Predicted(each.low, each.high, each.said, each.was, share.low, share.high, each.n)
        )
    return tuple(rows)
