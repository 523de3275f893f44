"""Marks as SVG elements: lines, bands, bars, points."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from quizkit.notebook.markup import Html, element
from quizkit.notebook.plots.picture import Layer, Look
from quizkit.notebook.plots.scale import Scale

BAR: Final = 0.8
"""How much of its place a bar fills [0..1]."""


class Frame(NamedTuple):
    """Where a picture's marks go: one scale to the right, one upwards."""

    x: Scale
    y: Scale


def shapes(layer: Layer, frame: Frame) -> Iterator[Html]:
    """Yield the marks of a layer.

    Args:
        layer: The layer.
        frame: Where they go.
    """
    match layer.mark:
        case "line":
            yield _line(layer, frame)
        case "band":
            yield _band(layer, frame)
        case "bar" | "across":
            yield from _bars(layer, frame)
        case "interval":
            yield from _intervals(layer, frame)
        case _:
            yield from _points(layer, frame)


def sample(layer: Layer, x: float, y: float) -> Html:
    """Return a small picture of a layer's look for the legend, 18 px wide.

    Args:
        layer: The layer.
        x: Its left end [px].
        y: Its middle [px].
    """
    look = layer.look
    if layer.mark in ("line", "interval"):
        return _stroke(f"M{x:g} {y:g}h18", look)
    if layer.mark == "point":
        return point(look, x + 9, y)
    return _area(x + 2, y - 5, 14, 10, look)


def point(look: Look, x: float, y: float, note: str = "") -> Html:
    """Return a point of some shape.

    Args:
        look: How it looks.
        x: Its middle [px].
        y: Its middle [px].
        note: Told where somebody points at it, or "".
    """
    told = element("title", note) if note else None
    if look.shape == "circle":
        return element(
            "circle", told, cx=_px(x), cy=_px(y), r="4", fill=look.colour, fill_opacity=look.fill
        )
    paths = {
        "cross": "m-4 -4l8 8m0 -8l-8 8",
        "diamond": "m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
        "square": "m-4 -4h8v8h-8z",
    }
    is_cross = look.shape == "cross"
    return element(
        "path",
        told,
        d=f"M{_px(x)} {_px(y)}{paths[look.shape]}",
        fill="none" if is_cross else look.colour,
        fill_opacity=None if is_cross else look.fill,
        stroke=look.colour,
        stroke_width="2.2" if is_cross else "1",
    )


def _line(layer: Layer, frame: Frame) -> Html:
    steps, is_on = [], False
    for x, y in zip(layer.x, layer.y, strict=True):
        if y is not None:
            steps.append(f"{'L' if is_on else 'M'}{_px(frame.x(x))} {_px(frame.y(y))}")
        is_on = y is not None
    return _stroke("".join(steps), layer.look)


def _band(layer: Layer, frame: Frame) -> Html:
    upper = [(frame.x(x), frame.y(y or 0.0)) for x, y in zip(layer.x, layer.y, strict=True)]
    lower = [(frame.x(x), frame.y(y)) for x, y in zip(layer.x, layer.low, strict=True)]
    corners = "L".join(f"{_px(x)} {_px(y)}" for x, y in (*upper, *reversed(lower)))
    return element("path", d=f"M{corners}Z", fill=layer.look.colour, fill_opacity=layer.look.fill)


def _bars(layer: Layer, frame: Frame) -> Iterator[Html]:
    lows = layer.low or (0.0,) * len(layer.x)
    notes = layer.notes or ("",) * len(layer.x)
    tops = (y or 0.0 for y in layer.y)
    for x, y, low, note in zip(layer.x, tops, lows, notes, strict=True):
        if layer.mark == "across":
            x0, x1 = frame.x(low), frame.x(x)
            y0, y1 = frame.y(y - BAR / 2), frame.y(y + BAR / 2)
        else:
            x0, x1 = frame.x(x - BAR / 2), frame.x(x + BAR / 2)
            y0, y1 = frame.y(y), frame.y(low)
        if x1 > x0 and y1 > y0:
            yield _area(x0, y0, x1 - x0, y1 - y0, layer.look, note)


def _intervals(layer: Layer, frame: Frame) -> Iterator[Html]:
    for x, y, low in zip(layer.x, layer.y, layer.low, strict=True):
        at = _px(frame.x(x))
        yield _stroke(f"M{at} {_px(frame.y(low))}V{_px(frame.y(y or 0.0))}", layer.look)


def _points(layer: Layer, frame: Frame) -> Iterator[Html]:
    notes = layer.notes or ("",) * len(layer.x)
    for x, y, note in zip(layer.x, layer.y, notes, strict=True):
        if y is not None:
            yield point(layer.look, frame.x(x), frame.y(y), note)


def _area(x: float, y: float, width: float, height: float, look: Look, note: str = "") -> Html:
    return element(
        "rect",
        element("title", note) if note else None,
        x=_px(x),
        y=_px(y),
        width=_px(width),
        height=_px(height),
        fill=look.colour,
        fill_opacity=look.fill,
        stroke=look.colour,
        stroke_dasharray=look.dash or None,
    )


def _stroke(path: str, look: Look) -> Html:
    return element(
        "path",
        d=path,
        fill="none",
        stroke=look.colour,
        stroke_width="2",
        stroke_dasharray=look.dash or None,
    )


def _px(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
