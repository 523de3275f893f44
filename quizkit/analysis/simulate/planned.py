"""quizkit as a policy: the planner itself decides, with the memory and ladder that learners use.

Nothing is copied: candidates, order, due days, rungs and the memory's steps are those of
`quizkit.memory`. Facets that cannot be asked today are kept from the planner's sight: those that
are not due, and more new ones than a day's minutes hold. That changes nothing in its order.
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from math import ceil
from typing import Final

from quizkit.analysis.simulate.learner import FIRST_SECONDS
from quizkit.analysis.simulate.run import Setting
from quizkit.analysis.simulate.schedulers import guess_on
from quizkit.memory.calibration import WINDOW, chance, offset
from quizkit.memory.fsrs import Fsrs6, Model
from quizkit.memory.ladder import rung
from quizkit.memory.planner import (
    Candidate,
    Outlook,
    candidates,
    due_day,
    has_time,
    order,
    outlook_for,
)
from quizkit.model import FacetId, FacetState, Scored

_NEW: Final = FacetState()


class Planned:
    """The planner.

    Args:
        setting: What is to be learned.
        keep: Recall below which started facets come first; None: the planner's own level.
        has_ladder: Ask new and weak facets by choice; else all are typed.
        has_second: Second looks come first before an exam, where there is time.
    """

    def __init__(
        self,
        setting: Setting,
        *,
        keep: float | None = None,
        has_ladder: bool = True,
        has_second: bool = True,
    ) -> None:
        self._model: Model = Fsrs6()
        self._exam = setting.days if setting.is_exam else None
        self._keep = keep
        self._has_ladder = has_ladder
        self._has_second = has_second
        self._seconds = 60.0 * setting.minutes
        self._at_once = 1 + ceil(self._seconds / min(FIRST_SECONDS[1:]))
        self._ids = [FacetId(f"deck/{facet}#role") for facet in range(setting.facts)]
        self._numbers = {name: facet for facet, name in enumerate(self._ids)}
        self._states: dict[FacetId, FacetState] = {}
        self._ready: dict[FacetId, FacetState] = {}
        self._due: list[tuple[int, FacetId]] = []
        self._next = 0
        self._scored: list[Scored] = []

    def open(self, day: int) -> Iterator[int]:
        """Yield the day's candidates in the planner's order."""
        for candidate in self.ordered(day):
            yield self._numbers[candidate.facet]

    def ordered(self, day: int) -> list[Candidate]:
        """Return the day's candidates in the planner's order."""
        fresh = self._ids[self._next : self._next + self._at_once]
        seen = {**self._called(day), **dict.fromkeys(fresh, _NEW)}
        return order(candidates(seen, self._outlook(day), is_extra=self._exam is None))

    def guess(self, facet: int) -> float:
        """Return the chance to be right without knowing, on the facet's rung."""
        return guess_on(_rung(self._state(facet))) if self._has_ladder else 0.0

    def learn(self, facet: int, day: int, rating: int, guess: float) -> float | None:
        """Take in an answer."""
        name, before = self._ids[facet], self._state(facet)
        known, scored = None, before.scored
        if before.state is None or before.day is None:
            state = self._model.first(rating, guess)
            self._next = max(self._next, facet + 1)
        else:
            elapsed = float(day - before.day)
            known = self._model.recall(before.state, elapsed)
            state = self._model.step(before.state, rating, elapsed, guess=guess)
            scored = (Scored(day, known, guess, float(rating > 1)),)
            self._scored += scored
        failed = _rung(before) if rating == 1 else -1
        after = FacetState(state, day, None, before.reviews + 1, failed_rung=failed, scored=scored)
        self._states[name] = after
        if self._exam is None:
            self._ready.pop(name, None)
            due = due_day(name, after, model=self._model)
            heappush(self._due, (day + 1 if due is None else due, name))
        return known

    def belief(self, day: int) -> float:
        """Return how many facets are known, as it would be told: with the calibration offset."""
        recall, shift = self._model.recall, offset(self._scored[-WINDOW:])
        return sum(
            chance(recall(each.state, float(day - each.day)), shift)
            for each in self._states.values()
            if each.state is not None and each.day is not None
        )

    def _state(self, facet: int) -> FacetState:
        return self._states.get(self._ids[facet], _NEW)

    def _outlook(self, day: int) -> Outlook:
        outlook = outlook_for(day, self._exam, model=self._model)
        if self._has_second and self._has_time(day):
            outlook = outlook.with_second_looks(offset(self._scored[-WINDOW:]))
        return outlook if self._keep is None else outlook._replace(keep=self._keep)

    def _has_time(self, day: int) -> bool:
        """Return whether there is an exam, and time to start all that is new."""
        new, minutes = len(self._ids) - self._next, self._seconds / 60.0
        return self._exam is not None and has_time(self._exam - day, minutes=minutes, new=new)

    def _called(self, day: int) -> dict[FacetId, FacetState]:
        """Return the started facets that may be asked: the due ones, or before an exam all."""
        if self._exam is not None:
            return self._states
        while self._due and self._due[0][0] <= day:
            name = heappop(self._due)[1]
            self._ready[name] = self._states[name]
        return self._ready


def _rung(state: FacetState) -> int:
    return rung(None if state.state is None else state.state.stability, state.failed_rung)
