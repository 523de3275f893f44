"""Wrong answers that are certainly wrong and plausible, drawn from the deck."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from quizkit.model import (
    OTHER,
    Date,
    Fact,
    List,
    Lure,
    Named,
    Number,
    Plan,
    Text,
    Value,
    Views,
)
from quizkit.questions.falsehood import Falsehood
from quizkit.questions.likeness import Likeness, best_tiers
from quizkit.questions.plan import Planner
from quizkit.questions.printable import answer_at
from quizkit.text import fold
from quizkit.values.relations import answer_key

MOST_LOOKED_AT: Final = 120
"""Of so many values at most the distractors are drawn: a big deck's rest adds nothing."""


class Lures:
    """Finds the distractors of plans of one deck.

    Args:
        planner: The deck's planner.
    """

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self._deck = planner.deck
        self._search = planner.search
        self.likeness = Likeness(planner.search)
        self.falsehood = Falsehood(planner.search, self.likeness)
        self._kept: dict[tuple[str, str, int], tuple[Lure, ...]] = {}
        self._typed: dict[str, tuple[Value, ...]] | None = None

    def pool(self, plan: Plan, stem: str) -> tuple[Lure, ...]:
        """Return every usable wrong answer of a plan, nearest first.

        Args:
            plan: The plan.
            stem: Its sentence; what stands there is never an option.
        """
        at = (plan.facet, plan.template.text, plan.rank)
        pool = self._kept.get(at)
        if pool is None:
            found = sorted(self._found(plan, f" {fold(stem)} "), key=lambda lure: -lure.close)
            pool = best_tiers(found)
            self._kept[at] = pool
        return pool

    def _found(self, plan: Plan, folded: str) -> Iterator[Lure]:
        seen = set()
        for value, author in self._candidates(plan):
            key = answer_key(value)
            if key is None or key in seen:
                continue
            seen.add(key)
            shown = like_key(value, plan.accepted[0])
            close = self.likeness.close(plan, value)
            lure = Lure(shown, "author" if author else "", close=close)
            if not self.likeness.fits(plan, lure, folded):
                continue
            if author:
                if not self.falsehood.may_be_right(plan, value):
                    yield lure
            elif reason := self.falsehood.why(plan, value):
                yield lure._replace(why=reason[0], fact=reason[1])

    def _candidates(self, plan: Plan) -> Iterator[tuple[Value, bool]]:
        if plan.kind == "card":
            card = self._planner.cards[plan.fact]
            yield from ((Text(text), True) for text in card.wrong)
            return
        fact = self._planner.facts[plan.fact]
        role = self._deck.kinds[plan.kind].roles[plan.role]
        for wrong in fact.wrong.get(plan.role, ()):
            yield from ((item, True) for item in singles(wrong, plan))
        yield from ((Text(member, member=True), False) for member in role.members)
        for value in self._siblings(plan, fact):
            yield from ((item, False) for item in singles(value, plan))
        if role.type == "any":
            return
        for value in spread(self._of_type(self.likeness.type_of(plan.accepted[0]))):
            yield from ((item, False) for item in singles(value, plan))

    def _siblings(self, plan: Plan, fact: Fact) -> Iterator[Value]:
        """Yield the role's values in other facts: those of like facts, then some of the rest."""
        index = self._search.index(plan.kind)
        values = tuple(index.column(plan.role).masks)
        if len(values) > MOST_LOOKED_AT:
            for role, value in fact.values.items():
                if role != plan.role:
                    alike = index.members(index.column(role).masks.get(value, 0))
                    for other in islice(alike, MOST_LOOKED_AT // 4):
                        if plan.role in other.values:
                            yield other.values[plan.role]
        yield from spread(values)

    def _of_type(self, type_: str) -> tuple[Value, ...]:
        """Return the deck's values of a type: names from their declarations, dates from facts."""
        if self._typed is None:
            found: dict[str, dict[Value, None]] = {}
            for name in self._deck.names.values():
                found.setdefault(name.type, {})[Named(name.name)] = None
            for fact in self._deck.facts:
                for value in fact.values.values():
                    if isinstance(value, Date) and value.precision:
                        found.setdefault("date", {})[value] = None
            self._typed = {name: tuple(values) for name, values in found.items()}
        return self._typed.get(type_, ())


def spread(values: Sequence[Value]) -> Sequence[Value]:
    """Return all values, or of very many some, evenly from first to last.

    >>> len(spread([Text(str(n)) for n in range(10_000)])) <= MOST_LOOKED_AT
    True
    """
    return values[:: -(-len(values) // MOST_LOOKED_AT) or 1]


def like_key(value: Value, key: Value) -> Value:
    """Return a wrong number with the key's bound, so that no option stands out."""
    if isinstance(value, Number) and isinstance(key, Number):
        return value._replace(bound=key.bound)
    return value


def singles(value: Value, plan: Plan) -> Iterator[Value]:
    """Yield the answers in a value: the members of a list, a date as it is asked."""
    if isinstance(value, List):
        for item in value.items:
            yield from singles(item, plan)
    elif isinstance(value, Date):
        if answer_key(value, precision=plan.asked) is not None:
            yield answer_at(value, plan.asked)
    elif not isinstance(value, Views) and value is not OTHER:
        yield value
