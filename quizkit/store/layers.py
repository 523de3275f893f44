"""A mapping that is cheap to change in one place: a big one below, the changes above it."""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import Final, TypeVar

V = TypeVar("V")

MOST: Final = 256
"""Changes that may lie above before they are laid into the big mapping."""


class Layers(Mapping[str, V]):
    """A frozen mapping; `changed` returns another one without copying what stays.

    Looking up costs two steps; going through all of it lays the layers together once.

    >>> before = Layers({"a": 1, "b": 2})
    >>> after = before.changed({"b": 3})
    >>> dict(before), dict(after), after["b"], len(after)
    ({'a': 1, 'b': 2}, {'a': 1, 'b': 3}, 3, 2)
    """

    __slots__ = ("_above", "_below")

    def __init__(self, below: dict[str, V], above: dict[str, V] | None = None) -> None:
        self._below = below
        self._above = above or {}

    def changed(self, changes: Mapping[str, V]) -> "Layers[V]":
        """Return the mapping with some values replaced or added; this one stays as it is."""
        if len(self._above) > MOST:
            self._lay()
        return Layers(self._below, {**self._above, **changes})

    def __getitem__(self, key: str) -> V:
        return self._above[key] if key in self._above else self._below[key]

    def __contains__(self, key: object) -> bool:
        return key in self._above or key in self._below

    def __iter__(self) -> Iterator[str]:
        return iter(self._lay())

    def __len__(self) -> int:
        return len(self._lay())

    def items(self) -> ItemsView[str, V]:
        """Return keys and values."""
        return self._lay().items()

    def values(self) -> ValuesView[V]:
        """Return the values."""
        return self._lay().values()

    def __repr__(self) -> str:
        return repr(self._lay())

    def _lay(self) -> dict[str, V]:
        if self._above:
            self._below = {**self._below, **self._above}
            self._above = {}
        return self._below


def layered(mapping: Mapping[str, V]) -> Layers[V]:
    """Return a mapping as layers, itself if it is that already."""
    return mapping if isinstance(mapping, Layers) else Layers(dict(mapping))
