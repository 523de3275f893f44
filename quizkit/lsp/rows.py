"""The facts of a deck's files as maps of what was typed: in lists, in tables, in sheets."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from quizkit.decks.context import Context
from quizkit.decks.groups import HOLDERS
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.report import Report
from quizkit.decks.tables import Tables, delimiter
from quizkit.decks.tree import Items, Map, Node, Scalar, Tree
from quizkit.model import Deck
from quizkit.values.words import BUILTIN

_HOLDERS: Final = frozenset(HOLDERS)

YAML, TABLE, SHEET = "yaml", "table", "sheet"
"""Where a text stands: it decides how another one is typed in its place."""


class Row(NamedTuple):
    """A fact, or what a group says for its facts.

    Attributes:
        kind: Its kind.
        node: Its fields.
        path: The file it stands in.
        place: YAML, TABLE or SHEET.
        is_group: It is a group's own fields.
    """

    kind: str
    node: Map
    path: str
    place: str = YAML
    is_group: bool = False


class Rows:
    """Finds the facts of one deck.

    Args:
        deck: The deck.
        trees: Its files by path, in their order; a sheet has lines and no root.
    """

    def __init__(self, deck: Deck, trees: Mapping[str, Tree]) -> None:
        self.deck = deck
        self.trees = trees
        words = deck.words.get(deck.language, BUILTIN["en"])
        self.context = Context(Report(), deck.language, words, dict(trees))
        self.tables = Tables(self.context)

    def of(self, tree: Tree) -> Iterator[Row]:
        """Yield the facts and groups that a file gives, those of its sheets included."""
        section = tree.root.fields.get("facts") if tree.root else None
        if isinstance(section, Map):
            for kind, node in section.fields.items():
                yield from self._held(kind, node, tree.path)

    def _held(self, kind: str, node: Node, path: str) -> Iterator[Row]:
        if isinstance(node, Items):
            for item in node.items:
                if isinstance(item, Map) and not _HOLDERS.isdisjoint(item.names()):
                    yield from self._held(kind, item, path)
                elif isinstance(item, Map):
                    yield Row(kind, item, path)
        if not isinstance(node, Map):
            return
        yield Row(kind, node, path, is_group=True)
        facts, table, file = (node.fields.get(name) for name in HOLDERS)
        if isinstance(facts, Items):
            yield from self._held(kind, facts, path)
        if isinstance(table, Scalar):
            for row in self.tables.table(table, path, self._known(kind)):
                yield Row(kind, row, path, TABLE)
        if isinstance(file, Scalar):
            yield from self._sheet(kind, file.text)

    def _sheet(self, kind: str, name: str) -> Iterator[Row]:
        path = self.path_of(name)
        if path not in self.trees:
            return
        lines = self.trees[path].lines
        text = "\n".join(lines)
        mark = delimiter(text)
        header = [cell.strip().strip('"') for cell in text.partition("\n")[0].split(mark)]
        for row in self.tables.sheet(text, path, self._known(kind)):
            line = lines[row.line - 1] if row.line <= len(lines) else ""
            found = _placed(row, dict(zip(header, _starts(line, mark), strict=False)), line)
            yield Row(kind, found, path, SHEET)

    def path_of(self, name: str) -> str:
        """Return the path of a file that the deck names."""
        return (PurePosixPath(next(iter(self.trees))).parent / name).as_posix()

    def _known(self, kind: str) -> tuple[str, ...]:
        found = self.deck.kinds.get(kind)
        return (*(found.roles if found else ()), *FACT_FIELDS)


def _starts(line: str, mark: str) -> list[int]:
    """Return at which column each cell of a sheet's line begins, behind its quotation mark.

    >>> _starts('a,"b, c",d', ",")
    [1, 4, 10]
    """
    starts, inside, fresh = [], False, True
    for index, char in enumerate(line):
        if fresh:
            starts.append(index + 1 + (char == '"'))
        fresh = char == mark and not inside
        inside ^= char == '"'
    return starts + [len(line) + 1] * fresh


def _placed(row: Map, starts: Mapping[str, int], line: str) -> Map:
    """Return a row with its places, which a line with quotation marks was read without."""
    if '"' not in line:
        return row
    fields = {name: _moved(node, starts.get(name, 1) - 1) for name, node in row.fields.items()}
    return Map(fields, row.places, row.line, row.column, row.width)


def _moved(node: Node, by: int) -> Node:
    """Return a node so many columns further right."""
    if isinstance(node, Scalar):
        return node._replace(column=node.column + by)
    if isinstance(node, Items):
        items = tuple(_moved(item, by) for item in node.items)
        return node._replace(items=items, column=node.column + by)
    fields = {name: _moved(inner, by) for name, inner in node.fields.items()}
    return Map(fields, node.places, node.line, node.column + by, node.width)
