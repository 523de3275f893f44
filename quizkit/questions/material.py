"""What a form needs to make and judge a question."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from quizkit.grading.names import Lexicon
from quizkit.model import Deck, List, Lure, Many, Named, Number, Plan, Text, Value, Way, Words
from quizkit.questions.stems import show_in
from quizkit.questions.tongue import spelled

MOST_TYPED_WORDS = 6
"""Longer answers are never typed."""


class Wish(NamedTuple):
    """What the learner's memory asks of a question.

    Attributes:
        avoid_stem: The stem of the last time, not repeated where there is another wording.
        close: How near the distractors shall be to the key [0..1].
        confused: Answers as shown that this learner gave here by mistake, with weights [0..].
        lures: Distractors wanted [2..3].
    """

    avoid_stem: str = ""
    close: float = 0.2
    confused: Mapping[str, float] = {}
    lures: int = 2


class Material(NamedTuple):
    """One planned question before it has a form.

    Attributes:
        plan: The plan.
        stem: Its sentence; of a statement, with a gap in place of the answer.
        type: Type of the answer: a type of `model.TYPES`, or "enum".
        strict: What a typed answer must match to the letter: "accents", "case".
        lures: Certainly wrong answers, nearest first.
        near: Whether others than `lures` may be made up near a date or number.
        latest: The last day that an option may show [day number].
        alike: Whether two options are too much alike to stand together.
        words: The language's words.
        deck: The deck.
        lexicon: The deck's names and texts, for typed answers.
        wish: What the learner's memory asks.
        seed: The whole text of the seed.
    """

    plan: Plan
    stem: str
    type: str
    strict: frozenset[str]
    lures: tuple[Lure, ...]
    near: bool
    latest: int
    alike: Callable[[Value, Value], bool]
    words: Words
    deck: Deck
    lexicon: Lexicon
    wish: Wish
    seed: str

    def show(self, value: Value) -> str:
        """Return a value as an option or answer shows it."""
        return show_in(value, self.deck, self.words)

    def spell(self, name: str) -> str:
        """Return a name or text of the deck as options and answers show it."""
        return self.show(Named(name) if name in self.deck.names else Text(name))

    @property
    def graded(self) -> tuple[Value, ...]:
        """The right answers as a typed response is judged: texts as the language spells them.

        A number whose unit has another word in the language is there with either.
        """
        accepted, language = self.plan.accepted, self.words.tag
        found = [spelled(value, self.deck, language) for value in accepted]
        if self.plan.many is not Many.ALL:
            found += [value for value in accepted if isinstance(value, Number)]
        return tuple(dict.fromkeys(found))

    @property
    def answer(self) -> str:
        """The right answer as people read it; of several right wordings the first."""
        if self.plan.many is Many.ALL:
            return self.show(List(self.plan.accepted))
        return self.show(self.plan.accepted[0])


def is_typable(material: Material) -> bool:
    """Return whether an answer may be typed: each part has at most six words."""
    return all(
        len(material.show(value).split()) <= MOST_TYPED_WORDS
        for value in material.plan.accepted[: None if material.plan.many is Many.ALL else 1]
    )


def is_stated(material: Material) -> bool:
    """Return whether the sentence is a statement with a gap: of a kind, or of a cloze card."""
    plan = material.plan
    return plan.statement or is_gap(material)


def is_gap(material: Material) -> bool:
    """Return whether a gap of a cloze card is asked."""
    return material.plan.kind == "card" and material.plan.role != "card"


def is_choice_only(material: Material) -> bool:
    """Return whether it is asked what is no member of a list, which only options can answer."""
    return material.plan.way is Way.WHICH_NOT


def has_steps(material: Material) -> bool:
    """Return whether the role asked for holds steps in their order."""
    kind = material.deck.kinds.get(material.plan.kind)
    role = kind.roles.get(material.plan.role) if kind else None
    return role is not None and role.type == "steps"
