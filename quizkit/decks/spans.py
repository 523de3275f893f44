"""Places of a fact in its file, packed: most are never looked at."""

from collections.abc import Iterator, Mapping

from quizkit.model import Span


class Spans(Mapping[str, Span]):
    """A map from names to places, kept as one text and taken apart when asked.

    Args:
        packed: What `packed` wrote.

    >>> spans = Spans(packed({"": Span(3, 7, 20), "who": Span(3, 9, 3)}))
    >>> spans["who"], len(spans)
    (Span(line=3, column=9, width=3), 2)
    """

    __slots__ = ("_packed",)

    def __init__(self, packed: str) -> None:
        self._packed = packed

    def _all(self) -> dict[str, Span]:
        rows = (row.split("\t", 3) for row in self._packed.split("\n")) if self._packed else ()
        return {
            name: Span(int(line), int(column), int(width)) for line, column, width, name in rows
        }

    def __getitem__(self, name: str) -> Span:
        """Return a place."""
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        """Return an iterator over the names."""
        return iter(self._all())

    def __len__(self) -> int:
        """Return how many places there are."""
        return self._packed.count("\n") + 1 if self._packed else 0

    def __eq__(self, other: object) -> bool:
        """Return whether another map has the same places."""
        return isinstance(other, Mapping) and self._all() == dict(other)

    def __hash__(self) -> int:
        """Return a hash of what is packed."""
        return hash(self._packed)

    def __repr__(self) -> str:
        """Return the places as a dict would."""
        return repr(self._all())


def packed(spans: Mapping[str, Span]) -> str:
    """Return places as one text; names hold neither tabs nor line ends."""
    return "\n".join(f"{at.line}\t{at.column}\t{at.width}\t{name}" for name, at in spans.items())
