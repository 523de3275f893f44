"""A plan as lines for people, 40 columns wide at most but for sentences, and as JSON."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from quizkit.model import ExamPlan, OpenPlan, PlanDay
from quizkit.practice.plan_words import (
    foreseen,
    heading,
    minutes_text,
    missed,
    needed,
    others,
    share,
    short_day,
    track,
    unfit,
)

_SHOWN_DAYS: Final = 14
_DAY: Final = 16
_BAR: Final = 5
_REMEDIES: Final = "take fewer facts (--tag), a lower --target, or a later day"


def lines(title: str, plan: ExamPlan | OpenPlan, *, exams: Sequence[str] = ()) -> list[str]:
    """Return a plan as lines for people.

    Args:
        title: What is studied.
        plan: The plan.
        exams: Sentences on exams that are kept and that this is not the plan of.
    """
    if isinstance(plan, ExamPlan):
        return _exam_lines(title, plan)
    return _open_lines(title, plan, exams)


def kept_exam(deck: str, day: str, *, today: date) -> str:
    """Return an exam that is kept as a sentence.

    Args:
        deck: Its deck, or "" for all of them.
        day: Its day, YYYY-MM-DD.
        today: The learner-day.

    >>> kept_exam("rivers", "2026-06-10", today=date(2026, 6, 1))
    'The exam of rivers is on Wed 10 June: `quizkit plan rivers`.'
    >>> kept_exam("", "2026-06-10", today=date(2026, 6, 11))
    'The exam of all decks, on Wed 10 June, is over: `quizkit plan --clear` forgets it.'
    """
    whose, command = deck or "all decks", f"quizkit plan {deck}".strip()
    if date.fromisoformat(day) < today:
        return f"The exam of {whose}, on {short_day(day)}, is over: `{command} --clear` forgets it."
    return f"The exam of {whose} is on {short_day(day)}: `{command}`."


def plain(plan: ExamPlan | OpenPlan) -> dict[str, Any]:
    """Return a plan as JSON knows it."""
    return _plain_exam(plan) if isinstance(plan, ExamPlan) else _plain_open(plan)


def _exam_lines(title: str, plan: ExamPlan) -> list[str]:
    return [
        f"Exam plan - {title}",
        heading(plan),
        *filter(None, [unfit(plan)]),
        "",
        f"Expected on the day   {_band(plan)}",
        f"Without more study    {_percent(plan.without_study)}",
        *_others(plan),
        f"Kept after 60 days    {_percent(plan.kept_60_days)}",
        *_missed(plan),
        f"On track              {track(plan)}",
        *filter(None, [needed(plan, remedies=_REMEDIES)]),
        *_table(plan.plan),
    ]


def _open_lines(title: str, plan: OpenPlan, exams: Sequence[str]) -> list[str]:
    return [
        f"Plan - {title}",
        f"{'' if exams else 'No exam is kept; '}{heading(plan)}",
        *exams,
        *([plan.backlog.sentence] if plan.backlog else []),
        "",
        f"{'known':<{_DAY}}  facets   share",
        *(
            f"{short_day(day):<{_DAY}} {known:7,.0f}  {_percent(known / plan.facets)}"
            for day, known, *_ in _some(plan.known)
        ),
        "",
        foreseen(plan),
        *_table(plan.plan),
    ]


def _plain_exam(plan: ExamPlan) -> dict[str, Any]:
    return {
        "v": 1,
        "exam": plan.exam,
        "days": plan.days,
        "minutes": plan.minutes,
        "facets": plan.facets,
        "expected": round(plan.expected, 4),
        "low": round(plan.low, 4),
        "high": round(plan.high, 4),
        "without_study": round(plan.without_study, 4),
        "other_minutes": [
            {"minutes": minutes, "expected": round(score, 4)} for minutes, score in others(plan)
        ],
        "target": plan.target,
        "on_track": plan.is_on_track,
        "reached": round(plan.reached, 4),
        "minutes_needed": plan.needed,
        "kept_60_days": round(plan.kept_60_days, 4),
        "missed_day": round(plan.missed_day, 4),
        "left_out": [each.role for each in plan.left_out],
        "left_out_facets": {each.role: each.facets for each in plan.left_out},
        "runs": plan.runs,
        "plan": _plain_days(plan.plan),
    }


def _plain_open(plan: OpenPlan) -> dict[str, Any]:
    back = plan.backlog
    return {
        "v": 1,
        "exam": None,
        "days": len(plan.plan),
        "minutes": plan.minutes,
        "facets": plan.facets,
        "without_study": round(plan.without_study, 2),
        "known": [
            {
                "day": each.day,
                "known": round(each.known, 2),
                "low": round(each.low, 2),
                "high": round(each.high, 2),
            }
            for each in plan.known
        ],
        "backlog": back
        and {
            "sentence": back.sentence,
            "known": round(back.known, 2),
            "started": back.started,
            "days": back.days,
            "new_again": back.new_again,
        },
        "runs": plan.runs,
        "plan": _plain_days(plan.plan),
    }


def _plain_days(days: Sequence[PlanDay]) -> list[dict[str, Any]]:
    return [
        {
            "day": day.day,
            "minutes": round(day.minutes, 1),
            "new": round(day.new, 1),
            "old": round(day.old, 1),
        }
        for day in days
    ]


def _band(plan: ExamPlan) -> str:
    return f"{_percent(plan.expected)} ({plan.low * 100:.0f}-{plan.high * 100:.0f})"


def _others(plan: ExamPlan) -> Iterator[str]:
    for minutes, score in others(plan) if plan.days else ():
        yield f"{f'With {minutes_text(minutes)}':<20}  {_percent(score)}"


def _missed(plan: ExamPlan) -> Iterator[str]:
    points = missed(plan)
    if points is not None:
        yield f"A missed day costs    {points:5.1f} points"


def _table(days: Sequence[PlanDay]) -> Iterator[str]:
    if not days:
        return
    most = max(day.minutes for day in days) or 1.0
    yield ""
    yield f"{'day':<{_DAY + 1 + _BAR}}   min  new  old"
    for day in days[:_SHOWN_DAYS]:
        bar = "▇" * round(_BAR * day.minutes / most)
        figures = f"{day.minutes:4.0f} {day.new:4.0f} {day.old:4.0f}"
        yield f"{short_day(day.day):<{_DAY}} {bar:<{_BAR}}  {figures}"
    rest = days[_SHOWN_DAYS:]
    if rest:
        minutes, new, old = (sum(each) / len(rest) for each in list(zip(*rest, strict=True))[1:])
        figures = f"{minutes:4.0f} {new:4.0f} {old:4.0f}"
        yield f"{f'{len(rest)} more, each':<{_DAY + 1 + _BAR}}  {figures}"


def _some(known: Sequence[Any]) -> Sequence[Any]:
    """Return a few of them, the first and the last among them."""
    return [*known[:-1:3], known[-1]]


def _percent(value: float) -> str:
    return f"{share(value):>5}"
