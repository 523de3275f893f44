"""How far a wrong answer is from the right one: too far to be chosen?"""

from collections.abc import Mapping
from typing import Final

from quizkit.model import Date, Name, Named, Number, Value
from quizkit.questions.likeness import related_types

FARTHEST_YEARS: Final = 40
"""A wrong date is at most so many years from the key."""

FARTHEST_TIMES: Final = 20
"""A wrong number is at most so many times the key."""

_DAYS: Final = 366


def far_apart(
    key: Value,
    value: Value,
    *,
    names: Mapping[str, Name],
    years: int = FARTHEST_YEARS,
    times: int = FARTHEST_TIMES,
) -> str:
    """Return why a wrong value is too far from the right one to be chosen, or "".

    Args:
        key: The right one.
        value: The wrong one.
        names: The deck's names.
        years: How far a date may be [years].
        times: How many times as large a number may be, or the key; beside 0, how large.

    >>> from quizkit.values.dates import read_date
    >>> far_apart(read_date("1802"), read_date("1412"), names={})
    '1412 is far from 1802'
    """
    if isinstance(key, Date) and isinstance(value, Date):
        far = abs(key.first - value.first) > years * _DAYS
        return f"{value.text} is far from {key.text}" if far else ""
    if isinstance(key, Number) and isinstance(value, Number):
        one, two = sorted((abs(key.value), abs(value.value)))
        far = two > times * (one or 1)
        return f"{value.shown} is far from {key.shown}" if far else ""
    if isinstance(key, Named) and isinstance(value, Named):
        types = [names[each.name].type for each in (key, value) if each.name in names]
        if len(types) > 1 and not related_types(*types):
            return f"{value.name} is a {types[1]}, {key.name} a {types[0]}"
    return ""
