"""What asking a facet is worth, and when it is due.

A facet's gain is how much asking it raises the chance to know it at the horizon, for each second
that it takes. It is due on the first day on which that is enough; due is a forecast for people
and admits a facet to a day, but never orders it.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import exp, log, nan
from random import Random
from typing import Final, NamedTuple

from quizkit.memory.fsrs import MAX_STABILITY, Model, Prospects
from quizkit.memory.fuzz import fuzz, fuzz_window
from quizkit.model import FacetId, FacetState, Rating, State

HORIZON_DAYS: Final = 30.0
"""Where gains are measured when there is no date to be ready for [learner-days]."""

LEAST_HORIZON_DAYS: Final = 0.5
"""Where gains are measured on the day itself [learner-days]."""

KEEP: Final = 0.8
"""Recall below which a started facet comes before everything else."""

KEEP_BEFORE_EXAM: Final = 0.5
"""The same, for a facet that an exam asks."""

DUE_GAIN: Final = 0.006
"""Gain from which on a facet is due [facets a second]."""

EXAM_GAIN: Final = 0.001
"""Gain above which a started facet is worth its time before an exam [facets a second]."""

FIRST_RATINGS: Final = (0.24, 0.094, 0.495, 0.171)
"""How often first answers are rated Again, Hard, Good, Easy, if nothing is known [0..1]."""

_LAST: Final = int(MAX_STABILITY)
_SIZES: Final = 6.0


class Costs(NamedTuple):
    """What an answer takes [s]: right, wrong with its relearning, and the first one."""

    right: float = 8.0
    wrong: float = 23.0
    new: float = 18.3


COSTS: Final = Costs()
"""What answers take as long as nothing is known about the learner."""

_RIGHT, _WRONG, _ = COSTS


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
    return worth(state, elapsed, model=model, horizon=horizon, costs=costs)[1]


def worth(
    state: State,
    elapsed: float,
    *,
    model: Model,
    horizon: float = HORIZON_DAYS,
    costs: Costs = COSTS,
) -> tuple[float, float]:
    """Return the recall [0..1] of a started facet and its `gain`, in one go.

    >>> from quizkit.memory.fsrs import Fsrs6
    >>> [round(found, 6) for found in worth(State(10.0, 5.0), 10.0, model=Fsrs6())]
    [0.9, 0.009883]
    """
    if elapsed <= 0.0:
        return 1.0, 0.0
    until = horizon if horizon > LEAST_HORIZON_DAYS else LEAST_HORIZON_DAYS
    known, good, again, unasked = model.prospects(state, elapsed, until)
    failed = 1.0 - known
    raised = known * good + failed * again - unasked
    return known, raised / (known * costs.right + failed * costs.wrong)


def horizon_of(day: int, exam_day: int | None) -> float | None:
    """Return the learner-days to an exam [>= 0.5], or None if there is none to be ready for.

    Args:
        day: Number of the learner-day.
        exam_day: That of the exam, or None. An exam that is over is none.

    >>> horizon_of(100, 112), horizon_of(112, 112), horizon_of(113, 112), horizon_of(100, None)
    (12.0, 0.5, None, None)
    """
    if exam_day is None or exam_day < day:
        return None
    return max(LEAST_HORIZON_DAYS, float(exam_day - day))


def gain_new(
    *,
    model: Model,
    horizon: float = HORIZON_DAYS,
    costs: Costs = COSTS,
    ratings: Sequence[float] = FIRST_RATINGS,
) -> float:
    """Return what a second of asking a new facet is worth [facets a second].

    The sum of p_G * R(T, S0(G)) over the ratings G, divided by t_new.

    Args:
        model: The memory model in force.
        horizon: T [learner-days]; at least 0.5 is taken.
        costs: Seconds of an answer.
        ratings: p_G, the shares [0..1] of the four ratings of first answers.

    >>> from quizkit.memory.fsrs import Fsrs6
    >>> round(gain_new(model=Fsrs6(), costs=Costs(new=18.28)), 6)
    0.034767
    """
    until = max(LEAST_HORIZON_DAYS, horizon)
    known = sum(
        share * model.recall(model.first(rating, 0.0), until)
        for share, rating in zip(ratings, Rating, strict=True)
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


def is_over(facet: FacetId | str, state: FacetState, day: int, *, model: Model) -> bool:
    """Return whether a facet's due day has come: what `due_day(...) <= day` says, but faster.

    Most facets are far from their due day. Then neither the exact day nor the facet's `chance`
    is needed to tell.

    Args:
        facet: Its id, for the spread.
        state: Its memory and history.
        day: Number of a learner-day.
        model: The memory model in force.

    >>> from quizkit.memory.fsrs import Fsrs6
    >>> kept = FacetState(State(100.0, 5.0), day=1_000)
    >>> [is_over("d/f#who", kept, 1_000 + days, model=Fsrs6()) for days in (0, 30, 90)]
    [False, False, True]
    """
    if state.state is None or state.day is None:
        return False
    elapsed = day - state.day
    low, high = _searched(state.state, model, elapsed=elapsed)
    if fuzz_window(high)[1] <= elapsed:
        return True
    if fuzz_window(low + 1)[0] > elapsed:
        return False
    return fuzz(high, chance(facet, state.reviews)) <= elapsed


@lru_cache(maxsize=1 << 16)
def _first_call(state: State, model: Model) -> int:
    """Return the first whole day on which a facet should be asked: a pure function, asked often."""
    return _searched(state, model)[1]


def _searched(state: State, model: Model, *, elapsed: float = nan) -> tuple[int, int]:
    """Return two days, the first call after the one and not after the other.

    They are next to each other, or far enough from `elapsed` to tell whether that is over. With
    some weights gain does not always rise while a facet is forgotten, and there is more than one
    such pair: so the days that are tried depend on the state and the model alone.
    """
    expected = _expected(int(log(state.stability) * _SIZES), int(state.difficulty + 0.5), model)
    low, high, step = 0, _LAST, max(1, expected // 4)
    at = expected - expected // 8
    prospects = model.prospects
    while True:
        if _calls(prospects(state, at, HORIZON_DAYS)):
            high = at
            if elapsed >= at and fuzz_window(at)[1] <= elapsed:
                break
        else:
            low = at
            if elapsed <= at and fuzz_window(at + 1)[0] > elapsed:
                break
        if high - low <= 1:
            break
        if high == _LAST and low + step < high:
            at, step = low + step, 2 * step
        elif low == 0 and high - step > low:
            at, step = high - step, 2 * step
        else:
            at = (low + high) // 2
    return low, high


@lru_cache(maxsize=1 << 12)
def _expected(size: int, difficulty: int, model: Model) -> int:
    """Return about when a facet of some stability and difficulty calls first: to start there."""
    state = State(exp((size + 0.5) / _SIZES), float(difficulty))
    low, high = 0, 1
    while high < _LAST and not _calls(model.prospects(state, high, HORIZON_DAYS)):
        low, high = high, 2 * high
    high = min(high, _LAST)
    while high - low > 1:
        middle = (low + high) // 2
        if _calls(model.prospects(state, middle, HORIZON_DAYS)):
            high = middle
        else:
            low = middle
    return high


def _calls(prospects: Prospects) -> bool:
    """Return whether a facet with these prospects should be asked: its `gain`, or recall."""
    known, good, again, unasked = prospects
    if known < KEEP:
        return True
    failed = 1.0 - known
    raised = known * good + failed * again - unasked
    return raised / (known * _RIGHT + failed * _WRONG) >= DUE_GAIN
