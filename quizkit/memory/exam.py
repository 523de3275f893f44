"""Plans from forecasts: what minutes a day bring until an exam, or over a month without one.

Figures beside the main one (other minutes, a missed day) are looked at in fewer futures and told
as differences within the same futures, so that they do not wobble against it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from statistics import fmean
from typing import Final, NamedTuple

from quizkit.memory.forecast import Future, Run
from quizkit.model import ON_TRACK, ExamPlan, FacetId, KnownOn, LeftOut, OpenPlan, PlanDay

TARGET: Final = 0.9
"""Score that is wanted if nobody says otherwise [0..1]."""

OPEN_DAYS: Final = 30
"""Days that a plan without an exam looks ahead."""

KEPT_DAYS: Final = 60
"""Days after the exam on which it is looked what is kept."""

FEWER, MORE = 0.6, 1.6
"""Other minutes a day that are looked at."""

MOST_MINUTES: Final = 240
"""Minutes a day beyond which no plan goes."""

_SIDE_RUNS: Final = 16
_SEARCH_RUNS: Final = 10
_GLANCE_RUNS: Final = 5
_CLEAR: Final = 0.05
_CLOSE: Final = 1.05
_LOOKS: Final = 10
_EPOCH: Final = date(1970, 1, 1).toordinal()

Tick = Callable[[], object]
"""Called after each future, so that somebody who waits can be told."""


class Prospect(NamedTuple):
    """What a plan comes to, in few figures.

    Attributes:
        expected: Mean score on the day of the exam [0..1].
        low: 5 % of the futures end below it.
        high: 5 % end above it.
        reached: Share of the futures that reach the score wanted [0..1].
    """

    expected: float
    low: float
    high: float
    reached: float

    @property
    def is_on_track(self) -> bool:
        """Return whether at least 0.7 of the futures reach the score wanted."""
        return self.reached >= ON_TRACK


def prospect(
    future: Future,
    *,
    exam: int,
    minutes: float,
    used: float = 0.0,
    target: float = TARGET,
) -> Prospect:
    """Return what so many minutes a day come to, and nothing of what other minutes would.

    Where the first futures all end far from the score wanted, on one side, no more are looked at.

    Args:
        future: The facets of the exam, and the learner.
        exam: Learner-day of the exam, today or later; there is no study on it.
        minutes: Minutes a day [>= 0].
        used: What is used of today's already [minutes].
        target: The score wanted [0..1].

    >>> from quizkit.memory.forecast import Basis, Subject
    >>> later = Future([Subject(FacetId("d/f#who"))], Basis(0), seed="7", runs=4)
    >>> prospect(later, exam=3, minutes=0).expected, prospect(later, exam=3, minutes=5).expected > 0
    (0.0, True)
    """
    if not future.subjects:
        raise ValueError("subjects: none, want at least one facet")
    course = _Course(future, exam - future.basis.today, used, lambda: None)
    scores = course.scores(course.runs(minutes, min(_GLANCE_RUNS, future.runs)))
    is_clear = min(scores) >= target + _CLEAR or max(scores) < target - _CLEAR
    if not is_clear and future.runs > _GLANCE_RUNS:
        scores += course.scores(course.runs(minutes, future.runs, first=_GLANCE_RUNS))
    return Prospect(fmean(scores), *band(scores), fmean(score >= target for score in scores))


def exam_plan(  # noqa: PLR0913  # what a plan is made of, each by its name
    future: Future,
    *,
    exam: int,
    minutes: int,
    used: float = 0.0,
    target: float = TARGET,
    roles: Mapping[FacetId, str] | None = None,
    tick: Tick = lambda: None,
) -> ExamPlan:
    """Return what minutes a day bring until an exam.

    Args:
        future: The facets of the exam, and the learner.
        exam: Learner-day of the exam, today or later; there is no study on it.
        minutes: Minutes a day [>= 1].
        used: What is used of today's already [minutes].
        target: The score wanted [0..1].
        roles: Kind and role of each facet, for what is left out.
        tick: Called after each future.
    """
    if not future.subjects:
        raise ValueError("subjects: none, want at least one facet")
    course = _Course(future, exam - future.basis.today, used, tick)
    runs = course.runs(minutes, future.runs)
    scores = course.scores(runs)
    side = min(_SIDE_RUNS, future.runs)
    fewer, more = (max(1, round(minutes * each)) for each in (FEWER, MORE))
    low, high = band(scores)
    return ExamPlan(
        exam=_text(exam),
        days=course.days,
        minutes=minutes,
        facets=len(future.subjects),
        expected=fmean(scores),
        low=low,
        high=high,
        without_study=fmean(course.scores(course.runs(0, future.runs))),
        fewer=(fewer, course.beside(scores, course.runs(fewer, side))),
        more=(more, course.beside(scores, course.runs(more, side))),
        target=target,
        reached=fmean(score >= target for score in scores),
        needed=_needed(course, target, minutes),
        missed_day=course.beside(scores, course.runs(minutes, side, missed=1)) - fmean(scores),
        kept_60_days=fmean(course.scores(runs, at=1)),
        left_out=_left_out(runs, future, roles or {}),
        plan=plan_days(runs, future.basis.today),
        runs=len(runs),
    )


def open_plan(
    future: Future,
    *,
    minutes: int,
    used: float = 0.0,
    days: int = OPEN_DAYS,
    tick: Tick = lambda: None,
) -> OpenPlan:
    """Return what minutes a day bring over some days; its backlog is left empty.

    Args:
        future: The facets, and the learner.
        minutes: Minutes a day [>= 1].
        used: What is used of today's already [minutes].
        days: How many [>= 1].
        tick: Called after each future.
    """
    today = future.basis.today
    watch = [*range(0, days, max(1, days // _LOOKS)), days]
    runs, still = [], []
    for number in range(future.runs):
        runs.append(future.run(number, _minutes(days, minutes, used), watch=watch))
        still.append(future.run(number, (), watch=[days]).known[0])
        tick()
    return OpenPlan(
        minutes=minutes,
        facets=len(future.subjects),
        known=tuple(
            _known_on(today + ahead, [run.known[at] for run in runs])
            for at, ahead in enumerate(watch)
        ),
        without_study=fmean(still),
        plan=plan_days(runs, today),
        backlog=None,
        runs=len(runs),
    )


class _Course:
    """An exam that is studied for again and again, in the same futures."""

    def __init__(self, future: Future, days: int, used: float, tick: Tick) -> None:
        self.future, self.days = future, days
        self._used, self._tick = used, tick

    def runs(
        self, minutes: float, count: int, *, first: int = 0, missed: int | None = None
    ) -> list[Run]:
        """Return futures up to a number; a day of study may be missed, by its number ahead."""
        plan = _minutes(self.days, minutes, self._used)
        if missed is not None and plan:
            plan[min(missed, self.days - 1)] = 0.0
        found = []
        for number in range(first, count):
            found.append(self.future.run(number, plan, watch=[self.days, self.days + KEPT_DAYS]))
            self._tick()
        return found

    def scores(self, runs: Sequence[Run], *, at: int = 0) -> list[float]:
        """Return the shares known, on the day of the exam (0) or 60 days later (1)."""
        return [run.known[at] / len(self.future.subjects) for run in runs]

    def beside(self, scores: Sequence[float], runs: Sequence[Run]) -> float:
        """Return the mean of all futures, moved by what is different in those looked at."""
        others = self.scores(runs)
        moved = fmean(other - score for other, score in zip(others, scores, strict=False))
        return min(1.0, max(0.0, fmean(scores) + moved))


def _needed(course: _Course, target: float, minutes: int) -> int | None:
    """Return the fewest minutes a day [1..240] at which enough futures reach the target."""
    count = min(_SEARCH_RUNS, course.future.runs)

    def does(each: float) -> bool:
        scores = course.scores(course.runs(each, count))
        return fmean(score >= target for score in scores) >= ON_TRACK

    if not course.days:
        return None
    low, high, at = 0.0, 0.0, float(minutes)
    while not high:
        if does(at):
            high = at
        elif at >= MOST_MINUTES:
            return None
        else:
            low, at = at, min(2.0 * at, float(MOST_MINUTES))
    while high - low > 1.0 and high > _CLOSE * low:
        at = (max(1.0, low) * high) ** 0.5 if low else high / 2.0
        low, high = (low, at) if does(at) else (at, high)
    return max(1, round(high + 0.49))


def _minutes(days: int, minutes: float, used: float) -> list[float]:
    """Return the minutes of each day, today's less what is used of them."""
    plan = [float(minutes)] * days
    plan[:1] = [max(0.0, each - used) for each in plan[:1]]
    return plan


