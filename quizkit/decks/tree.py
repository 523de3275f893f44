"""What a deck file says before anything is typed: texts, lists and maps with their places."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizkit.model import Location, Problem, Span


class Scalar(NamedTuple):
    """A text as the author typed it, in NFC.

    `width` is what it takes on its first line [code points, quotation marks included]. `style` is
    "" for plain text, else the sign it begins with: a quotation mark, `|` or `>`. A cell of a
    table or sheet is plain.
    """

    text: str
    line: int
    column: int
    width: int
    style: str = ""


class Items(NamedTuple):
    """A list."""

    items: "tuple[Node, ...]"
    line: int
    column: int
    width: int


class Map:
    """A map: field name to value, in the author's order.

    Attributes:
        fields: The values by name.
        places: Line and column of each field's name, of those without a value too.
        line: Where it begins.
        column: Where it begins.
        width: What it takes on its first line [code points].
    """

    __slots__ = ("column", "fields", "line", "places", "width")

    def __init__(
        self,
        fields: "dict[str, Node]",
        places: "dict[str, tuple[int, int]]",
        line: int,
        column: int,
        width: int,
    ) -> None:
        self.fields = fields
        self.places = places
        self.line = line
        self.column = column
        self.width = width

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Map) and self._whole() == other._whole()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Map{self._whole()}"

    def _whole(self) -> tuple[object, ...]:
        return (self.fields, list(self.fields), self.places, self.line, self.column, self.width)

    def names(self) -> Collection[str]:
        """Return the names of the fields."""
        return self.fields

    def typed(self, names: Iterable[str]) -> dict[str, object]:
        """Return some of the fields as texts, lists and dicts, without places."""
        return {name: plain(self.fields[name]) for name in names}

    def key(self, name: str) -> Span:
        """Return the place of a field's name."""
        found = self.places.get(name)
        if found is None:
            return Span(self.line, self.column, self.width)
        return Span(*found, max(1, len(name)))


Node = Scalar | Items | Map


@dataclass(frozen=True, slots=True)
class Tree:
    """One file: its root, its lines (without line ends) and what is wrong with it.

    `root` is None if there is nothing to go on with.
    """

    path: str
    root: Map | None
    lines: Sequence[str]
    problems: tuple[Problem, ...] = ()


def span(node: Node) -> Span:
    """Return the place of a node."""
    return Span(node.line, node.column, node.width)


def at(path: str, node: Node | Span) -> Location:
    """Return the location of a node of the file `path`."""
    return Location(path, node.line, node.column, node.width)


def walk(node: Node, steps: Iterable[object]) -> Node:
    """Return the node at the end of a path; steps that lead nowhere are passed over.

    >>> leaf = Scalar("Hanoi", 1, 5, 5)
    >>> walk(Map({"is": leaf}, {"is": (1, 1)}, 1, 1, 9), ["str", "is", 0]).text
    'Hanoi'
    """
    for step in steps:
        if isinstance(node, Map) and step in node.fields:
            node = node.fields[str(step)]
        elif isinstance(node, Items) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
    return node


def plain(node: Node) -> object:
    """Return a node as texts, lists and dicts, without places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.fields.items()}


def texts(node: Node) -> list[Scalar] | None:
    """Return the texts of a list, or of one text; None if a map or list is among them."""
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Items):
        found = [item for item in node.items if isinstance(item, Scalar)]
        return found if len(found) == len(node.items) else None
    return None
