"""How alike two answers are: too much to stand together, or enough to be plausible."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from rapidfuzz import fuzz

from quizkit.model import (
    BEFORE,
    Date,
    Fact,
    Lure,
    Named,
    Number,
    Plan,
    Precision,
    Text,
    Value,
)
from quizkit.questions.near import date_nearness, number_nearness
from quizkit.questions.search import Search
from quizkit.text import fold
from quizkit.values.relations import answer_key, excludes
from quizkit.values.show import show
from quizkit.values.words.en import WORDS

FARTHEST_DAYS: Final = 40 * 366
"""A date is offered up to forty years from the key."""

FARTHEST_NUMBER: Final = 0.05
"""A number is offered from this nearness on: up to about twenty times the key."""

ENOUGH: Final = 2
"""With so many good distractors no others are looked for."""

LONGEST_RATIO: Final = 2.0
"""An option is at most so many times as long as the key, and at least its inverse."""

MOST_GIVERS: Final = 30
"""Of so many facts with one value at most the nearest is looked for."""


class Likeness:
    """Compares answers of one deck.

    Args:
        search: The deck's search.
    """

    def __init__(self, search: Search) -> None:
        self._search = search
        self._deck = search.deck
        self._words = search.deck.words.get(search.language, WORDS)
        self._facts = {fact.id: fact for fact in search.deck.facts}
        self._texts: dict[Value, tuple[str, str]] = {}

    def may_be_one(self, one: Value, two: Value, asked: Precision | None) -> bool:
        """Return whether two answers may be the same, or one is a part of the other.

        Args:
            one: An answer.
            two: Another one.
            asked: The precision asked for, for dates.
        """
        places = self._search.places
        if not (excludes(one, two, places=places) and excludes(two, one, places=places)):
            return True
        if isinstance(one, Date | Number) or (isinstance(one, Text) and one.member):
            return False
        tells = self._search.giveaway
        if tells(one, two, asked) or tells(two, one, asked):
            return True
        return without_initials(self._text(one)[1]) == without_initials(self._text(two)[1])

    def alike(self, one: Value, two: Value) -> bool:
        """Return whether two options must not stand together."""
        return self._text(one)[1] == self._text(two)[1] or self.may_be_one(one, two, None)

    def fits(self, plan: Plan, lure: Lure, folded: str) -> bool:
        """Return whether a wrong answer is of the key's form and does not stand in the stem.

        Args:
            plan: The question.
            lure: The wrong answer.
            folded: The stem, folded, with a blank before and after.
        """
        key, value = plan.accepted[0], lure.value
        if type(value) is not type(key) or f" {self._text(value)[1]} " in folded:
            return False
        if isinstance(key, Number) and isinstance(value, Number):
            return key.unit == value.unit and lure.close > FARTHEST_NUMBER
        if isinstance(key, Date) and isinstance(value, Date):
            return lure.why == "author" or self._is_of_its_time(plan, key, value)
        if self._search.giveaway.in_folded(value, folded, plan.asked):
            return False
        if lure.why == "author":
            return True
        return (
            related_types(self.type_of(key), self.type_of(value))
            and same_length(self._text(key)[0], self._text(value)[0])
            and self._is_same_property(plan, value)
        )

    def close(self, plan: Plan, value: Value) -> float:
        """Return how near a wrong answer is to the key [0..1].

        Dates and numbers by distance; else 0.25 for the same role, up to 0.75 with all that the
        stem prints, and up to 0.25 for the look of the words.
        """
        key = plan.accepted[0]
        if isinstance(key, Date) and isinstance(value, Date):
            return date_nearness(key, value, plan.asked)
        if isinstance(key, Number) and isinstance(value, Number):
            return number_nearness(key, value)
        alike = fuzz.ratio(self._text(key)[1], self._text(value)[1]) / 100
        return 0.25 * alike + (0.75 if plan.kind == "card" else self._shared(plan, value))

    def givers(self, plan: Plan, value: Value) -> Iterator[Fact]:
        """Yield the facts that have a value in the asked role."""
        wanted = answer_key(value, precision=plan.asked)
        index = self._search.index(plan.kind)
        return index.members(index.column(plan.role).answers(plan.asked).get(wanted or (), 0))

    def type_of(self, value: Value) -> str:
        """Return the type that options share: of a name its own, "date", or ""."""
        if isinstance(value, Named):
            name = self._deck.names.get(value.name)
            return name.type if name else "name"
        return "date" if isinstance(value, Date) else ""

    @cached_property
    def latest(self) -> int:
        """The last day that an option may show: of the deck's `as of`, else of its dates."""
        if self._deck.as_of:
            return self._deck.as_of.last
        values = (value for fact in self._deck.facts for value in fact.values.values())
        return max((v.last for v in values if isinstance(v, Date) and v.precision), default=10**7)

    def _is_of_its_time(self, plan: Plan, key: Date, value: Date) -> bool:
        """Return whether a date is neither far off nor later than what the deck knows of."""
        if plan.asked is Precision.MONTH and value.text[:4] != key.text[:4]:
            return False
        return abs(key.first - value.first) <= FARTHEST_DAYS and value.first <= self.latest

    def _is_same_property(self, plan: Plan, value: Value) -> bool:
        """Return whether a wrong attribute is one of the same name: a capital among capitals."""
        if plan.kind == "card" or self._deck.kinds[plan.kind].roles[plan.role].type != "any":
            return True
        name = self._facts[plan.fact].values.get("name")
        return any(giver.values.get("name") == name for giver in self.givers(plan, value))

    def _shared(self, plan: Plan, value: Value) -> float:
        fact = self._facts[plan.fact]
        roles = [
            item.role
            for item in plan.printed
            if item.precision is None and item.role in fact.values and item.role != plan.role
        ]
        best = 0.0
        for other in islice(self.givers(plan, value), MOST_GIVERS):
            same = sum(other.values.get(role) == fact.values[role] for role in roles)
            best = max(best, 0.25 + 0.5 * (same / len(roles) if roles else 1))
        return best

    def _text(self, value: Value) -> tuple[str, str]:
        """Return a value as shown, and folded."""
        found = self._texts.get(value)
        if found is None:
            text = show(value, words=self._words, names=self._deck.names)
            found = self._texts[value] = (text, fold(text))
        return found


