"""What the engine needs to know about the decks of a sitting: facets, facts, answers, leaks."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from quizkit.model import (
    Card,
    FacetId,
    Fact,
    List,
    Many,
    Named,
    Plan,
    Value,
    Views,
)
from quizkit.questions.ask import Asker
from quizkit.questions.survey import Glance
from quizkit.session.rivals import Rivals
from quizkit.text import words as folded_words

_COMMON_SHARE: Final = 4
_COMMON_LEAST: Final = 10

_Answers = tuple[
    Mapping[tuple[str, str], Collection[int]],
    Mapping[str, tuple[FacetId, ...]],
]


class Scope:
    """The facets of one or more decks.

    Args:
        askers: One for each deck; their decks' ids differ.
    """

    def __init__(self, askers: Sequence[Asker]) -> None:
        self.askers: Mapping[str, Asker] = {asker.deck.id: asker for asker in askers}

    @cached_property
    def rivals(self) -> Rivals:
        """Which facet a wrong answer belongs to."""
        return Rivals(self.askers)

    @cached_property
    def facets(self) -> tuple[FacetId, ...]:
        """Every facet that can be asked, deck by deck."""
        return tuple(f for asker in self.askers.values() for f in asker.survey.facets)

    @cached_property
    def introduction(self) -> tuple[FacetId, ...]:
        """The facets in the order in which they are best met.

        The easiest to ask of each fact first; kinds take turns; else deck order.
        """
        return tuple(
            f for asker in self.askers.values() for f in _introduced(asker.survey.facets, self)
        )

    def __contains__(self, facet: FacetId) -> bool:
        """Return whether a facet can be asked here."""
        asker = self.askers.get(deck_of(facet))
        return asker is not None and facet in asker.survey

    def asker(self, facet: FacetId) -> Asker:
        """Return the asker of a facet's deck."""
        return self.askers[deck_of(facet)]

    def glance(self, facet: FacetId) -> Glance:
        """Return what is known of a facet without planning it."""
        return self.asker(facet).survey[facet]

    def plan(self, facet: FacetId) -> Plan:
        """Return the facet's first plan."""
        return self.asker(facet).planner.plans(facet)[0]

    def facts(self, facet: FacetId) -> frozenset[str]:
        """Return the facts that a facet asks about, as `deck/fact`; several for a whole list."""
        deck = deck_of(facet)
        shared = self.asker(facet).survey.shared(facet)
        return frozenset([f"{deck}/{fact}" for fact in shared])

    @cached_property
    def _by_fact(self) -> Mapping[str, tuple[FacetId, ...]]:
        found: dict[str, list[FacetId]] = {}
        for facet in self.facets:
            for fact in self.facts(facet):
                found.setdefault(fact, []).append(facet)
        return {fact: tuple(facets) for fact, facets in found.items()}

    def siblings(self, facet: FacetId) -> tuple[FacetId, ...]:
        """Return the other facets that ask about the same facts, in deck order."""
        found = {f: None for fact in self.facts(facet) for f in self._by_fact.get(fact, ())}
        return tuple(other for other in found if other != facet)

    def row(self, facet: FacetId) -> Fact | Card:
        """Return the fact or card that a facet belongs to."""
        planner = self.asker(facet).planner
        fact = fact_of(facet)
        return planner.facts[fact] if fact in planner.facts else planner.cards[fact]

    def rows(self, asker: Asker) -> frozenset[str]:
        """Return the ids of a deck's facts and cards."""
        return frozenset((*asker.planner.facts, *asker.planner.cards))

    def answer(self, facet: FacetId) -> str:
        """Return the right answer as people read it."""
        plan = self.plan(facet)
        whole = plan.many is Many.ALL
        return self.text(facet, List(plan.accepted) if whole else plan.accepted[0])

    def text(self, facet: FacetId, value: Value) -> str:
        """Return a value as people read it in the language that the facet is asked in."""
        return self.asker(facet).text(value, self.plan(facet).language)

    def meant(self, facet: FacetId, given: str) -> str:
        """Return the other value that a wrong answer names, as people read it, or ""."""
        value = self.rivals.meant(facet, given)
        return "" if value is None else self.text(facet, value)

    def key(self, facet: FacetId) -> str:
        """Return the fingerprint of the right answer."""
        return self.glance(facet).key

    def required(self, facet: FacetId) -> tuple[str, ...]:
        """Return the facts to be learned before this facet's, as `deck/fact`."""
        deck = deck_of(facet)
        return tuple(f"{deck}/{fact}" for fact in self.row(facet).requires)

    def facets_of(self, fact: str) -> tuple[FacetId, ...]:
        """Return the facets that ask about a fact, given as `deck/fact`."""
        return self._by_fact.get(fact, ())

    def leaks(self, facet: FacetId, shown: Iterable[str]) -> frozenset[FacetId]:
        """Return the facets whose answer is given away by what was shown for another.

        A facet's answer is given away if it stands in the text as whole folded words, and both
        ask about facts that share a name besides that answer. Names that a quarter of the deck's
        facts hold connect nothing.

        Args:
            facet: What was asked.
            shown: The texts shown: stem, right answer, statement, reasons.
        """
        found = set[FacetId]()
        mine = self._named(facet)
        for text in shown:
            for answer, others in self._spoken(deck_of(facet), folded_words(text)):
                for other in others:
                    shared = mine & self._named(other)
                    if any(folded_words(name) != answer for name in shared):
                        found.add(other)
        return frozenset(found - {facet})

    def prepare(self) -> None:
        """Make the tables that `leaks` looks in, so that no answer waits for them."""
        _ = self._answers, self._common

    def _spoken(
        self, deck: str, text: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], tuple[FacetId, ...]]]:
        lengths, answers = self._answers
        for at, word in enumerate(text):
            for length in lengths.get((deck, word), ()):
                answer = text[at : at + length]
                facets = answers.get(_spelled(deck, answer))
                if facets:
                    yield answer, facets

    @cached_property
    def _answers(self) -> _Answers:
        """How many words answers have that begin with a word, and who has which answer."""
        lengths: dict[tuple[str, str], set[int]] = {}
        found: dict[str, tuple[FacetId, ...]] = {}
        for facet in self.facets:
            deck = deck_of(facet)
            for text in self.glance(facet).telling:
                answer = folded_words(text)
                if answer:
                    lengths.setdefault((deck, answer[0]), set()).add(len(answer))
                    at = _spelled(deck, answer)
                    found[at] = (*found.get(at, ()), facet)
        return lengths, found

    def _named(self, facet: FacetId) -> frozenset[str]:
        """Return the names that a facet's fact holds, but for those that nearly all hold."""
        deck, row = deck_of(facet), self.row(facet)
        names = frozenset(_held(row.values.values())) if isinstance(row, Fact) else frozenset[str]()
        return names - self._common[deck]

    @cached_property
    def _common(self) -> Mapping[str, frozenset[str]]:
        """Each deck's names that a quarter of its facts hold: they connect nothing."""
        found: dict[str, frozenset[str]] = {}
        for id_, asker in self.askers.items():
            facts = asker.deck.facts
            count = Counter(name for f in facts for name in frozenset(_held(f.values.values())))
            most = max(_COMMON_LEAST, len(facts) // _COMMON_SHARE)
            found[id_] = frozenset(name for name, times in count.items() if times > most)
        return found


def _spelled(deck: str, answer: Sequence[str]) -> str:
    """Return under what an answer is looked up."""
    return f"{deck} {' '.join(answer)}"


def deck_of(facet: FacetId) -> str:
    """Return the id of a facet's deck.

    >>> deck_of(FacetId("vietnam-us/k7f3#leader"))
    'vietnam-us'
    """
    return facet.partition("/")[0]


def fact_of(facet: FacetId) -> str:
    """Return the id of the fact or card that a facet is named after.

    >>> fact_of(FacetId("vietnam-us/k7f3#leader"))
    'k7f3'
    """
    return facet.partition("/")[2].rpartition("#")[0]


def row_of(facet: FacetId) -> str:
    """Return the fact or card that a facet is named after, as `deck/fact`.

    >>> row_of(FacetId("vietnam-us/k7f3#leader"))
    'vietnam-us/k7f3'
    """
    return facet.rpartition("#")[0]


def _introduced(facets: Sequence[FacetId], scope: Scope) -> list[FacetId]:
    by_fact: dict[str, list[FacetId]] = {}
    for facet in facets:
        by_fact.setdefault(fact_of(facet), []).append(facet)
    turns: Counter[str] = Counter()
    ranked = []
    for at, found in enumerate(by_fact.values()):
        seen = sorted(((scope.glance(facet), facet) for facet in found), key=_by_cost)
        kind = seen[0][0].kind
        turn = turns[kind]
        turns[kind] += 1
        ranked += [(rank, turn, at, facet) for rank, (_, facet) in enumerate(seen)]
    return [facet for *_, facet in sorted(ranked)]


def _by_cost(seen: tuple[Glance, FacetId]) -> int:
    return seen[0].cost


def _held(values: Iterable[Value]) -> Iterator[str]:
    for value in values:
        match value:
            case Named(name):
                yield name
            case List(items):
                yield from _held(items)
            case Views(_, entries):
                yield from _held(entry for _, entry in entries)
            case _:
                pass
