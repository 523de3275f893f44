"""Several facets in one question: what may stand together, and the question made of it."""

from collections.abc import Sequence
from itertools import combinations
from random import Random
from typing import Final

from quizkit.model import Date, FacetId, Form, Lure, Number, Plan, Question, Value, Words
from quizkit.questions.distractors import Lures
from quizkit.questions.forms.order import shuffled
from quizkit.questions.giveaway import as_told
from quizkit.questions.index import fact_of
from quizkit.questions.plan import Planner
from quizkit.questions.sayings import Sayings
from quizkit.questions.stems import show_in, stem
from quizkit.text import fold
from quizkit.values.relations import excludes

TOGETHER: Final = frozenset({Form.ORDER, Form.MATCH})
"""The forms that ask several facets at once; steps of one fact are put in order alone."""


class Together:
    """Judges which facets of one deck may be asked together, and makes the questions.

    Args:
        planner: The deck's planner.
        lures: What proves answers wrong.
        sayings: The facets' statements.
        words: The words of the planner's language.
    """

    def __init__(self, planner: Planner, lures: Lures, sayings: Sayings, *, words: Words) -> None:
        self._planner = planner
        self._deck = planner.deck
        self._lures = lures
        self._sayings = sayings
        self._words = words

    def fit(self, form: Form, one: FacetId, two: FacetId) -> bool:
        """Return whether two facets may stand in one question of a form.

        In order: their dates or numbers are certainly apart. In a match: neither's answer may be
        the other's, and neither's sentence tells the other's answer.
        """
        if not self.alike(one, two):
            return False
        return self._in_order(one, two) if form is Form.ORDER else self._in_match(one, two)

    def alike(self, one: FacetId, two: FacetId) -> bool:
        """Return whether two facets ask for the same role of two facts of one kind."""
        (fact, role), (other, its_role) = fact_of(one), fact_of(two)
        facts = self._planner.facts
        if not (self._is_spoken(one) and self._is_spoken(two)):
            return False
        if role != its_role or fact == other or fact not in facts or other not in facts:
            return False
        return facts[fact].kind == facts[other].kind

    def _is_spoken(self, facet: FacetId) -> bool:
        """Return whether a facet is asked in the planner's language, not in the deck's instead."""
        plans = self._planner.plans(facet)
        return bool(plans) and plans[0].language == self._planner.language

    def _in_order(self, one: FacetId, two: FacetId) -> bool:
        first, second = self._sayings.label(one), self._sayings.label(two)
        if first is None or second is None or first.asked != second.asked:
            return False
        if stem(first, self._deck) == stem(second, self._deck):
            return False
        if not _comparable(first, second):
            return False
        places = self._planner.search.places
        return excludes(first.accepted[0], second.accepted[0], places=places)

    def _in_match(self, one: FacetId, two: FacetId) -> bool:
        first, second = self._sayings.said(one), self._sayings.said(two)
        if first is None or second is None or first.asked != second.asked:
            return False
        return self._is_foreign(first, second) and self._is_foreign(second, first)

    def _is_foreign(self, plan: Plan, other: Plan) -> bool:
        """Return whether another's answer is certainly wrong here, and not told by the sentence."""
        answer = other.accepted[0]
        if self._lures.falsehood.why(plan, answer) is None:
            return False
        sentence = f" {as_told(stem(plan, self._deck))} "
        return f" {as_told(self._show(answer))} " not in sentence

    def _show(self, value: Value) -> str:
        return show_in(value, self._deck, self._words)

    def _all_fit(self, form: Form, facets: Sequence[FacetId]) -> bool:
        return len(facets) > 1 and all(self.fit(form, *pair) for pair in combinations(facets, 2))

    def ordering(self, facets: Sequence[FacetId], *, seed: str) -> Question | None:
        """Return facets to be put in order of time or size, or None if they cannot be.

        Args:
            facets: Three to five that fit each other; the question is named after the first.
            seed: The whole text given to `Random`.
        """
        if not self._all_fit(Form.ORDER, facets):
            return None
        plans = [plan for facet in facets if (plan := self._sayings.label(facet))]
        lead = plans[0]
        plans.sort(key=lambda plan: size(plan.accepted[0]))
        ask = self._words.order[0 if isinstance(lead.accepted[0], Date) else 1]
        if not ask:
            return None
        shown = shuffled(len(plans), rng=Random(seed))
        labels = [stem(plan, self._deck) for plan in plans]
        return Question(
            facet=lead.facet,
            form=Form.ORDER,
            stem=ask,
            options=tuple(labels[at] for at in shown),
            keys=tuple(shown.index(at) for at in range(len(plans))),
            answer=" ".join(labels),
            plan=lead,
            seed=seed,
            values=tuple(plans[at].accepted[0] for at in shown),
            facets=tuple(plan.facet for plan in plans),
            plans=tuple(plans),
        )

    def matching(self, facets: Sequence[FacetId], *, seed: str) -> Question | None:
        """Return facets as sentences with gaps and their answers to put there, or None.

        The sentences stand in an order that the seed gives, the answers are sorted.

        Args:
            facets: Three to five that fit each other; the question is named after the first.
            seed: The whole text given to `Random`.
        """
        if not self._words.match or not self._all_fit(Form.MATCH, facets):
            return None
        plans = [plan for facet in facets if (plan := self._sayings.said(facet))]
        lead = plans[0]
        plans.sort(key=lambda plan: plan.facet)
        Random(seed).shuffle(plans)
        values = self._sorted([plan.accepted[0] for plan in plans])
        return Question(
            facet=lead.facet,
            form=Form.MATCH,
            stem=self._words.match,
            options=tuple(map(self._show, values)),
            keys=tuple(values.index(plan.accepted[0]) for plan in plans),
            answer=self._words.comma.join(self._show(plan.accepted[0]) for plan in plans),
            plan=lead,
            seed=seed,
            values=tuple(values),
            lures=tuple(lure for plan in plans for lure in self._proofs(plan, values)),
            guess=1 / len(plans),
            prompts=tuple(stem(plan, self._deck) for plan in plans),
            facets=tuple(plan.facet for plan in plans),
            plans=tuple(plans),
        )

    def _sorted(self, values: Sequence[Value]) -> list[Value]:
        if all(isinstance(value, Date | Number) for value in values):
            return sorted(values, key=size)
        return sorted(values, key=lambda value: (fold(self._show(value)), self._show(value)))

    def _proofs(self, plan: Plan, values: Sequence[Value]) -> list[Lure]:
        """Return the others' answers as wrong ones of a prompt, in the order of the options."""
        reasons = ((value, self._lures.falsehood.why(plan, value)) for value in values)
        return [Lure(value, *reason) for value, reason in reasons if reason]

    def parts(self, question: Question) -> tuple[Question, ...]:
        """Return a question as each of its facets has it: one for each, else itself alone.

        A part of a match is its sentence with all the options and one key; a part of an order is
        the whole order with its own date or number as the answer.
        """
        if not question.facets:
            return (question,)
        return tuple(self._part(question, at) for at in range(len(question.facets)))

    def _part(self, question: Question, at: int) -> Question:
        plan = question.plans[at]
        part = question._replace(
            facet=plan.facet,
            plan=plan,
            answer=self._show(plan.accepted[0]),
            facets=(),
            plans=(),
        )
        if question.form is Form.ORDER:
            return part
        others = len(question.keys) - 1
        return part._replace(
            stem=question.prompts[at],
            keys=(question.keys[at],),
            lures=question.lures[at * others : (at + 1) * others],
            prompts=(),
        )


def _comparable(one: Plan, two: Plan) -> bool:
    """Return whether it makes sense to ask which is larger: figures without a unit must be alike.

    They are if both sentences name one thing only, or have a value in common ("population").
    """
    first, second = one.accepted[0], two.accepted[0]
    if not isinstance(first, Number) or not isinstance(second, Number) or first.unit:
        return True
    mine = {item.role: item.value for item in one.printed}
    theirs = {item.role: item.value for item in two.printed}
    if mine.keys() != theirs.keys():
        return False
    return len(mine) == 1 or any(theirs[role] == value for role, value in mine.items())


def size(value: Value) -> float:
    """Return what dates and numbers that are apart are sorted by."""
    if isinstance(value, Date):
        return value.first
    return float(value.value) if isinstance(value, Number) else 0.0
