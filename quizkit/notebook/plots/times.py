"""Minutes a day, and seconds an answer, by form."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from quizkit.analysis.plotted.days import SpentOn
from quizkit.notebook.plots.days import LEAST_DAYS, none_within
from quizkit.notebook.plots.picture import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    Axis,
    Layer,
    Look,
    Picture,
    counted,
    day_number,
    said_day,
)
from quizkit.notebook.plots.plot import Plot
from quizkit.notebook.plots.scale import nice

_LOOKS = (
    Look(BLUE),
    Look(ORANGE, fill=0.35),
    Look(GREEN, dash="2 2", fill=0.0),
    Look(GREY, dash="6 3", fill=0.15),
)
_OTHERS = "others"


def times(rows: Sequence[SpentOn], *, within: int = 0, note: str = "") -> Plot:
    """Return the plot of time: two pictures, minutes a day and seconds an answer.

    Args:
        rows: Time by day and form.
        within: How many days were looked at, where there are older answers; else 0.
        note: What was left out, or "".
    """
    if not rows:
        sentence = "No time spent yet: study for a minute, and it stands here."
        return Plot(SpentOn, (), none_within(within) or sentence, note)
    minutes, answers = Counter[str](), Counter[str]()
    for row in rows:
        minutes[row.form] += row.minutes  # type: ignore[assignment]  # counts parts of minutes
        answers[row.form] += row.answers
    seconds = {form: 60.0 * minutes[form] / answers[form] for form, _ in answers.most_common()}
    days = len({row.day for row in rows})
    total = sum(row.minutes for row in rows)
    slowest = max(seconds, key=lambda form: seconds[form])
    most = f", {seconds[slowest]:,.1f} if {slowest}" if len(seconds) > 1 else ""
    sentence = (
        f"{_minutes(total / days)} a day on {counted(days, 'day')} with study; an answer takes "
        f"{60.0 * total / answers.total():,.1f} seconds{most}."
    )
    return Plot(
        SpentOn, tuple(rows), sentence, note, (_by_day(rows, answers), _by_form(seconds, answers))
    )


def _by_day(rows: Sequence[SpentOn], answers: Counter[str]) -> Picture:
    """Return minutes a day, the commonest forms apart."""
    shown = [form for form, _ in answers.most_common()]
    own = shown if len(shown) <= len(_LOOKS) else shown[: len(_LOOKS) - 1]
    spent: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        spent[row.form if row.form in own else _OTHERS][row.day] += row.minutes
    dates = sorted({row.day for row in rows})
    x = tuple(day_number(day) for day in dates)
    base, layers = (0.0,) * len(dates), []
    for form, look in zip(own if len(own) == len(shown) else [*own, _OTHERS], _LOOKS, strict=False):
        top = tuple(low + spent[form][day] for low, day in zip(base, dates, strict=True))
        notes = tuple(f"{said_day(day)}: {spent[form][day]:.1f} minutes, {form}" for day in dates)
        layers.append(Layer("bar", form, look, x, top, base, notes))
        base = top
    return Picture(
        "Minutes a day",
        Axis("", "day", min(x[0], x[-1] - LEAST_DAYS + 1) - 0.5, x[-1] + 0.5),
        Axis("minutes", "number", 0.0, nice(max(base))),
        tuple(layers),
    )


def _by_form(seconds: Mapping[str, float], answers: Mapping[str, int]) -> Picture:
    """Return the mean seconds of an answer, the commonest form first."""
    values = tuple(seconds.values())
    notes = tuple(
        f"{form}: {each:.1f} seconds, mean of {counted(answers[form], 'answer')}"
        for form, each in seconds.items()
    )
    places = tuple(float(n) for n in range(len(seconds)))
    return Picture(
        "Seconds an answer",
        Axis("seconds, at most 60 counted", "number", 0.0, nice(max(values))),
        Axis("", "names", -0.5, len(seconds) - 0.5, tuple(seconds)),
        (Layer("across", "", Look(BLUE), values, places, notes=notes),),
    )


def _minutes(minutes: float) -> str:
    return f"{minutes:,.1f} minutes" if minutes >= 0.1 else "Under a minute"
