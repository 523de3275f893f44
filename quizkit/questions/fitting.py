"""Whether a value that somebody's own code made has the types that its fields declare."""

from collections.abc import Collection, Mapping
from functools import cache
from math import isfinite
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def misfit(value: Any, *, but: Collection[str] = ()) -> str:
    """Return which field of a named tuple is not of its declared type, and what it is; or "".

    Args:
        value: The named tuple; what is in it is looked at as well.
        but: Fields that are passed by.

    >>> from quizkit.model import NOWHERE, Problem, Severity
    >>> misfit(Problem("QK202", Severity.WARNING, "given twice", NOWHERE, notes=5))
    'notes: 5'
    """
    kind: Any = type(value)
    for name, hint in _hints(kind).items():
        if name not in but and not _fits(found := getattr(value, name), hint):
            return f"{name}: {found!r:.60}"
    return ""


@cache
def _hints(kind: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _fits(value: Any, hint: Any) -> bool:
    hint = getattr(hint, "__supertype__", hint)  # of a NewType
    if hint is float:
        return type(value) in (int, float) and isfinite(value)
    if hint is int:
        return type(value) is int
    if not isinstance(hint, type) or get_origin(hint) is not None:
        return _fits_generic(value, hint)
    if not isinstance(value, hint):
        return False
    return not (hasattr(value, "_fields") and misfit(value))


def _fits_generic(value: Any, hint: Any) -> bool:
    """Return whether a value is one of several types, or holds what it should."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, each) for each in args)
    if origin is tuple:
        hints = args[:1] * len(value) if args[1:] == (...,) and _is_tuple(value) else args
        return _is_tuple(value) and len(value) == len(hints) and all(map(_fits, value, hints))
    if origin is Mapping:
        return isinstance(value, Mapping) and all(
            _fits(name, args[0]) and _fits(inner, args[1]) for name, inner in value.items()
        )
    return origin is None or not isinstance(origin, type) or isinstance(value, origin)


def _is_tuple(value: Any) -> bool:
    return isinstance(value, tuple)
