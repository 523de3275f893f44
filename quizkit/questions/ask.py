"""Asking: a deck's facets made into questions, and responses judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from random import Random
from typing import Final

from quizkit.errors import QuestionError
from quizkit.model import (
    AnyForm,
    Card,
    Deck,
    FacetId,
    Fact,
    Form,
    Grade,
    Plan,
    Question,
    Value,
)
from quizkit.questions.companions import companions
from quizkit.questions.distractors import Lures
from quizkit.questions.formlist import (
    FORMS,
    FormModule,
    judge_of,
    module_of,
    word_of,
)
from quizkit.questions.forms import match, order
from quizkit.questions.material import NO_WISH, Material, Wish
from quizkit.questions.opposed import giver, opposed
from quizkit.questions.pick import are_sorted
from quizkit.questions.plan import Planner
from quizkit.questions.responses import Samples, chosen
from quizkit.questions.sayings import Sayings
from quizkit.questions.stems import show_in, statement
from quizkit.questions.stock import Stock
from quizkit.questions.survey import Glance, Survey, answer_of
from quizkit.questions.together import Together
from quizkit.values.words.en import WORDS

STATED: Final = frozenset({Form.CLOZE, Form.TRUE_FALSE})
"""The forms that are made of a statement."""


class Asker:
    """Makes and judges the questions of one deck. Pure: equal arguments, equal questions.

    Args:
        deck: The deck.
        language: Language of the wordings; the deck's own where not given.
        planner: The deck's planner, if there is one already.
        known: What a survey of the very same deck and language found before, if it is known.

    Attributes:
        deck: The deck.
        planner: What plans its questions.
        survey: Every facet that is asked, at a glance.
        words: The words of the language that is asked in.
    """

    def __init__(
        self,
        deck: Deck,
        *,
        language: str | None = None,
        planner: Planner | None = None,
        known: Mapping[FacetId, Glance] | None = None,
    ) -> None:
        self.deck = deck
        self.planner = planner or Planner(deck, language=language)
        self.survey = Survey(self.planner, known=known)
        self.words = deck.words.get(self.planner.language, WORDS)
        self._lures = Lures(self.planner)
        self._sayings = Sayings(self.planner)
        self._together = Together(self.planner, self._lures, self._sayings, words=self.words)
        self._stock = Stock(self.planner, self._lures)
        self._forms: dict[FacetId, frozenset[Form]] = {}
        self._own: Asker | None = None

    def _speaker(self, language: str) -> "Asker":
        """Return who asks in a language: itself, or what asks in the deck's own instead."""
        own = self.planner.own
        if own is None or language == self.planner.language:
            return self
        if self._own is None:
            self._own = Asker(self.deck, planner=own)
        return self._own

    def _speaker_of(self, facet: FacetId) -> "Asker":
        plans = self.planner.plans(facet)
        return self._speaker(plans[0].language) if plans else self

    def forms(self, facet: FacetId) -> frozenset[Form]:
        """Return the forms in which a facet can be asked alone; none if it is refused."""
        speaker = self._speaker_of(facet)
        if speaker is not self:
            return speaker.forms(facet)
        if facet not in self._forms:
            found = (form.FORM for form in FORMS if self._suits(facet, form))
            self._forms[facet] = frozenset(found)
        return self._forms[facet]

    def has_form(self, facet: FacetId, form: AnyForm) -> bool:
        """Return whether a facet can be asked alone in a form, without a look at the others.

        Raises:
            QuestionError: If the form asks several facets at once, or is not registered.
        """
        return self._speaker_of(facet)._suits(facet, module_of(form))

    def _suits(self, facet: FacetId, module: FormModule) -> bool:
        suits = self._stock.suits
        return any(suits(module, plan) for plan in self._plans(facet, module.FORM))

    def _plans(self, facet: FacetId, form: Form) -> tuple[Plan, ...]:
        return self._stated(facet) if form in STATED else self.planner.plans(facet)

    def _stated(self, facet: FacetId) -> tuple[Plan, ...]:
        """Return the plans of a facet's statement; a card's gap stands in one already."""
        plans = self.planner.plans(facet)
        if plans and plans[0].kind == "card":
            return plans
        said = self._sayings.said(facet)
        return (said,) if said else ()

    def question(
        self,
        facet: FacetId,
        form: AnyForm,
        *,
        seed: str,
        wish: Wish = NO_WISH,
    ) -> Question:
        """Return a facet as a question.

        Args:
            facet: What to ask.
            form: How; of a form of one's own its name.
            seed: The whole text given to `Random`; it settles wording, distractors and order.
            wish: What the learner's memory asks: another stem, nearer distractors.

        Raises:
            QuestionError: If the facet is refused, or not to be asked in this form.
        """
        speaker = self._speaker_of(facet)
        if speaker is not self:
            return speaker.question(facet, form, seed=seed, wish=wish)
        questions = self._each(facet, form, seed=seed, wish=wish)
        first = next(questions, None)
        if first is None:
            raise QuestionError(self._why_not(facet, form), facet)
        if first.stem != wish.avoid_stem:
            return first
        return next((other for other in questions if other.stem != wish.avoid_stem), first)

    def first(self, facet: FacetId, forms: Iterable[AnyForm], *, seed: str) -> Question | None:
        """Return a facet as a question in the first of some forms that it can be asked in, or None.

        Args:
            facet: What to ask.
            forms: Forms that ask one facet alone, best first.
            seed: As for `question`.

        Raises:
            QuestionError: If a form asks several facets at once.
        """
        speaker = self._speaker_of(facet)
        return speaker._first(facet, map(module_of, forms), seed)

    def _first(self, facet: FacetId, modules: Iterable[FormModule], seed: str) -> Question | None:
        """Return what `_each` yields first in any of the forms; they share the seed's order."""
        orders: dict[bool, tuple[list[Plan], Random]] = {}
        for module in modules:
            is_stated = module.FORM in STATED
            if is_stated not in orders:
                orders[is_stated] = self._shuffled(facet, module.FORM, seed)
            plans, rng = orders[is_stated]
            for plan in plans:
                if self._stock.suits(module, plan):
                    return module.ask(self._material(plan, seed=seed), rng=rng)
        return None

    def _each(
        self, facet: FacetId, form: AnyForm, *, seed: str, wish: Wish = NO_WISH
    ) -> Iterator[Question]:
        """Yield a facet in a form from each of its plans that suits it, in the seed's order."""
        module = module_of(form)
        plans, rng = self._shuffled(facet, module.FORM, seed)
        for plan in plans:
            if self._stock.suits(module, plan):
                yield module.ask(self._material(plan, seed=seed, wish=wish), rng=rng)

    def _shuffled(self, facet: FacetId, form: Form, seed: str) -> tuple[list[Plan], Random]:
        """Return a facet's plans in the seed's order, and the chance that goes on from there."""
        plans, rng = list(self._plans(facet, form)), Random(seed)
        rng.shuffle(plans)
        return plans, rng

    def wordings(self, facet: FacetId, form: AnyForm, *, seed: str) -> tuple[Question, ...]:
        """Return a facet as a question in each of its wordings, no stem twice; none if refused.

        Args:
            facet: What to ask.
            form: How.
            seed: The whole text given to `Random` for each of them.
        """
        speaker = self._speaker_of(facet)
        if speaker is not self:
            return speaker.wordings(facet, form, seed=seed)
        module = module_of(form)
        found: dict[str, Question] = {}
        for plan in self._plans(facet, module.FORM):
            if self._stock.suits(module, plan):
                question = module.ask(self._material(plan, seed=seed), rng=Random(seed))
                found.setdefault(question.stem, question)
        return tuple(found.values())

    def together(self, facets: Sequence[FacetId], form: Form, *, seed: str) -> Question:
        """Return several facets as one question: a match, or an order by time or size.

        Args:
            facets: Three to five that `companions` found; the first is the question's own.
            form: MATCH or ORDER.
            seed: The whole text given to `Random`.

        Raises:
            QuestionError: If they cannot be asked so.
        """
        together = self._speaker_of(facets[0])._together
        make = together.matching if form is Form.MATCH else together.ordering
        question = make(facets, seed=seed) if form in (Form.MATCH, Form.ORDER) else None
        if question is None:
            names = ", ".join(facets)
            raise QuestionError(f"{names} cannot be asked together as {form.value}", facets[0])
        return question

    def companions(
        self, facet: FacetId, candidates: Iterable[FacetId], form: Form, *, seed: str
    ) -> tuple[FacetId, ...]:
        """Return the facets to be asked together with one: two to four, or none.

        Args:
            facet: What is asked in any case.
            candidates: What else may be asked, best first; the first 60 of the same kind and role
                are looked at.
            form: MATCH or ORDER.
            seed: The text that chance starts from.
        """
        speaker = self._speaker_of(facet)
        if speaker is not self:
            candidates = (other for other in candidates if self._speaker_of(other) is speaker)
            return speaker.companions(facet, candidates, form, seed=seed)
        alike = (other for other in candidates if self._together.alike(facet, other))
        fit = partial(self._together.fit, form)
        return companions(facet, alike, fit, seed=f"{seed}:{form.value}")

    def parts(self, question: Question) -> tuple[Question, ...]:
        """Return a question as each of its facets has it; of one facet itself alone."""
        return self._speaker(question.plan.language)._together.parts(question)

    def grade(self, question: Question, raw: str) -> Grade:
        """Judge a response.

        Args:
            question: As it was asked.
            raw: As it was given: an option's number from 1 or its text, several of them, all of
                them in order, a letter for each sentence, a typed answer, or for flip the rating.

        Raises:
            ResponseError: If the response is not of the form's shape.
        """
        speaker = self._speaker(question.plan.language)
        material = speaker._material(question.plan, seed=question.seed)
        grade = judge_of(question).grade(question, raw, material=material)
        return grade._replace(candidates=tuple(map(material.spell, grade.candidates)))

    def grades(self, question: Question, raw: str) -> tuple[Grade, ...]:
        """Judge a response for each facet of a question; of one facet alone, as `grade` does.

        Raises:
            ResponseError: If the response is not of the form's shape.
        """
        if not question.facets:
            return (self.grade(question, raw),)
        grade = match.grades if question.form is Form.MATCH else order.grades
        return grade(question, raw)

    def chosen(self, question: Question, raw: str) -> tuple[int, ...]:
        """Return the options that a response names, as the log keeps them (`responses.chosen`).

        Raises:
            ResponseError: If the response is not of the form's shape.
        """
        return chosen(question, raw, self.deck.words[question.plan.language])

    def is_sorted(self, question: Question) -> bool:
        """Return whether a question's options stand by their size, as dates and figures do."""
        speaker = self._speaker(question.plan.language)
        material = speaker._material(question.plan, seed=question.seed)
        return are_sorted(material, question.values)

    def samples(self, question: Question) -> Samples:
        """Return responses that must be judged right, wrong, and be refused."""
        speaker = self._speaker(question.plan.language)
        material = speaker._material(question.plan, seed=question.seed)
        return judge_of(question).samples(question, material)

    def key(self, facet: FacetId) -> str:
        """Return the fingerprint of the right answer: its type and value, no wording, no alias."""
        return answer_of(self.planner, self.planner.plans(facet)[0])

    def statement(self, fact_id: str, *, language: str = "", role: str = "") -> str:
        """Return a fact as a sentence with all it can print, or ""; for a card its answer.

        Args:
            fact_id: The fact or card.
            language: Where the fact can be told in it; the planner's language where not given.
            role: What the sentence is to tell, where the kind has one that does.
        """
        fact = self.planner.facts.get(fact_id)
        if fact is None:
            card = self.planner.cards.get(fact_id)
            return card.text if card else ""
        wanted = language or self.planner.language
        spoken = self._speaker(wanted).planner.language_of(fact)
        return statement(fact, self.deck, spoken, role=role)

    def told(self, row: Fact | Card) -> str:
        """Return a fact as a sentence, or its roles and values where no sentence tells it.

        Of a card: its text, else its question.
        """
        if isinstance(row, Card):
            return row.text or row.question
        language = self.planner.language
        values = (f"{role}: {self.text(value, language)}" for role, value in row.values.items())
        return self.statement(row.id) or "; ".join(values)

    def text(self, value: Value, language: str) -> str:
        """Return a value as questions in a language show it."""
        return show_in(value, self.deck, self.deck.words[language])

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
        """Return the sentence of the fact that a wrong answer belongs to (`giver`), or ""."""
        fact = giver(self.planner, question.plan, given)
        if fact is None:
            return ""
        plan = question.plan
        return self.statement(fact.id, language=plan.language, role=plan.role)

    def opposed(
        self, facet: FacetId, rival: Value, *, seed: str, avoid: str = ""
    ) -> Question | None:
        """Return a facet as a choice between its answer and another facet's, or None."""
        speaker = self._speaker_of(facet)
        if speaker is not self:
            return speaker.opposed(facet, rival, seed=seed, avoid=avoid)
        wishes = (
            (plan, Wish(avoid, confused={self.text(rival, plan.language): 1.0}))
            for plan in self.planner.plans(facet)
        )
        made = [self._material(plan, seed=seed, wish=wish) for plan, wish in wishes]
        return opposed(made, rival)

    def _material(self, plan: Plan, *, seed: str, wish: Wish = NO_WISH) -> Material:
        made = self._stock.material(plan)
        lures = made.lures
        if wish.confused:
            lures = self._stock.pool(plan, made.stem, confused=wish.confused)
        return made._replace(lures=lures, wish=wish, seed=seed)

    def _why_not(self, facet: FacetId, form: AnyForm) -> str:
        refusal = self.planner.refusal(facet)
        if refusal:
            return f"{facet} is never asked: {refusal.message}"
        known = ", ".join(sorted(other.value for other in self.forms(facet)))
        return f"{facet} cannot be asked as {word_of(form)}; it can be asked as {known}"
