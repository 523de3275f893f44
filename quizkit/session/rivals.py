"""Which facet a wrong answer belongs to: the other half of a confusion.

A learner's confusions hold answers as they were shown or typed. What was shown is found by its
spelling; what was typed is judged again, as it was when it was given.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from quizkit.errors import QuestionError, ResponseError
from quizkit.model import FacetId, Form, Many, Plan, Value, Way
from quizkit.questions.ask import Asker
from quizkit.text import fold
from quizkit.values.relations import answer_key


class Place(NamedTuple):
    """Where answers are comparable: a role of a kind of a deck."""

    deck: str
    kind: str
    role: str


class Pair(NamedTuple):
    """Two facets of one role whose answers a learner mixes up.

    Attributes:
        asked: The one that was answered wrong most: it is asked.
        other: A facet with the answer that was given instead.
        weight: C, both ways together.
    """

    asked: FacetId
    other: FacetId
    weight: float


class Rivals:
    """The facets of some decks by role and answer.

    Args:
        askers: Deck id to its asker.
    """

    def __init__(self, askers: Mapping[str, Asker]) -> None:
        self._askers = askers
        self._meant: dict[tuple[FacetId, str], Value | None] = {}
        self._keyed: dict[Place, Mapping[object, tuple[FacetId, ...]]] = {}
        self._spelled: dict[Place, Mapping[str, Value]] = {}

    def place(self, facet: FacetId) -> Place | None:
        """Return where a facet's answer is one value of a role, or None."""
        deck = facet.partition("/")[0]
        plan = self._plan(facet)
        return Place(deck, plan.kind, plan.role) if plan else None

    def answer(self, facet: FacetId) -> Value | None:
        """Return the one value that a facet asks for, or None."""
        plan = self._plan(facet)
        return plan.accepted[0] if plan else None

    def with_answer(self, place: Place, value: Value) -> tuple[FacetId, ...]:
        """Return the facets of a role that ask for a value, in deck order."""
        return self.with_key(place, answer_key(value))

    def with_key(self, place: Place, key: object) -> tuple[FacetId, ...]:
        """Return the facets of a role whose answer has a key (`values.relations.answer_key`)."""
        return self._answers(place).get(key, ())

    def meant(self, facet: FacetId, given: str) -> Value | None:
        """Return the other value of its role that a wrong answer to a facet names, or None."""
        at = (facet, given)
        if at not in self._meant:
            self._meant[at] = self._found(facet, given)
        return self._meant[at]

    def _found(self, facet: FacetId, given: str) -> Value | None:
        if self.place(facet) is None:
            return None
        value = self.shown(facet, given) or self._judged(facet, given)
        is_own = answer_key(value) == answer_key(self.answer(facet))
        return None if is_own else value

    def shown(self, facet: FacetId, given: str) -> Value | None:
        """Return the value of a facet's role that is shown so; quick, but knows no aliases."""
        place = self.place(facet)
        return self._texts(place).get(fold(given)) if place else None

    def _judged(self, facet: FacetId, given: str) -> Value | None:
        asker = self._askers[facet.partition("/")[0]]
        try:
            question = asker.question(facet, Form.TYPED, seed="")
            return asker.grade(question, given).given
        except (QuestionError, ResponseError):
            return None

    def _plan(self, facet: FacetId) -> Plan | None:
        asker = self._askers.get(facet.partition("/")[0])
        plans = asker.planner.plans(facet) if asker else ()
        if not plans or plans[0].kind == "card" or plans[0].way is not Way.PLAIN:
            return None
        return plans[0] if plans[0].many is Many.ONE and len(plans[0].accepted) == 1 else None

    @cached_property
    def _by_place(self) -> Mapping[Place, tuple[FacetId, ...]]:
        found: dict[Place, list[FacetId]] = {}
        for asker in self._askers.values():
            for facet in asker.planner.facets:
                place = self.place(facet)
                if place:
                    found.setdefault(place, []).append(facet)
        return {place: tuple(facets) for place, facets in found.items()}

    def _answers(self, place: Place) -> Mapping[object, tuple[FacetId, ...]]:
        """Return the facets of a role by the key of their answer."""
        if place not in self._keyed:
            found: dict[object, list[FacetId]] = {}
            for facet in self._by_place.get(place, ()):
                found.setdefault(answer_key(self.answer(facet)), []).append(facet)
            self._keyed[place] = {key: tuple(facets) for key, facets in found.items() if key}
        return self._keyed[place]

    def _texts(self, place: Place) -> Mapping[str, Value]:
        """Return the answers of a role by their folded spelling."""
        if place not in self._spelled:
            found: dict[str, Value] = {}
            for facet in self._by_place.get(place, ()):
                value = self.answer(facet)
                if value is not None:
                    found.setdefault(fold(self.text(facet, value)), value)
            self._spelled[place] = found
        return self._spelled[place]

    def text(self, facet: FacetId, value: Value) -> str:
        """Return a value as people read it in the language that a facet is asked in."""
        asker = self._askers[facet.partition("/")[0]]
        return asker.text(value, asker.planner.plans(facet)[0].language)
