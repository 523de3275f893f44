"""One question as the measure of its wrong answers: which are of its form, and how near."""

from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz import fuzz

from quizkit.model import Date, Fact, Named, Number, Plan, Precision, Value
from quizkit.questions.likeness import Face, Likeness, related_types
from quizkit.questions.near import date_nearness, number_nearness
from quizkit.questions.search import Search

FARTHEST_DAYS: Final = 40 * 366
"""A date is offered up to forty years from the key."""

FARTHEST_NUMBER: Final = 0.05
"""A number is offered from this nearness on: up to about twenty times the key."""


class Measure:
    """Judges wrong answers of one plan; what only the plan settles is worked out once.

    Args:
        plan: The question.
        likeness: Compares answers of its deck.
        fact: The values of its fact; none for a card.
        folded: The stem, folded, with a blank before and after.
        search: The deck's search.
    """

    def __init__(
        self,
        plan: Plan,
        likeness: Likeness,
        *,
        fact: Mapping[str, Value],
        folded: str,
        search: Search,
    ) -> None:
        self._plan, self._likeness, self._folded = plan, likeness, folded
        self._giveaway = search.giveaway
        self._keys = [likeness.face(value) for value in (*plan.accepted, *plan.barred)]
        self._names = all(isinstance(face.value, Named) for face in self._keys)
        self.key = self._keys[0]
        self._class, self._type = type(self.key.value), self.key.type
        self._length = len(self.key.text) + 3
        self._around = frozenset(
            name
            for face in self._keys
            if isinstance(face.value, Named)
            for name in (face.value.name, *search.places.around(face.value.name))
        )
        self.shared = tuple(
            (item.role, fact[item.role])
            for item in plan.printed
            if item.precision is None and item.role in fact and item.role != plan.role
        )

    def may_be_right(self, face: Face) -> bool:
        """Return whether an answer may be a right or a barred one after all, or a part of one."""
        value, holds = face.value, self._giveaway.holds
        if isinstance(value, Named) and self._names:
            return value.name in self._around or any(
                key.bare == face.bare or holds(value, key.told) or holds(key.value, face.told)
                for key in self._keys
            )
        may_be_one = self._likeness.may_be_one
        return any(may_be_one(value, key.value, self._plan.asked) for key in self._keys)

    def fits(self, face: Face, *, author: bool = False) -> bool:
        """Return whether a wrong answer is of the key's form and does not stand in the stem.

        Args:
            face: The wrong answer.
            author: Hand-written: its type, length and time are the author's business.
        """
        value, key = face.value, self.key.value
        if type(value) is not self._class or face.padded in self._folded:
            return False
        if isinstance(value, Number):
            near = number_nearness(key, value) if isinstance(key, Number) else 0.0
            return isinstance(key, Number) and key.unit == value.unit and near > FARTHEST_NUMBER
        if isinstance(value, Date):
            return author or (isinstance(key, Date) and self._is_of_its_time(key, value))
        for text in face.told:
            if text in self._folded:
                return False
        if author:
            return True
        length = len(face.text) + 3
        if length > 2 * self._length or self._length > 2 * length:
            return False
        return face.type == self._type or related_types(self._type, face.type)

    def _is_of_its_time(self, key: Date, value: Date) -> bool:
        """Return whether a date is neither far off nor later than what the deck knows of."""
        if self._plan.asked is Precision.MONTH and value.text[:4] != key.text[:4]:
            return False
        latest = self._likeness.latest
        return abs(key.first - value.first) <= FARTHEST_DAYS and value.first <= latest

    def close(self, face: Face, givers: Iterable[Fact]) -> float:
        """Return how near a wrong answer is to the key [0..1].

        Dates and numbers by distance; else 0.25 for the same role, up to 0.75 with all that the
        stem prints, and up to 0.25 for the look of the words.

        Args:
            face: The wrong answer.
            givers: Facts that have it in the asked role.
        """
        key, value = self.key.value, face.value
        if isinstance(key, Date) and isinstance(value, Date):
            return date_nearness(key, value, self._plan.asked)
        if isinstance(key, Number) and isinstance(value, Number):
            return number_nearness(key, value)
        look = 0.0025 * fuzz.ratio(self.key.folded, face.folded)
        return look + (0.75 if self._plan.kind == "card" else self._same(givers))

    def _same(self, givers: Iterable[Fact]) -> float:
        roles, most = self.shared, -1
        for other in givers:
            same = 0
            for role, value in roles:
                same += other.values.get(role) == value
            if same >= len(roles):
                return 0.75
            most = max(most, same)
        return 0.25 + 0.5 * most / len(roles) if most >= 0 else 0.0
