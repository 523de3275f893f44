"""Whole lists: all that fits in a group that its author called complete, asked at once."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from quizkit.model import Fact, List, Many, Plan, Printed, Text, Value
from quizkit.questions.choices import Wording
from quizkit.questions.index import Key
from quizkit.questions.printable import answer_at
from quizkit.questions.search import Goal, Search
from quizkit.values.relations import answer_key, excludes


def whole_plans(search: Search, goal: Goal, wordings: Sequence[Wording]) -> tuple[Plan, ...]:
    """Return the plans that ask for every answer of a complete list.

    Every fact left stands in the list and gives a sure answer; all are seen from one viewpoint
    and told by one source; the answers, two at least, exclude each other; none stands in the stem.

    Args:
        search: The deck's search.
        goal: One of the facts.
        wordings: The role's `ask all`.
    """
    scope = search.deck.groups[goal.fact.group].complete
    if not scope:
        return ()
    index = search.index(goal.fact.kind)
    inside = known = 0
    for group in search.deck.groups:
        if group.kind == goal.fact.kind and group.complete == scope:
            inside |= index.group(group.index)
    for mask in index.column(goal.role.name).answers(goal.asked).values():
        known |= mask
    fits = inside & known
    plans = (search.first(goal, wording, lambda left: not left & ~fits) for wording in wordings)
    wholes = (_whole(search, plan, goal, scope) for plan in plans if plan)
    return tuple(plan for plan in wholes if plan)


def _whole(search: Search, plan: Plan, goal: Goal, scope: str) -> Plan | None:
    index = search.index(goal.fact.kind)
    facts = [index.facts[index.at(fact_id)] for fact_id in plan.not_excluded]
    accepted = tuple(_accepted(facts, goal).values())
    if not (_is_told_alike(facts, goal) and _is_apart(search, accepted)):
        return None
    if any(
        search.giveaway(value, item.value, plan.asked)
        for value in accepted
        for item in plan.printed
    ):
        return None
    return plan._replace(
        accepted=accepted,
        many=Many.ALL,
        scope=scope,
        printed=(*plan.printed, Printed("scope", Text(scope))),
        shared=tuple(sorted(plan.not_excluded)),
    )


def _accepted(facts: Sequence[Fact], goal: Goal) -> dict[Key, Value]:
    found: dict[Key, Value] = {}
    for fact in facts:
        for value in _members(fact.values[goal.role.name]):
            key = answer_key(value, precision=goal.asked)
            if key is not None:
                found.setdefault(key, answer_at(value, goal.asked))
    return found


def _members(value: Value) -> Iterator[Value]:
    if isinstance(value, List):
        yield from value.items
    else:
        yield value


def _is_told_alike(facts: Sequence[Fact], goal: Goal) -> bool:
    """Return whether all have the attribution and the viewpoint of the fact that is asked."""
    view = goal.key[:3] if goal.key[0] == "view" else None
    for fact in facts:
        key = answer_key(fact.values[goal.role.name], precision=goal.asked)
        theirs = key[:3] if key and key[0] == "view" else None
        told = (fact.according_to, fact.at_time_of, theirs)
        if told != (goal.fact.according_to, goal.fact.at_time_of, view):
            return False
    return True


def _is_apart(search: Search, values: Sequence[Value]) -> bool:
    """Return whether there are several answers, and no two of them may be the same."""
    return len(values) > 1 and all(
        excludes(one, two, places=search.places) for one, two in combinations(values, 2)
    )
