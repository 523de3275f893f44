"""A paper's key, worked out again from the deck: planned anew, each option proved."""

from typing import Final, NamedTuple

from quizkit.formats.paper.nouns import Paper, Place
from quizkit.formats.posed import Posed
from quizkit.model import Form, List, Many, Outcome, Plan, Question, Text, Value, Way
from quizkit.questions.ask import Asker
from quizkit.questions.distractors import Lures
from quizkit.questions.plan import Planner
from quizkit.questions.sayings import Sayings
from quizkit.questions.stems import show_in, stem
from quizkit.questions.together import size

_ASIDE: Final = frozenset({Way.AFTER, Way.LARGER, Way.HOW_MANY, Way.TIMES})
"""Ways whose wrong options are no values of a role: another step, time or figure than the right."""


class WrongKeyError(RuntimeError):
    """Raised when a key is not what the deck says: a fault of this program, never of its user."""


class _Room(NamedTuple):
    """What plans and judges in one language, made anew."""

    planner: Planner
    lures: Lures
    sayings: Sayings


def verify(paper: Paper, asker: Asker) -> None:
    """Return if every key of a paper follows from its deck.

    Args:
        paper: The paper, with its keys.
        asker: What asks; nothing that it has planned is used.

    Raises:
        WrongKeyError: If a key does not follow; then the paper must not be used.
    """
    solver = _Solver(asker)
    for variant in paper.variants:
        for place in variant.places:
            task = paper.tasks[place.task]
            found = solver.key(task, place)
            if found != place.key:
                where = f"variant {variant.name}, question {place.number} ({task.id})"
                message = f"{where}: the key says {place.key!r}, the deck says {found!r}"
                raise WrongKeyError(message)


class _Solver:
    """Solves questions from a deck alone."""

    def __init__(self, asker: Asker) -> None:
        self._deck = asker.deck
        planner = Planner(asker.deck, language=asker.planner.language)
        self._asker = Asker(asker.deck, language=planner.language, planner=planner)
        planners = [planner, *([planner.own] if planner.own else [])]
        self._rooms = {each.language: _Room(each, Lures(each), Sayings(each)) for each in planners}

    def key(self, task: Posed, place: Place) -> str:
        """Return what is right in one place, as it is marked."""
        question = task.question
        match question.form:
            case Form.TRUE_FALSE:
                return place.letters[0 if self._is_true(question) else 1]
            case Form.MATCH:
                return self._pairs(question, place)
            case Form.ORDER:
                row = self._row(question)
                return " ".join(place.letters[place.options.index(text)] for text in row)
            case Form.CHOICE | Form.SELECT:
                return self._marks(question, place)
            case _:
                return self._text(task)

    def _marks(self, question: Question, place: Place) -> str:
        plan = self._planned(question.plan)
        self._same(question.stem, stem(plan, self._deck), question)
        right = self._right(plan, question, place)
        if question.form is Form.CHOICE and len(right) != 1:
            message = f"{question.facet}: {len(right)} options are right, not one"
            raise WrongKeyError(message)
        return " ".join(right)

    def _right(self, plan: Plan, question: Question, place: Place) -> list[str]:
        """Return what stands before the options that are right."""
        found = []
        for letter, text, at in zip(place.letters, place.options, place.order, strict=True):
            value = question.values[at]
            self._same(text, self._show(plan, value), question)
            if self._is_right(plan, value):
                found.append(letter)
        return found

    def _is_right(self, plan: Plan, value: Value) -> bool:
        """Return whether an option is right; what is not must be proved wrong."""
        is_accepted = value in plan.accepted
        if plan.way is Way.WHICH_NOT:
            return not is_accepted
        if not is_accepted and not self._is_wrong(plan, value):
            message = f"{plan.facet}: nothing proves that {self._show(plan, value)!r} is wrong"
            raise WrongKeyError(message)
        return is_accepted

    def _is_wrong(self, plan: Plan, value: Value) -> bool:
        room = self._rooms[plan.language]
        if self._by_author(plan, value):
            return True
        falsehood = room.lures.falsehood
        if falsehood.may_be_right(plan, value):
            return False
        return plan.way in _ASIDE or falsehood.why(plan, value) is not None

    def _by_author(self, plan: Plan, value: Value) -> bool:
        """Return whether the deck's author wrote that a value is wrong."""
        planner = self._rooms[plan.language].planner
        fact, card = planner.facts.get(plan.fact), planner.cards.get(plan.fact)
        texts = card.wrong if card else ()
        return value in (fact.wrong.get(plan.role, ()) if fact else map(Text, texts))

    def _is_true(self, question: Question) -> bool:
        plan = self._planned(question.plan)
        if self._says(question, plan, plan.accepted[0]):
            return True
        lies = [lie.value for lie in question.lures if not self._is_right(plan, lie.value)]
        if any(self._says(question, plan, lie) for lie in lies):
            return False
        message = f"{question.facet}: the deck does not tell whether the statement is true"
        raise WrongKeyError(message)

    def _says(self, question: Question, plan: Plan, value: Value) -> bool:
        words = self._deck.words[plan.language]
        sentence = stem(plan, self._deck, filling=value)
        return question.stem == f"{words.true_or_false} {sentence}"

    def _row(self, question: Question) -> list[str]:
        """Return what is to be put in order, in the right order."""
        if not question.facets:
            plan = self._planned(question.plan)
            return [self._show(plan, value) for value in plan.accepted]
        plans = [self._planned(plan) for plan in question.plans]
        plans.sort(key=lambda plan: size(plan.accepted[0]))
        return [stem(plan, self._deck) for plan in plans]

    def _pairs(self, question: Question, place: Place) -> str:
        marks = []
        for number, prompt in enumerate(question.prompts, 1):
            plan = self._planned(question.plans[number - 1])
            self._same(prompt, stem(plan, self._deck), question)
            marks.append(f"{number}{'/'.join(self._right(plan, question, place))}")
        return " ".join(marks)

    def _text(self, task: Posed) -> str:
        question, plan = task.question, self._planned(task.question.plan)
        self._same(question.stem, stem(plan, self._deck), question)
        for text in task.accepted:
            if self._asker.grade(question, text).outcome is not Outcome.RIGHT:
                message = f"{task.id}: {text!r} is listed as right, but is not"
                raise WrongKeyError(message)
        whole = plan.many is Many.ALL
        return self._show(plan, List(plan.accepted) if whole else plan.accepted[0])

    def _planned(self, plan: Plan) -> Plan:
        """Return the plan as it is made anew.

        Raises:
            WrongKeyError: If the deck does not give it.
        """
        room = self._rooms[plan.language]
        said, label = room.sayings.said(plan.facet), room.sayings.label(plan.facet)
        for found in (*room.planner.plans(plan.facet), said, label):
            if found == plan:
                return found
        message = f"{plan.facet}: the deck does not give this question"
        raise WrongKeyError(message)

    def _show(self, plan: Plan, value: Value) -> str:
        return show_in(value, self._deck, self._deck.words[plan.language])

    def _same(self, told: str, planned: str, question: Question) -> None:
        if told != planned:
            message = f"{question.facet}: the paper asks {told!r}, the deck {planned!r}"
            raise WrongKeyError(message)
