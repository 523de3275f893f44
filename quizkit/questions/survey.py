"""A survey of a deck: what a sitting must know of every facet before it asks one.

Planning a question takes a fraction of a millisecond, but a deck may have ten thousand facts. What
is known at a glance can be kept between runs; plans are then made for what is asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from quizkit.model import (
    Date,
    FacetId,
    List,
    Many,
    Named,
    Plan,
    Precision,
    Text,
    Value,
    Views,
    Way,
)
from quizkit.questions.index import fact_of
from quizkit.questions.plan import Planner
from quizkit.questions.stems import show_in
from quizkit.questions.types import type_of
from quizkit.values.relations import answer_key, key, plain

_NO_MARK: Final = "-"
"""The mark of what is no answer that another one can equal."""


class Glance(NamedTuple):
    """What is known of a facet without its plans.

    Attributes:
        kind: Kind of its fact, or "card".
        cost: Of its first plan: how much its stem must print.
        shared: Ids of the facts that it asks about.
        key: Fingerprint of the right answer.
        whole: All of a complete list is asked for.
        telling: The right answers that another text could give away, as people read them.
        single: The right answer as people read it, where it is one value of the role, else "".
        own: Its mark where that is not the plain one of a name spelled so, else "".
    """

    kind: str
    cost: int
    shared: tuple[str, ...]
    key: str
    whole: bool
    telling: tuple[str, ...]
    single: str = ""
    own: str = ""

    @property
    def mark(self) -> str:
        """What two single answers share if and only if they are the same; "" for others."""
        if self.own == _NO_MARK or not self.single:
            return ""
        return self.own or mark(Named(self.single))


class Survey:
    """Every facet that is asked, each at a glance.

    Args:
        planner: The deck's planner.
        known: What was found before, of the very same deck and language; None: nothing.
    """

    def __init__(self, planner: Planner, *, known: Mapping[FacetId, Glance] | None = None) -> None:
        self._planner = planner
        self._is_whole = known is not None
        self._known = dict(known or {})

    @property
    def facets(self) -> tuple[FacetId, ...]:
        """Every facet that is asked, in deck order."""
        return tuple(self._known) if self._is_whole else self._planner.facets

    def __contains__(self, facet: FacetId) -> bool:
        """Return whether a facet is asked."""
        if facet in self._known or self._is_whole:
            return facet in self._known
        return bool(self._planner.plans(facet))

    def __getitem__(self, facet: FacetId) -> Glance:
        """Return a facet at a glance; KeyError if it is not asked."""
        found = self._known.get(facet)
        if found is None:
            plans = () if self._is_whole else self._planner.plans(facet)
            if not plans:
                raise KeyError(facet)
            found = self._known[facet] = self._seen(plans[0])
        return found

    def shared(self, facet: FacetId) -> tuple[str, ...]:
        """Return the ids of the facts that a facet asks about; KeyError if it is not asked."""
        if facet in self._known or self._is_whole:
            return self._known[facet].shared
        plans = self._planner.plans(facet)
        if not plans:
            raise KeyError(facet)
        return _asked_about(plans[0])

    def whole(self) -> dict[FacetId, Glance]:
        """Return all of it, in deck order."""
        return {facet: self[facet] for facet in self.facets}

    def _seen(self, plan: Plan) -> Glance:
        texts = (self._text(value, plan.language) for value in _telling(plan.accepted))
        return Glance(
            plan.kind,
            plan.cost,
            _asked_about(plan),
            answer_of(self._planner, plan),
            plan.many is Many.ALL,
            tuple(texts),
            *self._single(plan),
        )

    def _text(self, value: Value, language: str) -> str:
        deck = self._planner.deck
        return show_in(value, deck, deck.words[language])

    def _single(self, plan: Plan) -> tuple[str, str]:
        if not is_single(plan):
            return "", ""
        value = plan.accepted[0]
        text = self._text(value, plan.language)
        return text, "" if value == Named(text) else mark(value) or _NO_MARK


def _asked_about(plan: Plan) -> tuple[str, ...]:
    return plan.shared or (fact_of(plan.facet)[0],)


def answer_of(planner: Planner, plan: Plan) -> str:
    """Return the fingerprint of a plan's right answer: its type and value, no wording, no alias.

    Args:
        planner: What made the plan.
        plan: A facet's first plan.
    """
    if plan.way is Way.HOW_MANY:
        return key("number", plan.accepted[0])
    if len(plan.shared) > 1:
        return key("list", List(tuple(sorted(plan.accepted, key=lambda v: str(plain(v))))))
    if plan.kind == "card":
        return key("text", plan.accepted[0])
    fact = planner.facts[plan.fact]
    return key(type_of(plan, planner.deck), fact.values[plan.role])


def is_single(plan: Plan) -> bool:
    """Return whether a question's answer is one value of its role."""
    plain = plan.kind != "card" and plan.way is Way.PLAIN
    return plain and plan.many is Many.ONE and len(plan.accepted) == 1


def mark(value: Value | None) -> str:
    """Return what two values share if and only if they are the same answer, or ""."""
    found = None if value is None else answer_key(value)
    return "" if found is None else _told(found)


def _told(part: Any) -> str:
    """Return equal texts for equal parts of an answer's key."""
    match part:
        case tuple():
            return f"({','.join(map(_told, part))})"
        case frozenset():
            return f"{{{','.join(sorted(map(_told, part)))}}}"
        case Decimal():
            return str(part.normalize())
        case _:
            return repr(part)


def _telling(values: Iterable[Value]) -> Iterator[Value]:
    """Yield the values whose text tells them: a year or a number stands in too many sentences."""
    for value in values:
        match value:
            case List(items):
                yield from _telling(items)
            case Views(_, entries):
                yield from _telling(entry for _, entry in entries)
            case Date(precision=Precision.DAY | Precision.MONTH):
                yield value
            case Named() | Text():
                yield value
            case _:
                pass
