"""Where ids go that are missing: before the first field, or in the first column."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from quizkit.decks.groups import HOLDERS
from quizkit.decks.tables import delimiter
from quizkit.decks.tree import Items, Map, Node, Scalar, Tree
from quizkit.model import Edit

_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"[\s|:+-]*-[\s|:+-]*")
_HOLDERS: Final = frozenset(HOLDERS)


class Place(NamedTuple):
    """A change of one line.

    Attributes:
        path: The file.
        line: Line [from 1].
        column: Column before which the text goes [from 1].
        text: What to write, with `{id}` for an id and a line break where one is wanted.
        cut: How many characters at the column it replaces.
        table: Line of the header with which it must be written, for a column that is new; else 0.
    """

    path: str
    line: int
    column: int
    text: str
    cut: int = 0
    table: int = 0

    def edit(self, id_: str) -> Edit:
        """Return it as an edit, with an id."""
        text = self.text.replace("{id}", id_)
        return Edit(self.path, self.line, self.column, self.line, self.column + self.cut, text)

    @property
    def owner(self) -> tuple[str, int, int]:
        """Return path, line and column of the fact; of one in a table or sheet the column is 0."""
        if not self.text.startswith("id: "):
            return (self.path, self.line, 0)
        return (self.path, self.line, self.column - self.text.endswith(", "))

    @property
    def takes_id(self) -> bool:
        """Tell whether an id is written here."""
        return "{id}" in self.text

    @property
    def order(self) -> tuple[int, int]:
        """Return line and column."""
        return (self.line, self.column)


def places(tree: Tree, trees: Mapping[str, Tree]) -> Iterator[Place]:
    """Yield where a file, and the sheets it names, lack ids.

    Args:
        tree: A file of the deck; a sheet yields nothing by itself.
        trees: All files of the deck, by path.
    """
    if tree.root is None:
        return
    kinds, cards = tree.root.fields.get("facts"), tree.root.fields.get("cards")
    if isinstance(kinds, Map):
        for node in kinds.fields.values():
            yield from _held(node, tree, trees)
    if isinstance(cards, Items):
        for card in cards.items:
            yield from _map(card, tree)


def _held(node: Node, tree: Tree, trees: Mapping[str, Tree]) -> Iterator[Place]:
    if isinstance(node, Items):
        for item in node.items:
            if isinstance(item, Map) and not _HOLDERS.isdisjoint(item.names()):
                yield from _held(item, tree, trees)
            else:
                yield from _map(item, tree)
        return
    if not isinstance(node, Map):
        return
    facts, table, file = (node.fields.get(name) for name in HOLDERS)
    if facts is not None:
        yield from _held(facts, tree, trees)
    if isinstance(table, Scalar):
        yield from _table(table, tree)
    if isinstance(file, Scalar):
        name = (PurePosixPath(next(iter(trees))).parent / file.text).as_posix()
        if name in trees:
            yield from _sheet(trees[name])


def _map(node: Node, tree: Tree) -> Iterator[Place]:
    if not isinstance(node, Map) or "id" in node.names():
        return
    line = tree.lines[node.line - 1]
    if line[node.column - 1 : node.column] == "{":
        yield Place(tree.path, node.line, node.column + 1, "id: {id}, ")
    else:
        yield Place(tree.path, node.line, node.column, "id: {id}\n" + " " * (node.column - 1))


def _table(node: Scalar, tree: Tree) -> Iterator[Place]:
    if node.style != "|":
        return
    column = -1
    header, head = "", 0
    for number, text in enumerate(node.text.split("\n"), node.line + 1):
        if not text.strip():
            continue
        begin = len(tree.lines[number - 1]) - len(text) + 1
        rule = bool(_RULE.fullmatch(text)) and "-" in text
        if not header:
            header = text
            column = _column(header)
            word = "id"
        else:
            word = "----" if rule else "{id}"
        if column < 0:
            head = head or number
            yield _first(tree.path, number, begin, text, (header, word))._replace(table=head)
        elif word == "{id}":
            yield from _empty(tree.path, number, begin, text, column)


def _parts(text: str) -> list[str]:
    return text.split("\t") if "\t" in text and "|" not in text else _BAR.split(text)


def _column(header: str) -> int:
    names = [part.strip() for part in _parts(header)]
    return names.index("id") if "id" in names else -1


def _first(path: str, line: int, column: int, text: str, word: tuple[str, str]) -> Place:
    """Return a new first cell of a line; tabs or bars as in the header."""
    header, typed = word
    if "\t" in header and "|" not in header:
        return Place(path, line, column, f"{typed}\t")
    padded = f"{typed:<4}"
    if header.lstrip().startswith("|"):
        return Place(path, line, column + text.index("|") + 1, f" {padded} |")
    return Place(path, line, column, f"{padded} | ")


def _empty(path: str, line: int, column: int, text: str, index: int) -> Iterator[Place]:
    parts = _parts(text)
    if index < len(parts) and not parts[index].strip():
        begin = column + sum(len(part) + 1 for part in parts[:index])
        pad = " " * max(1, len(parts[index]) - 4 - (index > 0))
        filled = f"{{id}}{pad}" if index == 0 else f" {{id}}{pad}"
        yield Place(path, line, begin, filled, cut=len(parts[index]))


def _sheet(tree: Tree) -> Iterator[Place]:
    text = "\n".join(tree.lines)
    mark = delimiter(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    column, begin, head = -2, 1, 0
    for row in reader:
        line, begin = begin, reader.line_num + 1
        names = [cell.strip() for cell in row]
        if not any(names):
            continue
        if column == -2:
            column = names.index("id") if "id" in names else -1
            if column < 0:
                head = line
                yield Place(tree.path, line, 1, f"id{mark}", table=head)
        elif column < 0:
            yield Place(tree.path, line, 1, "{id}" + mark, table=head)
        elif not names[column]:
            cells = tree.lines[line - 1].split(mark)
            skip = sum(len(cell) + 1 for cell in cells[:column])
            yield Place(tree.path, line, skip + 1, "{id}", cut=len(cells[column]))
