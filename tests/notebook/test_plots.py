"""Plots drawn: one picture, three ways, the same numbers; harmless, readable, without a network."""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.errors import ArgumentError, MissingExtraError
from quizkit.notebook.plots import vega
from quizkit.notebook.plots.curve import curve as drawn_curve
from quizkit.notebook.plots.days import days
from quizkit.notebook.plots.mixed_up import mixed_up
from quizkit.notebook.plots.picture import Axis, Layer, Look, Picture, day_number
from quizkit.notebook.plots.plot import Plot
from quizkit.notebook.plots.scale import Scale, nice, ticks
from quizkit.notebook.plots.svg import WIDTH, svg
from tests.notebook import plotted
from tests.notebook.harmless import HOSTILE, UNSEEN, read

DOCS = Path(__file__).parents[2] / "docs" / "screenshots"
SHOWN = ("curve", "forecast", "known")
"""The plots that the documentation shows."""
NAMES = sorted(plotted.every())
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def every():
    return plotted.every()


def drawn(plot: Plot) -> list[ElementTree.Element]:
    """Return the pictures of a plot, parsed."""
    told = [svg(each, described=plot.sentence, alone=True) for each in plot.pictures]
    return [ElementTree.fromstring(each) for each in told]


def texts(root: ElementTree.Element) -> list[tuple[str, float, float]]:
    found = root.iter(f"{SVG}text")
    return [(each.text or "", float(each.get("x")), float(each.get("y"))) for each in found]


def scale_of(root: ElementTree.Element, picture: Picture, *, upwards: bool) -> Scale:
    """Return the scale that the ticks of a picture tell: what a person reads."""
    axis = picture.y if upwards else picture.x
    places = {}
    for tick in ticks(axis, 5 if upwards or axis.kind == "day" else 7):
        found = [(y, x) for text, x, y in texts(root) if text == tick.text]
        if upwards:
            places[tick.value] = min(found)[0] - 4
        else:
            places[tick.value] = max(found)[1]
    (low, *_, high) = sorted(places)
    middle = sorted(places)[1:-1] or [low]
    if not upwards and len(places) > 3:  # the texts at both ends may be moved inwards
        low, high = middle[0], middle[-1]
    return Scale(places[low], places[high], low, high)


# The same numbers


@pytest.mark.parametrize("name", NAMES)
def test_the_svg_has_the_numbers_of_its_picture(every, name) -> None:
    plot = every[name]
    for picture, root in zip(plot.pictures, drawn(plot), strict=True):
        across = scale_of(root, picture, upwards=False)
        marks = list(shapes_of(root))
        far = 0.02 * (picture.x.high - picture.x.low)
        wanted = [
            (x, y)
            for layer in picture.layers
            for x, y in zip(layer.x, layer.y, strict=True)
            if layer.mark in ("line", "point") and y is not None
        ]
        if picture.y.kind == "names" or picture.x.kind == "names":
            continue
        upwards = scale_of(root, picture, upwards=True)
        high = 0.02 * (picture.y.high - picture.y.low)
        told = [(across(x), upwards(y)) for x, y in marks]
        assert len(told) == len(wanted)
        for (x, y), (a, b) in zip(wanted, told, strict=True):
            assert abs(x - a) < far, (name, x, a)
            assert abs(y - b) < high, (name, y, b)


def shapes_of(root: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """Yield the places of lines and points in a picture, those of the legend not."""
    for each in root:
        if each.tag == f"{SVG}circle" and each.find(f"{SVG}title") is not None:
            yield float(each.get("cx")), float(each.get("cy"))
        path = each.get("d", "")
        if each.find(f"{SVG}title") is not None and path:
            x, y = re.match(r"M([\d.]+) ([\d.]+)", path).groups()
            yield float(x), float(y)
        elif each.get("stroke-width") == "2" and "h18" not in path and "V" not in path:
            for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path):
                yield float(x), float(y)


