"""Asking: a deck's facets made into questions, and responses judged."""

from functools import cached_property
from random import Random
from typing import Final, Protocol

from quizkit.errors import QuestionError
from quizkit.grading.names import Lexicon
from quizkit.model import (
    Date,
    Deck,
    FacetId,
    Form,
    Grade,
    List,
    Many,
    Named,
    Number,
    Plan,
    Question,
    Role,
    Value,
    Views,
)
from quizkit.questions.distractors import Lures
from quizkit.questions.forms import choice, cloze, flip, select, typed
from quizkit.questions.material import Material, Wish
from quizkit.questions.plan import Planner
from quizkit.questions.responses import Samples
from quizkit.questions.stems import statement, stem
from quizkit.values.relations import answer_key, key, plain
from quizkit.values.words.en import WORDS


class FormModule(Protocol):
    """What a module of `forms` holds."""

    FORM: Form

    def suits(self, material: Material) -> bool:
        """Return whether a question can be asked in this form."""

    def ask(self, material: Material, *, rng: Random) -> Question:
        """Make the question."""

    def grade(self, question: Question, raw: str, *, material: Material) -> Grade:
        """Judge a response."""

    def samples(self, question: Question, material: Material) -> Samples:
        """Return responses for the test of all forms."""


NO_WISH: Final = Wish()

FORMS: Final[tuple[FormModule, ...]] = (choice, select, typed, cloze, flip)
"""The forms, in the order in which they are tried where no other order is given."""


