"""What asking a facet is worth, and when it is due.

A facet's gain is how much asking it raises the chance to know it at the horizon, for each second
that it takes. It is due on the first day on which that is enough; due is a forecast for people
and admits a facet to a day, but never orders it.
"""

from functools import lru_cache
from random import Random
from typing import Final, NamedTuple

from quizkit.memory.fsrs import MAX_STABILITY, Model, fuzz
from quizkit.model import FacetId, FacetState, Rating, State

HORIZON_DAYS: Final = 30.0
"""Where gains are measured when there is no date to be ready for [learner-days]."""

LEAST_HORIZON_DAYS: Final = 0.5
"""Where gains are measured on the day itself [learner-days]."""

KEEP: Final = 0.8
"""Recall below which a started facet comes before everything else."""

DUE_GAIN: Final = 0.006
"""Gain from which on a facet is due [facets a second]."""

_FIRST_RATINGS: Final = (0.24, 0.094, 0.495, 0.171)


class Costs(NamedTuple):
    """What an answer takes [s]: right, wrong with its relearning, and the first one."""

    right: float = 8.0
    wrong: float = 23.0
    new: float = 18.3


COSTS: Final = Costs()
"""What answers take as long as nothing is known about the learner."""


def gain(
    state: State,
    elapsed: float,
    *,
    model: Model,
    horizon: float = HORIZON_DAYS,
    costs: Costs = COSTS,
) -> float:
    """Return what a second of asking a started facet is worth.

    [R * R(T, S_good) + (1 - R) * R(T, S_again) - R(e + T, S)] / [R * t_right + (1 - R) * t_wrong]

    Args:
        state: Its memory.
        elapsed: e, learner-days since its last answer [>= 0]; on the same day the gain is 0.
        model: The memory model in force.
        horizon: T [learner-days]; at least 0.5 is taken.
        costs: Seconds of an answer.

    Returns:
        Facets a second.

    >>> from quizkit.memory.fsrs import Fsrs6
    >>> round(gain(State(10.0, 5.0), 10.0, model=Fsrs6()), 6)
    0.009883
    """
    if elapsed <= 0.0:
        return 0.0
    until = max(LEAST_HORIZON_DAYS, horizon)
    known = model.recall(state, elapsed)
    good = model.recall(model.step(state, Rating.GOOD, elapsed), until)
    again = model.recall(model.step(state, Rating.AGAIN, elapsed), until)
    raised = known * good + (1.0 - known) * again - model.recall(state, elapsed + until)
    return raised / seconds(known, costs=costs)


def gain_new(*, model: Model, horizon: float = HORIZON_DAYS, costs: Costs = COSTS) -> float:
    """Return what a second of asking a new facet is worth [facets a second].

    The sum of p_G * R(T, S0(G)) over the ratings G, divided by t_new.

    >>> from quizkit.memory.fsrs import Fsrs6
    >>> round(gain_new(model=Fsrs6(), costs=Costs(new=18.28)), 6)
    0.034767
    """
    until = max(LEAST_HORIZON_DAYS, horizon)
    known = sum(
        share * model.recall(model.first(rating, 0.0), until)
        for share, rating in zip(_FIRST_RATINGS, Rating, strict=True)
    )
    return known / costs.new


def seconds(recall: float, *, costs: Costs = COSTS) -> float:
    """Return what an answer is expected to take [s], at a recall [0..1].

    >>> seconds(1.0), seconds(0.0)
    (8.0, 23.0)
    """
    return recall * costs.right + (1.0 - recall) * costs.wrong


@lru_cache(maxsize=1 << 16)
def chance(facet: FacetId | str, reviews: int) -> float:
    """Return the facet's number u [0..1) after so many live reviews: it spreads and breaks ties.

    >>> chance("d/f#who", 3) == chance("d/f#who", 3) != chance("d/f#who", 4)
    True
    """
    return Random(f"due:{facet}:{reviews}").random()


def due_in(state: State, *, model: Model, u: float | None = None) -> int:
    """Return in how many days a facet is due, counted from its last answer.

    The first whole day on which its gain (horizon and costs as at the start, not the learner's)
    reaches 0.006 facets a second, or its recall is below 0.8; then spread by `fuzz`.

    Args:
        state: Its memory.
        model: The memory model in force.
        u: One number [0..1) for the spread, such as `chance`; None: no spread.

    Returns:
        Learner-days [1..36500].

    >>> from quizkit.memory.fsrs import Fsrs6
    >>> [due_in(State(s, 5.0), model=Fsrs6()) for s in (2.3065, 10.0, 32.0, 100.0, 365.0)]
    [1, 3, 16, 62, 228]
    """
    days = _first_call(state, model)
    return days if u is None else fuzz(days, u)


def due_day(facet: FacetId | str, state: FacetState, *, model: Model) -> int | None:
    """Return the number of the learner-day on which a facet is due, or None if it is new.

    Args:
        facet: Its id, for the spread.
        state: Its memory and history.
        model: The memory model in force.

    >>> from quizkit.memory.fsrs import Fsrs6
    >>> due_day("d/f#who", FacetState(), model=Fsrs6()) is None
    True
    """
    if state.state is None or state.day is None:
        return None
    u = chance(facet, state.reviews)
    return state.day + due_in(state.state, model=model, u=u)


@lru_cache(maxsize=1 << 16)
def _first_call(state: State, model: Model) -> int:
    """Return the first whole day on which a facet should be asked: a pure function, asked often.

    A sitting asks it of every started facet after every answer; kept it takes 1 us, not 20.
    """
    low, high = 0, 1
    while high < MAX_STABILITY and not _calls(state, high, model):
        low, high = high, 2 * high
    high = min(high, int(MAX_STABILITY))
    while high - low > 1:
        middle = (low + high) // 2
        if _calls(state, middle, model):
            high = middle
        else:
            low = middle
    return high


def _calls(state: State, days: int, model: Model) -> bool:
    """Return whether a facet should be asked that many days after its last answer."""
    elapsed = float(days)
    return model.recall(state, elapsed) < KEEP or gain(state, elapsed, model=model) >= DUE_GAIN
