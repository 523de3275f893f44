"""Which facet a wrong answer belongs to: the other half of a confusion.

A learner's confusions hold answers as they were shown or typed. What was shown is found by its
spelling; what was typed is judged again, as it was when it was given.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from quizkit.errors import QuestionError, ResponseError
from quizkit.model import FacetId, Form, Value
from quizkit.questions.ask import Asker
from quizkit.questions.index import fact_of
from quizkit.questions.survey import mark
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
        self._values: dict[FacetId, Value | None] = {}
        self._folded: dict[FacetId, str] = {}
        self._meant: dict[tuple[FacetId, str], Value | None] = {}
        self._marked: dict[Place, Mapping[str, tuple[FacetId, ...]]] = {}
        self._spelled: dict[Place, Mapping[str, FacetId]] = {}

    def place(self, facet: FacetId) -> Place | None:
        """Return where a facet's answer is one value of a role, or None."""
        asker = self._askers.get(facet.partition("/")[0])
        if asker is None or facet not in asker.survey:
            return None
        seen = asker.survey[facet]
        return Place(asker.deck.id, seen.kind, fact_of(facet)[1]) if seen.single else None

    def answer(self, facet: FacetId) -> Value | None:
        """Return the one value that a facet asks for, or None."""
        if facet not in self._values:
            plain = self.place(facet)
            plans = self._askers[plain.deck].planner.plans(facet) if plain else ()
            self._values[facet] = plans[0].accepted[0] if plans else None
        return self._values[facet]

    def with_answer(self, place: Place, value: Value) -> tuple[FacetId, ...]:
        """Return the facets of a role that ask for a value, in deck order."""
        return self.with_mark(place, mark(value))

    def with_mark(self, place: Place, each: str) -> tuple[FacetId, ...]:
        """Return the facets of a role whose answer has a mark (`questions.survey.mark`)."""
        return self._answers(place).get(each, ())

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
        owner = self._texts(place).get(fold(given)) if place else None
        return self.answer(owner) if owner else None

    def _judged(self, facet: FacetId, given: str) -> Value | None:
        asker = self._askers[facet.partition("/")[0]]
        try:
            question = asker.question(facet, Form.TYPED, seed="")
            return asker.grade(question, given).given
        except (QuestionError, ResponseError):
            return None

    @cached_property
    def _by_place(self) -> Mapping[Place, tuple[FacetId, ...]]:
        found: dict[Place, list[FacetId]] = {}
        for asker in self._askers.values():
            for facet in asker.survey.facets:
                place = self.place(facet)
                if place:
                    found.setdefault(place, []).append(facet)
        return {place: tuple(facets) for place, facets in found.items()}

    def _answers(self, place: Place) -> Mapping[str, tuple[FacetId, ...]]:
        """Return the facets of a role by the mark of their answer."""
        if place not in self._marked:
            found: dict[str, list[FacetId]] = {}
            survey = self._askers[place.deck].survey
            for facet in self._by_place.get(place, ()):
                found.setdefault(survey[facet].mark, []).append(facet)
            self._marked[place] = {each: tuple(facets) for each, facets in found.items() if each}
        return self._marked[place]

    def _texts(self, place: Place) -> Mapping[str, FacetId]:
        """Return a facet for each answer of a role, by its folded spelling."""
        if place not in self._spelled:
            found: dict[str, FacetId] = {}
            survey = self._askers[place.deck].survey
            for facet in self._by_place.get(place, ()):
                found.setdefault(fold(survey[facet].single), facet)
            self._spelled[place] = found
        return self._spelled[place]

    def folded(self, facet: FacetId) -> str:
        """Return a facet's own answer as people read it, folded; "" where it is no one value."""
        if facet not in self._folded:
            value = self.answer(facet)
            self._folded[facet] = "" if value is None else fold(self.text(facet, value))
        return self._folded[facet]

    def text(self, facet: FacetId, value: Value) -> str:
        """Return a value as people read it in the language that a facet is asked in."""
        asker = self._askers[facet.partition("/")[0]]
        return asker.text(value, asker.planner.plans(facet)[0].language)
