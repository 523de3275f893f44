"""The end of a sitting: what came of it, what comes next."""

from collections import Counter
from collections.abc import Iterable

from quizkit.model import FacetId, Missed, MixedUp, Rating, SummaryView
from quizkit.session.offers import longer, missed, pair
from quizkit.session.queue import Asked
from quizkit.session.sitting import Sitting
from quizkit.session.standing import Standing


def summary(sitting: Sitting, standing: Standing, reason: str) -> SummaryView:
    """Return the view at the end of a sitting.

    Args:
        sitting: The sitting.
        standing: Where the learner stands now.
        reason: "time", "done" or "stopped".
    """
    asked = sitting.queue.asked
    known = standing.known()
    days, minutes = upcoming(standing)
    if sitting.wish.minutes:
        minutes = min(minutes, float(sitting.wish.minutes))
    return SummaryView(
        reason=reason,
        answered=len(asked),
        ms=sitting.spent_ms - sitting.began_ms,
        right=sum(answer.score == 1 and not answer.slip for answer in asked),
        slips=sum(answer.slip for answer in asked),
        partly=sum(0.5 <= answer.score < 1 for answer in asked),
        wrong=sum(answer.score < 0.5 for answer in asked),
        known=known,
        gained=known - sitting.known,
        facets=len(standing.scope.facets),
        missed=_missed(asked, standing),
        mixed_up=_mixed_up(asked),
        next_days=days,
        next_minutes=minutes,
        stubborn=_stubborn(asked, standing),
        retry=len(missed(sitting, standing)),
        may_more=longer(sitting, standing) is not None,
        contrast=_contrast(sitting, standing),
        may_undo=bool(sitting.memory.facets),
    )


def _contrast(sitting: Sitting, standing: Standing) -> tuple[str, str] | None:
    """Return the two answers that can be set against each other, or None."""
    found = pair(sitting, standing)
    if found is None:
        return None
    return standing.scope.answer(found.asked), standing.scope.answer(found.other)


def _stubborn(asked: Iterable[Asked], standing: Standing) -> tuple[str, ...]:
    """Return the stems of the facets that were found a second time to fail too often."""
    wrong = {answer.facet: answer.stem for answer in asked if answer.rating == Rating.AGAIN}
    found = ((stem, standing.finding(facet)) for facet, stem in wrong.items())
    return tuple(stem for stem, each in found if each and each.is_fresh and each.times > 1)


def _missed(asked: Iterable[Asked], standing: Standing) -> tuple[Missed, ...]:
    wrong = {a.facet: a.stem for a in asked if a.rating == Rating.AGAIN}
    return tuple(Missed(stem, standing.scope.answer(facet)) for facet, stem in wrong.items())


def _mixed_up(asked: Iterable[Asked]) -> tuple[MixedUp, ...]:
    pairs = Counter(answer.mixed for answer in asked if answer.mixed)
    together: Counter[tuple[str, str]] = Counter()
    for (one, other), times in pairs.items():
        together[(one, other) if (other, one) not in together else (other, one)] += times
    return tuple(MixedUp(*pair, times) for pair, times in together.most_common() if times > 1)


def upcoming(standing: Standing) -> tuple[int | None, float]:
    """Return in how many days there is something to ask again, and the minutes it takes.

    Days are at least 1. New facets can be started on any day. None if nothing is left to ask.
    """
    days: dict[FacetId, int] = {}
    new: list[FacetId] = []
    for facet in standing.scope.facets:
        state = standing.state(facet)
        if state.suspended:
            continue
        if state.state is None:
            new += [facet] if standing.missing(facet) is None else []
        elif (due := standing.due_day(facet)) is not None:
            days[facet] = max(1, due - standing.day)
    if not days and not new:
        return None, 0.0
    first = 1 if new else min(days.values())
    soon = [f for f, day in days.items() if day <= first]
    return first, sum(map(standing.seconds, (*soon, *new))) / 60
