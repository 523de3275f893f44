"""What decks say of the questions that were answered."""

from collections.abc import Sequence
from functools import cached_property

from quizkit.analysis.items.keyed import Current
from quizkit.errors import QuestionError, ResponseError
from quizkit.model import Card, FacetId, Form, Location, Name, Named
from quizkit.questions.ask import Asker
from quizkit.questions.index import fact_of
from quizkit.session.rivals import Rivals


class Known:
    """Some decks, asked for what an item analysis wants of them.

    Args:
        askers: What asks their questions; none: nothing is known.

    >>> Known(()).current, Known(()).meant("d/f#r", "Kerry")
    ({}, '')
    """

    def __init__(self, askers: Sequence[Asker]) -> None:
        self._askers = {asker.deck.id: asker for asker in askers}
        self._rivals = Rivals(self._askers)

    def __bool__(self) -> bool:
        """Return whether there is any deck."""
        return bool(self._askers)

    @cached_property
    def current(self) -> dict[str, Current]:
        """The fingerprint and the text of the right answer of each facet."""
        found: dict[str, Current] = {}
        for asker in self._askers.values():
            for facet, seen in asker.survey.whole().items():
                text = seen.single or ", ".join(seen.telling) or self._text(asker, facet)
                found[facet] = Current(seen.key, text)
        return found

    def _text(self, asker: Asker, facet: FacetId) -> str:
        """Return the right answer of what asks for no single name: the first date, how many."""
        question = asker.first(facet, (Form.FLIP, Form.CHOICE), seed="")
        return question.answer if question else ""

    @cached_property
    def places(self) -> dict[str, Location]:
        """Where each facet stands in its deck: the role that is asked for."""
        return {
            facet: self._place(asker, facet)
            for asker in self._askers.values()
            for facet in asker.survey.facets
        }

    def _place(self, asker: Asker, facet: FacetId) -> Location:
        fact_id, role = fact_of(facet)
        row = asker.planner.facts.get(fact_id) or asker.planner.cards[fact_id]
        spans = row.spans
        span = spans.get(role) or spans.get("q") or spans.get("cloze") or spans[""]
        return Location(row.path, span.line, span.column, span.width)

    def has(self, facet: str) -> bool:
        """Return whether a facet is of one of the decks; of no decks all are."""
        return not self._askers or facet.partition("/")[0] in self._askers

    def meant(self, facet: str, given: str) -> str:
        """Return which other value of its role an answer to a facet names, as people read it."""
        asked = FacetId(facet)
        value = self._rivals.meant(asked, given)
        return "" if value is None else self._rivals.text(asked, value)

    def accepts(self, facet: str, given: str) -> bool:
        """Return whether what was typed is wholly right in the deck as it is now."""
        asker = self._asker(facet)
        if asker is None:
            return False
        try:
            question = asker.question(FacetId(facet), Form.TYPED, seed="")
            return asker.grade(question, given).score == 1
        except (QuestionError, ResponseError):
            return False

    def named(self, facet: str) -> Name | Card | None:
        """Return what could take another spelling: the name asked for, or the hand-written card."""
        asker = self._asker(facet)
        if asker is None:
            return None
        card = asker.planner.cards.get(fact_of(FacetId(facet))[0])
        if card is not None:
            return card
        value = self._rivals.answer(FacetId(facet))
        return asker.deck.names.get(value.name) if isinstance(value, Named) else None

    def _asker(self, facet: str) -> Asker | None:
        asker = self._askers.get(facet.partition("/")[0])
        return asker if asker is not None and FacetId(facet) in asker.survey else None
