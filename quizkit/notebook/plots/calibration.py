"""What was predicted beside what came true."""

from collections.abc import Sequence

from quizkit.analysis.plotted.predicted import Predicted
from quizkit.notebook.plots.picture import (
    BLUE,
    GREY,
    Axis,
    Layer,
    Look,
    Picture,
    counted,
    percent,
)
from quizkit.notebook.plots.plot import Plot

_WAS = Look(BLUE)
_SPREAD = Look(BLUE)
_EVEN = Look(GREY, dash="6 4")


def calibration(rows: Sequence[Predicted], *, note: str = "") -> Plot:
    """Return the plot of predictions.

    Args:
        rows: Bins, the lowest prediction first.
        note: What was left out, or "".
    """
    if not rows:
        sentence = (
            "No prediction could be tested yet: answer a facet again on another day, and this "
            "shows how good the predictions are."
        )
        return Plot(Predicted, (), sentence, note)
    count = sum(row.answers for row in rows)
    said = sum(row.said * row.answers for row in rows) / count
    was = sum(row.was * row.answers for row in rows) / count
    sentence = (
        f"Of {counted(count, 'answer')} that were predicted, {percent(was)} were right; "
        f"the prediction was {percent(said)}."
    )
    x = tuple(row.said for row in rows)
    notes = tuple(
        f"said {percent(row.said)}, was {percent(row.was)} ({percent(row.was_low)} to "
        f"{percent(row.was_high)}), {counted(row.answers, 'answer')}"
        for row in rows
    )
    lows, highs = tuple(row.was_low for row in rows), tuple(row.was_high for row in rows)
    picture = Picture(
        "What was said, and what was",
        Axis("predicted chance to be right", "share", 0.0, 1.0),
        Axis("share that was right", "share", 0.0, 1.0),
        (
            Layer("line", "as predicted", _EVEN, (0.0, 1.0), (0.0, 1.0)),
            Layer("interval", "95 % interval", _SPREAD, x, highs, lows),
            Layer("point", "was right", _WAS, x, tuple(row.was for row in rows), notes=notes),
        ),
    )
    return Plot(Predicted, tuple(rows), sentence, note, (picture,))
