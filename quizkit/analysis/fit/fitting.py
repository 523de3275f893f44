"""One fit from beginning to end: held-out figures, the rule, the weights; who fits is given."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from quizkit.analysis.fit.history import History, predictions, times
from quizkit.analysis.fit.rule import FEWEST, Comparison, border, compare
from quizkit.analysis.fit.training import Lesson, UnusableWeightsError, Weights, lessons, rounded
from quizkit.memory.fsrs import Fsrs6

Fitter = Callable[[Sequence[Lesson]], Sequence[float]]
"""Returns the weights that fit some lessons."""


class Why(Enum):
    """Why weights are kept or not."""

    BETTER = "better"
    NO_BETTER = "no better"
    UNUSABLE = "unusable"
    TOO_FEW = "too few"
    NOT_YET = "not yet"


class Fit(NamedTuple):
    """What came of a fit.

    Attributes:
        reviews: Scored reviews there were.
        why: What decided.
        weights: The weights to keep, fitted to all reviews, in millionths; None: keep the old.
        held_out: How old and new weights predicted the last fifth, or None where it was not tried.
        remark: What was wrong with unusable weights, or "".
    """

    reviews: int
    why: Why
    weights: Weights | None = None
    held_out: Comparison | None = None
    remark: str = ""


def fit(known: Sequence[History], now: Weights, *, fitter: Fitter) -> Fit:
    """Fit weights to a learner's reviews and say whether they are to be kept.

    Args:
        known: The learner's histories.
        now: The weights in force.
        fitter: Who fits: `process.fit_in_child`, or something quicker in tests.

    Returns:
        What came of it; nothing is written.

    Raises:
        FitError: What the fitter raises.

    >>> fit([], Fsrs6().weights, fitter=lambda lessons: []).why.value
    'too few'
    """
    scored = times(known)
    if len(scored) < FEWEST:
        return Fit(len(scored), Why.TOO_FEW)
    result = judge(known, now, fitter=fitter)
    if result.why is not Why.BETTER:
        return result
    try:
        weights = fitted(known, now, fitter=fitter)
    except UnusableWeightsError as error:
        return result._replace(why=Why.UNUSABLE, remark=str(error))
    return result._replace(weights=weights)


def judge(known: Sequence[History], now: Weights, *, fitter: Fitter) -> Fit:
    """Fit to the first four fifths and predict the last fifth; the weights are not for use.

    Args:
        known: The learner's histories.
        now: The weights in force.
        fitter: Who fits.

    Returns:
        What the rule says, without weights.
    """
    scored = times(known)
    if len(scored) < FEWEST:
        return Fit(len(scored), Why.TOO_FEW)
    since = border(scored)
    try:
        trial = fitted(known, now, fitter=fitter, until=since)
    except UnusableWeightsError as error:
        return Fit(len(scored), Why.UNUSABLE, remark=str(error))
    before, after = (predictions(known, Fsrs6(w), since=since) for w in (now, trial))
    held_out = compare(before, after)
    why = Why.BETTER if held_out.is_better else Why.NO_BETTER
    return Fit(len(scored), why, held_out=held_out)


def fitted(
    known: Sequence[History], now: Weights, *, fitter: Fitter, until: int | None = None
) -> Weights:
    """Return weights that fit the reviews before a time, kept or not, in millionths.

    Which right answers were guessed is first taken from the weights in force, then, once more,
    from those that were fitted.

    Args:
        known: The learner's histories.
        now: The weights in force.
        fitter: Who fits.
        until: Only reviews before this time [ms]; None: all.

    Raises:
        UnusableWeightsError: If they cannot be used.
    """
    given = lessons(known, Fsrs6(now), until=until)
    weights = rounded(fitter(given))
    if not any(answer.guess for history in known for answer in history):
        return weights
    again = lessons(known, Fsrs6(weights), until=until)
    return weights if again == given else rounded(fitter(again))
