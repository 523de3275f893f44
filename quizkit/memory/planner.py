"""What to ask next: who may be asked today, in which order, and how much there is.

First comes what must be kept (recall below 0.8; before an exam below 0.5, and second looks), then
everything else, new facets included, by gain a second. Facets come in as mappings to their
states; nothing here knows a deck.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from quizkit.memory import calibration
from quizkit.memory.due import (
    COSTS,
    EXAM_GAIN,
    FIRST_RATINGS,
    HORIZON_DAYS,
    KEEP,
    KEEP_BEFORE_EXAM,
    Costs,
    chance,
    due_day,
    due_in,
    gain,
    gain_new,
    horizon_of,
    is_over,
    seconds,
    worth,
)
from quizkit.memory.fsrs import Fsrs6, Model
from quizkit.model import FacetId, FacetState

__all__ = [
    "COSTS",
    "EXAM_GAIN",
    "FIRST_RATINGS",
    "KEEP",
    "KEEP_BEFORE_EXAM",
    "SECOND_LOOK",
    "Candidate",
    "Costs",
    "Outlook",
    "candidates",
    "chance",
    "due_day",
    "due_in",
    "gain",
    "gain_new",
    "has_time",
    "horizon_of",
    "is_due",
    "order",
    "outlook_for",
    "seconds",
]

SECOND_LOOK: Final = 0.9
"""Corrected chance below which, before an exam, a facet's second look comes first."""

_GAIN = attrgetter("gain")


class Outlook(NamedTuple):
    """What a day's planning rests on.

    Attributes:
        today: Number of the learner-day.
        model: The memory model in force.
        horizon: T, learner-days to the date to be ready for, or 30.
        keep: Recall [0..1] below which started facets come first: 0.8, 0.5 before an exam.
        costs: Seconds of an answer.
        ratings: Shares [0..1] of the four ratings of first answers.
        is_exam: Every started facet may be asked whose gain exceeds 0.001, not only the due ones.
        second: Corrected chance [0..1] below which facets without a scored review come first, as
            those below `keep` do; 0: they do not.
        offset: The learner's offset [logits], see `calibration`; it corrects that chance.
    """

    today: int
    model: Model = Fsrs6()
    horizon: float = HORIZON_DAYS
    keep: float = KEEP
    costs: Costs = COSTS
    ratings: tuple[float, ...] = FIRST_RATINGS
    is_exam: bool = False
    second: float = 0.0
    offset: float = 0.0

    def keeps(self, known: float, state: FacetState) -> bool:
        """Return whether a started facet comes first at a recall [0..1]."""
        if known < self.keep:
            return True
        if state.scored or not self.second:
            return False
        return calibration.chance(known, self.offset) < self.second

    def with_second_looks(self, offset: float) -> "Outlook":
        """Return the outlook with second looks first, for an exam there is time enough for."""
        return self._replace(second=SECOND_LOOK, offset=offset)


def has_time(days: float, *, minutes: float, new: int, costs: Costs = COSTS) -> bool:
    """Return whether there is time before an exam to start all that is new.

    Second looks come first only where there is: on the day after a first meeting they succeed
    more often and so take less time, but what is never met is not known at all.

    Args:
        days: Learner-days to the exam.
        minutes: Time of study [minutes a day].
        new: Facets of the exam that are not started.
        costs: Seconds of an answer.

    >>> has_time(14, minutes=15, new=400), has_time(7, minutes=15, new=400)
    (True, False)
    """
    return days * minutes * 60.0 >= new * costs.new


