"""Where a learner stands on a day: what is known, what is due, in which order it is asked."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, Final

from quizkit.memory import calibration, ladder, planner
from quizkit.memory.due import COSTS, Costs, chance, seconds
from quizkit.memory.folding import changed
from quizkit.memory.fsrs import Model
from quizkit.memory.leeches import FEWEST
from quizkit.memory.replay import model_of, state_of
from quizkit.memory.reviews import MILLION, guess_of
from quizkit.model import (
    AnyForm,
    FacetId,
    FacetState,
    Forecast,
    Form,
    Memory,
    Rating,
    State,
)
from quizkit.questions.formlist import OWN
from quizkit.session import exams
from quizkit.session.diagnosis import LETTERS, Finding, Trouble, finding
from quizkit.session.exams import Exam
from quizkit.session.own import NOBODY, Own
from quizkit.session.scope import Scope, deck_of
from quizkit.session.sitting import Wish

READY: Final = 0.8
"""Recall that the facets of a required fact must have before another may start [0..1]."""


class Standing:
    """One learner, the facets in scope, one learner-day.

    Nothing here changes within the day but by an answer: make a new one from the new memory.

    Args:
        scope: The decks.
        memory: The fold of the learner's log.
        day: Number of the learner-day.
        own: What is the learner's own.
    """

    def __init__(self, scope: Scope, memory: Memory, day: int, *, own: Own = NOBODY) -> None:
        self.scope = scope
        self.memory = memory
        self.day = day
        self.own = own

    @cached_property
    def model(self) -> Model:
        """The memory model in force."""
        return model_of(self.memory)

    def state(self, facet: FacetId) -> FacetState:
        """Return a facet's memory and history; an empty one before the first answer."""
        return self.memory.facets.get(facet) or state_of(self.memory, facet)

    def working(self, facet: FacetId) -> State | None:
        """Return the model's state, its stability lowered where the right answer has changed."""
        return self.planned(facet).state

    def planned(self, facet: FacetId) -> FacetState:
        """Return a facet's state as the planner is to see it: a changed answer is known less."""
        found = self._planned.get(facet)
        if found is None:
            found = self.state(facet)
            if found.state is not None and found.key != self.scope.key(facet):
                found = found._replace(state=changed(found.state))
            self._planned[facet] = found
        return found

    @cached_property
    def _planned(self) -> dict[FacetId, FacetState]:
        return {}

    def elapsed(self, facet: FacetId) -> int:
        """Return the learner-days since the facet's newest review [>= 0]."""
        day = self.state(facet).day
        return 0 if day is None else max(0, self.day - day)

    def recall(self, facet: FacetId) -> float | None:
        """Return what the model says of today [0..1], or None before the first answer.

        It settles forms and order; what people are told is `chance`.
        """
        state = self.working(facet)
        return None if state is None else self.model.recall(state, float(self.elapsed(facet)))

    def chance(self, facet: FacetId) -> float | None:
        """Return the chance [0..1] that this learner knows it today, or None if it is new."""
        recall = self.recall(facet)
        return None if recall is None else calibration.chance(recall, self.own.offset)

    def known(self) -> float:
        """Return how many facets are known now: their chances, summed.

        New ones count 0, and so do those answered wrong today and not right since.
        """
        wrong, model, offset, total = frozenset(self.owed()), self.model, self.own.offset, 0.0
        for facet in self.started:
            state = self.planned(facet)
            if state.state is not None and state.day is not None and facet not in wrong:
                recall = model.recall(state.state, float(max(0, self.day - state.day)))
                total += calibration.chance(recall, offset)
        return total

    @cached_property
    def started(self) -> tuple[FacetId, ...]:
        """The facets in scope with a memory, in the scope's order."""
        facets = self.memory.facets
        return tuple(f for f in self.scope.facets if f in facets and facets[f].state is not None)

    def is_answered_today(self, facet: FacetId) -> bool:
        """Return whether the facet has a live review on this learner-day."""
        day = self.state(facet).day
        return day is not None and day >= self.day

    def due_day(self, facet: FacetId) -> int | None:
        """Return the learner-day on which the facet is due, or None before the first answer."""
        return planner.due_day(facet, self.planned(facet), model=self.model)

    @cached_property
    def exams(self) -> tuple[Exam, ...]:
        """The exams to come, the nearest first."""
        return exams.coming(self.memory, self.day)

    def exam(self, facet: FacetId) -> Exam | None:
        """Return the nearest exam to come that asks a facet, or None."""
        deck = deck_of(facet)
        near = [exam for exam in self.exams if exam.deck in ("", deck)]
        tags = self.scope.row(facet).tags if any(exam.tags for exam in near) else ()
        return next((exam for exam in near if exam.holds(deck, tags)), None)

    def outlook(self, facet: FacetId) -> planner.Outlook:
        """Return what the planning of a facet rests on: its exam, or none."""
        return self._outlook(self.exam(facet) if self.exams else None)

    def _outlook(self, exam: Exam | None) -> planner.Outlook:
        found = self._outlooks.get(exam)
        if found is None:
            found = self._outlooks[exam] = planner.outlook_for(
                self.day,
                exam and exam.day,
                model=self.model,
                costs=self.own.costs_of(ladder.PREFERRED[0][0]),
                ratings=self.own.ratings,
            )
        return found

    @cached_property
    def _outlooks(self) -> dict[Exam | None, planner.Outlook]:
        return {}

    def groups(self, facets: Iterable[FacetId]) -> Mapping[planner.Outlook, tuple[FacetId, ...]]:
        """Return facets by what their planning rests on, each group in the order given."""
        if not self.exams:
            return {self._outlook(None): tuple(facets)}
        found: dict[planner.Outlook, list[FacetId]] = {}
        for facet in facets:
            exam = self.exam(facet)
            outlook = self._outlook(exam)
            if exam in self._roomy:
                outlook = outlook.with_second_looks(self.own.offset)
            found.setdefault(outlook, []).append(facet)
        return {outlook: tuple(group) for outlook, group in found.items()}

    @cached_property
    def _roomy(self) -> frozenset[Exam | None]:
        """The exams before which there is time to start all that is new."""
        told = ((facet, self.state(facet)) for facet in self.scope.facets)
        new = Counter(self.exam(f) for f, kept in told if kept.state is None and not kept.suspended)
        return frozenset(
            exam
            for exam in self.exams
            if planner.has_time(exam.day - self.day, minutes=exam.minutes, new=new[exam])
        )

    def is_second_look(self, facet: FacetId) -> bool:
        """Return whether a facet comes first for it has been met but once, before an exam."""
        recall, exam = self.recall(facet), self.exam(facet)
        if recall is None or exam not in self._roomy:
            return False
        outlook = self._outlook(exam).with_second_looks(self.own.offset)
        return recall >= outlook.keep and outlook.keeps(recall, self.planned(facet))

    @cached_property
    def leeches(self) -> tuple[FacetId, ...]:
        """The started facets that may fail too often: those with enough lapses to tell."""
        facets = self.memory.facets
        return tuple(f for f in self.started if facets[f].lapses >= FEWEST)

    def finding(self, facet: FacetId) -> Finding | None:
        """Return what is wrong with a facet that fails too often, or None."""
        return self._finding(facet, self.state(facet))

    def finding_before(self, facet: FacetId) -> Finding | None:
        """Return what was wrong with a facet before its newest scored review."""
        state = self.state(facet)
        return self._finding(facet, state._replace(scored=state.scored[:-1]))

    def _finding(self, facet: FacetId, state: FacetState) -> Finding | None:
        if state.lapses < FEWEST or facet not in self.scope:
            return None
        meant = partial(self.scope.meant, facet)
        return finding(state, self.scope.answer(facet), meant=meant, offset=self.own.offset)

    def _letters(self, facet: FacetId) -> tuple[Form, int] | None:
        """Return form and rung of the present step where only a facet's spelling fails."""
        found = self.finding(facet)
        if found is None or not found.is_open or found.trouble is not Trouble.SPELLING:
            return None
        return LETTERS[found.rights]

    def rung(self, facet: FacetId) -> int:
        """Return the rung of the ladder that the facet stands on [0..3].

        One whose spelling fails climbs letter by letter; one that never was learned begins anew.
        """
        found, letters = self.finding(facet), self._letters(facet)
        if letters:
            return letters[1]
        if found and found.is_open and found.trouble is Trouble.NEVER_LEARNED:
            return 0
        state = self.working(facet)
        return ladder.rung(state.stability if state else None, self.state(facet).failed_rung)

    def wished(self, facet: FacetId, wish: AnyForm | None) -> AnyForm | None:
        """Return the form in which the facet is asked where one is wished, or None as `form` does.

        A form of one's own is taken where it is registered and the facet has it.
        """
        if not isinstance(wish, str):
            return self.form(facet, wish)
        if wish in OWN and self.scope.asker(facet).has_form(facet, wish):
            return wish
        return self.form(facet)

    def form(self, facet: FacetId, wish: Form | None = None) -> Form | None:
        """Return the form in which the facet is asked, or None if there is none."""
        forms, letters = self.scope.asker(facet).forms(facet), self._letters(facet)
        if letters and wish is None:
            wish = letters[0] if letters[0] in forms else Form.TYPED
        return ladder.choose(forms, self.rung(facet), wish=wish)

    def closeness(self, facet: FacetId) -> float:
        """Return how near wrong options should be to the key [0..1]."""
        return ladder.nearness(self.recall(facet), self.rung(facet))

    def gain(self, facet: FacetId) -> float:
        """Return what a second of asking it today is expected to gain [facets a second]."""
        state, outlook, costs = self.working(facet), self.outlook(facet), self.costs(facet)
        if state is None:
            return planner.gain_new(
                model=self.model, horizon=outlook.horizon, costs=costs, ratings=outlook.ratings
            )
        elapsed = float(self.elapsed(facet))
        return planner.gain(state, elapsed, model=self.model, horizon=outlook.horizon, costs=costs)

    def costs(self, facet: FacetId) -> Costs:
        """Return what answers take in the form that the ladder would most likely ask in."""
        return self._costs(facet, self.planned(facet))

    def _costs(self, facet: FacetId, state: FacetState) -> Costs:
        """Return the same for a planned state, without a look at what the deck makes possible."""
        if not self.own.tariff.forms:
            return COSTS
        stability = state.state.stability if state.state else None
        rung = ladder.rung(stability, state.failed_rung)
        is_whole = self.scope.glance(facet).whole
        return self.own.costs_of(_likely(rung, is_whole=is_whole))

    def seconds(self, facet: FacetId) -> float:
        """Return how long an answer is expected to take [s]."""
        recall, costs = self.recall(facet), self.costs(facet)
        return costs.new if recall is None else seconds(recall, costs=costs)

    def owed(self) -> tuple[FacetId, ...]:
        """Return what was answered wrong today and is still without a right answer."""
        facets = self.memory.facets
        failed = (f for f in self.started if facets[f].failed_rung >= 0)
        return tuple(f for f in failed if self.is_answered_today(f) and not facets[f].suspended)

    def is_put_off(self, facet: FacetId) -> bool:
        """Return whether the facet was wrong so often in a sitting that it waits for tomorrow."""
        return self.own.put_off.get(facet) == self.day

    def missing(self, facet: FacetId) -> str | None:
        """Return the required fact that a new facet waits for, or None.

        What was answered wrong and not right since is not known, however shortly ago.
        """
        for fact in self.scope.required(facet):
            facets = self.scope.facets_of(fact)
            started = [each for each in facets if self.recall(each) is not None]
            if facets and (not started or not all(map(self._is_ready, started))):
                return fact
        return None

    def _is_ready(self, facet: FacetId) -> bool:
        return self.state(facet).failed_rung < 0 and (self.recall(facet) or 0.0) >= READY

    def closed_by(self, facet: FacetId) -> FacetId | None:
        """Return the sibling answered today because of which a new facet may not start."""
        if self.working(facet) is not None:
            return None
        answered = (f for f in self.scope.siblings(facet) if self.is_answered_today(f))
        return next(answered, None)

    def is_due(self, facet: FacetId) -> bool:
        """Return whether a started facet is due and was not answered today."""
        if self.is_answered_today(facet):
            return False
        return planner.is_due(facet, self.planned(facet), self.outlook(facet))

    def may_start(self, facet: FacetId) -> bool:
        """Return whether a facet is new and everything that it requires is known."""
        return self.state(facet).state is None and self.missing(facet) is None

    def order(self, wish: Wish) -> tuple[FacetId, ...]:
        """Return the day's candidates, best first.

        First what is being forgotten (recall below 0.8, before an exam below 0.5), then all
        others, new ones included; both by expected gain a second. New facets are in the order in
        which they are best met.
        """
        found: list[planner.Candidate] = []
        for outlook, facets in self.groups(self._wanted(wish)).items():
            states = {facet: self.planned(facet) for facet in facets}
            found += planner.candidates(
                states,
                outlook,
                is_extra=bool(wish.extra),
                costs=self._costs if self.own.tariff.forms else None,
            )
        return tuple(candidate.facet for candidate in planner.order(found))

    def _wanted(self, wish: Wish) -> Iterator[FacetId]:
        for facet in self.scope.introduction:
            if wish.tags and not wish.tags.intersection(self.scope.row(facet).tags):
                continue
            is_new = self.state(facet).state is None
            if is_new and (wish.extra in {"weak", "missed"} or self.missing(facet) is not None):
                continue
            if not is_new and wish.extra in {"new", "missed"} and not self._is_missed(facet, wish):
                continue
            yield facet

    def _is_missed(self, facet: FacetId, wish: Wish) -> bool:
        state = self.state(facet)
        return wish.extra == "missed" and (state.failed_rung >= 0 or state.lapses > 0)

    def closed(self, order: Collection[FacetId]) -> frozenset[FacetId]:
        """Return those candidates that may not start because a sibling was answered today."""
        facets = self.memory.facets
        answered = (f for f in self.scope.facets if f in facets and self.is_answered_today(f))
        siblings = {other for facet in answered for other in self.scope.siblings(facet)}
        return frozenset(f for f in siblings.intersection(order) if self.working(f) is None)

    def after(self, before: FacetState, body: Mapping[str, Any]) -> State:
        """Return the model's state after a review with this body, answered today.

        It is what the fold makes of the event.
        """
        guess = guess_of(body)
        if before.state is None:
            return self.model.first(body["rating"], guess)
        state = before.state if before.key == body["key"] else changed(before.state)
        elapsed = 0 if before.day is None else max(0, self.day - before.day)
        score = body["score"] / MILLION
        return self.model.step(state, body["rating"], float(elapsed), guess=guess, score=score)

    def forecast(self, before: FacetState, body: Mapping[str, Any]) -> Forecast:
        """Return in how many days a facet would be asked again after a review with this body."""
        rating = Rating(body["rating"])
        if rating == Rating.AGAIN:
            return Forecast(rating, 0)
        after = self.after(before, body)
        u = chance(body["facet"], before.reviews + 1)
        return Forecast(rating, planner.due_in(after, model=self.model, u=u))


def _likely(rung: int, *, is_whole: bool) -> Form:
    """Return the form in which a facet on a rung is most often asked."""
    if is_whole:
        return Form.TYPED if rung == len(ladder.RUNGS) else Form.SELECT
    return (Form.CHOICE, Form.CHOICE, Form.CLOZE, Form.TYPED)[rung]
