"""The rows of one sheet against the entries of a deck: changed, new, or not taken."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple, Protocol

from quizkit.decks.fields import is_id
from quizkit.decks.report import short
from quizkit.formats.book import NAMES, SOURCES, Line, Sheet
from quizkit.formats.merging.entries import Entry, InGrid
from quizkit.formats.sheets.cells import CellFault, Value, cell_of, typed, value_of
from quizkit.formats.sheets.columns import key_of

Added = tuple[str, Entry | InGrid | None, list[dict[str, Value]], list[int]]
"""New rows: their sheet, what they go behind, what they say, their numbers in the sheet."""


class Change(NamedTuple):
    """What an import does to one entry.

    Attributes:
        what: changed, new, missing (and kept) or gone.
        sheet: The kind, or the sheet beside them.
        id: Its id or name; of a new one its new id.
        columns: Which columns change.
        row: The row of the sheet [from 1]; 0 where it has none.
        shared: What the group says that a new fact comes into.
    """

    what: str
    sheet: str
    id: str
    columns: tuple[str, ...] = ()
    row: int = 0
    shared: tuple[str, ...] = ()


class Ledger(Protocol):
    """Where what the rows of all sheets do is gathered."""

    changes: list[Change]
    sets: list[tuple[Entry, dict[str, Value]]]
    new: list[Added]
    ids: set[str]
    held: Callable[[str], str]

    def lose(self, what: str, sheet: Sheet, row: int, tip: str, column: str = "") -> None:
        """Note what is not taken."""


class RowMerge:
    """The rows of one sheet, taken one after the other.

    Args:
        work: Takes what they do.
        name: The sheet's name in the deck.
        sheet: The sheet.
        columns: Which of its columns can be taken.
        entries: What the deck has, by id or name.

    Attributes:
        claimed: The entries that had a row.
    """

    def __init__(
        self,
        work: Ledger,
        name: str,
        sheet: Sheet,
        columns: frozenset[str],
        entries: Mapping[str, Entry],
    ) -> None:
        self.work = work
        self.name = name
        self.sheet = sheet
        self.columns = columns
        self.entries = entries
        self.key = key_of(name)
        self.claimed: set[str] = set()
        self.last: Entry | None = None

    @cached_property
    def same(self) -> dict[str, list[Entry]]:
        """The entries by what they say in the columns of this sheet."""
        return _by_content(self.entries.values(), self.columns)

    def take(self, line: Line) -> None:
        """Take one row: of an entry that is there, or of a new one."""
        values = self._values(line)
        id_ = text_of_key(line.cells.get(self.key, ""))
        if values is None or self.key in line.refused:
            self._lose(f"row {line.number} is not taken: a cell of it cannot be read", line)
            self._claim_quietly(id_)
            return
        entry = self.entries.get(id_) or (None if id_ else self._like(values))
        if entry is not None and entry.id in self.claimed:
            what = f"row {line.number} is not taken: {self.key} `{short(id_)}` stands twice"
            self._lose(what, line, f"clear the {self.key} of the row that is new")
        elif entry is not None:
            self.claimed.add(entry.id)
            self.last = entry
            self._changed(entry, values, line)
        elif self._may_be_new(id_, values, line):
            self._added(id_, values, line)

    def _claim_quietly(self, id_: str) -> None:
        if id_ in self.entries:
            self.claimed.add(id_)

    def _values(self, line: Line) -> dict[str, Value] | None:
        """Return what the row says by column, or None where it could not be written whole."""
        found: dict[str, Value] = {}
        entry = self.entries.get(text_of_key(line.cells.get(self.key, "")))
        own = entry.cells if entry else {}
        for column in self.columns:
            text = line.cells.get(column, "")
            try:
                if column in line.refused:
                    raise CellFault(line.refused[column])
                is_same = column in own and self.work.held(cell_of(own[column])) == text
                found[column] = own[column] if is_same else value_of(text)
            except CellFault as fault:
                what = f"the cell `{short(column)}` of row {line.number} is not taken"
                self.work.lose(what, self.sheet, line.number, str(fault), column)
                if entry is None:
                    return None
        return found

    def _like(self, values: Mapping[str, Value]) -> Entry | None:
        """Return an entry that says just this, whose row has lost its id or never had one."""
        for entry in self.same.get(_content(values, self.columns), ()):
            if entry.id not in self.claimed:
                return entry
        return None

    def _changed(self, entry: Entry, values: Mapping[str, Value], line: Line) -> None:
        wanted = {
            column: value
            for column, value in values.items()
            if value != entry.cells.get(column, "")
        }
        for column in entry.fixed.intersection(wanted):
            del wanted[column]
            what = f"`{short(column)}` in row {line.number} is not taken: it is the entry's place"
            self._lose(what, line, "move the attribute in the deck's `about:`", column=column)
        own = {**entry.cells, **wanted}
        if all(value == "" for name, value in own.items() if name not in entry.fixed):
            what = f"row {line.number} is not taken: it says nothing any more"
            self._lose(what, line, "delete the row, and import with --prune")
        elif wanted and self._fits(entry, wanted, line):
            self.work.sets.append((entry, wanted))
            columns = tuple(name for name in self.sheet.columns if name in wanted)
            self.work.changes.append(Change("changed", self.name, entry.id, columns, line.number))

    def _fits(self, entry: Entry, wanted: Mapping[str, Value], line: Line) -> bool:
        return not isinstance(entry.home, InGrid) or self._typable(entry.home, wanted, line)

    def _typable(self, home: InGrid, row: Mapping[str, Value], line: Line) -> bool:
        for column, value in row.items():
            try:
                home.grid.typed(value)
            except CellFault as fault:
                what = (
                    f"`{short(column)}` in row {line.number} is not taken: a table holds the fact"
                )
                self._lose(what, line, str(fault), column=column)
                return False
        return True

    def _may_be_new(self, id_: str, values: Mapping[str, Value], line: Line) -> bool:
        """Tell whether a row can become a new entry; say why not."""
        tip = ""
        if not any(value != "" for value in values.values()):
            return False
        if self.name in (NAMES, SOURCES):
            why = "" if id_ else f"it has no {self.key}"
        elif id_.startswith("~"):
            why = "its fact has changed, or is gone"
            tip = "export again; or clear the id to put the fact in anew"
        elif id_ and not is_id(id_):
            why, tip = "its id cannot be one", "clear the id: a new one is made"
        elif id_ in self.work.ids:
            why, tip = "its id is used elsewhere in the deck", "clear the id: a new one is made"
        else:
            why = ""
        if why:
            self._lose(f"row {line.number} is not taken: {why}", line, tip)
        return not why

    def _added(self, id_: str, values: Mapping[str, Value], line: Line) -> None:
        order = [name for name in self.sheet.columns if values.get(name, "") != ""]
        row: dict[str, Value] = {self.key: id_} if id_ else {}
        row.update({name: values[name] for name in order})
        anchor = self.last if self.last is not None and not self.last.fixed else None
        home = anchor.home if anchor else None
        if isinstance(home, InGrid) and not self._typable(home, row, line):
            return
        if id_ and self.name not in (NAMES, SOURCES):
            self.work.ids.add(id_)
        last = self.work.new[-1] if self.work.new else None
        if last is not None and last[0] == self.name and last[1] is anchor:
            last[2].append(row)
            last[3].append(line.number)
        else:
            self.work.new.append((self.name, anchor, [row], [line.number]))

    def _lose(self, what: str, line: Line, tip: str = "", *, column: str = "") -> None:
        advice = tip or "correct the row, and import again"
        self.work.lose(what, self.sheet, line.number, advice, column)


def text_of_key(cell: str) -> str:
    """Return the text of a cell that tells rows apart; "" where it cannot be read."""
    try:
        found = value_of(cell)
    except CellFault:
        return ""
    return found if isinstance(found, str) else ""


def _content(values: Mapping[str, Value], columns: Iterable[str]) -> str:
    return "\n".join(
        f"{name}\t{typed(values[name])}" for name in sorted(columns) if values.get(name, "") != ""
    )


def _by_content(entries: Iterable[Entry], columns: frozenset[str]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(_content(entry.cells, columns), []).append(entry)
    return found