def best_tiers(lures: Sequence[Lure]) -> tuple[Lure, ...]:
    """Return the most plausible distractors: fillers only where the better ones are too few.

    The tiers: hand-written, or in the same role and in line with what the stem prints; in the
    same role; of the same type.

    Args:
        lures: Nearest first.
    """
    tiers: list[list[Lure]] = [[], [], []]
    for lure in lures:
        own = lure.why == "author" or lure.close >= 0.75 or isinstance(lure.value, Date | Number)
        tiers[0 if own else 1 if lure.close >= 0.25 else 2].append(lure)
    pool: list[Lure] = []
    for tier in tiers:
        if len(pool) < ENOUGH:
            pool.extend(tier)
    return tuple(pool)


def related_types(one: str, other: str) -> bool:
    """Return whether two named types are the same or one is the wider one.

    >>> related_types("city", "place"), related_types("city", "country")
    (True, False)
    """
    return one == other or one in _wider(other) or other in _wider(one)


def _wider(type_: str) -> Iterator[str]:
    while type_:
        yield type_
        type_ = BEFORE.get(type_, "")


def same_length(key: str, other: str) -> bool:
    """Return whether two options are of one length class.

    >>> same_length("Bill Clinton", "Donald Trump"), same_length("Hue", "Ho Chi Minh City")
    (True, False)
    """
    one, two = len(key) + 3, len(other) + 3
    return max(one, two) <= LONGEST_RATIO * min(one, two)


def without_initials(folded: str) -> str:
    """Return a folded name without its words of one letter.

    >>> without_initials("john f kerry")
    'john kerry'
    """
    return " ".join(word for word in folded.split() if len(word) > 1)
