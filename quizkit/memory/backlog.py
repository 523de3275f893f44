"""Coming back after a break: how long it takes until nothing is below the level to keep."""

from itertools import islice
from typing import Final

from quizkit.memory.calibration import chance
from quizkit.memory.due import horizon_of, seconds
from quizkit.memory.forecast import Future, Subject
from quizkit.memory.planner import KEEP, KEEP_BEFORE_EXAM
from quizkit.model import Backlog

MANY_DAYS: Final = 2
"""Days' minutes that what is below the level must need before there is a plan."""

FARTHEST: Final = 120
"""Days that are looked ahead."""

RUNS: Final = 9
"""Futures that are looked at; odd, so that one of them is in the middle."""


def is_behind(future: Future, minutes: int) -> bool:
    """Return whether what is below the level to keep needs more than two days' minutes.

    Args:
        future: The facets, and the learner.
        minutes: Minutes a day [>= 1].
    """
    most, needed = MANY_DAYS * minutes * 60.0, 0.0
    for subject in future.subjects:
        recall = _recall(subject, future)
        horizon = horizon_of(future.basis.today, subject.exam)
        if recall is not None and recall < (KEEP if horizon is None else KEEP_BEFORE_EXAM):
            needed += seconds(recall, costs=subject.costs[0])
    return needed > most


def backlog(future: Future, minutes: int, *, offset: float = 0.0) -> Backlog | None:
    """Return how to come back, or None where there is no need of a plan.

    It is a forecast of the planner's own order, not a mode: what must be kept comes first there,
    and new facets return by themselves.

    Args:
        future: The facets, and the learner.
        minutes: Minutes a day [>= 1].
        offset: How much more the learner recalls than the model says [logits].
    """
    if not is_behind(future, minutes):
        return None
    ends, starts = [], []
    for number in range(min(RUNS, future.runs)):
        end, start = _return(future, number, minutes)
        ends.append(end)
        starts.append(start)
    recalls = [_recall(subject, future) for subject in future.subjects]
    known = [chance(recall, offset) for recall in recalls if recall is not None]
    days, new_again = _middle(ends), _middle(starts)
    told = sentence(sum(known), len(known), minutes, days=days, new_again=new_again)
    return Backlog(sum(known), len(known), minutes, days, new_again, told)


def sentence(
    known: float, started: int, minutes: int, *, days: int | None, new_again: int | None
) -> str:
    """Return a backlog in words.

    Back is whoever ends a day with nothing below the level to keep. What is below comes first, so
    new facets start on that very day, if it has time left for them, or later.

    Args:
        known: Facets known now.
        started: Facets ever started.
        minutes: Minutes a day.
        days: Days until nothing is below the level; None: not in sight.
        new_again: Day on which new facets start again, or None.

    >>> print(sentence(1240.0, 1750, 25, days=12, new_again=13))
    You still know about 71 % (1,240 of 1,750). 12 days at 25 minutes bring you back; new facets
    start again on day 13.
    """
    still = f"You still know about {known / started:.0%} ".replace("%", " %")
    still += f"({known:,.0f} of {started:,})."
    each = "1 minute" if minutes == 1 else f"{minutes} minutes"
    if days is None:
        return f"{still} With {each} a day it takes more than {FARTHEST} days to come back."
    back = f"1 day at {each} brings" if days == 1 else f"{days} days at {each} bring"
    new = "" if new_again is None else f"; new facets start again on day {new_again}"
    return f"{still} {back} you back{new}."


def _recall(subject: Subject, future: Future) -> float | None:
    """Return what the model says of today, or None of a facet that is new or suspended."""
    state = subject.state
    if state.state is None or state.day is None or state.suspended:
        return None
    elapsed = float(max(0, future.basis.today - state.day))
    return future.basis.model.recall(state.state, elapsed)


def _return(future: Future, number: int, minutes: int) -> tuple[int | None, int | None]:
    """Return the days, counted from 1, that end with nothing too weak, and with something new."""
    end = start = None
    for count, day in enumerate(islice(future.days(number, minutes), FARTHEST), 1):
        if start is None and day.new:
            start = count
        if end is None and not day.weak:
            end = count
        if end is not None and (start is not None or count >= end + 1):
            break
    return end, start


def _middle(days: list[int | None]) -> int | None:
    """Return the median, where never is later than any day."""
    found = sorted(FARTHEST + 1 if day is None else day for day in days)[len(days) // 2]
    return None if found > FARTHEST else found
