"""quizkit as a policy: the planner itself decides, with the memory and ladder that learners use.

Nothing is copied: candidates, order, due days, rungs and the memory's steps are those of
`quizkit.memory`. Facets that cannot be asked today are kept from the planner's sight: those that
are not due, and more new ones than a day's minutes hold. That changes nothing in its order.
"""

from collections.abc import Iterable, Iterator
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
    COSTS,
    Candidate,
    Outlook,
    candidates,
    due_day,
    order,
    outlook_for,
)
from quizkit.model import FacetId, FacetState, Scored

SECOND: Final = 0.9
"""Corrected chance below which a second look comes first, where second looks do."""

_NEW: Final = FacetState()


class Planned:
    """The planner.

    Args:
        setting: What is to be learned.
        keep: Recall below which started facets come first; None: the planner's own level.
        has_ladder: Ask new and weak facets by choice; else all are typed.
        has_second: Before an exam second looks come first: facets answered once whose chance,
            corrected by the learner's offset, is below 0.9, as long as the time that is left is
            enough to start all that is new.
    """

    def __init__(
        self,
        setting: Setting,
        *,
        keep: float | None = None,
        has_ladder: bool = True,
        has_second: bool = False,
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
        found = candidates(seen, self._outlook(day), is_extra=self._exam is None)
        return order(self._second(found) if self._has_time(day) else found)

    def guess(self, facet: int) -> float:
        """Return the chance to be right without knowing, on the facet's rung."""
        return guess_on(_rung(self._state(facet))) if self._has_ladder else 0.0

    def learn(self, facet: int, day: int, rating: int, guess: float) -> float | None:
        """Take in an answer."""
        name, before = self._ids[facet], self._state(facet)
        known = None
        if before.state is None or before.day is None:
            state = self._model.first(rating, guess)
            self._next = max(self._next, facet + 1)
        else:
            elapsed = float(day - before.day)
            known = self._model.recall(before.state, elapsed)
            state = self._model.step(before.state, rating, elapsed, guess=guess)
            self._scored.append(Scored(day, known, guess, float(rating > 1)))
        failed = _rung(before) if rating == 1 else -1
        after = FacetState(state, day, None, before.reviews + 1, failed_rung=failed)
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

    def _has_time(self, day: int) -> bool:
        """Return whether second looks come first, and leave time to start all that is new."""
        if self._exam is None or not self._has_second:
            return False
        left = len(self._ids) - self._next
        return (self._exam - day) * self._seconds >= left * COSTS.new

    def _second(self, found: Iterable[Candidate]) -> Iterator[Candidate]:
        """Let second looks come first where the learner would have forgotten too much."""
        shift = offset(self._scored[-WINDOW:])
        for each in found:
            is_second = each.recall is not None and each.reviews == 1
            if is_second and chance(each.recall or 0.0, shift) < SECOND:
                yield each._replace(keeps=True)
            else:
                yield each

    def _state(self, facet: int) -> FacetState:
        return self._states.get(self._ids[facet], _NEW)

    def _outlook(self, day: int) -> Outlook:
        outlook = outlook_for(day, self._exam, model=self._model)
        return outlook if self._keep is None else outlook._replace(keep=self._keep)

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
