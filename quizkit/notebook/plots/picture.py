"""What a plot shows, before it is drawn: axes, and layers with their numbers."""

from datetime import date
from typing import Final, Literal, NamedTuple

BLUE: Final = "#2a7fd4"
ORANGE: Final = "#d2691e"
GREEN: Final = "#2e9362"
GREY: Final = "#7d7d7d"
VIOLET: Final = "#9467c8"
"""Colours that stand out on white and on black; none of them says anything alone."""


class Axis(NamedTuple):
    """A direction of a picture.

    Attributes:
        title: What is measured, with its unit; "" where the names say it.
        kind: "day": proleptic ordinals of dates; "number"; "count", of which only whole numbers are
            told; "share" [0..1], told in percent; "names": whole numbers, places in `names`.
        low: Where it begins.
        high: Where it ends, above `low`.
        names: What stands at 0, 1, ..
    """

    title: str
    kind: Literal["day", "number", "count", "share", "names"]
    low: float
    high: float
    names: tuple[str, ...] = ()


class Look(NamedTuple):
    """How a layer looks; two layers of a picture differ in more than their colour.

    Attributes:
        colour: As CSS writes it.
        dash: Lengths of strokes and gaps, as SVG writes them; "": a whole line.
        shape: Of points.
        fill: How opaque areas are [0..1]; a thin line surrounds them.
    """

    colour: str
    dash: str = ""
    shape: Literal["circle", "cross", "diamond", "square"] = "circle"
    fill: float = 1.0


class Layer(NamedTuple):
    """Marks of one sort.

    Attributes:
        mark: "line" through the places; "band" from `low` to `y`; "bar" upwards and "across" to
            the right, from `low` to `y` or `x`; "point"; "interval", a thin stroke from `low`
            to `y`.
        name: What it is, for the legend; "": not in it.
        look: How it looks.
        x: Places; of "across" where bars end.
        y: As many; None breaks a line.
        low: As many, where the mark has two ends: the lower one.
        notes: As many texts, told where somebody points at a mark; or none.
    """

    mark: Literal["line", "band", "bar", "across", "point", "interval"]
    name: str
    look: Look
    x: tuple[float, ...]
    y: tuple[float | None, ...]
    low: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()


class Picture(NamedTuple):
    """A picture with two axes.

    Attributes:
        title: What it shows.
        x: To the right.
        y: Upwards; of names downwards.
        layers: The undermost first.
    """

    title: str
    x: Axis
    y: Axis
    layers: tuple[Layer, ...]


def day_number(day: str) -> float:
    """Return where a day stands on an axis of days.

    >>> day_number("1970-01-01")
    719163.0
    """
    return float(date.fromisoformat(day).toordinal())


def said_day(day: str) -> str:
    """Return a day as people read it.

    >>> said_day("2026-06-01")
    '1 June 2026'
    """
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B} {found.year}"


def percent(share: float) -> str:
    """Return a share as people read it.

    >>> percent(0.884)
    '88 %'
    """
    return f"{100 * share:.0f} %"


def counted(n: float, one: str, several: str = "") -> str:
    """Return a count with its word.

    >>> counted(1, "day"), counted(1200, "answer")
    ('1 day', '1,200 answers')
    """
    word = one if round(n) == 1 else several or f"{one}s"
    return f"{n:,.0f} {word}"