@pytest.mark.parametrize("name", ["days", "time", "mixed_up"])
def test_bars_are_as_long_as_their_numbers(every, name) -> None:
    plot = every[name]
    for picture, root in zip(plot.pictures, drawn(plot), strict=True):
        bars = [each for each in root.iter(f"{SVG}rect") if each.find(f"{SVG}title") is not None]
        is_across = picture.y.kind == "names"
        scale = scale_of(root, picture, upwards=not is_across)
        per_px = abs(scale(1.0) - scale(0.0))
        told = [float(each.get("width" if is_across else "height")) * per_px for each in bars]
        wanted = []
        for layer in picture.layers:
            ends = layer.x if is_across else layer.y
            lows = layer.low or (0.0,) * len(ends)
            wanted += [end - low for end, low in zip(ends, lows, strict=True) if end > low]
        limit = 0.01 * max(wanted) + 0.01
        assert told == pytest.approx(wanted, abs=limit)


@pytest.mark.parametrize("name", NAMES)
def test_the_chart_has_the_numbers_of_its_picture(every, name) -> None:
    plot = every[name]
    made = plot.chart.to_dict()
    panels = made.get("vconcat", [made])
    for picture, panel in zip(plot.pictures, panels, strict=True):
        for layer, part in zip(picture.layers, panel["layer"], strict=True):
            values = values_of(made, panel, part)
            wanted = list(vega._values(layer, picture))
            assert values == wanted
            kept = [row["y"] for row in values]
            if picture.y.kind != "names" and layer.mark != "bar":
                assert kept == list(layer.y)
            if layer.mark == "bar":
                tops = [y for y, low in zip(layer.y, layer.low, strict=True) if y != low]
                assert kept == tops


def values_of(made: dict, panel: dict, part: dict) -> list[dict]:
    """Return the numbers of a layer; a chart keeps them wherever it likes."""
    data = next(each["data"] for each in (part, panel, made) if "data" in each)
    return data["values"] if "values" in data else made["datasets"][data["name"]]


def test_instants_of_the_chart_are_those_of_the_days(every) -> None:
    spec = every["known"].chart.to_dict()
    layer = spec["layer"][1]
    values = values_of(spec, spec, layer)
    assert [row["x"][:10] for row in values] == [row.day for row in plotted.KNOWN]
    assert layer["encoding"]["x"]["scale"]["type"] == "utc"


@pytest.mark.parametrize("name", NAMES)
def test_pictures_hold_the_numbers_of_the_rows(every, name) -> None:
    told = {
        round(number, 6)
        for picture in every[name].pictures
        for layer in picture.layers
        for number in (*layer.x, *layer.low, *(y for y in layer.y if y is not None))
    }
    wanted = {
        "forecast": [n for row in plotted.AHEAD for n in row[1:]],
        "known": [n for row in plotted.KNOWN for n in row[1:]],
        "calibration": [n for row in plotted.BINS for n in row[2:6]],
        "mixed_up": [n for row in plotted.MIXED for n in row[2:4]],
        "days": [n for row in plotted.DAYS for n in (row.right, sum(row[1:4]))],
        "time": [row.minutes for row in plotted.SPENT if row.form == "choice"],
        "curve": [n for row in every["curve"].rows for n in (row.day, row.retrievability or 0.0)],
    }[name]
    missing = {round(float(n), 6) for n in wanted} - told
    assert missing <= (
        {round(p.retrievability, 6) for p in every["curve"].rows if p.answer and p.retrievability}
        if name == "curve"
        else set()
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_table_has_the_rows(every, name) -> None:
    plot = every[name]
    html = plot._repr_mimebundle_()["text/html"]
    table = html[html.index("<table") :]
    cells = re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", table)
    heads = [field.replace("_", " ") for field in plot.of._fields]
    assert cells[: len(heads)] == heads
    rows = list(zip(*[iter(cells[len(heads) :])] * len(heads), strict=True))
    assert len(rows) == len(plot.rows)
    for told, row in zip(rows, plot.to_dicts(), strict=True):
        for cell, value in zip(told, row.values(), strict=True):
            if isinstance(value, float):
                assert float(cell) == pytest.approx(value, rel=1e-3)
            elif isinstance(value, bool):
                assert cell == ("yes" if value else "no")
            else:
                assert cell == ("" if value is None else str(value))


# What a notebook gets


@pytest.mark.parametrize("name", NAMES)
def test_a_bundle_has_words_html_and_a_chart(every, name) -> None:
    plot = every[name]
    bundle = plot._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "application/vnd.vegalite.v5+json"}
    assert bundle["text/plain"] == repr(plot) == plot.sentence
    told = read(bundle["text/html"])
    assert plot.sentence in told
    assert "http" not in bundle["text/html"]
    assert bundle["text/html"].count("<svg") == len(plot.pictures)
    assert len(bundle["text/html"]) < 40_000
    spec = json.dumps(bundle["application/vnd.vegalite.v5+json"])
    assert re.findall(r"https?://[^\"]*", spec) == [
        "https://vega.github.io/schema/vega-lite/v5.json"
    ]
    assert len(spec) < 60_000


