"""What to ask next: who may be asked today, in which order, and how much there is.

First comes what must be kept (recall below 0.8), then everything else, new facets included, by
gain a second. Facets come in as mappings to their states; nothing here knows a deck.
"""

from collections.abc import Container, Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from quizkit.memory.due import (
    COSTS,
    HORIZON_DAYS,
    KEEP,
    Costs,
    chance,
    due_day,
    due_in,
    gain,
    gain_new,
    seconds,
)
from quizkit.memory.fsrs import Fsrs6, Model
from quizkit.model import FacetId, FacetState, State

__all__ = [
    "COSTS",
    "KEEP",
    "Candidate",
    "Costs",
    "Outlook",
    "candidates",
    "chance",
    "due_day",
    "due_in",
    "gain",
    "gain_new",
    "is_due",
    "order",
    "seconds",
]


class Outlook(NamedTuple):
    """What a day's planning rests on.

    Attributes:
        today: Number of the learner-day.
        model: The memory model in force.
        horizon: T, learner-days to the date to be ready for, or 30.
        keep: Recall [0..1] below which started facets come first: 0.8, 0.5 before an exam.
        costs: Seconds of an answer.
    """

    today: int
    model: Model = Fsrs6()
    horizon: float = HORIZON_DAYS
    keep: float = KEEP
    costs: Costs = COSTS


class Candidate(NamedTuple):
    """A facet that may be asked today.

    Attributes:
        facet: Its id.
        gain: Expected gain [facets a second].
        recall: Chance to know it now [0..1], or None if it is new.
        reviews: Live reviews so far.
        keeps: It comes first, for its recall has fallen too low.
    """

    facet: FacetId
    gain: float
    recall: float | None
    reviews: int = 0
    keeps: bool = False


def candidates(
    facets: Mapping[FacetId, FacetState],
    outlook: Outlook,
    *,
    startable: Container[FacetId] | None = None,
    is_extra: bool = False,
) -> list[Candidate]:
    """Return the facets that may be asked today, none of them answered today or suspended.

    Args:
        facets: The facets that can be asked, to their states; the new ones in the order in which
            they should be started.
        outlook: What the day's planning rests on.
        startable: The new facets that may be started; None: all of them.
        is_extra: Admit all started facets, not only those that are due.

    Returns:
        In the order of `facets`.
    """
    fresh = gain_new(model=outlook.model, horizon=outlook.horizon, costs=outlook.costs)
    found = []
    for facet, state in facets.items():
        if state.suspended or (state.day is not None and state.day >= outlook.today):
            continue
        if state.state is None or state.day is None:
            if startable is None or facet in startable:
                found.append(Candidate(facet, fresh, None, state.reviews))
        elif is_extra or is_due(facet, state, outlook):
            elapsed = float(outlook.today - state.day)
            known, worth = _worth(state.state, elapsed, outlook)
            found.append(Candidate(facet, worth, known, state.reviews, known < outlook.keep))
    return found


def order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates in the order to ask them: what must be kept, then all others, by gain.

    Equal gains: new facets as they come, started ones by their `chance`.

    >>> new = Candidate("new", 0.035, None)
    >>> kept, weak = Candidate("kept", 0.01, 0.85, 1), Candidate("weak", 0.01, 0.7, 1, True)
    >>> [c.facet for c in order([kept, new, weak])]
    ['weak', 'new', 'kept']
    """

    def place(candidate: Candidate) -> tuple[bool, float]:
        return not candidate.keeps, -candidate.gain

    found: list[Candidate] = []
    for _, equal in groupby(sorted(candidates, key=place), key=place):
        tied = list(equal)
        if len(tied) > 1:
            tied.sort(key=lambda c: -1.0 if c.recall is None else chance(c.facet, c.reviews))
        found.extend(tied)
    return found


def is_due(facet: FacetId | str, state: FacetState, outlook: Outlook) -> bool:
    """Return whether a started facet's due day has come; a new one is never due."""
    day = due_day(facet, state, model=outlook.model)
    return day is not None and day <= outlook.today


def _worth(state: State, elapsed: float, outlook: Outlook) -> tuple[float, float]:
    """Return recall and gain of a started facet."""
    model, horizon, costs = outlook.model, outlook.horizon, outlook.costs
    worth = gain(state, elapsed, model=model, horizon=horizon, costs=costs)
    return model.recall(state, elapsed), worth
