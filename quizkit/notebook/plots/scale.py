"""From numbers to places on a picture, and the ticks that people read them by."""

from collections.abc import Iterator
from datetime import date
from math import ceil, floor, log10
from typing import Final, NamedTuple

from quizkit.notebook.plots.picture import Axis

_DAY_STEPS: Final = (1, 2, 7, 14, 28)
_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
_MONTH_DAYS: Final = 30.4
_EDGE: Final = 1e-9


class Tick(NamedTuple):
    """A place on an axis with what is written there."""

    value: float
    text: str


class Scale(NamedTuple):
    """A straight line from numbers to places.

    Attributes:
        low: The number at `start`.
        high: The number at `end`, not the same.
        start: A place [px].
        end: Another one [px].

    >>> Scale(0.0, 10.0, 40.0, 140.0)(5.0)
    90.0
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a number [px]."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(axis: Axis, most: int) -> list[Tick]:
    """Return the ticks of an axis, in rising order.

    Args:
        axis: The axis.
        most: How many fit [>= 2]; names are all told.

    >>> [each.text for each in ticks(Axis("", "share", 0.0, 1.0), 5)]
    ['0 %', '20 %', '40 %', '60 %', '80 %', '100 %']
    """
    match axis.kind:
        case "names":
            return [Tick(float(n), name) for n, name in enumerate(axis.names)]
        case "day":
            return list(_days(axis.low, axis.high, most))
        case "count":
            values = _numbers(axis.low, axis.high, most, least=1.0)
            return [Tick(value, f"{value:,.0f}") for value in values]
        case "share":
            return [
                Tick(value, f"{100 * value:.0f} %")
                for value in _numbers(axis.low, axis.high, most, least=0.01)
            ]
        case _:
            values = _numbers(axis.low, axis.high, most)
            return [Tick(value, f"{value:,.6g}") for value in values]


def nice(high: float, *, least: float = 1.0) -> float:
    """Return where an axis from 0 ends: a round number, no smaller than what is shown.

    Args:
        high: The largest number shown.
        least: The smallest end.

    >>> nice(0), nice(7.2), nice(23), nice(100)
    (1.0, 8.0, 25.0, 100.0)
    """
    wanted = max(high, least)
    step = 10.0 ** floor(log10(wanted))
    for part in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10):
        if part * step >= wanted - _EDGE:
            return float(part * step)
    return 10.0 * step


def _numbers(low: float, high: float, most: int, *, least: float = 0.0) -> list[float]:
    """Return multiples of a 1, 2 or 5 with zeros; one more than asked where it comes out even."""
    rough = max((high - low) / most, least)
    power = 10.0 ** floor(log10(rough))
    step = next(part * power for part in (1, 2, 5, 10) if part * power >= rough - _EDGE)
    first, last = ceil(low / step - _EDGE), floor(high / step + _EDGE)
    return [round(n * step, 12) for n in range(first, last + 1)]


def _days(low: float, high: float, most: int) -> Iterator[Tick]:
    days = high - low
    for step in _DAY_STEPS:
        if days / step <= most:
            for day in range(ceil(low), floor(high) + 1, step):
                found = date.fromordinal(day)
                yield Tick(float(day), f"{found.day} {found:%b}")
            return
    months = next((s for s in _MONTH_STEPS if days / _MONTH_DAYS / s <= most), _MONTH_STEPS[-1])
    for year, month in _months(date.fromordinal(ceil(low)), months):
        place = date(year, month, 1)
        if place.toordinal() > high:
            return
        if place.toordinal() >= low:
            yield Tick(float(place.toordinal()), f"{place:%b %Y}")


def _months(start: date, step: int) -> Iterator[tuple[int, int]]:
    number = (start.year * 12 + start.month - 1) // step * step
    while number < 9999 * 12:
        yield number // 12, number % 12 + 1
        number += step
