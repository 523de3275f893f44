"""Lists: all that fits in a complete one asked at once, one of an open one, what is not in it."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from quizkit.model import OTHER, Fact, List, Many, Plan, Printed, Text, Value, Views, Way
from quizkit.questions.choices import Wording
from quizkit.questions.index import Key
from quizkit.questions.printable import answer_at
from quizkit.questions.search import Goal, Search
from quizkit.values.relations import answer_key, excludes


def whole_plans(
    search: Search, goal: Goal, wordings: Sequence[Wording], *, way: Way = Way.PLAIN
) -> tuple[Plan, ...]:
    """Return the plans that ask for every answer of a complete list, or for what is not in it.

    Every fact left stands in the list, certainly fits what is printed and gives a sure answer; all
    are seen from one viewpoint and told by one source; the answers, two at least, exclude each
    other; none stands in the stem.

    Args:
        search: The deck's search.
        goal: One of the facts.
        wordings: The role's `ask all` or `ask which not`.
        way: PLAIN or WHICH_NOT.
    """
    scope = search.deck.groups[goal.fact.group].complete
    if not scope:
        return ()
    fits = inside(search, goal) & goal.among.column(goal.role.name).known(goal.asked)
    plans = (search.first(goal, wording, lambda left: not left & ~fits) for wording in wordings)
    wholes = (_whole(search, plan, goal, scope) for plan in plans if plan)
    return tuple(plan._replace(way=way) for plan in wholes if plan)


def member_plans(search: Search, goal: Goal, wordings: Sequence[Wording]) -> tuple[Plan, ...]:
    """Return the plans that ask what is no member of a complete list that one fact gives.

    Args:
        search: The deck's search.
        goal: A fact and its list.
        wordings: The role's `ask which not`.
    """
    plans = (search.one(goal, wording) for wording in wordings)
    return tuple(plan._replace(way=Way.WHICH_NOT) for plan in plans if plan)


def one_of_plans(search: Search, goal: Goal, wordings: Sequence[Wording]) -> tuple[Plan, ...]:
    """Return the plans that ask for one of several right answers: "Name one ..".

    Every fact left certainly fits what is printed and gives sure answers; all are told alike.

    Args:
        search: The deck's search.
        goal: One of the facts; an open list is its value, or one of several single values.
        wordings: The role's `ask one`, or its `ask` where that may be asked of an open list.
    """
    found = []
    named = _named(goal) if wordings else 0
    for wording in wordings:
        plan = search.first(goal, wording, lambda left: not left & ~named)
        if plan and (made := _one_of(search, plan, goal)):
            found.append(made)
    return tuple(found)


def inside(search: Search, goal: Goal) -> int:
    """Return the facts of the complete list that a fact belongs to, from all its groups."""
    scope = search.deck.groups[goal.fact.group].complete
    facts = 0
    for group in search.deck.groups:
        if scope and group.kind == goal.fact.kind and group.complete == scope:
            facts |= goal.among.group(group.index)
    return facts


def _named(goal: Goal) -> int:
    """Return the facts whose value, or each member of whose open list, is a sure answer."""
    facts = 0
    for value, mask in goal.among.column(goal.role.name).masks.items():
        members = tuple(_members(value))
        sure = (answer_key(member, precision=goal.asked) is not None for member in members)
        if members and not isinstance(value, Views) and all(sure):
            facts |= mask
    return facts


def _one_of(search: Search, plan: Plan, goal: Goal) -> Plan | None:
    facts = left_facts(search, plan)
    accepted = tuple(_accepted(facts, goal).values())
    alone = len(accepted) < 2 and not isinstance(goal.fact.values[goal.role.name], List)
    if alone or not _is_sure(search, plan) or not _is_told_alike(facts, goal):
        return None
    if _is_told(search, plan, accepted):
        return None
    shared = tuple(sorted(plan.not_excluded))
    return plan._replace(accepted=accepted, many=Many.ONE_OF, shared=shared)


def _whole(search: Search, plan: Plan, goal: Goal, scope: str) -> Plan | None:
    facts = left_facts(search, plan)
    accepted = tuple(_accepted(facts, goal).values())
    if not (_is_told_alike(facts, goal) and _is_apart(search, accepted)):
        return None
    if not _is_sure(search, plan) or _is_told(search, plan, accepted):
        return None
    return plan._replace(
        accepted=accepted,
        many=Many.ALL,
        scope=scope,
        printed=(*plan.printed, Printed("scope", Text(scope))),
        shared=tuple(sorted(plan.not_excluded)),
    )


def left_facts(search: Search, plan: Plan) -> list[Fact]:
    """Return the facts that a plan does not exclude."""
    index = search.index(plan.kind)
    return [index.facts[index.at(fact_id)] for fact_id in plan.not_excluded]


def _is_sure(search: Search, plan: Plan) -> bool:
    """Return whether all that is printed is certainly true of every fact left."""
    index, certain = search.index(plan.kind), search.certain(plan)
    return all(certain >> index.at(fact_id) & 1 for fact_id in plan.not_excluded)


def _is_told(search: Search, plan: Plan, accepted: Sequence[Value]) -> bool:
    """Return whether one of the answers stands in the stem."""
    return any(
        search.giveaway(value, item.value, plan.asked)
        for value in accepted
        for item in plan.printed
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
    elif value is not OTHER:
        yield value


def _is_told_alike(facts: Sequence[Fact], goal: Goal) -> bool:
    """Return whether all have the attribution and the viewpoint of the fact that is asked."""
    view = goal.key[:3] if goal.key[0] == "view" else None
    for fact in facts:
        key = answer_key(fact.values[goal.role.name], precision=goal.asked)
        theirs = key[:3] if key and key[0] == "view" else None
        if theirs != view or told(fact) != told(goal.fact):
            return False
    return True


def told(fact: Fact) -> tuple[object, ...]:
    """Return who says a fact, at what time, and for how long it held."""
    return fact.according_to, fact.at_time_of, fact.valid


def _is_apart(search: Search, values: Sequence[Value]) -> bool:
    """Return whether there are several answers, and no two of them may be the same."""
    return len(values) > 1 and all(
        excludes(one, two, places=search.places) for one, two in combinations(values, 2)
    )
