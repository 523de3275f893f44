"""From the rows of a foreign sheet to a `Sheet`: its header, its cells, what cannot be taken."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quizkit.decks.report import fit, help_, short
from quizkit.errors import FormatError
from quizkit.formats.book import MAX_COLUMNS, MAX_ROWS, Line, Sheet
from quizkit.model import Location, Problem, Severity
from quizkit.text import nfc


class Refused(NamedTuple):
    """A cell that cannot be taken, and why, as the end of a sentence."""

    why: str


class Doubtful(NamedTuple):
    """A cell that could be read in two ways, the text that it is kept as, and what it was."""

    text: str
    what: str


Cell = str | Refused | Doubtful


def not_taken(message: str, at: Location, tip: str) -> Problem:
    """Return the problem of something that an import leaves out."""
    return Problem("QK951", Severity.WARNING, fit(message), at, notes=(help_(tip),))


def kept_as_text(message: str, at: Location, tip: str) -> Problem:
    """Return the problem of a value that could be read in two ways."""
    return Problem("QK955", Severity.WARNING, fit(message), at, notes=(help_(tip),))


class SheetReader:
    """Makes a sheet of rows.

    Args:
        path: The file, as messages show it.
        title: The sheet's title.

    Attributes:
        losses: What could not be taken so far.
    """

    def __init__(self, path: str, title: str) -> None:
        self.path = path
        self.title = title
        self.losses: list[Problem] = []
        self._columns: tuple[str, ...] = ()
        self._wide: set[int] = set()

    def sheet(self, rows: Iterable[Sequence[Cell]]) -> Sheet | None:
        """Return the sheet; None if it has no row with anything in it.

        Args:
            rows: Its rows from the first one on, the header among them.

        Raises:
            FormatError: If it is too large, or two columns have one name.
        """
        lines: list[Line] = []
        for number, row in enumerate(rows, 1):
            if number > MAX_ROWS or len(row) > MAX_COLUMNS:
                over = f"{MAX_ROWS:,} rows or {MAX_COLUMNS} columns"
                self._refuse(f"the sheet {short(self.title)} has more than {over}")
            if not any(_text(cell) for cell in row):
                continue
            if not self._columns:
                self._columns = self._header(row)
            else:
                lines.append(self._line(row, number))
        return Sheet(self.title, self._columns, tuple(lines)) if self._columns else None

    def _header(self, row: Sequence[Cell]) -> tuple[str, ...]:
        names = [nfc(_text(cell)).strip() for cell in row]
        while names and not names[-1]:
            names.pop()
        for name in names:
            if name and names.count(name) > 1:
                self._refuse(f"the sheet {short(self.title)} has two columns `{short(name)}`")
        return tuple(names)

    def _line(self, row: Sequence[Cell], number: int) -> Line:
        cells: dict[str, str] = {}
        refused: dict[str, str] = {}
        for index, cell in enumerate(row):
            name = self._columns[index] if index < len(self._columns) else ""
            at = Location(f"{self.path}, sheet {self.title}", number, index + 1)
            if not _text(cell):
                continue
            if not name:
                self._beyond(index, at)
            elif isinstance(cell, Refused):
                refused[name] = cell.why
            else:
                cells[name] = _text(cell)
                if isinstance(cell, Doubtful):
                    what = f"`{short(cell.text)}` is kept as text: the cell held {cell.what}"
                    tip = "format the cell as text and type what the deck should say"
                    self.losses.append(kept_as_text(what, at, tip))
        return Line(number, cells, refused)

    def _beyond(self, index: int, at: Location) -> None:
        if index not in self._wide:
            self._wide.add(index)
            what = f"a cell in row {at.line} is not taken: its column has no name"
            self.losses.append(not_taken(what, at, "give the column a name in the first row"))

    def _refuse(self, why: str) -> None:
        message = f"cannot use {self.path}: {why}"
        raise FormatError(message, self.path)


def _text(cell: Cell) -> str:
    match cell:
        case Refused():
            return cell.why
        case Doubtful():
            return cell.text
        case _:
            return cell


def chosen(files: Mapping[str, bytes], suffix: str) -> dict[str, bytes]:
    """Return the files of a folder that end in a suffix, by name."""
    return {name: files[name] for name in sorted(files) if name.lower().endswith(suffix)}
