"""What a change of weights means, in a sentence: how long facts last, how well it is predicted."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from quizkit.analysis.fit.history import History, predictions
from quizkit.analysis.fit.rule import Comparison, compare
from quizkit.analysis.fit.training import Weights
from quizkit.memory.fsrs import DEFAULT_WEIGHTS, Fsrs6
from quizkit.memory.reviews import MILLION
from quizkit.model import Event, Rating

RIGHT: Final = 3
"""Right answers after which a memory is compared."""

FEWEST: Final = 20
"""Later answers below which nothing is said about predictions."""


class Change(NamedTuple):
    """A change of weights, and how later answers were predicted.

    Attributes:
        before: The weights before.
        after: The weights now in force.
        later: How both predicted the scored reviews since, or None where they are fewer than 20.
    """

    before: Weights
    after: Weights
    later: Comparison | None = None


def newest_change(known: Sequence[History], moments: Sequence[tuple[int, Event]]) -> Change | None:
    """Return the newest change of weights that is in force, or None if there was none.

    Args:
        known: The learner's histories.
        moments: The live events that this version applies, with their derived times, in order.
    """
    params = [(t, event) for t, event in moments if event.kind == "params"]
    if not params:
        return None
    at, newest = params[-1]
    before = _weights(params[-2][1]) if len(params) > 1 else DEFAULT_WEIGHTS
    after = _weights(newest)
    try:
        said = [predictions(known, Fsrs6(weights), since=at) for weights in (before, after)]
    except ValueError:  # weights that this version does not apply
        return None
    return Change(before, after, compare(*said) if len(said[0]) >= FEWEST else None)


def sentence(change: Change) -> str:
    """Return one sentence: what changed, and by how much predictions improved.

    >>> slower = (0.5, 2.0, 4.0, 12.0, *DEFAULT_WEIGHTS[4:])
    >>> sentence(Change(DEFAULT_WEIGHTS, slower, Comparison(500, 0.342, 0.331, 0.004)))
    'With a memory model of your own a fact is expected to last 4.0 days after one right answer
    (before: 2.3) and 75 days after three (before: 46); predictions of your 500 answers since are
    3.2 % better.'
    """
    (first, third), (old_first, old_third) = (lasts(w) for w in (change.after, change.before))
    said = (
        f"With a memory model of your own a fact is expected to last {_days(first)} after one "
        f"right answer (before: {_number(old_first)}) and {_days(third)} after three "
        f"(before: {_number(old_third)})"
    )
    return f"{said}{_improved(change.later)}."


def lasts(weights: Weights) -> tuple[float, float]:
    """Return how long [days] recall stays above 0.9 after one right answer, and after three.

    Each is typed, rated Good, and given when recall has fallen to 0.9, a day later at least.
    """
    model = Fsrs6(weights)
    first = state = model.first(Rating.GOOD, 0.0)
    for _ in range(RIGHT - 1):
        state = model.step(state, Rating.GOOD, float(max(1, round(state.stability))))
    return first.stability, state.stability


def _improved(later: Comparison | None) -> str:
    if later is None:
        return ""
    share = 1.0 - later.loss_after / later.loss_before
    word = "better" if share >= 0 else "worse"
    return (
        f"; predictions of your {later.reviews} answers since are {100 * abs(share):.1f} % {word}"
    )


def _weights(event: Event) -> Weights:
    return tuple(weight / MILLION for weight in event.body["weights"])


def _days(days: float) -> str:
    said = _number(days)
    return f"{said} day" if said == "1.0" else f"{said} days"


def _number(days: float) -> str:
    return f"{days:.1f}" if days < 10 else f"{days:,.0f}"
