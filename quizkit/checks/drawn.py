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
    but: Collection[str] = (),
    but_at: Collection[Location] = (),
    by_wording: bool = False,
) -> Iterator[Finding]:
    """Yield what a judge finds in the questions drawn, once for each fact and role.

    Args:
        context: The deck; where nothing is drawn, nothing is found.
        judge: What is looked for.
        code: The rule's code.
        severity: Its severity.
        do: What to do about it.
        but: Ids of facts and cards that were told already.
        but_at: Places of wordings that were told already.
        by_wording: Once for each wording, at the first fact that is asked so.
    """
    told: set[object] = set()
    for seen in context.drawn:
        plan = seen.question.plan
        asked = plan.template.at if by_wording and plan.kind != _CARD else (plan.fact, plan.role)
        if asked not in told and plan.fact not in but and plan.template.at not in but_at:
            why = judge(seen)
            if why:
                told.add(asked)
                yield _finding(context, seen.question, Problem(code, severity, why, NOWHERE), do)


def _finding(context: Context, question: Question, problem: Problem, do: str) -> Finding:
    plan = question.plan
    notes = (Note("known", f"as it is drawn: {shown(question)}"), Note("help", do))
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
