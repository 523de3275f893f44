"""A plan as plots and sentences: which figure stands in which bar; the figures come as they are."""

from typing import Final

from quizkit.model import ExamPlan, OpenPlan, PlanDay
from quizkit.practice import plan_words
from quizkit.practice.plan_words import minutes_text, others, share, short_day
from quizkit.tui.widgets.plot import Mark, Plot

_REMEDIES: Final = "take fewer facts (g Tags), or a later day (d Date)"
_SHOWN: Final = 14
_STEP: Final = 3


def plots(plan: ExamPlan | OpenPlan) -> list[Plot]:
    """Return what is drawn of a plan."""
    first = _scores(plan) if isinstance(plan, ExamPlan) else _known(plan)
    return [first, _days(plan.plan)] if plan.plan else [first]


def sentences(plan: ExamPlan | OpenPlan) -> list[str]:
    """Return what is said of a plan: whether it is enough, and what it costs."""
    return plan_words.sentences(plan, remedies=_REMEDIES)


def _scores(plan: ExamPlan) -> Plot:
    """Return the score to be expected, beside those of other minutes and of none."""
    band = f"{plan.low * 100:.0f} to {plan.high * 100:.0f}"
    here = Mark(
        f"{minutes_text(plan.minutes)} a day",
        plan.expected,
        f"{share(plan.expected)} ({band})",
        plan.low,
        plan.high,
        (share(plan.expected), band),
    )
    around = [
        (minutes, Mark(minutes_text(minutes), score, share(score), cells=(share(score), "")))
        for minutes, score in (others(plan) if plan.days else ())
    ]
    none = Mark(
        "no more study", plan.without_study, share(plan.without_study),
        cells=(share(plan.without_study), ""),
    )  # fmt: skip
    ordered = sorted([*around, (plan.minutes, here)], key=lambda each: each[0])
    return Plot(
        "Expected on the day",
        (*(mark for _, mark in ordered), *([none] if plan.days else ())),
        headings=("minutes a day", "expected", "9 of 10 futures"),
        top=1.0,
    )


def _known(plan: OpenPlan) -> Plot:
    return Plot(
        f"Known, at {minutes_text(plan.minutes)} a day",
        tuple(
            Mark(
                short_day(p.day),
                p.known,
                f"{p.known:,.0f} ({p.low:,.0f} to {p.high:,.0f})",
                p.low,
                p.high,
                (f"{p.known:,.0f}", f"{p.low:,.0f} to {p.high:,.0f}"),
            )
            for p in (*plan.known[:-1:_STEP], plan.known[-1])
        ),
        headings=("day", "facets known", "9 of 10 futures"),
        top=float(plan.facets),
        note=f"Of {plan.facets:,} facets.",
    )


def _days(days: tuple[PlanDay, ...]) -> Plot:
    return Plot(
        "Day by day",
        tuple(
            Mark(
                short_day(day.day),
                day.minutes,
                f"{_min(day.minutes)}, {day.new:.0f} new, {day.old:.0f} old",
                cells=(f"{day.minutes:.0f}", f"{day.new:.0f}", f"{day.old:.0f}"),
            )
            for day in days
        ),
        headings=("day", "minutes", "new", "old"),
        most=_SHOWN,
    )


def _min(minutes: float) -> str:
    return "under 1 min" if 0.0 < minutes < 0.5 else f"{minutes:.0f} min"
