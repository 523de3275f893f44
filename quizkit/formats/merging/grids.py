"""Tables of a deck and its CSV files, with the place of every cell, and how it is typed there."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.decks.tables import delimiter
from quizkit.formats.merging.extents import Pos, TextAt
from quizkit.formats.sheets.cells import CellFault, Value, typed, value_of
from quizkit.text import nfc

BARS: Final = "|"
"""The mark of tables whose cells stand between bars; other marks are one sign between cells."""

_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"[\s|:+-]*-[\s|:+-]*")


class CellAt(NamedTuple):
    """A cell.

    Attributes:
        text: What it says, as the deck reads it.
        begin: Where a new text goes.
        end: Where what it replaces ends: blanks up to the next bar are among it.
        lead: What is typed before a new text.
        room: Characters that a new text gets at least, so that bars stay below each other.
    """

    text: str
    begin: Pos
    end: Pos
    lead: str = ""
    room: int = 0


class RowAt(NamedTuple):
    """A row: its cells, the line it begins on, its end, and whether bars stand around it."""

    cells: tuple[CellAt, ...]
    line: int
    end: Pos
    outer: bool = False


class Grid(NamedTuple):
    """A table or CSV file: its header, its rows, the rules below the header, its mark."""

    mark: str
    header: RowAt
    rows: tuple[RowAt, ...]
    rules: tuple[RowAt, ...] = ()
    is_file: bool = False

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return [cell.text for cell in self.header.cells]

    def typed(self, value: Value) -> str:
        """Return a value as a cell of this grid says it.

        Raises:
            CellFault: If no cell of a table can.
        """
        text = value if isinstance(value, str) else typed(value)
        if isinstance(value, str) and value[:1] in ("[", "{"):
            raise CellFault("a text in a table cannot begin with a bracket or brace")
        if self.is_file:
            quoted = any(sign in text for sign in (self.mark, '"', "\n"))
            return '"' + text.replace('"', '""') + '"' if quoted else text
        if "\n" in text or (self.mark == "\t" and "\t" in text):
            raise CellFault("a cell of a table cannot hold a line break or tab")
        return text.replace("|", "\\|") if self.mark == BARS else text

    def row(self, texts: Sequence[str], like: RowAt) -> str:
        """Return a new row of typed cells, as wide as another one."""
        if self.mark != BARS:
            return self.mark.join(texts)
        cells = zip(texts, (*like.cells, *[None] * len(texts)), strict=False)
        padded = [text.ljust(at.room - 1 if at else 0) for text, at in cells]
        line = " | ".join(padded)
        return f"| {line} |" if like.outer else line.rstrip() if texts[-1] else f"{line.rstrip()} "

    def more(self, row: RowAt, text: str) -> tuple[Pos, str]:
        """Return where a row gets a further cell, and what is typed there."""
        if self.mark != BARS:
            return row.end, f"{self.mark}{text}"
        return row.end, f" {text} |" if row.outer else f" | {text}"


def said(text: str) -> Value:
    """Return what the cell of a deck's table says.

    >>> said("[a, b]"), said("a")
    (['a', 'b'], 'a')
    """
    return value_of(text) if text[:1] in ("[", "{") else text


def table(node: TextAt, lines: Sequence[str]) -> Grid | None:
    """Return the grid of a `table:`; None if it has no header, or is no block of lines.

    Args:
        node: Its text.
        lines: The lines of its file.
    """
    if node.style != "|":
        return None
    found: list[tuple[str, int, int]] = []
    for number, text in enumerate(node.text.split("\n"), node.begin[0] + 1):
        if text.strip():
            found.append((text, number, len(lines[number - 1]) - len(text) + 1))
    if not found:
        return None
    head = found[0][0]
    mark = "\t" if "\t" in head and "|" not in head else BARS
    rows: list[RowAt] = []
    rules: list[RowAt] = []
    for text, line, column in found:
        row = _row(text, line, column, mark)
        is_rule = bool(_RULE.fullmatch(text)) and "-" in text
        (rules if is_rule else rows).append(row)
    return Grid(mark, rows[0], tuple(rows[1:]), tuple(rules)) if rows else None


def _row(text: str, line: int, column: int, mark: str) -> RowAt:
    end = (line, column + len(text))
    parts = text.split("\t") if mark == "\t" else _BAR.split(text)
    cells = []
    for index, part in enumerate(parts):
        cells.append(_cell(part, (line, column), is_last=index == len(parts) - 1, mark=mark))
        column += len(part) + 1
    whole = text.strip()
    outer = mark == BARS and whole[:1] == whole[-1:] == "|" and len(cells) > 2
    return RowAt(tuple(cells[1:-1] if outer else cells), line, end, outer)


def _cell(part: str, at: Pos, *, is_last: bool, mark: str) -> CellAt:
    text = part.strip()
    line, column = at
    shift = len(part) - len(part.lstrip()) if text else min(1, len(part))
    lead = " " if mark == BARS and not part else ""
    begin = column + shift
    end = begin + len(text) if is_last and text else column + len(part)
    room = 0 if is_last or mark != BARS else max(1, column + len(part) - begin)
    said_ = nfc(text).replace("\\|", "|")
    return CellAt(said_, (line, begin), (line, max(begin, end)), lead, room)


def csv_file(text: str) -> Grid | None:
    r"""Return the grid of a CSV file; None if it has no header.

    Args:
        text: Its text, with line ends as \n.

    >>> grid = csv_file('id,who\na,"Bo, the Elder"\n')
    >>> grid.rows[0].cells[1]
    CellAt(text='Bo, the Elder', begin=(2, 3), end=(2, 18), lead='', room=0)
    """
    mark = delimiter(text)
    rows = [row for row in _records(text, mark) if any(cell.text for cell in row.cells)]
    return Grid(mark, rows[0], tuple(rows[1:]), is_file=True) if rows else None


def _records(text: str, mark: str) -> Iterator[RowAt]:
    cell = re.compile(rf'"(?:[^"]|"")*"|[^{re.escape(mark)}\n]*')
    at, line, start = 0, 1, 0
    cells: list[CellAt] = []
    first = 1
    while at <= len(text):
        found = cell.match(text, at)
        raw = found[0] if found else ""
        begin = (line, at - start + 1)
        at += len(raw)
        if "\n" in raw:
            line += raw.count("\n")
            start = text.rindex("\n", 0, at) + 1
        end = (line, at - start + 1)
        plain = raw[1:-1].replace('""', '"') if raw[:1] == '"' else raw
        cells.append(CellAt(nfc(plain).strip(), begin, end))
        if text[at : at + 1] == mark:
            at += 1
            continue
        yield RowAt(tuple(cells), first, end)
        cells = []
        at += 1
        line, start, first = line + 1, at, line + 1
