"""Answers a day, right and wrong."""

from collections.abc import Sequence

from quizkit.analysis.plotted.days import AnsweredOn
from quizkit.notebook.plots.picture import (
    BLUE,
    ORANGE,
    VIOLET,
    Axis,
    Layer,
    Look,
    Picture,
    counted,
    day_number,
    percent,
    said_day,
)
from quizkit.notebook.plots.plot import Plot
from quizkit.notebook.plots.scale import nice

LEAST_DAYS = 7
"""Days that an axis of days shows at least."""

_LOOKS = {
    "right": Look(BLUE),
    "partly": Look(VIOLET, fill=0.4),
    "wrong": Look(ORANGE, dash="2 2", fill=0.0),
}


def days(rows: Sequence[AnsweredOn], *, within: int = 0, note: str = "") -> Plot:
    """Return the plot of answers a day.

    Args:
        rows: Days, today last.
        within: How many days were looked at, where there are older answers; else 0.
        note: What was left out, or "".
    """
    if not rows:
        sentence = "No answers yet: study for a minute, and the first day stands here."
        return Plot(AnsweredOn, (), none_within(within) or sentence, note)
    counts = [row.right + row.partly + row.wrong for row in rows]
    count, studied = sum(counts), sum(map(bool, counts))
    right = sum(row.right for row in rows)
    sentence = (
        f"{counted(count, 'answer')} on {counted(studied, 'day')} since "
        f"{said_day(rows[0].day)}, {percent(right / count)} of them right, in "
        f"{_minutes(sum(row.minutes for row in rows))}."
    )
    x = tuple(day_number(row.day) for row in rows)
    base = (0.0,) * len(rows)
    layers = []
    for name, look in _LOOKS.items():
        top = tuple(low + getattr(row, name) for low, row in zip(base, rows, strict=True))
        notes = tuple(f"{said_day(row.day)}: {getattr(row, name)} {name}" for row in rows)
        if top != base:
            layers.append(Layer("bar", name, look, x, top, base, notes))
        base = top
    picture = Picture(
        "Answers a day",
        Axis("", "day", min(x[0], x[-1] - LEAST_DAYS + 1) - 0.5, x[-1] + 0.5),
        Axis("answers", "count", 0.0, nice(max(base))),
        tuple(layers),
    )
    return Plot(AnsweredOn, tuple(rows), sentence, note, (picture,))


def none_within(days: int) -> str:
    """Return that there is nothing in so many days, though there is before; "" for 0."""
    if not days:
        return ""
    return f"No answers in the last {counted(days, 'day')}; days=366 looks further back."


def _minutes(minutes: float) -> str:
    return counted(minutes, "minute") if minutes >= 0.5 else "under a minute"
