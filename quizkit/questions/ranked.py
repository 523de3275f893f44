"""What came first or last in a complete list, and how many there were."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from quizkit.model import Date, Fact, Kind, Many, Plan, Precision, Printed, Role, Text, Way
from quizkit.questions.choices import Wording
from quizkit.questions.index import facet_id
from quizkit.questions.search import Goal, Search
from quizkit.questions.whole import inside, left_facts, told
from quizkit.values.numbers import counted
from quizkit.values.relations import answer_key, excludes

COUNT = "count"
"""What stands for the role in the facet of a "how many": `deck/fact#count`."""

MOST_RANKED = 200
"""Nobody asks which of so many came first."""

MOST_COUNTED = 20
"""A longer list is counted by nobody from memory."""


def end_plans(search: Search, goal: Goal, wordings: Sequence[Wording], way: Way) -> Iterator[Plan]:
    """Yield the plans that ask what came first, or last, of a complete list.

    Every fact left stands in the list, certainly fits what is printed and has a sure date; all
    that may have come first give the same answer, and the fact asked for is one of them.

    Args:
        search: The deck's search.
        goal: What is asked.
        wordings: The role's `ask first` or `ask last`.
        way: FIRST or LAST.
    """
    kind, facts = search.deck.kinds[goal.fact.kind], inside(search, goal)
    clocks = _clocks(kind, goal)
    if not clocks or not facts or goal.asked is Precision.MONTH:
        return
    unseen = {role: level for role, level in goal.usable.items() if role not in clocks}
    timeless = goal._replace(usable=unseen)
    for wording in wordings:
        plan = search.first(timeless, wording, lambda left: _is_ranked(left, facts))
        if plan and _is_end(search, plan, goal, clocks, way):
            whole = _scoped(search, plan, goal.fact)
            if not _is_told(search, whole):
                yield whole._replace(way=way, definite=True)


def count_plans(search: Search, fact: Fact, wordings: Sequence[Wording]) -> Iterator[Plan]:
    """Yield the plans that ask how many facts a complete list holds, two at least.

    Args:
        search: The deck's search.
        fact: One of the facts.
        wordings: The kind's `ask how many`.
    """
    goal = search.bare_goal(fact, Role(COUNT, "number"))
    facts = inside(search, goal)
    if not facts:
        return
    for wording in wordings:
        plan = search.first(goal, wording, lambda left: not left & ~facts)
        count = len(plan.not_excluded) if plan else 0
        if plan and 1 < count <= MOST_COUNTED and _is_countable(search, plan, fact):
            whole = _scoped(search, plan, fact)._replace(accepted=(counted(count),))
            if not _is_told(search, whole):
                yield whole._replace(
                    facet=facet_id(search.deck.id, fact.id, COUNT),
                    many=Many.ONE,
                    way=Way.HOW_MANY,
                    definite=True,
                    shared=tuple(sorted(plan.not_excluded)),
                )


def _is_ranked(left: int, facts: int) -> bool:
    return not left & ~facts and 1 < left.bit_count() <= MOST_RANKED


def _clocks(kind: Kind, goal: Goal) -> tuple[str, ...]:
    """Return the roles that tell the time: the asked one if it is a date, else the kind's dates.

    The wordings of a built-in kind speak of its first date; of a deck's own kind nobody knows.
    """
    if goal.role.type == "date":
        return (goal.role.name,)
    dates = tuple(role.name for role in kind.roles.values() if role.type == "date")
    return dates[:1] if kind.builtin else dates


def _is_end(search: Search, plan: Plan, goal: Goal, clocks: tuple[str, ...], way: Way) -> bool:
    """Return whether the fact came first, or last, by each clock that the facts left have."""
    facts = left_facts(search, plan)
    if not _all_fit(search, plan) or any(told(fact) != told(goal.fact) for fact in facts):
        return False
    given = [clock for clock in clocks if any(clock in fact.values for fact in facts)]
    return clocks[0] in given and all(_ends(facts, goal, clock, way) for clock in given)


def _ends(facts: Sequence[Fact], goal: Goal, clock: str, way: Way) -> bool:
    times = [fact.values.get(clock) for fact in facts]
    dates = [time for time in times if isinstance(time, Date) and _is_sure(time)]
    if len(dates) < len(facts):
        return False
    if way is Way.FIRST:
        line = min(date.last for date in dates)
        ends = [fact for fact, date in zip(facts, dates, strict=True) if date.first <= line]
    else:
        line = max(date.first for date in dates)
        ends = [fact for fact, date in zip(facts, dates, strict=True) if date.last >= line]
    answers = {answer_key(f.values.get(goal.role.name), precision=goal.asked) for f in ends}
    return answers == {goal.key} and goal.fact.id == min(fact.id for fact in ends)


def _are_apart(search: Search, facts: Sequence[Fact]) -> bool:
    """Return whether no two of the facts may be one event: some role of theirs excludes it."""
    return all(
        any(
            excludes(value, two.values.get(role), places=search.places)
            for role, value in one.values.items()
        )
        for one, two in combinations(facts, 2)
    )


def _is_sure(date: Date) -> bool:
    return date.precision is not None and not (date.about or date.uncertain)


def _is_countable(search: Search, plan: Plan, fact: Fact) -> bool:
    facts = left_facts(search, plan)
    alike = all(told(other) == told(fact) for other in facts)
    return alike and _all_fit(search, plan) and _are_apart(search, facts)


def _all_fit(search: Search, plan: Plan) -> bool:
    index, certain = search.index(plan.kind), search.certain(plan)
    return all(certain >> index.at(fact_id) & 1 for fact_id in plan.not_excluded)


def _is_told(search: Search, plan: Plan) -> bool:
    """Return whether the answer stands in what is printed, the scope included."""
    return any(search.giveaway(plan.accepted[0], item.value, plan.asked) for item in plan.printed)


def _scoped(search: Search, plan: Plan, fact: Fact) -> Plan:
    scope = search.deck.groups[fact.group].complete
    return plan._replace(scope=scope, printed=(*plan.printed, Printed("scope", Text(scope))))
