"""What comes of studying on: the planner run forward, day by day, with a learner made of chance.

A run draws one learner who fits what is known of the real one, and lets that learner follow the
planner's own rule (`memory.planner`): what must be kept first, then gain a second, new facets by
the same rule, until the day's minutes are used. The planner sees answers only; what is remembered
in truth is kept apart. Simpler than a sitting: nothing is relearned (a wrong answer's time
includes it), the only bar between siblings is one new facet of a fact a day.

The same subjects, basis and seed give the same runs, whatever minutes they are asked for: two
plans are compared on the same learners with the same luck.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, islice
from random import Random
from typing import Final, NamedTuple

from quizkit.memory.calibration import chance as corrected
from quizkit.memory.due import (
    COSTS,
    FIRST_RATINGS,
    HORIZON_DAYS,
    Costs,
    chance,
    due_in,
    gain_new,
    horizon_of,
)
from quizkit.memory.fsrs import Fsrs6, Model
from quizkit.memory.ladder import rung
from quizkit.memory.learners import CANDIDATES, History, Possible, possible
from quizkit.memory.planner import EXAM_GAIN, KEEP, KEEP_BEFORE_EXAM, SECOND_LOOK, has_time
from quizkit.model import FacetId, FacetState, Rating, State

RUNS: Final = 40
"""Runs of a forecast that somebody waits for."""

MANY_RUNS: Final = 200
"""Runs of a forecast that is to be kept."""

GUESSES: Final = (1 / 3, 1 / 4, 0.05, 0.0)
"""Chance to be right without knowing on each rung of the ladder [0..1], as it mostly asks there."""

_DRAWS: Final = 16
_NEW_A_DAY: Final = 400
_UNKNOWN: Final = -(10**9)
_FIRST: Final = -1.0


class Subject(NamedTuple):
    """A facet, as a forecast sees it.

    Attributes:
        facet: Its id.
        state: Its memory and history, as the planner sees them.
        exam: Learner-day of the exam that asks it next, or None.
        costs: Seconds of an answer on each of the four rungs of the ladder.
        is_ready: False for a new facet that may not be started on the first day.
        history: Its answers since the last reset, or nothing where there are too many.
    """

    facet: FacetId
    state: FacetState = FacetState()
    exam: int | None = None
    costs: tuple[Costs, ...] = (COSTS,) * 4
    is_ready: bool = True
    history: History = ()


class Basis(NamedTuple):
    """What is known of a learner.

    Attributes:
        today: Number of the learner-day.
        model: The memory model in force.
        ratings: Shares [0..1] of the four ratings of first answers.
        offset: How much more the learner recalls than the model says [logits].
    """

    today: int
    model: Model = Fsrs6()
    ratings: tuple[float, ...] = FIRST_RATINGS
    offset: float = 0.0


class Day(NamedTuple):
    """What was done on a day.

    Attributes:
        seconds: Time used [s].
        new: New facets started.
        old: Started facets asked.
        weak: Facets below the level that is kept and not asked for lack of time.
    """

    seconds: float
    new: int
    old: int
    weak: int


class Run(NamedTuple):
    """One possible future.

    Attributes:
        days: Each day of study.
        known: Sum of the chances to know each facet, at the start of each day that was watched.
        left_out: Numbers of the subjects that were never started.
    """

    days: tuple[Day, ...]
    known: tuple[float, ...]
    left_out: tuple[int, ...]


class Future:
    """All that runs share.

    Args:
        subjects: The facets, new ones in the order in which they should be started.
        basis: What is known of the learner.
        seed: Text that all chance starts from, such as the id of the log's last event.
        runs: How many futures can be looked at.
        candidates: How many learners are looked at who may be the real one [>= 16].

    >>> later = Future([Subject(FacetId("d/f#who"))], Basis(0), seed="7")
    >>> later.run(0, [10.0], watch=[1]) == later.run(0, [10.0], watch=[1])
    True
    >>> [day.new for day in later.run(0, [10.0, 0.0]).days]
    [1, 0]
    """

    def __init__(
        self,
        subjects: Sequence[Subject],
        basis: Basis,
        *,
        seed: str,
        runs: int = RUNS,
        candidates: int = CANDIDATES,
    ) -> None:
        self.subjects = tuple(subjects)
        self.basis = basis
        self.runs = runs
        self._seed = seed
        self._candidates = candidates

    @cached_property
    def _spread(self) -> list[float]:
        """For each subject the number that spreads its due day and breaks ties."""
        told = ((each.facet, each.state) for each in self.subjects)
        return [chance(facet, state.reviews) if state.state else 0.0 for facet, state in told]

    @cached_property
    def _learners(self) -> list[Possible]:
        """Who learns in each run."""
        told = [subject.history for subject in self.subjects]
        return possible(
            told,
            own=self.basis.model,
            count=self.runs,
            seed=self._seed,
            candidates=self._candidates,
        )

    def run(self, number: int, minutes: Sequence[float], *, watch: Sequence[int] = ()) -> Run:
        """Return one future.

        Args:
            number: Which one [0..runs - 1].
            minutes: Time of study on each day, today first [minutes].
            watch: Days ahead at whose start it is looked what is known, in rising order; 0 is
                today, and a day may lie after the last one of study.
        """
        world, today = self._world(number), self.basis.today
        days: list[Day] = []
        known: list[float] = []
        for ahead in range(max(len(minutes), watch[-1] + 1 if watch else 0)):
            if len(known) < len(watch) and watch[len(known)] == ahead:
                known.append(world.known(today + ahead))
            if ahead < len(minutes):
                days.append(world.study(today + ahead, minutes[ahead] * 60.0))
        return Run(tuple(days), tuple(known), world.left_out())

    def days(self, number: int, minutes: float) -> Iterator[Day]:
        """Yield the days of one future, each of so many minutes, without end."""
        world, day = self._world(number), self.basis.today
        while True:
            yield world.study(day, minutes * 60.0)
            day += 1

    def first(self, minutes: float) -> list[FacetId]:
        """Return the order in which the planner would ask today, at so many minutes a day."""
        order = self._world(0).order(self.basis.today, minutes)
        return [self.subjects[number].facet for _, _, number in order.keeping + order.others]

    def _world(self, number: int) -> "_World":
        rng, learner = Random(f"{self._seed}:run:{number}"), self._learners[number]
        return _World(self.subjects, self.basis, learner, rng, list(self._spread))


class _View(NamedTuple):
    """How the planner looks at the facets of one exam, or of none, on a day."""

    horizon: float
    keep: float
    is_exam: bool
    second: float = 0.0


class _Order(NamedTuple):
    """A day's candidates, best first: (-gain, what breaks ties, number of the subject)."""

    keeping: list[tuple[float, float, int]]
    others: list[tuple[float, float, int]]


