"""Whether two readings of a deck ask the same: the same facets, keys and plans.

How something is written does not count: places, marks and blanks of a wording, notes, sources,
names that no answer uses. A new id counts as the old fact where the author had given none.
"""

from collections.abc import Mapping
from typing import NamedTuple

from quizkit.checks.naming import named_in
from quizkit.model import Name, Plan
from quizkit.questions.index import fact_of
from quizkit.questions.plan import Planner


class Sameness(NamedTuple):
    """What must stay when only the writing of a deck changes.

    Attributes:
        ids: Ids of the facts, then of the cards, in deck order.
        asked: What each plan asks, with facts as positions.
        refused: Position, role and code of what is not asked.
        names: The names that are answers, with all their spellings.
    """

    ids: tuple[str, ...]
    asked: frozenset[tuple[object, ...]]
    refused: frozenset[tuple[object, ...]]
    names: frozenset[tuple[object, ...]]


def sameness(planner: Planner) -> Sameness:
    """Return what must stay of a deck; plans the whole of it."""
    deck = planner.deck
    ids = (*(fact.id for fact in deck.facts), *(card.id for card in deck.cards))
    order = {id_: place for place, id_ in enumerate(ids)}
    asked: set[tuple[object, ...]] = set()
    refused: set[tuple[object, ...]] = set()
    named: set[str] = set()
    together: set[tuple[object, ...]] = set()
    for facet in planner.candidates:
        for plan in planner.plans(facet):
            asked.add(_asked(plan, order))
            together.update((fact, plan.role) for fact in _facts(plan, order))
            named.update(name for value in plan.accepted for name in named_in(value))
        refusal = planner.refusal(facet)
        if refusal is not None:
            fact, role = fact_of(facet)
            refused.add((order.get(fact, fact), role, refusal.code))
    # Which of several facts stands for all of them hangs on their ids.
    refused = {row for row in refused if row[2] or row[:2] not in together}
    names = frozenset(_name(deck.names[name]) for name in named if name in deck.names)
    return Sameness(ids, frozenset(asked), frozenset(refused), names)


def is_same(before: Sameness, after: Sameness) -> bool:
    """Tell whether nobody who is asked would see a difference.

    Args:
        before: The deck before.
        after: And after; its ids may be new where there were none.
    """
    return before[1:] == after[1:] and _same_ids(before.ids, after.ids)


def _same_ids(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    pairs = zip(before, after, strict=False)
    return len(before) == len(after) and all(
        old == new or old.startswith("~") for old, new in pairs
    )


def _asked(plan: Plan, order: Mapping[str, int]) -> tuple[object, ...]:
    return (
        _facts(plan, order),
        plan.role,
        plan.language,
        _letters(plan.template.text),
        plan.asked,
        tuple((printed.role, printed.value, printed.precision) for printed in plan.printed),
        frozenset(plan.accepted),
        plan.many,
        plan.way,
        plan.scope,
        frozenset(plan.barred),
    )


def _facts(plan: Plan, order: Mapping[str, int]) -> frozenset[object]:
    """Return the facts that a plan is about: of several with one answer, any may stand for all."""
    facts = (plan.fact, *plan.shared, *plan.not_excluded)
    return frozenset(order.get(fact, fact) for fact in facts)


def _letters(text: str) -> str:
    """Return a wording without what a mending may change: case, blanks and marks."""
    return "".join(char for char in text.casefold() if char.isalnum() or char in "{}[]")


def _name(name: Name) -> tuple[object, ...]:
    spellings = frozenset(name.spellings.items())
    known = frozenset(name.aka), frozenset(name.never), frozenset(name.within)
    return (name.name, name.type, *known, name.article, spellings)
