"""A class before an exam: how each pupil does in a deck, and what comes of today's habits.

The same fold, planner and forecast as the pupil's own, run on the teacher's computer over what the
pupils' events tell. Pupils stand in the order of their logins: it is a list, no ranking.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from quizkit.memory.exam import TARGET, Prospect, prospect
from quizkit.memory.renames import current
from quizkit.memory.replay import Moment
from quizkit.memory.timeline import learner_day
from quizkit.model import FacetId, Memory
from quizkit.practice import planning
from quizkit.practice.class_facts import Failing, failing
from quizkit.practice.clock import Clock, moment
from quizkit.practice.told import Told
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm
from quizkit.session.exams import EPOCH, day_text
from quizkit.session.scope import Scope
from quizkit.session.sitting import IDLE_MS

RUNS: Final = 10
"""Futures that are looked at for each pupil: enough to tell 0.7 of them from few."""

CANDIDATES: Final = 80
"""Learners who may be the real one that are looked at for each pupil."""

WEEK_DAYS: Final = 7
"""Learner-days of a week, today included."""

HABIT_DAYS: Final = 14
"""Newest learner-days over which the minutes of a day are averaged, days off included."""

NEW_FOR_DAYS: Final = 3
"""Learner-days from the first answer on in which nobody has a habit yet."""

Tick = Callable[[int, int], object]
"""Told how many pupils are done, and how many there are."""


class Goal(NamedTuple):
    """What a class is to know, and by when.

    Attributes:
        deck: Id of the deck.
        title: Its title.
        tags: Only facts with one of these; all if empty.
        exam: Learner-day of the exam, or None.
        target: The score wanted [0..1].
    """

    deck: str
    title: str
    tags: tuple[str, ...] = ()
    exam: int | None = None
    target: float = TARGET

    @property
    def day(self) -> str:
        """The day of the exam, YYYY-MM-DD, or ""."""
        return "" if self.exam is None else day_text(self.exam)


class Pupil(NamedTuple):
    """A pupil as the server knows one.

    Attributes:
        login: Who it is on the server.
        told: What the events tell, or None before the first sync.
    """

    login: str
    told: Told | None = None


class Progress(NamedTuple):
    """How a pupil does in a deck.

    Attributes:
        login: Who it is.
        answers: Live answers to the facts in scope.
        week_minutes: Time to answer in the last 7 learner-days [minutes].
        daily_minutes: Minutes a day over the last 14 learner-days, days off included; None while
            it is too early for a habit.
        last_day: Newest learner-day with an answer, YYYY-MM-DD, or "".
        started: Facets in scope that were ever asked.
        known: Share of the facets in scope known today: their chances, summed [0..1].
        accepted: Minutes a day with which the exam was taken on, or None if it was not.
        prospect: What comes of these minutes on the exam's day; None without an exam, without a
            habit, or before the first answer.
    """

    login: str
    answers: int = 0
    week_minutes: float = 0.0
    daily_minutes: float | None = None
    last_day: str = ""
    started: int = 0
    known: float = 0.0
    accepted: int | None = None
    prospect: Prospect | None = None

    @property
    def is_on_track(self) -> bool | None:
        """Return whether at least 0.7 of the futures reach the target; None: it is not known."""
        return None if self.prospect is None else self.prospect.is_on_track


@dataclass(frozen=True, slots=True)
class ClassReport:
    """How a class does in a deck.

    Attributes:
        goal: What it is to know.
        day: The learner-day on which it was looked, YYYY-MM-DD.
        scope: The facets in scope.
        pupils: How each does, by login.
        failing: What several of them fail, the most shared first.
    """

    goal: Goal
    day: str
    scope: frozenset[FacetId]
    pupils: tuple[Progress, ...]
    failing: tuple[Failing, ...]

    @property
    def facets(self) -> int:
        """Facets in scope."""
        return len(self.scope)

    @property
    def is_ahead(self) -> bool:
        """Whether there is an exam today or later."""
        return self.goal.exam is not None and self.goal.day >= self.day

    @property
    def begun(self) -> tuple[Progress, ...]:
        """Those who have answered anything."""
        return tuple(each for each in self.pupils if each.answers)


def report(
    asker: Asker,
    goal: Goal,
    pupils: Sequence[Pupil],
    clock: Clock,
    *,
    runs: int = RUNS,
    tick: Tick = lambda _done, _all: None,
) -> ClassReport:
    """Return how a class does in a deck.

    Args:
        asker: Of the deck.
        goal: What is to be known of it.
        pupils: Those of the class.
        clock: What tells the time.
        runs: How many futures are looked at for each pupil [>= 1].
        tick: Called after each pupil.

    >>> from datetime import datetime
    >>> from quizkit.decks import library, load
    >>> from quizkit.practice.clock import FixedClock
    >>> asker = Asker(load(library.find("vietnam-us", folders=())))
    >>> now = FixedClock(datetime.fromisoformat("2026-06-01T08:00:00+07:00"))
    >>> found = report(asker, Goal("vietnam-us", asker.deck.title), [Pupil("mai")], now)
    >>> found.day, found.pupils[0].answers, found.failing
    ('2026-06-01', 0, ())
    """
    with calm():
        scope, wanted = Scope([asker]), frozenset(goal.tags)
        facets = [
            facet
            for facet in scope.facets
            if not wanted or wanted.intersection(scope.row(facet).tags)
        ]
        found = []
        for each in sorted(pupils, key=lambda pupil: pupil.login):
            found.append(_progress(asker, goal, each, clock, runs=runs))
            tick(len(found), len(pupils))
        told = [each.told for each in pupils if each.told]
        shared = failing(scope, facets, [each.memory() for each in told])
    return ClassReport(goal, day_text(moment(clock).day), frozenset(facets), tuple(found), shared)


def _progress(asker: Asker, goal: Goal, pupil: Pupil, clock: Clock, *, runs: int) -> Progress:
    """Return how one pupil does."""
    if pupil.told is None:
        return Progress(pupil.login)
    memory, today = pupil.told.memory(), moment(clock).day
    ahead = goal.exam if goal.exam is not None and goal.exam >= today else None
    scene = planning.look(
        [asker],
        pupil.told,
        clock,
        tags=goal.tags,
        exam=ahead,
        runs=runs,
        candidates=CANDIDATES,
        is_told=ahead is not None,
    )
    facets = frozenset(each.facet for each in scene.future.subjects)
    answers = [each for each in pupil.told.newest("review", -1) if _named(each, memory) in facets]
    days = [learner_day(t, event.off) for t, event in answers]
    daily = _daily(answers, today)
    coming = None
    if ahead is not None and daily is not None and facets:
        used = _minutes(answers, today, today)
        coming = prospect(scene.future, exam=ahead, minutes=daily, used=used, target=goal.target)
    return Progress(
        login=pupil.login,
        answers=len(answers),
        week_minutes=_minutes(answers, today - WEEK_DAYS + 1, today),
        daily_minutes=daily,
        last_day=day_text(max(days)) if days else "",
        started=sum(each.state.reviews > 0 for each in scene.future.subjects),
        known=scene.known / len(facets) if facets else 0.0,
        accepted=_accepted(memory, goal),
        prospect=coming,
    )


def _named(each: Moment, memory: Memory) -> str:
    facet: str = each[1].body["facet"]
    return current(facet, memory.renames) if memory.renames else facet


def _minutes(answers: Sequence[Moment], first: int, last: int) -> float:
    """Return the time to answer on some learner-days [minutes]."""
    spent: list[int] = [
        min(event.body["ms"], IDLE_MS)
        for t, event in answers
        if first <= learner_day(t, event.off) <= last
    ]
    return sum(spent) / 60_000


def _daily(answers: Sequence[Moment], today: int) -> float | None:
    """Return the minutes a day that are a habit, or None while nobody can have one."""
    if not answers:
        return None
    studied = {min(today, learner_day(t, event.off)) for t, event in answers}
    last = today if today in studied else today - 1
    days = last - min(studied) + 1
    if days < NEW_FOR_DAYS:
        return None
    looked = min(HABIT_DAYS, days)
    return _minutes(answers, last - looked + 1, last) / looked


def _accepted(memory: Memory, goal: Goal) -> int | None:
    """Return the minutes a day with which a pupil took an exam on, or None."""
    if goal.exam is None:
        return None
    for deck in (goal.deck, ""):
        if deck in memory.exams:
            tags, day, minutes = memory.exams[deck]
            if day == goal.day and (not tags or set(tags) == set(goal.tags)):
                return minutes
    return None


def day_number(day: date) -> int:
    """Return the learner-day of a date.

    >>> day_number(date(2026, 6, 1))
    20605
    """
    return day.toordinal() - EPOCH
