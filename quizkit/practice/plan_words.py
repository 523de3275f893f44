"""What a plan says, in sentences: the same words wherever it is shown."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Final

from quizkit.model import ExamPlan, OpenPlan

REMEDIES: Final = "take fewer facts, a lower score, or a later day"
"""What helps where no number of minutes does."""

_NAMED: Final = 4
_DOUBTFUL: Final = 0.2


def heading(plan: ExamPlan | OpenPlan) -> str:
    """Return what a plan is of: until when, over how many facets, with how many minutes."""
    daily, facets = f"{minutes_text(plan.minutes)} a day", f"{plan.facets:,} facets"
    if isinstance(plan, OpenPlan):
        return f"{days_text(len(plan.plan))} at {daily}, {facets}."
    when = "today" if not plan.days else f"in {days_text(plan.days)}"
    return f"{short_day(plan.exam)} {plan.exam[:4]}, {when}; {facets}, {daily}."


def sentences(plan: ExamPlan | OpenPlan, *, remedies: str = REMEDIES) -> list[str]:
    """Return what is said of a plan: whether it is enough, and what it costs.

    Args:
        plan: The plan.
        remedies: What helps where no number of minutes does.
    """
    if isinstance(plan, OpenPlan):
        return [*([plan.backlog.sentence] if plan.backlog else []), foreseen(plan)]
    points, course = missed(plan), track(plan)
    told = [
        unfit(plan),
        f"On track? {course[:1].upper()}{course[1:]}.",
        needed(plan, remedies=remedies),
        "" if points is None else f"A missed day costs {points:.1f} points.",
        f"Kept after 60 days: {share(plan.kept_60_days)}.",
    ]
    return [each for each in told if each]


def foreseen(plan: OpenPlan) -> str:
    """Return what will be known on the last day, with study and without."""
    first, last = plan.known[0], plan.known[-1]
    low, high = last.low / plan.facets, last.high / plan.facets
    return (
        f"On {short_day(last.day)} you know about {last.known:,.0f} of {plan.facets:,} facets "
        f"({share(low)} to {share(high)}); without more study {plan.without_study:,.0f}, "
        f"today {first.known:,.0f}."
    )


def track(plan: ExamPlan) -> str:
    """Return whether the score wanted will be reached: yes, not safely, or no, and how likely."""
    if plan.is_on_track:
        return f"yes: {share(plan.target)} is likely"
    if plan.reached >= _DOUBTFUL:
        return f"not safely: {share(plan.target)} in {share(plan.reached)} of cases"
    return f"no: {share(plan.target)} is not likely"


def needed(plan: ExamPlan, *, remedies: str = REMEDIES) -> str:
    """Return how many minutes the score wanted needs, or "" where that is no news.

    Args:
        plan: The plan.
        remedies: What helps where no number of minutes does.
    """
    if not plan.days:
        return ""
    if plan.needed is None:
        return (
            f"No number of minutes up to 240 a day makes {share(plan.target)} likely by then: "
            f"{remedies}."
        )
    if plan.is_on_track and plan.needed >= plan.minutes:
        return f"{share(plan.target)} needs about as many minutes as these."
    if plan.needed == plan.minutes:
        return ""
    is_more = plan.needed > plan.minutes
    told = f"{minutes_text(plan.needed)} a day would be {'needed' if is_more else 'enough'}"
    return f"{'About ' if is_more else ''}{told} for {share(plan.target)}."


def unfit(plan: ExamPlan) -> str:
    """Return what does not fit, if anything, else "": on the first day, not on the last."""
    if not plan.left_out:
        return ""
    left = sum(each.facets for each in plan.left_out)
    some = ", ".join(
        f"{spoken(each.role)} ({each.facets})" for each in islice(plan.left_out, _NAMED)
    )
    more = f" and {len(plan.left_out) - _NAMED} more" if len(plan.left_out) > _NAMED else ""
    return (
        f"Not everything fits: about {left} of {plan.facets} facets will not be started. "
        f"Left out: {some}{more}."
    )


def others(plan: ExamPlan) -> Sequence[tuple[int, float]]:
    """Return other minutes a day and the score they bring; those that are no others left out."""
    return [each for each in (plan.fewer, plan.more) if each[0] != plan.minutes]


def missed(plan: ExamPlan) -> float | None:
    """Return what a missed day costs [points of 100, >= 0]; None where there is no day to miss."""
    return max(0.0, -100 * plan.missed_day) if plan.days > 1 else None


def spoken(role: str) -> str:
    """Return a kind and its role in words.

    >>> spoken("visit.end_date"), spoken("office.office")
    ('end date of visit', 'office')
    """
    kind, _, name = role.replace("_", " ").rpartition(".")
    return name if kind in ("", name) else f"{name} of {kind}"


def short_day(day: str) -> str:
    """Return a day as people write it.

    >>> short_day("2026-06-02")
    'Tue 2 June'
    """
    found = date.fromisoformat(day)
    return f"{found:%a} {found.day} {found:%B}"


def share(value: float) -> str:
    """Return a share as people read it.

    >>> share(0.814)
    '81 %'
    """
    return f"{100 * value:.0f} %"


def minutes_text(count: int) -> str:
    """Return a number of minutes.

    >>> minutes_text(1), minutes_text(25)
    ('1 minute', '25 minutes')
    """
    return "1 minute" if count == 1 else f"{count} minutes"


def days_text(count: int) -> str:
    """Return a number of days.

    >>> days_text(1), days_text(12)
    ('1 day', '12 days')
    """
    return "1 day" if count == 1 else f"{count} days"
