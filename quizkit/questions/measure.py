"""One question as the measure of its wrong answers: which are of its form, and how near."""

from collections.abc import Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz

from quizkit.model import Date, Fact, Named, Number, Plan, Precision, Text, Value
from quizkit.questions.likeness import IN_LINE, LONGEST_RATIO, Face, Likeness, related_types
from quizkit.questions.near import date_nearness, is_within, kept_within, number_nearness
from quizkit.questions.search import Search
from quizkit.values.numbers import one_of_unit

FARTHEST_DAYS: Final = 40 * 366
"""A date is offered up to forty years from the key."""

FARTHEST_NUMBER: Final = 0.05
"""A number is offered from this nearness on: up to about twenty times the key."""

MOST_GIVERS: Final = 12
"""Of so many facts with one value at most the one most like is looked for."""


class Measure:
    """Judges wrong answers of one plan; what only the plan settles is worked out once.

    Args:
        plan: The question.
        likeness: Compares answers of its deck.
        fact: The values of its fact; none for a card.
        folded: The stem, folded, with a blank before and after.
        search: The deck's search.
        among: The facts of the kind.
    """

    def __init__(
        self,
        plan: Plan,
        likeness: Likeness,
        *,
        fact: Mapping[str, Value],
        folded: str,
        search: Search,
        among: Sequence[Fact] = (),
    ) -> None:
        self._among = among
        self._plan, self._likeness, self._folded = plan, likeness, folded
        faces = [likeness.face(value) for value in (*plan.accepted, *plan.barred)]
        self._never, self.key = faces, faces[0]
        self._class, self._type = type(self.key.value), self.key.type
        self._scope = kept_within(plan.scope)
        self._dated = isinstance(self.key.value, Date | Number)
        length = len(self.key.text) + 3
        self._shortest, self._longest = length / LONGEST_RATIO - 3, length * LONGEST_RATIO - 3
        self._spans = _spans(faces)
        self._worded = all(map(_is_worded, faces))
        if self._worded:
            self._words = [face.words for face in faces]
            self._bares = {face.bare for face in faces}
            self._told = [text for face in faces for text in face.told]
            self._said = "/".join([folded, *(face.held for face in faces)])
            self._around = {
                name
                for face in faces
                if isinstance(face.value, Named)
                for name in (face.value.name, *search.places.around(face.value.name))
            }
        self.shared = tuple(
            (item.role, fact[item.role])
            for item in plan.printed
            if item.precision is None and item.role in fact and item.role != plan.role
        )

    def admits(self, face: Face, *, shown: Face, author: bool = False) -> bool:
        """Return whether an answer can be an option: of the key's form, not in the stem, not right.

        What may be a right or a barred answer after all, or a part of one, is not admitted.

        Args:
            face: The answer.
            shown: As the option would show it: a number with the key's bound. That is judged too:
                "over 60" is true of what is over 75.
            author: Hand-written: its type, length and time are the author's business.
        """
        if type(face.value) is not self._class or not (author or self._is_of_form(face)):
            return False
        if self._worded:
            return not self._may_be_meant(face)
        if shown.padded in self._folded or any(text in self._folded for text in face.told):
            return False
        return not (self.may_be_right(face) or (shown is not face and self.may_be_right(shown)))

    def may_be_right(self, face: Face) -> bool:
        """Return whether an answer may be a right or a barred one after all, or a part of one."""
        if isinstance(face.value, Date) and self._spans:
            first, last = face.value.first, face.value.last
            return any(start <= last and first <= end for start, end in self._spans)
        one, value = self._likeness.may_be_one, face.value
        return any(one(value, never.value) for never in self._never)

    def _may_be_meant(self, face: Face) -> bool:
        """Return whether the stem tells a name or text, or it lies in a right one or holds it."""
        value = face.value
        if any(map(self._said.__contains__, face.told)) or face.bare in self._bares:
            return True
        if isinstance(value, Named):
            if value.name in self._around:
                return True
        elif self._shares_words(face):
            return self.may_be_right(face)
        return any(map(face.held.__contains__, self._told))

    def _shares_words(self, face: Face) -> bool:
        """Return whether a text has no words, all those of a right one, or no others."""
        mine = face.words
        return not mine or any(mine <= words or words <= mine for words in self._words)

    def _is_of_form(self, face: Face) -> bool:
        """Return whether an answer has the type, length, unit and time that options must share."""
        if not self._dated:
            return self._shortest <= len(face.text) <= self._longest and (
                face.type == self._type or related_types(self._type, face.type)
            )
        value, key = face.value, self.key.value
        if isinstance(value, Number) and isinstance(key, Number):
            alike = one_of_unit(key.unit) == one_of_unit(value.unit)
            return alike and number_nearness(key, value) > FARTHEST_NUMBER
        return isinstance(value, Date) and isinstance(key, Date) and self._is_of_time(key, value)

    def _is_of_time(self, key: Date, value: Date) -> bool:
        """Return whether a date is neither far off nor later than what the deck knows of."""
        if self._plan.asked is Precision.MONTH and value.text[:4] != key.text[:4]:
            return False
        if not is_within(value, self._scope):
            return False
        latest = self._likeness.latest
        return abs(key.first - value.first) <= FARTHEST_DAYS and value.first <= latest

    def close(self, face: Face, givers: Sequence[int]) -> float:
        """Return how near a wrong answer is to the key [0..1].

        Dates and numbers by distance; else 0.25 for the same role, up to 0.75 with all that the
        stem prints, and up to 0.25 for the look of the words.

        Args:
            face: The wrong answer.
            givers: Positions of the facts that have it in the asked role.
        """
        key, value = self.key.value, face.value
        if self._dated:
            if isinstance(key, Date) and isinstance(value, Date):
                return date_nearness(key, value, self._plan.asked)
            if isinstance(key, Number) and isinstance(value, Number):
                return number_nearness(key, value)
        look = 0.0025 * fuzz.ratio(self.key.folded, face.folded)
        return look + (IN_LINE if self._plan.kind == "card" else self._same(givers))

    def _same(self, givers: Sequence[int]) -> float:
        roles = self.shared
        if not (givers and roles):
            return IN_LINE if givers else 0.0
        most = 0
        for position in givers[:MOST_GIVERS]:
            values, same = self._among[position].values, 0
            for role, value in roles:
                same += values.get(role) == value
            most = max(most, same)
        return 0.25 + 0.5 * most / len(roles)


def _is_worded(face: Face) -> bool:
    """Return whether an answer is compared by its words: a name, a text that is no member."""
    value = face.value
    return isinstance(value, Named) or (isinstance(value, Text) and not value.member)


def _spans(faces: Sequence[Face]) -> tuple[tuple[int, int], ...]:
    """Return first and last day of each, if all are sure dates; else nothing."""
    dates = [face.value for face in faces if isinstance(face.value, Date)]
    if len(dates) < len(faces) or any(date.about or date.uncertain for date in dates):
        return ()
    return tuple((date.first, date.last) for date in dates)
