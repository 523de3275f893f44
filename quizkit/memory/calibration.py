"""How far a learner's recall differs from the model's, and what is said to be known.

P(right) = g + (1 - g) * sigma(logit R + a): the offset a is fitted to the last 400 scored reviews
and drawn towards 0, so that a few answers move it little. It serves what people are told, leeches
and forecasts, never a stored state. R is as the weights in force now predict it, so that a facet
can be replayed alone.
"""

from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import chain
from math import exp, log
from typing import Final

from quizkit.model import FacetState, Scored

WINDOW: Final = 400
"""Scored reviews that the offset is fitted to."""

SPREAD: Final = 0.5
"""Standard deviation of the offset between learners, before anything is known of one."""

LEAST, MOST = 0.01, 0.995
"""What a prediction is clipped to."""

_STEPS: Final = 12


def newest(states: Iterable[FacetState]) -> tuple[Scored, ...]:
    """Return the last 400 scored reviews among those that states keep, newest first.

    >>> newest([FacetState(scored=(Scored(1, 0.9, 0.0, 1.0), Scored(5, 0.8, 0.0, 0.0)))])[0].t
    5
    """
    held = (state.scored for state in states if state.scored)
    latest = nlargest(WINDOW, held, key=lambda scored: scored[-1].t)
    return tuple(nlargest(WINDOW, chain.from_iterable(latest)))


def offset(scored: Sequence[Scored]) -> float:
    """Return a: how much more (positive) or less a learner recalls than the model says [logits].

    The most likely one, by Newton's method, with a ~ N(0, 0.5^2) beforehand. A partly right answer
    counts as right by its score.

    Args:
        scored: The reviews to fit, in any order.

    >>> offset([])
    0.0
    >>> forgets = [Scored(n, 0.9, 0.0, float(n % 10 < 7)) for n in range(400)]
    >>> round(offset(forgets), 2), round(chance(0.9, offset(forgets)), 2)
    (-1.29, 0.71)
    """
    answers = [(_logit(each.recall), each.guess, each.score) for each in scored]
    a = 0.0
    for _ in range(_STEPS):
        slope, curve = -a / SPREAD**2, 1.0 / SPREAD**2
        for at, guess, score in answers:
            known = 1.0 / (1.0 + exp(-at - a))
            right = guess + (1.0 - guess) * known
            rise = (1.0 - guess) * known * (1.0 - known)
            slope += (score - right) / (right * (1.0 - right)) * rise
            curve += rise * rise / (right * (1.0 - right))
        step = slope / curve
        a += step
        if abs(step) < 1e-12:
            break
    return a


def chance(recall: float, offset: float) -> float:
    """Return the corrected chance [0..1] to recall: sigma(logit R + a).

    Args:
        recall: R [0..1], as the model says.
        offset: a [logits]; 0 leaves R as it is.

    >>> chance(0.9, 0.0), round(chance(0.9, -1.0), 3)
    (0.9, 0.768)
    """
    if not offset:
        return recall
    return 1.0 / (1.0 + exp(-_logit(recall) - offset))


def right(scored: Scored, offset: float) -> float:
    """Return the chance [0..1] that a review was right, guessing included.

    >>> right(Scored(0, 0.5, 0.5, 1.0), 0.0)
    0.75
    """
    known = 1.0 / (1.0 + exp(-_logit(scored.recall) - offset))
    return scored.guess + (1.0 - scored.guess) * known


def _logit(recall: float) -> float:
    known = min(MOST, max(LEAST, recall))
    return log(known / (1.0 - known))
