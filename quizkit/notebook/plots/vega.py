"""A picture as an Altair chart, its numbers inline: for front ends that draw Vega-Lite.

Altair's own HTML loads scripts from elsewhere, so a chart made here never shows itself that way:
unless another renderer was chosen in Altair, it hands its specification to the front end.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from quizkit.errors import MissingExtraError
from quizkit.notebook.plots.picture import Axis, Layer, Look, Picture
from quizkit.notebook.plots.scale import ticks
from quizkit.notebook.plots.shapes import BAR
from quizkit.notebook.plots.svg import TICKS_UP, across
from quizkit.text import visible

if TYPE_CHECKING:
    import altair

MIME: Final = "application/vnd.vegalite.v5+json"
"""What JupyterLab, marimo and VS Code draw themselves; none draws what Altair 6 calls its own."""

_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
_WIDTH: Final = 480
_HEIGHT: Final = 240
_ROW: Final = 24
_INK: Final = "#767676"
_FORMATS: Final = {"number": ",~f", "count": ",.0f", "share": ".0%"}


def chart(pictures: Sequence[Picture], *, described: str) -> "altair.TopLevelMixin":
    """Return pictures as one chart, one below the other.

    Args:
        pictures: What to draw; none gives an empty chart.
        described: It in words, for those who cannot see it.

    Raises:
        MissingExtraError: If Altair is not installed.
    """
    schemapi = _altair().utils.schemapi
    with schemapi.debug_mode(arg=False):  # it would look at every value; the tests let it
        made: altair.TopLevelMixin = _built(pictures, visible(described))
    return made


def _built(pictures: Sequence[Picture], words: str) -> Any:
    alt = _altair()
    layered, stacked = _classes()
    ink = {"labelColor": _INK, "titleColor": _INK}
    config = {
        "axis": {**ink, "gridColor": "#80808040", "domainColor": _INK, "tickColor": _INK},
        "legend": ink,
        "title": {"color": _INK, "anchor": "start"},
        "view": {"stroke": None},
    }
    common = {"description": words, "background": "transparent", "config": alt.Config(**config)}
    drawn = [_layered(each, alt, layered) for each in pictures]
    if not drawn:
        empty = alt.Chart(alt.Data(values=[])).mark_point()
        return layered(layer=[empty], title=words, **common)
    if len(drawn) == 1:
        return drawn[0].properties(**common)
    return stacked(vconcat=drawn, **common)


def specification(made: "altair.TopLevelMixin") -> dict[str, Any]:
    """Return a chart as Vega-Lite 5, which JupyterLab draws; nothing in it is newer."""
    return {**made.to_dict(validate=False), "$schema": _SCHEMA}


def is_there() -> bool:
    """Return whether charts can be made."""
    try:
        _altair()
    except MissingExtraError:
        return False
    return True


def _altair() -> Any:
    try:
        import altair  # half a second, and part of an extra
    except ImportError:
        message = "charts need Altair; without it the plot draws itself as SVG"
        raise MissingExtraError(message, "notebook") from None
    return altair


@cache
def _classes() -> tuple[Any, Any]:
    """Return Altair's layered and stacked charts, made to show themselves without a network."""
    alt = _altair()

    class Offline:
        def _repr_mimebundle_(self, *args: Any, **more: Any) -> Any:
            if alt.renderers.active not in ("default", "html"):
                return super()._repr_mimebundle_(*args, **more)  # type: ignore[misc]
            found: Any = self
            return {MIME: specification(found), "text/plain": str(found.description or "a chart")}

    layered = type("LayerChart", (Offline, alt.LayerChart), {})
    return layered, type("VConcatChart", (Offline, alt.VConcatChart), {})


def _layered(picture: Picture, alt: Any, layered: Any) -> Any:
    is_named = picture.y.kind == "names"
    return layered(
        layer=[_layer(each, picture, alt) for each in picture.layers],
        title=visible(picture.title),
        width=_WIDTH,
        height=_ROW * len(picture.y.names) if is_named else _HEIGHT,
    ).resolve_scale(color="independent")