class Asker:
    """Makes and judges the questions of one deck. Pure: equal arguments, equal questions.

    Args:
        deck: The deck.
        language: Language of the wordings; the deck's own where not given.
    """

    def __init__(self, deck: Deck, *, language: str | None = None) -> None:
        self.deck = deck
        self.planner = Planner(deck, language=language)
        self.words = deck.words.get(self.planner.language, WORDS)
        self._lures = Lures(self.planner)
        self._forms: dict[FacetId, frozenset[Form]] = {}
        self._gaps: dict[FacetId, Plan | None] = {}

    @cached_property
    def lexicon(self) -> Lexicon:
        """The deck's names and texts, for typed answers."""
        return Lexicon.of(self.deck)

    def forms(self, facet: FacetId) -> frozenset[Form]:
        """Return the forms in which a facet can be asked; none if it is refused."""
        found = self._forms.get(facet)
        if found is None:
            plans = self.planner.plans(facet)
            materials = [self._material(plan, seed="forms") for plan in plans]
            found = frozenset(
                form.FORM for form in FORMS if any(form.suits(made) for made in materials)
            )
            self._forms[facet] = found
        return found

    def question(
        self,
        facet: FacetId,
        form: Form,
        *,
        seed: str,
        wish: Wish = NO_WISH,
    ) -> Question:
        """Return a facet as a question.

        Args:
            facet: What to ask.
            form: How.
            seed: The whole text given to `Random`; it settles wording, distractors and order.
            wish: What the learner's memory asks: another stem, nearer distractors.

        Raises:
            QuestionError: If the facet is refused, or not to be asked in this form.
        """
        module = _module(form)
        rng = Random(seed)
        materials = [
            made
            for plan in self.planner.plans(facet)
            if module.suits(made := self._material(plan, seed=seed, wish=wish))
        ]
        if not materials:
            raise QuestionError(self._why_not(facet, form), facet)
        rng.shuffle(materials)
        questions = (module.ask(made, rng=rng) for made in materials)
        first = next(questions)
        if first.stem != wish.avoid_stem:
            return first
        return next((other for other in questions if other.stem != wish.avoid_stem), first)

    def wordings(self, facet: FacetId, form: Form, *, seed: str) -> tuple[Question, ...]:
        """Return a facet as a question in each of its wordings, no stem twice; none if refused.

        Args:
            facet: What to ask.
            form: How.
            seed: The whole text given to `Random` for each of them.
        """
        module = _module(form)
        found: dict[str, Question] = {}
        for plan in self.planner.plans(facet):
            made = self._material(plan, seed=seed)
            if module.suits(made):
                question = module.ask(made, rng=Random(seed))
                found.setdefault(question.stem, question)
        return tuple(found.values())

    def grade(self, question: Question, raw: str) -> Grade:
        """Judge a response.

        Args:
            question: As it was asked.
            raw: As it was given: an option's number from 1 or its text, several of them, a typed
                answer, or for flip the rating.

        Raises:
            ResponseError: If the response is not of the form's shape.
        """
        material = self._material(question.plan, seed=question.seed)
        return _module(question.form).grade(question, raw, material=material)

    def samples(self, question: Question) -> Samples:
        """Return responses that must be judged right, wrong, and be refused."""
        material = self._material(question.plan, seed=question.seed)
        return _module(question.form).samples(question, material)

    def key(self, facet: FacetId) -> str:
        """Return the fingerprint of the right answer: its type and value, no wording, no alias."""
        plan = self.planner.plans(facet)[0]
        if len(plan.shared) > 1:
            return key("list", List(tuple(sorted(plan.accepted, key=lambda v: str(plain(v))))))
        if plan.kind == "card":
            return key("text", plan.accepted[0])
        fact = self.planner.facts[plan.fact]
        return key(self.type_of(plan), fact.values[plan.role])

    def type_of(self, plan: Plan) -> str:
        """Return the type of a plan's answers: of `model.TYPES`, or "enum"."""
        role = self._role(plan)
        if role is None:
            return "text"
        type_ = role.of if role.type in ("list", "steps") else role.type
        return self._look(plan.accepted[0]) if type_ in ("any", "name") else type_

    def statement(self, fact_id: str) -> str:
        """Return a fact as a sentence with all it can print, or ""; for a card its answer."""
        fact = self.planner.facts.get(fact_id)
        if fact is None:
            card = self.planner.cards.get(fact_id)
            return card.text if card else ""
        return statement(fact, self.deck, self.planner.language)

    def source_line(self, fact_id: str) -> str:
        """Return where a fact comes from, for people: title and place, or "" if it does not say."""
        fact = self.planner.facts.get(fact_id) or self.planner.cards.get(fact_id)
        if fact is None or not fact.source:
            return ""
        name, _, place = fact.source.partition(" ")
        source = self.deck.sources.get(name)
        title = source.fields.get("title", name) if source else name
        return f"{title}, {place}" if place else title

    def contrast(self, question: Question, given: Value) -> str:
        """Return the sentence of a fact that a wrong answer belongs to, or "".

        Of several the one that shares most with the fact asked for.
        """
        plan = question.plan
        fact = self.planner.facts.get(plan.fact)
        wanted = answer_key(given, precision=plan.asked)
        if fact is None or wanted is None:
            return ""
        index = self.planner.search.index(plan.kind)
        givers = index.column(plan.role).answers(plan.asked).get(wanted, 0)
        others = [other for other in index.members(givers) if other.id not in plan.not_excluded]
        if not others:
            return ""
        best = max(
            others, key=lambda o: sum(o.values.get(role) == v for role, v in fact.values.items())
        )
        return statement(best, self.deck, self.planner.language)

    def _material(self, plan: Plan, *, seed: str, wish: Wish = NO_WISH) -> Material:
        sentence = stem(plan, self.deck)
        role = self._role(plan)
        return Material(
            plan=plan,
            stem=sentence,
            gap=self._gap(plan, sentence),
            type=self.type_of(plan),
            strict=role.strict if role else frozenset(),
            lures=self._lures.pool(plan, sentence),
            near=plan.many is Many.ONE and (plan.definite or bool(role and role.one)),
            latest=self._lures.likeness.latest,
            alike=self._lures.likeness.alike,
            words=self.words,
            deck=self.deck,
            lexicon=self.lexicon,
            wish=wish,
            seed=seed,
        )

    def _gap(self, plan: Plan, sentence: str) -> str:
        if plan.kind == "card":
            return sentence if plan.role != "card" else ""
        if plan.facet not in self._gaps:
            self._gaps[plan.facet] = self.planner.statement(plan.facet)
        statement_plan = self._gaps[plan.facet]
        same = statement_plan is not None and statement_plan.asked == plan.asked
        return stem(statement_plan, self.deck) if statement_plan and same else ""

    def _role(self, plan: Plan) -> Role | None:
        return None if plan.kind == "card" else self.deck.kinds[plan.kind].roles[plan.role]

    def _look(self, value: Value) -> str:
        match value:
            case Named(name):
                entry = self.deck.names.get(name)
                return entry.type if entry else "name"
            case Date():
                return "date"
            case Number():
                return "number"
            case Views(_, entries):
                return self._look(entries[0][1])
            case _:
                return "text"

    def _why_not(self, facet: FacetId, form: Form) -> str:
        refusal = self.planner.refusal(facet)
        if refusal:
            return f"{facet} is never asked: {refusal.message}"
        known = ", ".join(sorted(other.value for other in self.forms(facet)))
        return f"{facet} cannot be asked as {form.value}; it can be asked as {known}"


def _module(form: Form) -> FormModule:
    for module in FORMS:
        if module.FORM is form:
            return module
    raise QuestionError(f"the form {form.value} cannot be asked")
