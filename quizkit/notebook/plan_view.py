"""A plan at the end of a cell: what it is of, what comes of it, and a small table."""

from collections.abc import Iterator
from typing import Final

from quizkit.model import ExamPlan, OpenPlan
from quizkit.notebook.blocks import Block, Grid, Line
from quizkit.practice.plan_words import heading, minutes_text, others, sentences, share, short_day

STEP: Final = 3
"""Of the days that a plan without an exam looks at, every third is shown, and the last."""

_FUTURES: Final = "9 of 10 futures"


def blocks(plan: ExamPlan | OpenPlan) -> Iterator[Block]:
    """Yield what is shown of a plan.

    Args:
        plan: The plan.
    """
    is_exam = isinstance(plan, ExamPlan)
    yield Line(heading(plan), "Exam plan" if is_exam else "Plan", strong=True)
    yield from map(Line, sentences(plan))
    yield _scores(plan) if isinstance(plan, ExamPlan) else _known(plan)
    if plan.plan:
        yield Line("Each day of study is in .plan.", small=True)


def _scores(plan: ExamPlan) -> Grid:
    """Return the score to be expected, beside those of other minutes and of none."""
    band = f"{100 * plan.low:.0f} to {share(plan.high)}"
    here = (plan.minutes, plan.expected, band)
    around = [(*other, "") for other in others(plan)] if plan.days else []
    rows = [
        (minutes_text(minutes), share(score), band)
        for minutes, score, band in sorted([*around, here])
    ]
    none = [("no more study", share(plan.without_study), "")] if plan.days else []
    return Grid(("minutes a day", "expected", _FUTURES), (*rows, *none), row_heads=True)


def _known(plan: OpenPlan) -> Grid:
    rows = tuple(
        (
            short_day(each.day),
            f"{each.known:,.0f}",
            share(each.known / plan.facets),
            f"{each.low:,.0f} to {each.high:,.0f}",
        )
        for each in (*plan.known[:-1:STEP], plan.known[-1])
    )
    return Grid(("day", "facets known", "share", _FUTURES), rows, row_heads=True)
