"""Facts in tables: the `table:` of a deck, and sheets in CSV files."""

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from io import StringIO
from typing import Final

from quizkit.decks.context import Advice, Context
from quizkit.decks.events import MAX_TEXT, read
from quizkit.decks.report import help_, short
from quizkit.decks.rewritten import rewritten
from quizkit.decks.tidiness import tabbed
from quizkit.decks.tree import Items, Map, Node, Scalar
from quizkit.model import Location, Related

MAX_ROWS: Final = 1_000_000
MAX_COLUMNS: Final = 200

MOST_EXPLAINED: Final = 20
"""Cells that cannot be read and for which it is tried out why."""

MOST_UNREAD: Final = 200
"""Cells that cannot be read after which a deck's other lists and maps in cells are left alone."""

_BAR: Final = re.compile(r"(?<!\\)\|")
RULE: Final = re.compile(r"[\s|:+-]*-[\s|:+-]*")
"""A line between header and rows; it is passed over."""

Cell = tuple[str, int]
"""A cell: its text, and its column [from 1]."""


class Tables:
    """Turns tables into rows.

    Args:
        context: Takes QK003, QK010, QK014, QK017, QK018, QK019 and what cells bring.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self._unread = 0

    def table(self, node: Scalar, path: str, known: Collection[str]) -> list[Map]:
        """Return the rows of a `table:`; `known` are the columns there may be."""
        rows = list(self._lines(node, path))
        if not rows:
            self._add("QK005", Location(path, node.line, node.column), "this table has no header")
            return []
        tabs = "\t" in rows[0][0] and "|" not in rows[0][0]
        if node.style == "|" and "\t" in node.text:
            tabbed(path, rows, self.context.report, tabs=tabs)
        cells = [(cells_of(text, column, tabs=tabs), line) for text, line, column in rows]
        return self._rows(path, cells, known)

    def _lines(self, node: Scalar, path: str) -> Iterator[tuple[str, int, int]]:
        """Yield text, line and column of each line of a table that is not blank."""
        tree = self.context.files.get(path)
        block = node.style == "|" and tree is not None
        for number, text in enumerate(node.text.split("\n"), 1):
            if not text.strip() or (RULE.fullmatch(text) and "-" in text):
                continue
            if block and tree is not None and node.line + number <= len(tree.lines):
                raw = tree.lines[node.line + number - 1]
                yield text, node.line + number, max(0, len(raw) - len(text)) + 1
            else:
                yield text, node.line, node.column

    def sheet(self, text: str, path: str, known: Collection[str]) -> list[Map]:
        """Return the rows of a CSV file."""
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
        cells: list[tuple[list[Cell], int]] = []
        lines = text.split("\n")
        begin = 1
        try:
            for row in reader:
                if any(cell.strip() for cell in row):
                    cells.append((_placed(row, lines[begin - 1]), begin))
                begin = reader.line_num + 1
                if len(cells) > MAX_ROWS or len(row) > MAX_COLUMNS:
                    what = f"cannot take over {MAX_ROWS:,} rows or {MAX_COLUMNS} columns"
                    self._add("QK014", Location(path, begin - 1), what)
                    return []
        except csv.Error:
            self._add(
                "QK010",
                Location(path, begin),
                f"cannot read the row in line {begin}",
                "a quotation mark in a cell is doubled, and the cell stands in quotation marks",
            )
            return []
        if not cells:
            self._add("QK005", Location(path), "this sheet has no header")
            return []
        return self._rows(path, cells, known)

    def _rows(
        self, path: str, cells: Sequence[tuple[list[Cell], int]], known: Collection[str]
    ) -> list[Map]:
        header, line = cells[0]
        if not self._header(header, path, line, known):
            return []
        names = [text for text, _ in header]
        rows = []
        for row, at in cells[1:]:
            if len(row) != len(names):
                self._uneven(row, path, at, len(names))
                continue
            rows.append(self._row(names, row, path, at))
        rewritten(path, names, cells[1:], self.context.report)
        return rows

    def _header(self, header: Sequence[Cell], path: str, line: int, known: Collection[str]) -> bool:
        good = True
        seen: dict[str, int] = {}
        for text, column in header:
            at = Location(path, line, column, max(1, len(text)))
            if text in seen:
                good = False
                self.context.report.add(
                    "QK003",
                    at,
                    f"cannot take the column `{short(text)}` twice",
                    related=[Related(Location(path, line, seen[text]), "first given here")],
                )
            elif text not in known:
                good = False
                what = f"do not know the column `{short(text)}`"
                self.context.report.add("QK017", at, what, **self._column(at, text, known))
            seen[text] = column
        return good

    def _column(self, at: Location, text: str, known: Collection[str]) -> Advice:
        """Return what to do about a column that is not known."""
        found = self.context.advice(at, text, known, what="the columns there may be")
        sign = next((sign for sign in (",", ";") if sign in text), "")
        if sign and text.partition(sign)[0].strip() in known:
            bars = " | ".join(part.strip() for part in text.split(sign))
            tip = help_(f"put a bar between the cells of each row:  {short(bars, 60)}")
            found["notes"] = (tip, *found["notes"])
        return found

    def _uneven(self, row: Sequence[Cell], path: str, line: int, wanted: int) -> None:
        self._add(
            "QK010",
            Location(path, line, row[0][1] if row else 1),
            f"this row has {len(row)} cells, and the header has {wanted}",
            "a cell may be empty, but its bar or comma must be there",
        )

    def _row(self, names: Sequence[str], row: Sequence[Cell], path: str, line: int) -> Map:
        fields: dict[str, Node] = {}
        places = {}
        for name, (text, column) in zip(names, row, strict=True):
            node = self._cell(text, path, line, column) if text else None
            if node is not None:
                fields[name] = node
                places[name] = (line, column)
        first, last = row[0][1], row[-1][1] + len(row[-1][0])
        return Map(fields, places, line, first, max(1, last - first))

    def _cell(self, text: str, path: str, line: int, column: int) -> Node | None:
        if len(text) > MAX_TEXT:
            self._add("QK014", Location(path, line, column), "cannot take a cell of over 64 KiB")
            return None
        if text[0] not in "[{":
            return Scalar(text, line, column, len(text))
        if self._unread > MOST_UNREAD:
            return None  # the deck does not load, and its author has enough to do
        # As the value of a field, a cell of any shape is the value of a map.
        tree = read(f"_: {text}".encode(), path, explain=self._unread < MOST_EXPLAINED)
        self._unread += tree.root is None
        for problem in tree.problems:
            at = problem.at._replace(line=line, column=max(column, column + problem.at.column - 4))
            message = problem.message.replace("line 1:", f"line {line}:")
            moved = problem._replace(at=at, message=message, related=(), fix=None)
            self.context.report.take([moved])
        return _moved(tree.root.fields["_"], line, column - 4) if tree.root else None

    def _add(self, code: str, at: Location, message: str, tip: str = "") -> None:
        self.context.report.add(code, at, message, notes=[help_(tip)] if tip else ())


def delimiter(text: str) -> str:
    """Return what stands between the cells of a sheet: a comma, semicolon or tab.

    >>> delimiter("who;to")
    ';'
    """
    head = text.partition("\n")[0]
    return next((sign for sign in ",;\t" if sign in head), ",")


def cells_of(text: str, column: int, *, tabs: bool) -> list[Cell]:
    r"""Return the cells of a line; `\|` is a literal bar, and outer bars do not count.

    >>> cells_of("a | b\\|c", 7, tabs=False)
    [('a', 7), ('b|c', 11)]
    """
    parts = text.split("\t") if tabs else _BAR.split(text)
    cells = []
    for part in parts:
        begin = column + len(part) - len(part.lstrip())
        cells.append((part.strip().replace("\\|", "|"), begin))
        column += len(part) + 1
    whole = text.strip()
    if not tabs and whole.startswith("|") and whole.endswith("|") and len(cells) > 2:
        return cells[1:-1]
    return cells


def _placed(row: Sequence[str], line: str) -> list[Cell]:
    """Return the cells of a row with their columns, where the row has no quotation marks."""
    cells = []
    column = 1
    for text in row:
        begin = column + len(text) - len(text.lstrip())
        cells.append((text.strip(), 1 if '"' in line else begin))
        column += len(text) + 1
    return cells


def _moved(node: Node, line: int, by: int) -> Node:
    """Return a node on another line, `by` columns further right."""
    if isinstance(node, Scalar):
        return node._replace(line=line, column=node.column + by)
    if isinstance(node, Items):
        items = tuple(_moved(item, line, by) for item in node.items)
        return Items(items, line, node.column + by, node.width)
    return Map(
        {name: _moved(inner, line, by) for name, inner in node.fields.items()},
        {name: (line, column + by) for name, (_, column) in node.places.items()},
        line,
        node.column + by,
        node.width,
    )
