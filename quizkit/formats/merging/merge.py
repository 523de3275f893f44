"""A book merged into a deck by ids: what changes, is new, is missing, is not taken."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.decks import builtin
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.report import short
from quizkit.decks.stamp import MANY, new_ids
from quizkit.formats.book import NAMES, SOURCES, Book, Sheet
from quizkit.formats.merging.entries import Entry, InGrid, Stock, shared_by
from quizkit.formats.merging.rowmerge import Added, Change, RowMerge
from quizkit.formats.merging.splices import Splices
from quizkit.formats.sheets.cells import Value, typed
from quizkit.formats.sheets.columns import FIELDS, columns_of, key_of, sheets_of
from quizkit.formats.sheets.reading import not_taken
from quizkit.model import Edit, Problem
from quizkit.text import nearest

_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Plan(NamedTuple):
    """What an import would do.

    Attributes:
        edits: Of the deck's files.
        changes: Entry by entry.
        losses: What is not taken.
        after: What each sheet holds afterwards, for whoever wants to verify it.
        found: How many entries of the deck had a row.
    """

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    losses: tuple[Problem, ...]
    after: Mapping[str, Sequence[Mapping[str, Value]]]
    found: int = 0

    @property
    def takes_nothing(self) -> bool:
        """Return whether no row of the book was of use: none is new, and none of an entry."""
        return not self.found and all(change.what == "missing" for change in self.changes)


def merge(
    stock: Stock,
    book: Book,
    *,
    path: str,
    prune: bool = False,
    held: Callable[[str], str] = str,
) -> Plan:
    """Return what becomes of a deck when a book is merged into it.

    Args:
        stock: The deck's entries.
        book: What was read.
        path: The file it came from, as problems show it.
        prune: Take out what has no row any more.
        held: What the format holds of a cell's text.
    """
    work = _Merge(stock, path, held=held, prune=prune)
    by_title = {title.casefold(): name for name, title in sheets_of(stock).items()}
    for sheet in book.sheets:
        name = by_title.get(sheet.title.casefold())
        if name is None and sheet.title in builtin.names():
            name = sheet.title
        if name is None:
            near = nearest(sheet.title, by_title)
            tip = (
                f"did you mean `{near}`?" if near else f"title it as one of: {_listed([*by_title])}"
            )
            what = f"the sheet `{short(sheet.title)}` is not taken: no kind is called so"
            work.losses.append(not_taken(what, sheet.at(path), tip))
        elif name not in work.done:
            work.sheet(name, sheet)
    return work.plan()


class _Merge:
    """Sheets merged one after the other."""

    def __init__(self, stock: Stock, path: str, *, held: Callable[[str], str], prune: bool) -> None:
        self.stock = stock
        self.path = path
        self.held = held
        self.prune = prune
        self.losses: list[Problem] = []
        self.changes: list[Change] = []
        self.done: set[str] = set()
        self.found = 0
        self.sets: list[tuple[Entry, dict[str, Value]]] = []
        self.gone: list[Entry] = []
        self.new: list[Added] = []
        self.ids = {entry.id for entry in stock.entries if entry.sheet not in (NAMES, SOURCES)}

    def sheet(self, name: str, sheet: Sheet) -> None:
        """Merge one sheet."""
        self.done.add(name)
        key = key_of(name)
        columns = self._columns(name, sheet, key)
        entries = {entry.id: entry for entry in self.stock.entries if entry.sheet == name}
        rows = RowMerge(self, name, sheet, columns, entries)
        for line in sheet.lines:
            rows.take(line)
        self.found += len(rows.claimed) if columns else 0
        left = [entry for id_, entry in entries.items() if id_ not in rows.claimed]
        taken_out = self.prune and bool(rows.claimed)
        for entry in left:
            self.changes.append(Change("gone" if taken_out else "missing", name, entry.id))
        if taken_out:
            self.gone += left
        elif self.prune and left:
            what = f"nothing of {short(name)} is taken out: its sheet has none of its rows"
            self.lose(what, sheet, 1, "take them out in the deck, if that is meant")

    def _columns(self, name: str, sheet: Sheet, key: str) -> frozenset[str]:
        """Return the columns that can be taken."""
        known = _known(name, self.stock)
        found = set()
        for column in sheet.columns:
            is_language = name == NAMES and _TAG.fullmatch(column)
            if not column or column == key:
                continue
            if column in known or is_language:
                found.add(column)
            else:
                near = nearest(column, known)
                tip = f"did you mean `{near}`?" if near else f"it may have: {_listed(known)}"
                what = f"the column `{short(column)}` of {short(name)} is not taken"
                self.lose(what, sheet, 1, tip, column)
        return frozenset(found)

    def lose(self, what: str, sheet: Sheet, row: int, tip: str, column: str = "") -> None:
        """Note what is not taken."""
        self.losses.append(not_taken(what, sheet.at(self.path, row, column), tip))

    def plan(self) -> Plan:
        """Return what all sheets together do."""
        splices = Splices(self.stock)
        after = _after(self.stock.entries, self.sets, self.gone)
        for entry, wanted in self.sets:
            splices.change(entry, wanted)
        for entry in self.gone:
            splices.remove(entry)
        out = {id(entry) for entry in self.gone}
        for sheet, anchor, rows, numbers in self.new:
            kept = anchor or self._anchor(sheet, out)
            named_rows = rows if _has_no_ids(kept) else self._named(sheet, rows)
            splices.add(sheet, kept, named_rows)
            after.setdefault(sheet, []).extend(named_rows)
            for row, number in zip(named_rows, numbers, strict=True):
                id_ = str(row.get(key_of(sheet), ""))
                home = kept.home if isinstance(kept, Entry) else kept
                shared = shared_by(home) if home else ()
                self.changes.append(Change("new", sheet, id_, tuple(row), number, shared))
        edits = tuple(splices.edits())
        return Plan(edits, tuple(self.changes), tuple(self.losses), after, self.found)

    def _anchor(self, sheet: str, out: set[int]) -> Entry | InGrid | None:
        """Return behind what a new entry goes that stands before all others in its sheet."""
        left = [e for e in self.stock.entries if e.sheet == sheet and id(e) not in out]
        plain = [entry for entry in left if not entry.fixed]
        if plain:
            return plain[-1]
        grids = self.stock.grids.get(sheet)
        return grids[-1] if grids else None

    def _named(self, sheet: str, rows: Sequence[dict[str, Value]]) -> list[dict[str, Value]]:
        """Return new rows with ids for those that have none."""
        if sheet in (NAMES, SOURCES):
            return list(rows)
        lacking = [row for row in rows if "id" not in row]
        length = 4 if len(self.ids) < MANY else 5
        seed = f"{self.stock.deck.id}:{sheet}:{typed(lacking[0])}" if lacking else ""
        made = iter(new_ids(len(lacking), sorted(self.ids), seed=seed, length=length))
        found = [row if "id" in row else {"id": next(made), **row} for row in rows]
        self.ids.update(str(row["id"]) for row in found)
        return found


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")


def _has_no_ids(anchor: Entry | InGrid | None) -> bool:
    """Tell whether new rows go into a table that has no ids, and need none there."""
    home = anchor.home if isinstance(anchor, Entry) else anchor
    return isinstance(home, InGrid) and "id" not in home.grid.columns


def _known(name: str, stock: Stock) -> tuple[str, ...]:
    if name in FIELDS:
        return columns_of(name, stock)[1:]
    kind = stock.deck.kinds.get(name) or builtin.kind(name)
    return (*kind.roles, *(field for field in FACT_FIELDS if field != "id"))


def _after(
    entries: Iterable[Entry],
    sets: Iterable[tuple[Entry, Mapping[str, Value]]],
    gone: Iterable[Entry],
) -> dict[str, list[Mapping[str, Value]]]:
    """Return what each sheet holds when entries have changed."""
    wanted = {id(entry): values for entry, values in sets}
    out = {id(entry) for entry in gone}
    found: dict[str, list[Mapping[str, Value]]] = {}
    for entry in entries:
        if id(entry) not in out:
            cells = {**entry.cells, **wanted.get(id(entry), {})}
            row = {key_of(entry.sheet): entry.id, **cells}
            found.setdefault(entry.sheet, []).append(row)
    return found