def band(values: Sequence[float]) -> tuple[float, float]:
    """Return what 5 % and 95 % of some values are below, straight lines between them.

    >>> band([float(n) for n in range(41)])
    (2.0, 38.0)
    """
    return quantile(values, 0.05), quantile(values, 0.95)


def quantile(values: Sequence[float], share: float) -> float:
    """Return what a share of some values is below, straight lines between them.

    Args:
        values: At least one, in any order.
        share: [0..1].

    >>> quantile([3.0, 1.0, 2.0], 0.5), quantile([1.0, 2.0], 0.75)
    (2.0, 1.75)
    """
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def plan_days(runs: Sequence[Run], today: int) -> tuple[PlanDay, ...]:
    """Return each day of study as a mean over the futures."""
    return tuple(
        PlanDay(
            _text(today + ahead),
            fmean(day.seconds for day in days) / 60.0,
            fmean(day.new for day in days),
            fmean(day.old for day in days),
        )
        for ahead, days in enumerate(zip(*(run.days for run in runs), strict=True))
    )


def _known_on(day: int, known: Sequence[float]) -> KnownOn:
    low, high = band(known)
    return KnownOn(_text(day), quantile(known, 0.5), low, high)


def _left_out(
    runs: Sequence[Run], future: Future, roles: Mapping[FacetId, str]
) -> tuple[LeftOut, ...]:
    """Return what is not started in half of the futures or more, by role."""
    count = Counter(number for run in runs for number in run.left_out)
    facets = (future.subjects[n].facet for n, times in count.items() if 2 * times >= len(runs))
    names = Counter(roles.get(facet, facet.rpartition("#")[2]) for facet in facets)
    return tuple(
        LeftOut(name, found) for name, found in sorted(names.items(), key=lambda e: (-e[1], e[0]))
    )


def _text(day: int) -> str:
    return date.fromordinal(_EPOCH + day).isoformat()
