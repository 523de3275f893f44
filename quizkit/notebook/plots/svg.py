"""A picture as a small SVG of its own: no script, no font, no address, light and dark alike.

Words and axes have the colour of the text around them (`currentColor`). The letters are large
beside the picture, so that it can be read where it is shown 320 px wide.
"""

from collections.abc import Iterator
from typing import Final

from quizkit.notebook.markup import Html, element, joined
from quizkit.notebook.plots.picture import Axis, Layer, Picture
from quizkit.notebook.plots.scale import Scale, Tick, ticks
from quizkit.notebook.plots.shapes import Frame, sample, shapes
from quizkit.text import visible, width

WIDTH: Final = 400
"""Width of a picture, of which it may be shown larger or smaller [px]."""

_HEIGHT: Final = 180
_ROW: Final = 22
_LETTER: Final = 6.6
_SIZE: Final = 12
_RIGHT: Final = 14
_NAME: Final = 22
_DAYS_ACROSS: Final = 5
_TICKS_ACROSS: Final = 7
TICKS_UP: Final = 5
"""How many ticks fit on an axis upwards."""


def svg(picture: Picture, *, described: str, alone: bool = False) -> Html:
    """Return a picture as an SVG element.

    Args:
        picture: What to draw.
        described: It in words, for those who cannot see it.
        alone: For a file of its own: with its namespace, and grey, which can be read on both light
            and dark.
    """
    legend = list(_legend(picture))
    top = 14 + 18 * (1 + max((row for _, _, row in legend), default=-1))
    is_named = picture.y.kind == "names"
    height = _ROW * len(picture.y.names) if is_named else _HEIGHT
    up = ticks(picture.y, TICKS_UP)
    left = 12 + _LETTER * max((width(_short(each.text)) for each in up), default=0)
    bottom = float(top + height)
    title = 16 if picture.y.title else 0
    frame = Frame(
        Scale(picture.x.low, picture.x.high, left, WIDTH - _RIGHT),
        Scale(picture.y.low, picture.y.high, top + title, bottom + title)
        if is_named
        else Scale(picture.y.low, picture.y.high, bottom + title, top + title),
    )
    whole = bottom + title + (44 if picture.x.title else 26)
    return element(
        "svg",
        element("title", picture.title),
        element("desc", described),
        *(_entry(layer, x, row) for layer, x, row in legend),
        _said(picture.y.title, 4, top + 3) if title else None,
        *_grid(up, picture.y, frame),
        *_below(picture.x, frame, whole),
        *(joined(shapes(layer, frame)) for layer in picture.layers),
        **{"viewBox": f"0 0 {WIDTH} {whole:g}", "font-size": str(_SIZE)},
        role="img",
        aria_label=f"{picture.title}. {described}",
        width=str(WIDTH) if alone else "100%",
        xmlns="http://www.w3.org/2000/svg" if alone else None,
        color="#767676" if alone else None,
        fill="currentColor",
        font_family="system-ui, sans-serif",
        style=None if alone else "max-width:40em;height:auto;display:block",
    )


def _legend(picture: Picture) -> Iterator[tuple[Layer, float, int]]:
    """Yield each named layer with its place in the legend: left end [px] and row."""
    x, row = 4.0, 0
    for layer in picture.layers:
        if not layer.name:
            continue
        wide = 24 + _LETTER * width(layer.name) + 12
        if x > 4.0 and x + wide > WIDTH:
            x, row = 4.0, row + 1
        yield layer, x, row
        x += wide


def _entry(layer: Layer, x: float, row: int) -> Html:
    y = 12 + 18 * row
    return joined([sample(layer, x, y), _said(layer.name, x + 22, y + 4)])


def _grid(up: list[Tick], axis: Axis, frame: Frame) -> Iterator[Html]:
    """Yield the lines to the right, each with its number or name."""
    left, right = frame.x.start, frame.x.end
    for tick in up:
        y = frame.y(tick.value)
        if axis.kind != "names":
            yield _thin(f"M{left:.1f} {y:.1f}H{right:.1f}")
        yield _said(_short(tick.text), left - 6, y + 4, anchor="end", full=tick.text)


def _below(axis: Axis, frame: Frame, whole: float) -> Iterator[Html]:
    """Yield the line below with its numbers, and what they are."""
    bottom = max(frame.y.start, frame.y.end)
    yield _thin(f"M{frame.x.start:.1f} {bottom:.1f}H{frame.x.end:.1f}", strength="0.6")
    for tick in ticks(axis, across(axis)):
        x = frame.x(tick.value)
        yield _thin(f"M{x:.1f} {bottom:.1f}v4", strength="0.6")
        half = 2 + _LETTER * width(tick.text) / 2
        yield _said(tick.text, min(max(x, half), WIDTH - half), bottom + 17, anchor="middle")
    if axis.title:
        middle = (frame.x.start + frame.x.end) / 2
        yield _said(axis.title, middle, whole - 6, anchor="middle")


def across(axis: Axis) -> int:
    """Return how many ticks fit on an axis to the right."""
    return _DAYS_ACROSS if axis.kind == "day" else _TICKS_ACROSS


def _said(text: str, x: float, y: float, *, anchor: str = "start", full: str = "") -> Html:
    told = element("title", full) if full and full != text else None
    return element(
        "text",
        text,
        told,
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        text_anchor=anchor,
        stroke="none",
    )


def _thin(path: str, *, strength: str = "0.2") -> Html:
    return element("path", d=path, fill="none", stroke="currentColor", stroke_opacity=strength)


def _short(text: str) -> str:
    """Return a name that leaves room for the picture."""
    plain = visible(text)
    return plain if len(plain) <= _NAME else f"{plain[: _NAME - 1]}…"
