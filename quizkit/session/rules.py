"""What comes next in a sitting: the queue's rules applied to where the learner stands."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from quizkit.model import FacetId
from quizkit.session.alike import APART_DAYS, by_place, lookalike
from quizkit.session.queue import GAP, Asked, Choice, Queue, choose
from quizkit.session.rivals import Place
from quizkit.session.sitting import Sitting
from quizkit.session.standing import Standing

_BEHIND_DAYS: Final = 2
"""Days' minutes that what has fallen too low must need before there is a plan to come back."""


def next_choice(sitting: Sitting, standing: Standing) -> Choice | None:
    """Return what comes next, or None if nothing may.

    A pair that is mixed up comes once a sitting, before all but what was wrong; else `choose`
    tells, with new facets that are too much like others begun lately, and facets under treatment
    beyond their share, behind all others.

    Args:
        sitting: The sitting.
        standing: Where the learner stands now.
    """
    queue, treated = sitting.queue, sitting.care.treated
    is_full = sitting.care.is_over(answer.facet for answer in queue.asked)
    count = sum(answer.facet in treated for answer in queue.asked)
    may_follow = sitting.care.may_follow(len(queue.asked), count)

    @cache
    def begun() -> Mapping[Place, tuple[FacetId, ...]]:
        return by_place(begun_lately(standing, queue.asked), standing.scope.rivals)

    def done(facet: FacetId) -> bool:
        return standing.is_answered_today(facet) or (is_full and facet in sitting.care.shown)

    def waits(facet: FacetId) -> bool:
        if facet in treated:
            return not may_follow
        is_new = standing.state(facet).state is None
        return is_new and lookalike(facet, begun(), standing.scope.rivals) is not None

    def closed(facet: FacetId) -> bool:
        return standing.closed_by(facet) is not None

    choice = choose(
        queue,
        sitting.order,
        facts=standing.scope.facts,
        closed=closed,
        done=done,
        waits=waits,
    )
    if queue.closing is not None or (choice and choice.why in ("relearning", "alone")):
        return choice
    return _contrast(sitting, standing) or choice


def is_behind(sitting: Sitting, standing: Standing) -> bool:
    """Return whether what has fallen too low needs more than two days' minutes: after a break.

    Args:
        sitting: The sitting; without minutes nobody is behind.
        standing: Where the learner stands now.
    """
    left = _BEHIND_DAYS * sitting.wish.minutes * 60.0
    for facet in sitting.order if left else ():
        recall = standing.recall(facet)
        if recall is None or recall >= standing.outlook(facet).keep:
            return False
        left -= standing.seconds(facet)
        if left < 0:
            return True
    return False


def begun_lately(standing: Standing, asked: tuple[Asked, ...] = ()) -> Iterator[FacetId]:
    """Yield the facets in scope that were first asked within three learner-days.

    Args:
        standing: Where the learner stands now.
        asked: The sitting's answers, which are newer than what is the learner's own.
    """
    for facet, day in standing.own.begun.items():
        if day > standing.day - APART_DAYS and facet in standing.scope:
            yield facet
    for answer in asked:
        state = standing.state(answer.facet)
        if not state.scored and state.day == standing.day:
            yield answer.facet


def _contrast(sitting: Sitting, standing: Standing) -> Choice | None:
    """Return the first pair that may be set against each other now; once a sitting."""
    queue, facts = sitting.queue, standing.scope.facts
    if any(answer.rival for answer in queue.asked):
        return None
    closed = _closed(queue)
    met = frozenset[str]().union(*(facts(answer.facet) for answer in queue.asked))
    near = frozenset(answer.facet for answer in queue.asked[-GAP:])
    for pair in sitting.pairs:
        if pair.asked in closed or facts(pair.asked) & met or pair.other in near:
            continue
        if not (standing.is_answered_today(pair.asked) or standing.state(pair.other).suspended):
            return Choice(pair.asked, "contrast", pair.other)
    return None


def _closed(queue: Queue) -> frozenset[FacetId]:
    asked = (answer.facet for answer in queue.asked)
    return (queue.barred | queue.shut).union(queue.skipped, asked)