def _layer(layer: Layer, picture: Picture, alt: Any) -> Any:
    look = layer.look
    made = alt.Chart(alt.Data(values=list(_values(layer, picture))))
    dash = _dash(look, alt)
    match layer.mark:
        case "line":
            made = made.mark_line(strokeWidth=2, strokeDash=dash)
        case "band":
            made = made.mark_area(opacity=look.fill)
        case "bar" | "across":
            made = made.mark_bar(fillOpacity=look.fill, strokeDash=dash, stroke=look.colour)
        case "interval":
            made = made.mark_rule(strokeWidth=2)
        case "point":
            made = made.mark_point(shape=look.shape, filled=True, size=60, opacity=1, strokeWidth=2)
    encoded = {
        "x": _channel(alt.X, "x", picture.x, alt),
        "y": _channel(alt.Y, "y", picture.y, alt),
        "color": _colour(layer, alt),
    }
    if layer.mark in ("bar", "across"):
        encoded["x2"] = alt.X2("x2")
    if layer.mark in ("band", "bar", "interval"):
        encoded["y2"] = alt.Y2("low")
    if layer.mark == "line":
        encoded["order"] = alt.Order("n:Q")
    if layer.notes:
        encoded["tooltip"] = alt.Tooltip("note:N", title=" ")
    return made.encode(**encoded)


def _colour(layer: Layer, alt: Any) -> Any:
    """Return the colour of a layer, with its entry in the legend where it has a name."""
    if not layer.name:
        return alt.value(layer.look.colour)
    look, told = layer.look, {}
    if layer.mark == "line":
        told = {"symbolDash": _dash(look, alt), "symbolSize": 500, "symbolStrokeWidth": 2}
    elif layer.mark in ("bar", "across"):
        told = {"symbolDash": _dash(look, alt)}
        if look.fill < 1:
            told["symbolFillColor"] = "transparent"
    scale = alt.Scale(domain=[visible(layer.name)], range=[look.colour])
    legend = alt.Legend(orient="top", title=None, labelLimit=400, **told)
    return alt.Color("name:N", scale=scale, legend=legend)


def _dash(look: Look, alt: Any) -> Any:
    return [float(each) for each in look.dash.split()] or alt.Undefined


def _channel(kind: Any, field: str, axis: Axis, alt: Any) -> Any:
    title = visible(axis.title) or None
    if axis.kind == "names":
        names = [visible(name) for name in axis.names]
        return kind(f"{field}:N", title=title, sort=names, scale=alt.Scale(domain=names))
    most = across(axis) if field == "x" else TICKS_UP
    places = [_placed(tick.value, axis) for tick in ticks(axis, most)]
    domain = [_placed(axis.low, axis), _placed(axis.high, axis)]
    if axis.kind == "day":
        style = alt.Axis(values=places, format="%-d %b" if _is_short(axis) else "%b %Y", grid=False)
        scale = alt.Scale(type="utc", domain=domain)
        return kind(f"{field}:T", title=title, axis=style, scale=scale)
    style = alt.Axis(values=places, format=_FORMATS[axis.kind], grid=field == "y")
    return kind(f"{field}:Q", title=title, axis=style, scale=alt.Scale(domain=domain, nice=False))


def _is_short(axis: Axis) -> bool:
    return ticks(axis, across(axis))[0].text[:1].isdigit()


def _values(layer: Layer, picture: Picture) -> Iterator[dict[str, Any]]:
    lows = layer.low or (0.0,) * len(layer.x)
    notes = layer.notes or ("",) * len(layer.x)
    for n, (x, y, low, note) in enumerate(zip(layer.x, layer.y, lows, notes, strict=True)):
        row: dict[str, Any] = {"x": _placed(x, picture.x), "name": visible(layer.name)}
        if (layer.mark == "bar" and y == low) or (layer.mark == "across" and x == low):
            continue  # a bar of no height would be a line
        if layer.mark == "bar":
            row["x"] = _placed(x - BAR / 2, picture.x)
            row["x2"] = _placed(x + BAR / 2, picture.x)
        if layer.mark == "across":
            row["x2"] = _placed(low, picture.x)
        row["y"] = None if y is None else _placed(y, picture.y)
        if layer.mark in ("band", "bar", "interval"):
            row["low"] = low
        if layer.mark == "line":
            row["n"] = n
        if note:
            row["note"] = visible(note)
        yield row


def _placed(value: float, axis: Axis) -> float | str:
    """Return a place on an axis as Vega-Lite has it."""
    if axis.kind == "names":
        return visible(axis.names[round(value)])
    return _instant(value) if axis.kind == "day" else value


def _instant(day: float) -> str:
    """Return a day, and a part of it, as an instant of UTC.

    >>> _instant(719163.25)
    '1970-01-01T06:00:00Z'
    """
    minutes = round(day * 1440)
    whole = date.fromordinal(minutes // 1440).isoformat()
    return f"{whole}T{minutes % 1440 // 60:02}:{minutes % 60:02}:00Z"
