"""Dates and numbers near a right one: how near they are, and new ones where facts give too few."""

import re
from decimal import Decimal
from math import exp, log
from random import Random
from typing import Final

from quizkit.model import Date, Number, Precision, Value, Words
from quizkit.values.dates import make, parts
from quizkit.values.numbers import one_of_unit, same_unit
from quizkit.values.relations import Places, excludes

SCALE_DAYS: Final = {Precision.YEAR: 5 * 365.25, Precision.MONTH: 180.0, Precision.DAY: 60.0}
"""A distance at which the nearness of dates is 0.37, by the precision asked for [days]."""
_YEARS: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
WHOLE: Final = 100
"""A share is at most so many per cent."""
_NOWHERE: Final = Places({})
_FACTORS: Final = ("0.4", "0.5", "0.6", "0.7", "0.8", "1.25", "1.4", "1.6", "1.8", "2", "2.5")


def date_nearness(key: Date, other: Date, asked: Precision | None) -> float:
    """Return how near two dates are [0..1]; 0.37 at five years, six months or sixty days."""
    return exp(-abs(key.first - other.first) / SCALE_DAYS[asked or Precision.YEAR])


def number_nearness(key: Number, other: Number) -> float:
    """Return how near two numbers are by their ratio [0..1]; 0.37 at a factor of e."""
    if key.value <= 0 or other.value <= 0:
        return 0.2 if key.value != other.value else 1.0
    return exp(-abs(log(other.value / key.value)))


def near_dates(key: Date, asked: Precision, *, rng: Random, latest: int) -> tuple[Date, ...]:
    """Return dates near a date at the asked precision, in random order.

    A year gets years around it; a month the other months of its year, for the stem names the
    year; a day other days within a year.

    Args:
        key: The right date.
        asked: The precision asked for.
        rng: Chance.
        latest: The last day that may be shown [day number].
    """
    year, month, day = parts(key)
    found: list[Date] = []
    if asked is Precision.YEAR:
        around = range(max(1, year - 6), min(year + 6, 9999) + 1)
        found = [make(other) for other in around if other != year]
    elif asked is Precision.MONTH and month:
        found = [make(year, other) for other in range(1, 13) if other != month]
    elif month and day:
        found = [
            make(year, (month - 1 + step) % 12 + 1, min(28, (day * 7 + step * 5) % 28 + 1))
            for step in range(1, 12)
        ]
    rng.shuffle(found)
    return tuple(date for date in found if date.text != key.text and date.first <= latest)


def kept_within(scope: str) -> tuple[int, int] | None:
    """Return the first and last day that a scope phrase names by its two years, or None.

    Args:
        scope: Such as "between 2000 and 2019".

    >>> kept_within("between 2000 and 2019") == (make(2000).first, make(2019).last)
    True
    >>> kept_within("since 1995")
    """
    years = _YEARS.findall(scope)
    if len(years) != 2 or not years[0] <= years[1]:
        return None
    return make(int(years[0])).first, make(int(years[1])).last


def is_within(value: Value, scope: tuple[int, int] | None) -> bool:
    """Return whether a value is no date, or one that lies within the days of a scope, if any."""
    if scope is None or not isinstance(value, Date):
        return True
    return scope[0] <= value.first and value.last <= scope[1]


def near_numbers(key: Number, *, words: Words, rng: Random) -> tuple[Number, ...]:
    """Return numbers of the same look near a number, in random order.

    They have as many digits after the decimal mark, the same scale word, unit and bound, and leave
    nothing open that the key leaves open, so there are none near "over 75"; a share stays within
    100 %.

    Args:
        key: The right number.
        words: The words of the language that its figure is written in.
        rng: Chance.
    """
    figure, space, scale = key.shown.partition(" ")
    grouped = words.thousands in figure
    try:
        base = Decimal(figure.replace(words.thousands, "").replace(words.decimal, "."))
    except ArithmeticError:
        return ()
    if not base:
        return ()
    quantum = Decimal(1).scaleb(_last_digit(base))
    found: dict[Decimal, Number] = {}
    for factor in _FACTORS:
        new = (base * Decimal(factor) / quantum).to_integral_value() * quantum
        value = key.value * new / base
        if (scale and new >= 1000) or not _can_be(key, value):
            continue
        text = _figure(new, words, grouped=grouped)
        made = key._replace(value=value, shown=f"{text}{space}{scale}")
        if new > 0 and _are_apart(key, made):
            found.setdefault(new, made)
    numbers = list(found.values())
    rng.shuffle(numbers)
    return tuple(numbers)


def _are_apart(one: Number, two: Number) -> bool:
    """Return whether no value is left open by both numbers, even in twice their tolerance."""
    return abs(one.value - two.value) > 2 * one.step and excludes(one, two, places=_NOWHERE)


def _can_be(key: Number, value: Decimal) -> bool:
    """Return whether a number can stand with the key's unit: no "1 days", no share above 100 %."""
    if same_unit(key.unit, "%") and abs(key.value) <= WHOLE:
        return value <= WHOLE
    return value != 1 or one_of_unit(key.unit) == key.unit


def _figure(number: Decimal, words: Words, *, grouped: bool) -> str:
    text = f"{number:,f}" if grouped else f"{number:f}"
    marks = {",": words.thousands, ".": words.decimal}
    return "".join(marks.get(char, char) for char in text)


def _last_digit(number: Decimal) -> int:
    """Return the power of ten of the last digit that is not a zero before the point."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < 0:
        return exponent if isinstance(exponent, int) else 0
    digits = str(int(number))
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(zeros, max(0, len(digits) - 2))
