"""Which fact's facet a question belongs to that several facts would ask alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from quizkit.model import FacetId, Fact, List, Plan, Refusal, Role
from quizkit.questions import refuse
from quizkit.questions.index import facet_id, fact_of

if TYPE_CHECKING:
    from quizkit.questions.plan import Planner

MOST_ALIKE = 50
"""Of so many facts at most it is looked up whether they ask the very same question."""


def same(planner: Planner, facet: FacetId, plans: tuple[Plan, ...]) -> tuple[Plan, ...] | Refusal:
    """Let the first of several facts own a question that all of them would ask alike."""
    if len(plans[0].not_excluded) == 1:
        return plans
    mine = {_asked(plan) for plan in plans}
    for fact_id in islice(sorted(plans[0].not_excluded), MOST_ALIKE):
        if fact_id >= plans[0].fact:
            break
        owner = facet_id(planner.deck.id, fact_id, plans[0].role)
        if mine <= {_asked(plan) for plan in planner.plans(owner)}:
            return refuse.shared(facet, plans[0], owner)
    return plans


def share(planner: Planner, facet: FacetId, plans: tuple[Plan, ...]) -> tuple[Plan, ...] | Refusal:
    """Let the fact with the smallest id own a question about several."""
    for fact_id in plans[0].shared:
        owner = facet_id(planner.deck.id, fact_id, plans[0].role)
        if owner == facet:
            break
        if _owns(planner, owner, plans[0]):
            return refuse.shared(facet, plans[0], owner)
    return plans


def owner_of(planner: Planner, plan: Plan, alike: Callable[[Fact], Iterable[Plan]]) -> str:
    """Return the id of the first fact whose own plans leave the very facts that this one leaves.

    Args:
        planner: The planner.
        plan: A question about several facts.
        alike: The plans of another fact that ask in the same way.
    """
    for fact_id in islice(plan.shared, MOST_ALIKE):
        if fact_id == plan.fact:
            break
        theirs = alike(planner.facts[fact_id])
        if any(other.not_excluded == plan.not_excluded for other in theirs):
            return fact_id
    return plan.fact


def _asked(plan: Plan) -> tuple[object, ...]:
    """Return what two facts' plans have in common if they ask the very same."""
    return plan.template.text, plan.parts, plan.printed, plan.accepted


def _owns(planner: Planner, owner: FacetId, plan: Plan) -> bool:
    fact_id, name = fact_of(owner)
    fact = planner.facts[fact_id]
    role = planner.deck.kinds[fact.kind].roles[name]
    goals = () if planner.early(owner, fact, role) else planner.search.goals(fact, role)
    wordings = planner.wordings(fact, role, field_of(fact, role))
    if any(planner.search.one(goal, each) for goal in goals for each in wordings):
        return False
    listed = (other for goal in goals for other in planner.lists(goal))
    return any(other.not_excluded == plan.not_excluded for other in listed)


def field_of(fact: Fact, role: Role) -> str:
    """Return the field of a role that asks for a fact's value: "ask", or "ask all" of a list."""
    value = fact.values[role.name]
    several = isinstance(value, List) and len(value.items) > 1 and not value.ordered
    return "ask all" if several else "ask"
