"""Which figures of a deck are of one sort, and may be compared."""

from collections.abc import Iterator, Mapping
from typing import Final

from quizkit.checks.context import Context
from quizkit.model import Fact, Named, Number, Value

SORTED_BY: Final[Mapping[str, str]] = {"attribute": "name", "measure": "of"}
"""Kinds that hold figures of any sort, and the role that tells the sort."""

Figure = tuple[Fact, Number]
"""A number, and the fact that gives it."""


def sort_of(fact: Fact) -> Value | None:
    """Return what tells the sort of a fact's figures: of an attribute its name; else nothing."""
    return fact.values.get(SORTED_BY[fact.kind]) if fact.kind in SORTED_BY else None


def called(fact: Fact, role: str) -> str:
    """Return what people call a role of a fact: in `about:` the attribute, else the role."""
    name = fact.values.get("name")
    is_attribute = fact.kind == "attribute" and role == "value"
    return name.name if is_attribute and isinstance(name, Named) else role


def figures(context: Context) -> Iterator[tuple[str, list[Figure]]]:
    """Yield each role with the numbers that facts of one kind and sort give it, in deck order."""
    for facts in context.by_kind.values():
        found: dict[tuple[str, Value | None], list[Figure]] = {}
        for fact in facts:
            for role, value in fact.values.items():
                if value.__class__ is Number:
                    found.setdefault((role, sort_of(fact)), []).append((fact, value))
        yield from ((role, several) for (role, _), several in found.items())
