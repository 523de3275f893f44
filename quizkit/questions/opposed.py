"""Two answers set against each other: a facet asked with one other facet's answer beside its own.

Its stem prints what tells the two facts apart, for any plan does so of facts with other answers:
the cheapest one is taken. The other answer must be proved wrong, like any other option.
"""

from collections.abc import Iterable
from random import Random

from quizkit.model import Fact, Form, Many, Plan, Question, Value, Way
from quizkit.questions.material import Material, placed
from quizkit.questions.pick import ordered
from quizkit.questions.plan import Planner
from quizkit.values.relations import answer_key


def opposed(materials: Iterable[Material], rival: Value) -> Question | None:
    """Return a choice between a facet's answer and one other, or None if that proves nothing.

    Args:
        materials: The facet's plans, each with its seed and the stem to avoid; the rival, if it
            can be an option, is among the lures.
        rival: The other answer, of the same role.

    Returns:
        The cheapest; one with another stem than that to be avoided before one without.
    """
    cheapest = sorted(materials, key=lambda material: material.plan.cost)
    found = (
        (question, material.wish.avoid_stem)
        for material in cheapest
        if material.plan.way is Way.PLAIN and material.plan.many is Many.ONE
        if (question := _opposed(material, rival))
    )
    first: Question | None = None
    for question, avoided in found:
        if question.stem != avoided:
            return question
        first = first or question
    return first


def _opposed(material: Material, rival: Value) -> Question | None:
    made, wanted = placed(material, 2), answer_key(rival, precision=material.plan.asked)
    if made is None or wanted is None:
        return None
    keys = ((lure, answer_key(lure.value, precision=made.plan.asked)) for lure in made.lures)
    lure = next((lure for lure, key in keys if key == wanted), None)
    if lure is None:
        return None
    key = made.plan.accepted[0]
    values = ordered(made, [key, lure.value], rng=Random(made.seed))
    options = tuple(map(made.show, values))
    at = values.index(key)
    return Question(
        facet=made.plan.facet,
        form=Form.CHOICE,
        stem=made.stem,
        options=options,
        keys=(at,),
        answer=options[at],
        plan=made.plan,
        seed=made.seed,
        values=tuple(values),
        lures=(lure,),
        guess=0.5,
    )


def giver(planner: Planner, plan: Plan, given: Value) -> Fact | None:
    """Return the fact that a wrong answer to a plan belongs to, or None.

    Of several the one that shares most with the fact asked for.

    Args:
        planner: The deck's planner.
        plan: The question.
        given: The wrong answer.
    """
    fact = planner.facts.get(plan.fact)
    wanted = answer_key(given, precision=plan.asked)
    if fact is None or wanted is None:
        return None
    index = planner.search.index(plan.kind)
    givers = index.column(plan.role).answers(plan.asked).get(wanted, 0)
    others = [other for other in index.members(givers) if other.id not in plan.not_excluded]
    same = fact.values.items()
    return max(others, key=lambda o: sum(o.values.get(r) == v for r, v in same), default=None)
