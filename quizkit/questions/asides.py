"""The wrong answers of questions whose answer is no value of a role: steps, times, counts."""

from quizkit.model import Fact, List, Lure, Plan, Way


def asides(plan: Plan, fact: Fact | None) -> tuple[Lure, ...] | None:
    """Return every usable wrong answer of such a plan, or None: they come from the deck's values.

    After a step it is any other step but the printed one; of two times the other one; counts and
    ratios get numbers near the right one, which the form makes.

    Args:
        plan: The plan.
        fact: The fact asked for; None for a card.
    """
    if plan.way is Way.AFTER and fact is not None:
        steps = fact.values[plan.role]
        barred = {*plan.accepted, *(item.value for item in plan.printed if item.role == "step")}
        items = steps.items if isinstance(steps, List) else ()
        near = {step: 1 / (1 + abs(at - _place(items, plan))) for at, step in enumerate(items)}
        return tuple(
            Lure(step, "complete", close=near[step]) for step in items if step not in barred
        )
    if plan.way is Way.LARGER:
        times = (item.value for item in plan.printed if item.role in ("earlier", "later"))
        return tuple(
            Lure(time, "fact", plan.fact, 1.0) for time in times if time not in plan.accepted
        )
    return () if plan.way in (Way.HOW_MANY, Way.TIMES) else None


def _place(items: tuple[object, ...], plan: Plan) -> int:
    return items.index(plan.accepted[0])