def outlook_for(
    today: int,
    exam_day: int | None = None,
    *,
    model: Model,
    costs: Costs = COSTS,
    ratings: tuple[float, ...] = FIRST_RATINGS,
) -> Outlook:
    """Return what planning rests on, with an exam to be ready for or without.

    Args:
        today: Number of the learner-day.
        exam_day: That of the nearest exam, or None; one that is over is ignored.
        model: The memory model in force.
        costs: Seconds of an answer.
        ratings: Shares [0..1] of the four ratings of first answers.

    >>> soon, over = (outlook_for(100, day, model=Fsrs6()) for day in (107, 99))
    >>> soon.horizon, soon.keep, soon.is_exam
    (7.0, 0.5, True)
    >>> over.horizon, over.keep, over.is_exam
    (30.0, 0.8, False)
    """
    horizon = horizon_of(today, exam_day)
    if horizon is None:
        return Outlook(today, model, costs=costs, ratings=ratings)
    return Outlook(today, model, horizon, KEEP_BEFORE_EXAM, costs, ratings, is_exam=True)


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
    costs: Callable[[FacetId, FacetState], Costs] | None = None,
) -> list[Candidate]:
    """Return the facets that may be asked today, none of them answered today or suspended.

    Facets with different outlooks, such as those of different exams, take a call each; `order`
    then takes what all calls returned.

    Args:
        facets: The facets that can be asked, to their states; the new ones in the order in which
            they should be started.
        outlook: What the day's planning rests on.
        startable: The new facets that may be started; None: all of them.
        is_extra: Admit all started facets, not only those that are due or worth an exam's time.
        costs: Returns what asking a facet takes, in the form that it would be asked in; None:
            `outlook.costs` for all.

    Returns:
        In the order of `facets`.
    """
    found = []
    today, least = outlook.today, EXAM_GAIN if outlook.is_exam and not is_extra else -1.0
    is_open = is_extra or outlook.is_exam
    for facet, state in facets.items():
        day = state.day
        if state.suspended or (day is not None and day >= today):
            continue
        if state.state is None or day is None:
            if startable is None or facet in startable:
                spent = costs(facet, state) if costs else outlook.costs
                found.append(Candidate(facet, _fresh(outlook, spent), None, state.reviews))
        elif is_open or is_due(facet, state, outlook):
            spent = costs(facet, state) if costs else outlook.costs
            known, gained = worth(
                state.state,
                float(today - day),
                model=outlook.model,
                horizon=outlook.horizon,
                costs=spent,
            )
            if gained > least:
                keeps = outlook.keeps(known, state)
                found.append(Candidate(facet, gained, known, state.reviews, keeps))
    return found


def order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates in the order to ask them: what must be kept, then all others, by gain.

    Equal gains: new facets as they come, started ones by their `chance`.

    >>> new = Candidate("new", 0.035, None)
    >>> kept, weak = Candidate("kept", 0.01, 0.85, 1), Candidate("weak", 0.01, 0.7, 1, True)
    >>> [c.facet for c in order([kept, new, weak])]
    ['weak', 'new', 'kept']
    """
    found = list(candidates)
    keeping = [candidate for candidate in found if candidate.keeps]
    others = [candidate for candidate in found if not candidate.keeps]
    return _by_gain(keeping) + _by_gain(others)


def is_due(facet: FacetId | str, state: FacetState, outlook: Outlook) -> bool:
    """Return whether a started facet's due day has come; a new one is never due."""
    return is_over(facet, state, outlook.today, model=outlook.model)


@lru_cache(maxsize=256)
def _fresh(outlook: Outlook, costs: Costs) -> float:
    """Return the gain of a new facet: the same for all that cost the same."""
    model, horizon, ratings = outlook.model, outlook.horizon, outlook.ratings
    return gain_new(model=model, horizon=horizon, costs=costs, ratings=ratings)


def _by_gain(candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates by gain, those that are equal as `order` says."""
    candidates.sort(key=_GAIN, reverse=True)
    if len(set(map(_GAIN, candidates))) == len(candidates):
        return candidates
    found: list[Candidate] = []
    for _, equal in groupby(candidates, key=_GAIN):
        tied = list(equal)
        if len(tied) > 1:
            tied.sort(key=lambda c: -1.0 if c.recall is None else chance(c.facet, c.reviews))
        found.extend(tied)
    return found
