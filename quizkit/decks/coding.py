"""Nouns as JSON and back: what the cache of read decks is written in.

A noun is a list that begins with its number in `NOUNS`; a container is one that begins with its
letter. Nothing else is ever made of what is read.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from sys import intern
from typing import Any, Final

from quizkit import model
from quizkit.model import deck as nouns
from quizkit.model.words import Reading

NOUNS: Final[tuple[type[Any], ...]] = (
    nouns.Text, nouns.Named, nouns.Date, nouns.Number, nouns.List, nouns.Views, nouns.Other,
    nouns.Span, nouns.Slot, nouns.Part, nouns.Template, nouns.Name, nouns.Role, nouns.Kind,
    nouns.Source, nouns.Group, nouns.Fact, nouns.Blank, nouns.Card, model.Words, Reading,
    model.Location, model.Problem, model.Related, model.Note, model.Edit, model.Fix,
)  # fmt: skip
"""Every noun that a deck is made of."""

_ENUMS: Final[tuple[type[Enum], ...]] = (nouns.Precision, nouns.PartMode, model.Severity)
_NUMBERS: Final = {noun: number for number, noun in enumerate(NOUNS)}
_SHARED: Final = 32
"""Texts of fewer characters are likely to come again: they are kept once."""

_EMPTY: Final[Mapping[Any, Any]] = {}
_TUPLE, _SET, _MAP, _DECIMAL, _ENUM = "t", "s", "m", "d", "e"


def coded(value: Any) -> Any:
    """Return a value of a deck as what JSON holds.

    Raises:
        TypeError: If it is none that a deck is made of.

    >>> coded(nouns.List((nouns.Named("Po"),)))
    [4, ['t', [1, 'Po']], True, False]
    """
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Enum):
        return [_ENUM, _ENUMS.index(type(value)), value.value]
    number = _NUMBERS.get(type(value))
    if number is not None:
        return [number, *map(coded, _parts(value))]
    match value:
        case tuple():
            return [_TUPLE, *map(coded, value)]
        case frozenset():
            return [_SET, *map(coded, sorted(value))]
        case Mapping():
            return [_MAP, *(coded(each) for pair in value.items() for each in pair)]
        case Decimal():
            return [_DECIMAL, str(value)]
        case _:
            raise TypeError(f"no deck holds a {type(value).__name__}")


def _parts(value: Any) -> tuple[Any, ...]:
    if is_dataclass(value):
        return tuple(getattr(value, field.name) for field in fields(value))
    return tuple(value)


def decoded(code: Any) -> Any:
    """Return the value that `coded` wrote.

    Raises:
        ValueError, TypeError, IndexError: If it is no such code.

    >>> decoded([4, ['t', [1, 'Po']], True, False])
    List(items=(Named(name='Po'),), complete=True, ordered=False)
    """
    if type(code) is not list:
        return intern(code) if type(code) is str and len(code) < _SHARED else code
    what, *rest = code
    if type(what) is int:
        noun = NOUNS[what]
        return nouns.OTHER if noun is nouns.Other else noun(*map(decoded, rest))
    match what:
        case "t":
            return tuple(map(decoded, rest))
        case "m":
            found = [decoded(each) for each in rest]
            return dict(zip(found[::2], found[1::2], strict=True)) if found else _EMPTY
        case "s":
            return frozenset(map(decoded, rest))
        case "d":
            return Decimal(rest[0])
        case "e":
            return _ENUMS[rest[0]](rest[1])
        case _:
            raise ValueError(f"no code begins with {what!r}")
