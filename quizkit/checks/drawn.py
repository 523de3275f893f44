"""What is wrong with questions as they are drawn: told at their fact, with the question itself.

Names and texts of a deck meet in options as nobody wrote them. What a rule looks for in what an
author wrote, it looks for here too. Words that a value brings with it are none of this.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Final

from quizkit.checks.context import Context, Finding, place
from quizkit.checks.sight import Sight
from quizkit.model import NOWHERE, Location, Note, Problem, Question, Severity

Judge = Callable[[Sight], str]
"""Looks at a question and returns what is wrong with it, or ""."""

_CARD: Final = "card"


def flawed(  # noqa: PLR0913  # each part of a problem by its own name
    context: Context,
    judge: Judge,
    *,
    code: str,
    severity: Severity,
    do: str,
    by: str = "fact",
    but: Collection[str] = (),
    but_at: Collection[Location] = (),
) -> Iterator[Finding]:
    """Yield what a judge finds in the questions drawn, the same thing once.

    Args:
        context: The deck; where nothing is drawn, nothing is found.
        judge: What is looked for.
        code: The rule's code.
        severity: Its severity.
        do: What to do about it.
        by: What is the same: "fact" (and role), "wording", or "cause": the judge's words about
            questions of one kind and role, told where the answer is what they speak of.
        but: Ids of facts and cards that were told already.
        but_at: Places of wordings that were told already.
    """
    found: dict[tuple[object, ...], list[tuple[Question, str]]] = {}
    for seen in context.drawn:
        plan = seen.question.plan
        if plan.fact not in but and plan.template.at not in but_at:
            key: tuple[object, ...] = (plan.fact, plan.role)
            if by == "wording" and plan.kind != _CARD:
                key = (plan.template.at,)
            if by != "cause" and key in found:
                continue
            why = judge(seen)
            if why:
                at = (plan.kind, plan.role, why) if by == "cause" else key
                found.setdefault(at, []).append((seen.question, why))
    for made in found.values():
        question, why = next((each for each in made if _is_meant(*each)), made[0])
        more = len({each.plan.fact for each, _ in made}) - 1
        problem = Problem(code, severity, why, NOWHERE)
        yield _finding(context, question, problem, (*_more(more), Note("help", do)))


def _is_meant(question: Question, why: str) -> bool:
    """Return whether a judge speaks of the answer."""
    return any(f"“{question.options[key]}”" in why for key in question.keys)


def _more(count: int) -> tuple[Note, ...]:
    if not count:
        return ()
    facts = "one more fact" if count == 1 else f"{count} more facts"
    return (Note("known", f"it stands in questions of {facts}"),)


def _finding(
    context: Context, question: Question, problem: Problem, notes: tuple[Note, ...]
) -> Finding:
    plan = question.plan
    notes = (Note("known", f"as it is drawn: {shown(question)}"), *notes)
    if plan.kind == _CARD:
        card = context.planner.cards[plan.fact]
        at = place(card, "wrong", "q", "cloze")
        return context.on_card(problem._replace(at=at, notes=notes), card)
    fact = context.facts[plan.fact]
    problem = problem._replace(at=place(fact, plan.role), notes=notes)
    return context.on_fact(problem, fact, role=plan.role)


def shown(question: Question) -> str:
    """Return a question as one line, its options in brackets."""
    options = f" ({' / '.join(question.options)})" if question.options else ""
    return f"{question.stem}{options}"
