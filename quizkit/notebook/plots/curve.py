"""The forgetting curve of a facet, with its answers, into the days to come."""

from collections.abc import Sequence

from quizkit.analysis.plotted.curve import Curve, CurvePoint
from quizkit.notebook.plots.picture import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    VIOLET,
    Axis,
    Layer,
    Look,
    Picture,
    counted,
    percent,
    said_day,
)
from quizkit.notebook.plots.plot import Plot

_PAST = Look(BLUE)
_AHEAD = Look(BLUE, dash="3 4")
_LEVEL = Look(GREY, dash="8 4")
_ANSWERS = {
    "right": Look(GREEN),
    "partly": Look(VIOLET, shape="diamond"),
    "wrong": Look(ORANGE, shape="cross"),
}


def curve(found: Curve, *, note: str = "") -> Plot:
    """Return the plot of a forgetting curve.

    Args:
        found: The curve.
        note: What was left out, or "".
    """
    if not found.points:
        sentence = "No answers yet: after the first one its forgetting curve stands here."
        return Plot(CurvePoint, (), sentence, note)
    points = found.points
    past = [point for point in points if not point.is_ahead]
    ahead = [point for point in points if point.is_ahead]
    first, last = points[0].day, points[-1].day
    layers = [
        Layer("line", f"wanted: {percent(found.level)}", _LEVEL, (first, last), (found.level,) * 2),
        _line("so far", _PAST, past),
    ]
    if ahead:
        layers.append(_line("without another answer", _AHEAD, [past[-1], *ahead]))
    for name, look in _ANSWERS.items():
        given = [point for point in points if point.answer == name]
        if given:
            layers.append(_answers(name, look, given))
    picture = Picture(
        f"Forgetting curve of {found.facet}",
        Axis("days since the first answer", "number", first, max(last, first + 1)),
        Axis("chance to know it", "share", 0.0, 1.0),
        tuple(layers),
    )
    return Plot(CurvePoint, points, _sentence(found), note, (picture,))


def _line(name: str, look: Look, points: Sequence[CurvePoint]) -> Layer:
    x = tuple(point.day for point in points)
    return Layer("line", name, look, x, tuple(point.retrievability for point in points))


def _answers(name: str, look: Look, points: Sequence[CurvePoint]) -> Layer:
    """Return the answers of one outcome: what came true stands at its score."""
    notes = tuple(
        f"{said_day(point.date)}: {name}"
        + ("" if point.retrievability is None else f", chance {percent(point.retrievability)}")
        for point in points
    )
    x, y = tuple(point.day for point in points), tuple(point.score for point in points)
    return Layer(
        "point", f"{'partly right' if name == 'partly' else name} answer", look, x, y, notes=notes
    )


def _sentence(found: Curve) -> str:
    given = f"“{found.stem}” ({counted(found.answers, 'answer')}, {found.wrong} wrong)"
    if found.now is None or found.then is None:
        return f"{given}: its memory was reset, and it was not answered since."
    told = f"{given}: the chance to know it is {percent(found.now)} today"
    days = round(
        found.points[-1].day - next(p.day for p in reversed(found.points) if not p.is_ahead)
    )
    if found.is_below or found.falls_on is None:
        fall = f"below {percent(found.level)} already" if found.is_below else ""
    else:
        fall = f"below {percent(found.level)} from {said_day(found.falls_on)} on"
    more = f"{percent(found.then)} in {counted(days, 'day')} without another answer"
    return f"{told}{', ' + fall if fall else ''}, and {more}."
