"""Answers that are taken for one another."""

from collections.abc import Sequence

from quizkit.analysis.plotted.mixed import MixedUp
from quizkit.notebook.plots.picture import (
    BLUE,
    ORANGE,
    Axis,
    Layer,
    Look,
    Picture,
    counted,
    said_day,
)
from quizkit.notebook.plots.plot import Plot
from quizkit.notebook.plots.scale import nice

_FORTH = Look(BLUE)
_BACK = Look(ORANGE, fill=0.25)


def mixed_up(rows: Sequence[MixedUp], *, note: str = "") -> Plot:
    """Return the plot of pairs that are mixed up.

    Args:
        rows: The pairs, most often first.
        note: What was left out, or "".
    """
    if not rows:
        return Plot(
            MixedUp, (), "Nothing is mixed up: no wrong answer was that of another facet.", note
        )
    worst = rows[0]
    sentence = (
        f"You mix up “{worst.one}” and “{worst.other}” most: {counted(worst.times, 'time')}, "
        f"last on {said_day(worst.last)}."
    )
    names = tuple(f"{row.one} / {row.other}" for row in rows)
    places = tuple(float(n) for n in range(len(rows)))
    forth = tuple(float(row.other_for_one) for row in rows)
    whole = tuple(float(row.times) for row in rows)
    notes = tuple(
        f"{row.other} for {row.one}: {row.other_for_one}; "
        f"{row.one} for {row.other}: {row.one_for_other}"
        for row in rows
    )
    picture = Picture(
        "What you mix up",
        Axis("times", "count", 0.0, nice(max(whole))),
        Axis("", "names", -0.5, len(rows) - 0.5, names),
        (
            Layer("across", "second given for first", _FORTH, forth, places, notes=notes),
            Layer("across", "first given for second", _BACK, whole, places, forth, notes),
        ),
    )
    return Plot(MixedUp, tuple(rows), sentence, note, (picture,))
