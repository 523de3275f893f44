"""The rows of a foreign sheet: CSV with any separator, or a workbook."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import PurePath
from typing import Final, NamedTuple

from quizkit.decks.report import short
from quizkit.errors import FormatError
from quizkit.formats.sheets.guard import unguarded
from quizkit.formats.sheets.reading import Cell, Doubtful, Refused
from quizkit.text import nfc, refused

MARKS: Final = (",", ";", "\t", "|")
"""What may stand between cells."""

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 100
LONGEST_CELL: Final = 4_000

_LOOKED_AT: Final = 20
"""Lines by which the separator is found."""


_NAMED: Final = 8
"""Cells and sheets that are named, where more are left out."""


class Rows(NamedTuple):
    """Cells as texts, row by row, and what is to be said of how they were read."""

    cells: list[list[str]]
    said: tuple[str, ...] = ()


def rows_of(data: bytes, name: str) -> Rows:
    r"""Return the rows of a sheet.

    Args:
        data: The file.
        name: Its path, as messages show it; `.xlsx` is a workbook, all else CSV.

    Raises:
        FormatError: If it cannot be read, or is too large.
        MissingExtraError: If it is a workbook, and openpyxl is not installed.

    >>> rows_of(b"a;b\r\n1;2,5\r\n", "x.csv").cells
    [['a', 'b'], ['1', '2,5']]
    """
    workbook = PurePath(name).suffix.lower() in (".xlsx", ".xlsm") or data[:4] == b"PK\x03\x04"
    found = _workbook(data, name) if workbook else Rows(_csv(_text(data, name), name))
    wide = max(map(len, found.cells), default=0)
    if len(found.cells) > MOST_ROWS or wide > MOST_COLUMNS:
        limits = f"{MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
        raise FormatError(f"cannot use {name}: it has more than {limits}", name)
    return found._replace(cells=[[_clean(cell) for cell in row] for row in found.cells])


def _text(data: bytes, name: str) -> str:
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(coding)
    except UnicodeDecodeError:
        message = f"cannot read {name}: it is not UTF-8; save it as `CSV UTF-8` in the spreadsheet"
        raise FormatError(message, name) from None


def _csv(text: str, name: str) -> list[list[str]]:
    head, _, rest = text.partition("\n")
    mark = _mark(text)
    if head.lower().startswith("sep=") and len(head.strip()) == 5:
        mark, text = head.strip()[-1], rest
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark)
    try:
        return [[unguarded(cell.strip()) for cell in row] for row in reader]
    except csv.Error as error:
        message = f"cannot read {name} near line {reader.line_num}: {error}"
        raise FormatError(message, name) from None


def _mark(text: str) -> str:
    """Return what stands between cells: what parts most lines into equally many, over one."""
    lines = [line for line in text.split("\n") if line.strip()][:_LOOKED_AT]

    def fit(mark: str) -> tuple[int, int]:
        counts = [len(next(csv.reader([line], delimiter=mark), [])) for line in lines]
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(MARKS, key=fit)


def _workbook(data: bytes, name: str) -> Rows:
    from quizkit.formats.sheets.workbook import rows_of as sheets_of

    sheets = sheets_of(data, name)
    sizes = {title: sum(len(row) > 1 for row in rows) for title, rows in sheets.items()}
    title = max(sizes, key=lambda one: sizes[one], default="")
    if not sizes.get(title):
        raise FormatError(
            f"cannot use {name}: no sheet has two columns with something in them", name
        )
    said = []
    left = [one for one, rows in sheets.items() if one != title and any(map(any, rows))]
    if left:
        said.append(
            f"the workbook has several sheets; I took the fullest, `{short(title)}`, "
            f"and left out {_listed([f'`{short(one)}`' for one in left])}"
        )
    rows = sheets[title]
    lost = [
        f"{_letters(column)}{number}"
        for number, row in enumerate(rows, 1)
        for column, cell in enumerate(row, 1)
        if isinstance(cell, Refused)
    ]
    if lost:
        cells = "the cell" if len(lost) == 1 else f"{len(lost):,} cells:"
        put = "its value in its" if len(lost) == 1 else "values in their"
        what = f"with a formula or an error: paste {put} place"
        said.append(f"left out {cells} {_listed(lost)}, {what}")
    return Rows([[_shown(cell) for cell in row] for row in rows], tuple(said))


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _letters(column: int) -> str:
    """Return what a spreadsheet calls a column [from 1].

    >>> _letters(1), _letters(26), _letters(28)
    ('A', 'Z', 'AB')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _shown(cell: Cell) -> str:
    match cell:
        case Refused():
            return ""
        case Doubtful():
            return cell.text
        case _:
            return cell


def _clean(cell: str) -> str:
    """Return a cell without characters that no deck may hold, and not without end."""
    text = nfc(cell)
    hidden = {char for _, char in refused(text)}
    return "".join(" " if char in hidden else char for char in text)[:LONGEST_CELL]
