"""Samples that have something of everything."""

from collections.abc import Callable, Hashable, Iterable
from random import Random
from typing import TypeVar

T = TypeVar("T")


def spread(things: Iterable[T], sort_of: Callable[[T], Hashable], *, count: int) -> list[T]:
    """Return so many things, of each sort as nearly as many as there are; always the same ones."""
    sorts: dict[Hashable, list[T]] = {}
    for thing in things:
        sorts.setdefault(sort_of(thing), []).append(thing)
    rng = Random("spread")
    found: list[T] = []
    for done, group in enumerate(sorted(sorts.values(), key=len)):
        share = (count - len(found)) // (len(sorts) - done)
        found += rng.sample(group, min(len(group), share))
    return found
