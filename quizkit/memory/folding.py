"""The fold itself: one event after the other changes the memory of its facet."""

from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any, Final

from quizkit.memory.confusions import Confusions, Mixup
from quizkit.memory.fsrs import MIN_STABILITY, model_named
from quizkit.memory.ladder import rung
from quizkit.memory.rating import WINDOW
from quizkit.memory.renames import current, split
from quizkit.memory.reviews import MILLION, guess_of, latency_of, wrong_answer
from quizkit.memory.timeline import learner_day
from quizkit.model import DAY_MS, Event, FacetState, Memory, Scored, State

CHANGED: Final = 0.3
"""What is left of the stability when the right answer changes."""

MIXUPS: Final = 64
"""Newest mix-ups that are kept of one wrong answer to one facet."""

SCORED: Final = 32
"""Newest scored reviews that are kept of a facet."""


def changed(state: State) -> State:
    """Return the state after the right answer has changed: most of it must be learned again.

    >>> changed(State(10.0, 5.0))
    State(stability=3.0, difficulty=5.0)
    """
    return State(max(MIN_STABILITY, state.stability * CHANGED), state.difficulty)


class Folding:
    """A memory in the making. It changes none of the values that it is made from.

    Args:
        memory: Where to begin; its model and its renames hold for all that is added.

    Raises:
        ValueError: If the memory was not made by a fold, or its model is unknown.
    """

    def __init__(self, memory: Memory) -> None:
        if not isinstance(memory.confusions, Confusions):
            raise ValueError("confusions are not a fold's, want a memory that a fold returned")
        self.last = memory.last
        self._start = memory
        self._model = model_named(memory.model, memory.weights)
        self._facets = dict(memory.facets)
        self._paces: dict[str, deque[float]] = {}
        self._exams = dict(memory.exams)
        self._mixups = dict(memory.confusions.mixups)
        self._day = memory.confusions.day
        self._own: dict[str, dict[str, tuple[Mixup, ...]]] = {}
        self._names: dict[str, str] = {}
        self._roles: dict[str, set[str]] | None = None

    @property
    def facets(self) -> Mapping[str, FacetState]:
        """The states so far; they change with what is added."""
        return self._facets

    def memory(self) -> Memory:
        """Return the memory so far."""
        return self._start._replace(
            facets=self._facets,
            confusions=Confusions(self._mixups, self._day),
            speeds={
                **self._start.speeds,
                **{form: tuple(pace) for form, pace in self._paces.items()},
            },
            exams=self._exams,
            last=self.last,
        )

    def add(self, event: Event, t: int) -> None:
        """Take in one event; its kind may be any."""
        self.last = t
        match event.kind:
            case "review":
                self._review(event, t)
            case "reset" | "suspend" | "resume":
                self._mark(self._name(event.body["facet"]), event.kind)
            case "exam":
                body = event.body
                if body["date"] is None:
                    self._exams.pop(body["deck"], None)
                else:
                    plan = (tuple(body["tags"]), body["date"], body["minutes"])
                    self._exams[body["deck"]] = plan
            case _:
                pass

    def _name(self, name: str) -> str:
        """Return the present name of a facet or fact."""
        renames = self._start.renames
        if not renames:
            return name
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = current(name, renames)
        return found

    def _state(self, facet: str) -> FacetState:
        """Return the state of a facet so far; a new one takes over its fact's flag."""
        found = self._facets.get(facet)
        if found is None:
            fact = split(facet)[0]
            whole = self._facets.get(fact)
            found = FacetState(suspended=whole is not None and whole.suspended)
            if self._roles is not None:
                self._roles.setdefault(fact, set()).add(facet)
        return found

    def _mark(self, name: str, kind: str) -> None:
        """Reset, suspend or resume a facet, or a fact with all its facets."""
        for facet in (name, *self._facets_of(name)):
            if kind == "reset" and facet not in self._facets:
                continue
            state = self._state(facet)
            if kind == "reset":
                state = state._replace(state=None, failed_rung=-1, scored=())
            else:
                state = state._replace(suspended=kind == "suspend")
            self._facets[facet] = state

    def _facets_of(self, name: str) -> Iterable[str]:
        """Return the known facets of a fact; none if `name` is a facet."""
        fact, role = split(name)
        if role:
            return ()
        if self._roles is None:
            self._roles = {}
            for facet in self._facets:
                whole, its_role = split(facet)
                if its_role:
                    self._roles.setdefault(whole, set()).add(facet)
        return self._roles.get(fact, ())

    def _review(self, event: Event, t: int) -> None:
        """Step the facet of a review; note its pace, or what was mixed up."""
        body = event.body
        facet = self._name(body["facet"])
        before = self._state(facet)
        state = before.state
        if state is not None and body["key"] != before.key:
            state = changed(state)
        day = learner_day(t, event.off)
        days = 0 if before.day is None else max(0, day - before.day)
        is_wrong = 2 * body["score"] < MILLION
        guess, score, scored = guess_of(body), body["score"] / MILLION, before.scored
        if state is None:
            after = self._model.first(body["rating"], guess)
        else:
            elapsed = (t - (before.t or 0)) / DAY_MS if self._model.fractional else float(days)
            after = self._model.step(state, body["rating"], elapsed, guess=guess, score=score)
            if days:
                known = self._model.recall(state, elapsed)
                wrong = wrong_answer(body)
                given = wrong.text if wrong else ""
                scored = (*scored[1 - SCORED :], Scored(t, known, guess, score, given))
        self._facets[facet] = FacetState(
            after,
            day,
            t,
            before.reviews + 1,
            before.lapses + (is_wrong and days > 0 and state is not None),
            before.suspended,
            body["key"],
            body["stem"],
            body["form"],
            rung(state and state.stability, before.failed_rung) if is_wrong else -1,
            scored,
        )
        self._day = day
        self._note(facet, body)

    def _note(self, facet: str, body: Mapping[str, Any]) -> None:
        """Note the pace of a right answer, or what a wrong one mixed up."""
        if body["score"] == MILLION:
            form = body["form"]
            pace = self._paces.get(form)
            if pace is None:
                pace = self._paces[form] = deque(self._start.speeds.get(form, ()), WINDOW)
            pace.append(latency_of(body))
            return
        wrong = wrong_answer(body)
        if wrong is None:
            return
        answers = self._own.get(facet)
        if answers is None:
            answers = self._own[facet] = dict(self._mixups.get(facet, {}))
            self._mixups[facet] = answers
        mixups = (*answers.get(wrong.text, ()), (self._day, wrong.weight))
        answers[wrong.text] = mixups[-MIXUPS:]
