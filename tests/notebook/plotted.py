"""A plot of each kind, from rows made by hand."""

from collections.abc import Mapping
from typing import Final

from quizkit.analysis.plotted.ahead import Ahead
from quizkit.analysis.plotted.curve import Curve, curve
from quizkit.analysis.plotted.days import AnsweredOn, SpentOn
from quizkit.analysis.plotted.known import KnownAt
from quizkit.analysis.plotted.mixed import MixedUp
from quizkit.analysis.plotted.predicted import Predicted
from quizkit.memory.replay import fold
from quizkit.memory.timeline import ordered
from quizkit.notebook.plots.calibration import calibration
from quizkit.notebook.plots.curve import curve as drawn_curve
from quizkit.notebook.plots.days import days
from quizkit.notebook.plots.forecast import forecast
from quizkit.notebook.plots.known import known
from quizkit.notebook.plots.mixed_up import mixed_up
from quizkit.notebook.plots.plot import Plot
from quizkit.notebook.plots.times import times
from tests.memory.logs import START, Log, review, wrong

STEM: Final = "Who led the delegation of 1992?"

AHEAD: Final = tuple(
    Ahead(f"2026-06-{day:02}", 40.0 + 1.7 * day, 38.0 + day, 42.0 + 2.1 * day, 41.5 - 0.6 * day)
    for day in range(1, 31, 2)
)
KNOWN: Final = tuple(KnownAt(f"2026-05-{day:02}", 2.6 * day, 3 * day) for day in range(1, 31))
BINS: Final = (
    Predicted(0.5, 0.7, 0.62, 0.55, 0.34, 0.74, 20),
    Predicted(0.7, 0.8, 0.76, 0.71, 0.58, 0.81, 55),
    Predicted(0.9, 0.95, 0.93, 0.96, 0.9, 0.985, 90),
)
MIXED: Final = (
    MixedUp("George H. W. Bush", "George W. Bush", 7, 5, 2, "2026-05-30"),
    MixedUp("Hà Nội", "Huế", 3, 0, 3, "2026-05-28"),
    MixedUp("1992", "1995", 1, 1, 0, "2026-05-02"),
)
DAYS: Final = tuple(
    AnsweredOn(f"2026-05-{day:02}", 4 + day % 5, day % 2, day % 3, 1.3 + day % 4)
    for day in range(3, 21)
)
SPENT: Final = tuple(
    SpentOn(f"2026-05-{day:02}", form, 3 + day % 4, 0.4 + day % 3 / 2, 8.0 + day % 3)
    for day in range(3, 21)
    for form in ("choice", "cloze", "flip", "order", "typed")
)


def a_curve(stem: str = STEM, facet: str = "d/a#who") -> Curve:
    """Return the curve of a facet with six answers, one wrong and one partly right."""
    log = Log().days(
        (0, wrong(facet, stem=stem)),
        (0, review(facet, stem=stem)),
        (2, review(facet, stem=stem)),
        (9, review(facet, stem=stem, score=600_000, rating=2)),
        (15, wrong(facet, stem=stem)),
        (18, review(facet, stem=stem)),
    )
    memory, day = fold(log.events), START // 86_400_000
    return curve(ordered(log.events), memory, facet=facet, today=day + 22)


def every() -> Mapping[str, Plot]:
    """Return a plot of each kind."""
    return {
        "forecast": forecast(AHEAD, facets=120, minutes=10),
        "known": known(KNOWN),
        "calibration": calibration(BINS),
        "mixed_up": mixed_up(MIXED),
        "days": days(DAYS),
        "time": times(SPENT),
        "curve": drawn_curve(a_curve()),
    }


def empty() -> Mapping[str, Plot]:
    """Return a plot of each kind, of a log without answers."""
    return {
        "forecast": forecast((), facets=0, minutes=10),
        "known": known(()),
        "calibration": calibration(()),
        "mixed_up": mixed_up(()),
        "days": days(()),
        "time": times(()),
        "curve": drawn_curve(a_curve()._replace(points=())),
    }