def test_a_bundle_has_what_is_wanted(every) -> None:
    plot = every["known"]
    assert set(plot._repr_mimebundle_(include=["text/html"])) == {"text/html"}
    assert set(plot._repr_mimebundle_(exclude=[vega.MIME, "text/html"])) == {"text/plain"}


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_plot_invites(name) -> None:
    plot = plotted.empty()[name]
    assert plot.sentence.endswith(".")
    assert (plot.rows, plot.to_dicts(), plot.pictures, plot.svg) == ((), [], (), "")
    bundle = plot._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert read(bundle["text/html"]) == plot.sentence
    assert plot.chart.to_dict()["title"] == plot.sentence
    assert list(plot.to_frame().columns) == list(plot.of._fields)


def test_without_altair_the_svg_serves(every, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    bundle = every["curve"]._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert "<svg" in bundle["text/html"]
    with pytest.raises(MissingExtraError, match=r'pip install "quizkit\[notebook\]"'):
        every["curve"].chart  # noqa: B018


def test_a_chart_shows_itself_without_a_network(every) -> None:
    import altair as alt

    for made in (
        every["known"].chart,
        every["time"].chart,
        every["known"].chart.properties(width=9),
    ):
        bundle = made._repr_mimebundle_()
        assert set(bundle) == {vega.MIME, "text/plain"}
    assert every["known"].chart.properties(title="Mine").to_dict()["title"] == "Mine"
    with alt.renderers.enable("json"):
        assert "application/json" in made._repr_mimebundle_()[0]


@pytest.mark.parametrize("name", NAMES)
def test_rows_become_frames_with_the_same_columns(every, name) -> None:
    plot = every[name]
    for backend in ("pandas", "polars"):
        frame = plot.to_frame(backend)
        assert list(frame.columns) == list(plot.of._fields)
        assert len(frame) == len(plot.rows)
    first = frame.row(0, named=True)
    told = {
        key: each.isoformat() if isinstance(each, date) else each for key, each in first.items()
    }
    assert told == plot.to_dicts()[0]
    with pytest.raises(ArgumentError):
        plot.to_frame("excel")


# For everybody's eyes, and for none


@pytest.mark.parametrize("name", NAMES)
def test_pictures_are_described_and_need_no_colour(every, name) -> None:
    plot = every[name]
    for picture, root in zip(plot.pictures, drawn(plot), strict=True):
        assert root.get("role") == "img"
        assert root.get("aria-label") == f"{picture.title}. {plot.sentence}"
        assert root.find(f"{SVG}title").text == picture.title
        assert root.find(f"{SVG}desc").text == plot.sentence
        named = [layer for layer in picture.layers if layer.name]
        for one, other in combinations(named, 2):
            assert (one.mark, one.look._replace(colour="")) != (
                other.mark,
                other.look._replace(colour=""),
            )
    assert plot.chart.to_dict()["description"] == plot.sentence


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_drawn_outside_a_picture(every, name) -> None:
    for root in drawn(every[name]):
        _, _, width, height = map(float, root.get("viewBox").split())
        assert width == WIDTH
        assert float(root.get("font-size")) * 320 / width >= 9  # px, where it is shown small
        for text, x, y in texts(root):
            assert 0 <= x <= width
            assert 0 <= y <= height, text
        for x, y in shapes_of(root):
            assert 0 <= x <= width
            assert 0 <= y <= height


def test_no_text_of_a_deck_does_harm() -> None:
    rows = [
        plotted.MIXED[0]._replace(one=hostile, other=f"{hostile}!", times=9 + n, other_for_one=9)
        for n, hostile in enumerate(HOSTILE)
    ]
    curves = [
        drawn_curve(plotted.a_curve(hostile)._replace(facet=f"d/{hostile}#who"))
        for hostile in HOSTILE
    ]
    for plot in (*(mixed_up((row,)) for row in rows), *curves):
        read(str(plot._html()))
        assert not set(repr(plot)) & set(UNSEEN)
        for root in drawn(plot):
            assert not set("".join(root.itertext())) & set(UNSEEN)
    pictures = [picture for plot in (mixed_up(rows), *curves[:3]) for picture in plot.pictures]
    spec = vega.specification(vega.chart(pictures, described=" ".join(HOSTILE)))
    assert not set(json.dumps(spec, ensure_ascii=False)) & set(UNSEEN)


def test_an_svg_can_be_read_whatever_was_typed() -> None:
    row = plotted.MIXED[0]._replace(one="a\ufffe\x00", other="b\uffff\ud800")
    root = ElementTree.fromstring(mixed_up((row,)).svg)
    assert "a�␀" in "".join(root.itertext())


def test_a_note_stands_below(every) -> None:
    plot = Plot(every["days"].of, every["days"].rows, "A sentence.", "Left out: <x>.")
    assert repr(plot) == "A sentence. Left out: <x>."
    assert "Left out: &lt;x&gt;." in plot._repr_mimebundle_()["text/html"]


# Axes


@given(
    low=st.floats(-1e6, 1e6),
    width=st.floats(1e-3, 1e6),
    most=st.integers(2, 9),
    kind=st.sampled_from(["number", "count", "share"]),
)
def test_ticks_are_round_and_inside_their_axis(low, width, most, kind) -> None:
    found = [tick.value for tick in ticks(Axis("", kind, low, low + width), most)]
    assert len(found) <= most + 1
    edge = 1e-6 * (abs(low) + width)
    assert all(low - edge <= value <= low + width + edge for value in found)
    if len(found) > 1:
        step = found[1] - found[0]
        gaps = [after - before for before, after in pairwise(found)]
        assert gaps == pytest.approx([step] * len(gaps), rel=1e-3)
        assert f"{step:.0e}"[0] in "125"
    if kind == "count":
        assert all(value == round(value) for value in found)


@given(start=st.dates(date(1990, 1, 1), date(2100, 1, 1)), length=st.integers(1, 9_000))
def test_days_are_ticked_by_days_weeks_or_months(start, length) -> None:
    low = float(start.toordinal())
    found = ticks(Axis("", "day", low, low + length), 5)
    assert 1 <= len(found) <= 7
    assert all(low <= tick.value <= low + length for tick in found)
    for tick in found:
        day = date.fromordinal(int(tick.value))
        assert tick.text in (f"{day.day} {day:%b}", f"{day:%b %Y}")


@given(st.floats(0, 1e9))
def test_an_axis_ends_at_a_round_number_above(high) -> None:
    end = nice(high)
    assert max(high, 1.0) <= end + 1e-6
    assert end <= 2 * max(high, 1.0)


def test_one_day_is_drawn_as_well() -> None:
    plot = days(plotted.DAYS[:1])
    root = drawn(plot)[0]
    assert [each for each in root.iter(f"{SVG}rect") if each.find(f"{SVG}title") is not None]
    assert "1 day" in plot.sentence


def test_a_line_breaks_where_nothing_is_known() -> None:
    layer = Layer("line", "x", Look("red"), (0.0, 1.0, 2.0, 3.0), (0.1, None, 0.3, 0.4))
    axes = Axis("", "number", 0.0, 3.0), Axis("", "share", 0.0, 1.0)
    root = ElementTree.fromstring(svg(Picture("T", *axes, (layer,)), described="D", alone=True))
    path = next(
        each.get("d") for each in root if each.get("stroke") == "red" and "h18" not in each.get("d")
    )
    assert (path.count("M"), path.count("L")) == (2, 1)
    assert day_number("1970-01-02") == 719_164.0


# For the documentation


@pytest.mark.parametrize("name", SHOWN)
def test_the_pictures_of_the_documentation_are_these(every, name, pytestconfig) -> None:
    path = DOCS / f"plot-{name}.svg"
    if pytestconfig.getoption("--golden"):
        path.write_text(every[name].svg + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == every[name].svg + "\n"
