"""What was known on days past."""

from collections.abc import Sequence

from quizkit.analysis.plotted.known import KnownAt
from quizkit.notebook.plots.picture import (
    BLUE,
    GREY,
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

_KNOWN = Look(BLUE)
_STARTED = Look(GREY, dash="2 4")


def known(rows: Sequence[KnownAt], *, note: str = "") -> Plot:
    """Return the plot of what was known.

    Args:
        rows: Days past, today last.
        note: What was left out, or "".
    """
    if not rows:
        sentence = "Nothing is known yet: after the first answers your knowledge grows here."
        return Plot(KnownAt, (), sentence, note)
    now = rows[-1]
    sentence = (
        f"Of {counted(now.started, 'facet')} that you began you know about {now.known:,.0f} now; "
        f"you began on {said_day(rows[0].day)}."
        if len(rows) > 2
        else f"Of {counted(now.started, 'facet')} that you began you know about {now.known:,.0f} "
        "now; come back tomorrow, and this becomes a line."
    )
    x = tuple(day_number(row.day) for row in rows)
    count = tuple(row.known for row in rows)
    started = tuple(float(row.started) for row in rows)
    notes = tuple(
        f"{said_day(row.day)}: {row.known:,.1f} known of {row.started:,} begun" for row in rows
    )
    picture = Picture(
        "What you knew",
        Axis("", "day", x[0], x[-1]),
        Axis("facets", "count", 0.0, nice(max(*count, *started))),
        (
            Layer("line", "begun", _STARTED, x, started),
            Layer("line", "known", _KNOWN, x, count),
            Layer("point", "", _KNOWN, x, count, notes=notes),
        ),
    )
    return Plot(KnownAt, tuple(rows), sentence, note, (picture,))