class _World:
    """A run under way: for each subject what the planner sees, and what is remembered."""

    def __init__(  # all that a run begins with
        self,
        subjects: Sequence[Subject],
        basis: Basis,
        learner: Possible,
        rng: Random,
        spread: list[float],
    ) -> None:
        states = [subject.state for subject in subjects]
        self._subjects, self._basis, self._learner, self._rng = subjects, basis, learner, rng
        self._seen = [state.state for state in states]
        self._kept = [
            kept or state.state for kept, state in zip(learner.states, states, strict=True)
        ]
        self._last = [state.day or 0 for state in states]
        self._failed = [state.failed_rung for state in states]
        self._scored = [bool(state.scored) for state in states]
        self._costs = [s.costs[_rung(s.state.state, s.state.failed_rung)] for s in subjects]
        self._spread, self._due = spread, [_UNKNOWN] * len(subjects)
        self._draws = [rng.random() for _ in range(_DRAWS * len(subjects))]
        self._drawn = [i * _DRAWS for i in range(len(subjects))]
        self._below = tuple(accumulate(basis.ratings[:-1]))
        self._exams = frozenset(subject.exam for subject in subjects)
        can_be_asked = [i for i, state in enumerate(states) if not state.suspended]
        self._old = [i for i in can_be_asked if self._seen[i] is not None]
        self._new = dict.fromkeys(i for i in can_be_asked if self._seen[i] is None)

    def known(self, day: int) -> float:
        """Return the sum of the chances to know each subject.

        What was answered wrong on this very day and not right since counts 0.
        """
        recall, offset, last = self._learner.model.recall, self._learner.offset, self._last
        return sum(
            corrected(recall(state, float(max(0, day - last[i]))), offset)
            for i, state in enumerate(self._kept)
            if state is not None and (self._failed[i] < 0 or last[i] < day)
        )

    def left_out(self) -> tuple[int, ...]:
        """Return the subjects that are still new."""
        return tuple(self._new)

    def order(self, day: int, minutes: float) -> _Order:
        """Return the day's candidates in the planner's order."""
        new = Counter(self._subjects[i].exam for i in self._new)
        views = {exam: _view(day, exam, minutes, new[exam]) for exam in self._exams}
        found = _Order([], self._fresh(day, views))
        scored, offset = self._scored, self._basis.offset
        prospects, seen, subjects = self._basis.model.prospects, self._seen, self._subjects
        for i in self._old:
            elapsed = day - self._last[i]
            view = views[subjects[i].exam]
            state = seen[i]
            if elapsed <= 0 or state is None or not (view.is_exam or self._is_due(i, state, day)):
                continue
            known, good, again, unasked = prospects(state, float(elapsed), view.horizon)
            failed, costs = 1.0 - known, self._costs[i]
            gain = known * good + failed * again - unasked
            gain /= known * costs.right + failed * costs.wrong
            if view.is_exam and gain <= EXAM_GAIN:
                continue
            is_second = view.second > 0.0 and not scored[i]
            if known < view.keep or (is_second and corrected(known, offset) < view.second):
                found.keeping.append((-gain, self._spread[i], i))
            else:
                found.others.append((-gain, self._spread[i], i))
        found.keeping.sort()
        found.others.sort()
        return found

    def study(self, day: int, seconds: float) -> Day:
        """Ask until the day's time is used; the answer that crosses it is finished."""
        spent, new, old, met = 0.0, 0, 0, set[str]()
        if seconds <= 0.0:
            return Day(0.0, 0, 0, 0)
        keeping, others = self.order(day, seconds / 60.0)
        for at, (_, _, i) in enumerate(keeping + others):
            if spent >= seconds:
                return Day(spent, new, old, max(0, len(keeping) - at))
            if i not in self._new:
                old += 1
                spent += self._answer(i, day)
                continue
            fact = self._subjects[i].facet.rpartition("#")[0]
            if fact not in met:
                met.add(fact)
                new += 1
                spent += self._meet(i, day)
        return Day(spent, new, old, 0)

    def _fresh(self, day: int, views: Mapping[int | None, _View]) -> list[tuple[float, float, int]]:
        """Return the new facets that may be started, as many as any day has time for."""
        gains: dict[tuple[float, float], float] = {}
        found, is_first = [], day == self._basis.today
        for i in islice(self._new, _NEW_A_DAY):
            subject = self._subjects[i]
            horizon, costs = views[subject.exam].horizon, self._costs[i]
            if is_first and not subject.is_ready:
                continue
            if (horizon, costs.new) not in gains:
                gains[horizon, costs.new] = gain_new(
                    model=self._basis.model,
                    horizon=horizon,
                    costs=costs,
                    ratings=self._basis.ratings,
                )
            found.append((-gains[horizon, costs.new], _FIRST, i))
        return found

    def _is_due(self, i: int, state: State, day: int) -> bool:
        due = self._due[i]
        if due == _UNKNOWN:
            days = due_in(state, model=self._basis.model, u=self._spread[i])
            due = self._due[i] = self._last[i] + days
        return due <= day

    def _meet(self, i: int, day: int) -> float:
        """Start a facet and return the time it takes [s]."""
        rating, guess = 1 + bisect(self._below, self._draw(i)), GUESSES[0]
        shown = min(rating, Rating.GOOD)  # a choice is never easy
        if rating == Rating.AGAIN and self._draw(i) < guess:
            shown = Rating.GOOD
        seconds = self._costs[i].new
        self._kept[i] = self._learner.model.first(rating, 0.0)
        self._note(i, day, self._basis.model.first(shown, guess), 0 if shown == 1 else -1)
        del self._new[i]
        self._old.append(i)
        return seconds

    def _answer(self, i: int, day: int) -> float:
        """Ask a started facet and return the time it takes [s]."""
        seen, kept, costs = self._seen[i], self._kept[i], self._costs[i]
        assert seen is not None  # noqa: S101  # it is started
        assert kept is not None  # noqa: S101
        elapsed, model = float(day - self._last[i]), self._learner.model
        recall = corrected(model.recall(kept, elapsed), self._learner.offset)
        is_known = self._draw(i) < recall
        on = _rung(seen, self._failed[i])
        is_right = is_known or self._draw(i) < GUESSES[on]
        self._scored[i] = True
        self._kept[i] = model.step(kept, Rating.GOOD if is_known else Rating.AGAIN, elapsed)
        shown = Rating.GOOD if is_right else Rating.AGAIN
        after = self._basis.model.step(seen, shown, elapsed, guess=GUESSES[on])
        self._note(i, day, after, -1 if is_right else on)
        return costs.right if is_known else costs.wrong

    def _note(self, i: int, day: int, state: State, failed: int) -> None:
        """Take down what the planner sees after an answer."""
        self._seen[i], self._last[i], self._failed[i] = state, day, failed
        self._costs[i] = self._subjects[i].costs[_rung(state, failed)]
        self._spread[i], self._due[i] = self._rng.random(), _UNKNOWN

    def _draw(self, i: int) -> float:
        """Return the next number of a subject [0..1)."""
        at = self._drawn[i]
        self._drawn[i] = at + 1 if (at + 1) % _DRAWS else at + 1 - _DRAWS
        return self._draws[at]


def _view(day: int, exam: int | None, minutes: float, new: int) -> _View:
    horizon = horizon_of(day, exam)
    if exam is None or horizon is None:
        return _View(HORIZON_DAYS, KEEP, is_exam=False)
    second = SECOND_LOOK if has_time(exam - day, minutes=minutes, new=new) else 0.0
    return _View(horizon, KEEP_BEFORE_EXAM, is_exam=True, second=second)


def _rung(state: State | None, failed: int) -> int:
    return rung(None if state is None else state.stability, failed)
