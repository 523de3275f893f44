"""What a form needs to make and judge a question."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from quizkit.grading.names import Lexicon
from quizkit.model import Date, Deck, List, Lure, Many, Named, Number, Plan, Text, Value, Way, Words
from quizkit.questions.stems import show_in
from quizkit.questions.tongue import spelled
from quizkit.text import fold

MOST_TYPED_WORDS = 6
"""Longer answers are never typed."""

MOST_LISTED_WORDS = 3
"""Nor are lists whose members are longer: nobody hits the words of several clauses."""

LONGEST_FIGURE = 6
"""A longer text is no option's number [characters]."""


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


NO_WISH: Final = Wish()


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
        looked_up: Makes the deck's lexicon when a typed answer first needs it.
        wish: What the learner's memory asks.
        seed: The whole text of the seed.
        places: So many options have a number that a response may name; 0 where it does not matter.
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
    looked_up: Callable[[], Lexicon]
    wish: Wish
    seed: str
    places: int = 0

    @property
    def lexicon(self) -> Lexicon:
        """The deck's names and texts, for typed answers."""
        return self.looked_up()

    def show(self, value: Value) -> str:
        """Return a value as an option or answer shows it."""
        return show_in(value, self.deck, self.words)

    def spell(self, name: str) -> str:
        """Return a name or text of the deck as options and answers show it."""
        return self.show(Named(name) if name in self.deck.names else Text(name))

    def is_place(self, value: Value) -> bool:
        """Return whether a value is shown as a bare figure that numbers an option, such as "3"."""
        if not self.places:
            return False
        if isinstance(value, Number):
            return 1 <= value.value <= self.places and is_place(self.show(value), self.places)
        if isinstance(value, Date) and not value.text.startswith("000"):
            return False
        if isinstance(value, Named):  # as it is shown, and much faster
            entry = self.deck.names.get(value.name)
            text = entry.spellings.get(self.words.tag, value.name) if entry else value.name
            return is_place(text, self.places)
        return is_place(self.show(value), self.places)

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


def placed(material: Material, most: int) -> Material | None:
    """Return a material whose options are told by number or text, or None if that is unclear.

    An option that is shown as "3" might not be the third one, so none is shown as such a figure.

    Args:
        material: The question.
        most: So many options are shown at most.
    """
    made = material._replace(places=most)
    if any(map(made.is_place, material.plan.accepted)):
        return None
    lures = [lure for lure in material.lures if not made.is_place(lure.value)]
    return made._replace(lures=tuple(lures)) if len(lures) < len(material.lures) else made


def is_place(text: str, most: int) -> bool:
    """Return whether a text reads as a bare figure from 1 to so many: no word beside it.

    >>> is_place("3", 4), is_place("3.", 4), is_place("5", 4), is_place("3 km", 4)
    (True, True, False, False)
    """
    if len(text) > LONGEST_FIGURE or not any(map(str.isdecimal, text)):
        return False
    bare = fold(text)
    return bare.isdecimal() and 1 <= int(bare) <= most


def is_typable(material: Material) -> bool:
    """Return whether an answer may be typed: it, or each member of a list, is short enough."""
    whole = material.plan.many is Many.ALL
    most = MOST_LISTED_WORDS if whole and len(material.plan.accepted) > 1 else MOST_TYPED_WORDS
    return all(
        len(material.show(value).split()) <= most
        for value in material.plan.accepted[: None if whole else 1]
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
