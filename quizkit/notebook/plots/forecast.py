"""What will be known: with study, a band of possible futures; without."""

from collections.abc import Sequence

from quizkit.analysis.plotted.ahead import Ahead
from quizkit.notebook.plots.picture import (
    BLUE,
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

_STUDY = Look(BLUE)
_FADE = Look(BLUE, fill=0.25)
_STILL = Look(ORANGE, dash="6 4")


def forecast(
    rows: Sequence[Ahead], *, facets: int, minutes: int, exam: bool = False, note: str = ""
) -> Plot:
    """Return the plot of what will be known.

    Args:
        rows: Days to come, today first.
        facets: Facets that can be asked.
        minutes: Minutes a day.
        exam: The last day is that of an exam.
        note: What was left out, or "".
    """
    if not rows:
        return Plot(
            Ahead, (), "Nothing to look ahead to: name a deck, log.plot.forecast(deck).", note
        )
    last = rows[-1]
    when = f"{'for the exam ' if exam else ''}on {said_day(last.day)}"
    sentence = (
        f"You know about {rows[0].expected:,.0f} of {counted(facets, 'facet')} now; {when}, "
        f"at {counted(minutes, 'minute')} a day, {last.expected:,.0f} "
        f"({last.low:,.0f} to {last.high:,.0f} in 9 of 10 possible futures), "
        f"and {last.without_study:,.0f} without study."
    )
    x = tuple(day_number(row.day) for row in rows)
    expected = tuple(row.expected for row in rows)
    high, low = tuple(row.high for row in rows), tuple(row.low for row in rows)
    still = tuple(row.without_study for row in rows)
    notes = tuple(
        f"{said_day(row.day)}: {row.expected:,.0f} ({row.low:,.0f} to {row.high:,.0f}) with study, "
        f"{row.without_study:,.0f} without"
        for row in rows
    )
    picture = Picture(
        "What you will know",
        Axis("day of the exam at the right end" if exam else "", "day", x[0], x[-1]),
        Axis("facets known", "count", 0.0, nice(max(*high, *still))),
        (
            Layer("band", "9 of 10 futures", _FADE, x, high, low),
            Layer("line", "with study", _STUDY, x, expected),
            Layer("line", "without study", _STILL, x, still),
            Layer("point", "", _STUDY, x, expected, notes=notes),
        ),
    )
    return Plot(Ahead, tuple(rows), sentence, note, (picture,))
