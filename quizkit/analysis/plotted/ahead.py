"""What will be known: with study, a band of possible futures; without, one line."""

from collections.abc import Sequence
from statistics import fmean
from typing import Final, NamedTuple

from quizkit.memory.exam import band, quantile
from quizkit.memory.forecast import Future
from quizkit.session.exams import day_text

LOOKS: Final = 16
"""Days at which it is looked what will be known, about."""


class Ahead(NamedTuple):
    """What will be known at the start of a learner-day, or is known now if it is today.

    Attributes:
        day: The learner-day, YYYY-MM-DD.
        expected: Facets known with study: the median of the futures.
        low: 5 % of the futures are below.
        high: 5 % are above.
        without_study: Facets known without any more study: the mean of the futures.
    """

    day: str
    expected: float
    low: float
    high: float
    without_study: float


def ahead(
    future: Future, *, minutes: float, used: float, days: int, known: float
) -> tuple[Ahead, ...]:
    """Return what will be known on some days to come, today first.

    Args:
        future: The facets, and who learns.
        minutes: Minutes a day.
        used: What is used of today's already [minutes].
        days: How far to look [>= 1].
        known: What is known now.
    """
    today = future.basis.today
    watch = [*range(0, days, max(1, -(-days // LOOKS))), days]
    plan = [max(0.0, minutes - used), *[float(minutes)] * (days - 1)]
    numbers = range(future.runs)
    study = [future.run(number, plan, watch=watch).known for number in numbers]
    still = [future.run(number, (), watch=watch).known for number in numbers]
    rows = [Ahead(day_text(today), known, known, known, known)]
    for at, day in list(enumerate(watch))[1:]:
        rows.append(_row(today + day, [run[at] for run in study], [run[at] for run in still]))
    return tuple(rows)


def _row(day: int, study: Sequence[float], still: Sequence[float]) -> Ahead:
    return Ahead(day_text(day), quantile(study, 0.5), *band(study), fmean(still))
