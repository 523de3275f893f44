"""What a stem can print of a value, and what of it is asked."""

from typing import Final

from quizkit.model import OTHER, Date, List, Precision, Value, Views
from quizkit.values.dates import known_at, overlaps, truncate
from quizkit.values.relations import answer_key

FINEST_FIRST: Final = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def can_be_printed(value: Value) -> bool:
    """Return whether a stem can print a value: no `other`, no vague date, no open viewpoint."""
    match value:
        case Date():
            return known_at(value, Precision.YEAR)
        case Views():
            return is_dated(value) and answer_key(value, precision=Precision.YEAR) is not None
        case List(items):
            return not any(isinstance(item, Date) for item in items)
        case _:
            return value is not OTHER


def is_dated(value: Value) -> bool:
    """Return whether a value is a date, seen from anywhere."""
    inner = value.entries[0][1] if isinstance(value, Views) else value
    return isinstance(inner, Date)


def has_dates(value: Value) -> bool:
    """Return whether a value is a date, seen from anywhere, or a list with dates."""
    if isinstance(value, List):
        return any(isinstance(item, Date) for item in value.items)
    return is_dated(value)


def same_year(value: Value, other: Value) -> bool:
    """Return whether two dates may lie in one year, so that one tells the other's."""
    one = value.entries[0][1] if isinstance(value, Views) else value
    two = other.entries[0][1] if isinstance(other, Views) else other
    if not (isinstance(one, Date) and isinstance(two, Date)):
        return False
    return overlaps(truncate(one, Precision.YEAR), truncate(two, Precision.YEAR))


def coarse(value: Value, precision: Precision) -> Value:
    """Return a date as printed or asked at a precision; of viewpoints, the date they agree on.

    Viewpoints keep their map, for a value from a viewpoint excludes nothing.
    """
    if isinstance(value, Date):
        return truncate(value, precision)
    match value:
        case Views(word, ((view, Date() as date), *_)):
            return Views(word, ((view, truncate(date, precision)),))
        case _:
            return value


class Coarse:
    """`coarse`, each made once; a value is held, so that its number stays its own."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, Precision], tuple[Value, Value]] = {}

    def __call__(self, value: Value, precision: Precision) -> Value:
        """Return a date as printed or asked at a precision."""
        at = (id(value), precision)
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = (value, coarse(value, precision))
        return made[1]


def finest(value: Value) -> Precision:
    """Return the finest precision at which a date can be printed."""
    for level in FINEST_FIRST:
        if isinstance(value, Date) and known_at(value, level):
            return level
        if isinstance(value, Views) and answer_key(value, precision=level) is not None:
            return level if len(value.entries) > 1 else min(level, Precision.MONTH)
    return Precision.YEAR


def answer_at(value: Value, asked: Precision | None) -> Value:
    """Return an answer as it is asked: a date cut to the precision, a value without its view."""
    if isinstance(value, Views):
        value = value.entries[0][1]
    return truncate(value, asked) if asked and isinstance(value, Date) else value


def accepted_at(value: Value, asked: Precision | None) -> tuple[Value, ...]:
    """Return the right answers in a value: the members of a list, or the value itself."""
    if isinstance(value, List):
        return tuple(answer_at(item, asked) for item in value.items)
    return (answer_at(value, asked),)
