"""Edits of tables and CSV files, and how edits of all sorts are gathered."""

from collections.abc import Mapping, Sequence

from quizkit.formats.merging.entries import InGrid, Stock
from quizkit.formats.merging.extents import Pos
from quizkit.formats.merging.grids import BARS, CellAt, Grid
from quizkit.formats.sheets.cells import Value
from quizkit.model import Edit


class GridSplices:
    """Gathers edits; what is put in at one place stays in the order in which it came.

    Args:
        stock: The deck's entries.
    """

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self._edits: list[Edit] = []
        self._inserts: dict[tuple[str, Pos], list[str]] = {}
        self._grids: dict[int, tuple[InGrid, dict[str, dict[int, str]]]] = {}
        self._rows: dict[int, list[tuple[InGrid, Mapping[str, Value]]]] = {}
        self._removed: set[tuple[int, int]] = set()

    def edit(self, path: str, begin: Pos, end: Pos, text: str) -> None:
        """Put a text in place of a stretch."""
        self._edits.append(Edit(path, *begin, *end, text))

    def insert(self, path: str, at: Pos, text: str) -> None:
        """Put a text in, behind what was put in at this place before."""
        self._inserts.setdefault((path, at), []).append(text)

    def cut_lines(self, path: str, first: int, last: int) -> None:
        """Take whole lines out [from 1, both included]."""
        lines = self.stock.files[path].lines
        if last < len(lines):
            self.edit(path, (first, 1), (last + 1, 1), "")
        else:
            begin = (first - 1, len(lines[first - 2]) + 1) if first > 1 else (1, 1)
            self.edit(path, begin, (last, len(lines[last - 1]) + 1), "")

    def _line_end(self, path: str, line: int) -> Pos:
        return line, len(self.stock.files[path].lines[line - 1]) + 1

    def finish_grids(self) -> None:
        """Put in the columns and rows that were gathered."""
        for home, columns in self._grids.values():
            self._new_columns(home, columns)
        for added in self._rows.values():
            for home, row in added:
                self._new_row(home, row)

    def gathered(self) -> list[Edit]:
        """Return all edits by file and place; stretches taken out that overlap are one."""
        inserted = [
            Edit(path, *at, *at, "".join(texts)) for (path, at), texts in self._inserts.items()
        ]
        cuts = sorted(edit for edit in self._edits if not edit.text)
        joined: list[Edit] = []
        for cut in cuts:
            last = joined[-1] if joined else None
            if last and last.path == cut.path and cut[1:3] < last[3:5]:
                joined[-1] = Edit(*last[:3], *max(last[3:5], cut[3:5]), "")
            else:
                joined.append(cut)
        others = [edit for edit in self._edits if edit.text]
        return sorted([*others, *joined, *inserted])

    # Cells, rows and columns

    def set_cells(self, home: InGrid, wanted: Mapping[str, Value]) -> None:
        """Give cells of a row other values; a column that is not there is added.

        Raises:
            CellFault: If a cell cannot hold one.
        """
        typed = {name: home.grid.typed(value) for name, value in wanted.items()}
        row = home.grid.rows[home.row]
        cells = dict(zip(home.grid.columns, row.cells, strict=True))
        for name, text in typed.items():
            if name in cells:
                self._cell(home, cells[name], text)
            elif text:
                self._column(home, name)[home.row] = text

    def _cell(self, home: InGrid, cell: CellAt, text: str) -> None:
        if home.grid.mark == BARS and cell.room:
            text = text.ljust(cell.room - 1) + " "
        self.edit(home.path, cell.begin, cell.end, cell.lead + text)

    def _column(self, home: InGrid, name: str) -> dict[int, str]:
        _, columns = self._grids.setdefault(id(home.grid), (home, {}))
        return columns.setdefault(name, {})

    def remove_row(self, home: InGrid) -> None:
        """Take a row out."""
        row = home.grid.rows[home.row]
        self._removed.add((id(home.grid), home.row))
        self.cut_lines(home.path, row.line, row.end[0])

    def add_rows(self, home: InGrid, rows: Sequence[Mapping[str, Value]]) -> None:
        """Put rows in behind another one, or behind the header (index -1).

        Raises:
            CellFault: If a cell cannot hold one.
        """
        for row in rows:
            for value in row.values():
                home.grid.typed(value)
        for row in rows:
            for name in row:
                if name not in home.grid.columns:
                    self._column(home, name)
            self._rows.setdefault(id(home.grid), []).append((home, row))

    def _new_row(self, home: InGrid, row: Mapping[str, Value]) -> None:
        grid = home.grid
        more = self._grids[id(grid)][1] if id(grid) in self._grids else {}
        names = [*grid.columns, *more]
        like = grid.header if home.row < 0 else grid.rows[home.row]
        texts = [grid.typed(row.get(name, "")) for name in names]
        line = self.stock.files[home.path].lines[like.line - 1]
        indent = "" if grid.is_file else line[: len(line) - len(line.lstrip(" "))]
        at = self._line_end(home.path, _last_rule(grid, like.end[0]))
        self.insert(home.path, at, f"\n{indent}{grid.row(texts, like)}")

    def _new_columns(self, home: InGrid, columns: Mapping[str, Mapping[int, str]]) -> None:
        grid = home.grid
        for name, texts in columns.items():
            self.insert(home.path, *grid.more(grid.header, grid.typed(name)))
            for rule in grid.rules:
                self.insert(home.path, *grid.more(rule, "----"))
            for index, row in enumerate(grid.rows):
                if (id(grid), index) not in self._removed:
                    self.insert(home.path, *grid.more(row, texts.get(index, "")))


def _last_rule(grid: Grid, line: int) -> int:
    """Return the last of the rules that follow a line, or the line itself."""
    for rule in grid.rules:
        line = rule.line if rule.line == line + 1 else line
    return line
