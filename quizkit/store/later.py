"""A facet's scored reviews that stay text until somebody asks for them.

They are by far the most of a snapshot, and hardly any sitting looks at more than a few of them.
"""

from collections.abc import Iterator, Sequence
from json import dumps, loads
from typing import SupportsIndex, overload

from quizkit.model import Scored


class Later(Sequence[Scored]):
    """A tuple of scored reviews, read from its text at the first look; equal to the tuple.

    Args:
        text: What `text_of` returned.

    >>> later = Later(text_of((Scored(7, 0.9, 0.0, 1.0),)))
    >>> later == (Scored(7, 0.9, 0.0, 1.0),), later[0].t, later[1:]
    (True, 7, ())
    """

    __slots__ = ("_text", "_value")

    def __init__(self, text: str) -> None:
        self._text = text
        self._value: tuple[Scored, ...] | None = None

    @property
    def text(self) -> str:
        """What it was made from."""
        return self._text

    def _all(self) -> tuple[Scored, ...]:
        if self._value is None:
            self._value = tuple(Scored(*review) for review in loads(self._text))
        return self._value

    @overload
    def __getitem__(self, index: SupportsIndex) -> Scored: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Scored, ...]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Scored | tuple[Scored, ...]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __bool__(self) -> bool:
        return self._text != "[]"

    def __iter__(self) -> Iterator[Scored]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


def text_of(scored: Sequence[Scored]) -> str:
    """Return scored reviews as one line of text."""
    if isinstance(scored, Later):
        return scored.text
    return dumps(scored, ensure_ascii=False, separators=(",", ":"))
