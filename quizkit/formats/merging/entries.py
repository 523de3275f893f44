"""Everything of a deck that has a row in a sheet, with the place where it stands in the files."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from quizkit.decks.about import KIND as ATTRIBUTE
from quizkit.decks.files import Reading
from quizkit.decks.groups import HOLDERS
from quizkit.decks.report import Report
from quizkit.decks.source import text_of
from quizkit.formats.book import CARDS, NAMES, SOURCES
from quizkit.formats.merging.extents import ListAt, MapAt, NodeAt, Pos, TextAt, extents, value_at
from quizkit.formats.merging.grids import Grid, csv_file, said, table
from quizkit.formats.sheets.cells import Value, typed
from quizkit.model import Deck, Location

Step = tuple[ListAt | MapAt, int | str]
"""A list or map, and which of its members is meant."""

BARE: Final[Mapping[str, str]] = {NAMES: "is", SOURCES: "title", ATTRIBUTE: "value"}
"""Which field a value without a map stands for, by sheet."""

_COMMON: Final = ("source", "tags", "according to", "at the time of", "ok")
"""Fields of a subject of `about:` that hold for all its attributes."""


class InMap(NamedTuple):
    """An entry that is a map, or a value that stands for one field (then `node` is no map).

    Attributes:
        path: Its file.
        node: Where it stands.
        trail: The way to it from the file's root, the last step its own.
    """

    path: str
    node: NodeAt
    trail: tuple[Step, ...]


class InGrid(NamedTuple):
    """An entry that is a row of a table or CSV file.

    Attributes:
        path: Its file.
        grid: The table.
        row: Which of its rows [from 0]; -1 is the header.
        shared: What its group says for all its facts.
    """

    path: str
    grid: Grid
    row: int
    shared: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A fact, card, name or source.

    Attributes:
        sheet: Its kind, or the sheet beside them.
        id: Its id, or the name.
        cells: What it says, by column; the id is not among them.
        fixed: Columns that follow from where it stands.
        home: Where it stands.
        begin: Its place in the file.
    """

    sheet: str
    id: str
    cells: Mapping[str, Value]
    fixed: frozenset[str]
    home: InMap | InGrid
    begin: Pos

    @property
    def is_bare(self) -> bool:
        """Whether it is a value that stands for one field, without a map of fields."""
        if isinstance(self.home, InGrid):
            return False
        node = self.home.node
        return not isinstance(node, MapAt) or (bool(self.fixed) and "value" not in node.fields)

    @property
    def lines(self) -> tuple[int, int]:
        """The first and last line that it takes."""
        if isinstance(self.home, InGrid):
            return self.begin[0], self.home.grid.rows[self.home.row].end[0]
        return self.begin[0], self.home.node.end[0]


class File(NamedTuple):
    """A file of the deck: its text with plain line ends, its lines, its root if it is YAML."""

    path: str
    text: str
    lines: list[str]
    root: MapAt | None


class Stock:
    """The entries of a deck, and its files.

    Args:
        deck: The deck.
        reading: What its files gave.

    Attributes:
        deck: The deck.
        files: Its files by path, the first one first.
        entries: In the order of the deck.
        grids: The tables and CSV files of each kind, as their headers (row -1).
    """

    def __init__(self, deck: Deck, reading: Reading) -> None:
        self.deck = deck
        self.grids: dict[str, list[InGrid]] = {}
        self._bytes = reading.files
        self.files: dict[str, File] = {}
        self._places: dict[tuple[str, str, int, int], list[int]] = {}
        for index, fact in enumerate(deck.facts):
            line, column, _ = fact.spans[""]
            for at in (column, 0):
                self._places.setdefault((fact.kind, fact.path, line, at), []).append(index)
        self._cards = {(card.path, *card.spans[""][:2]): card.id for card in deck.cards}
        self._facts: dict[int, Entry] = {}
        others: list[Entry] = []
        self._read(deck.paths[0])
        for file in list(self.files.values()):
            if file.root is not None:
                self._sections(file, file.root, others)
        facts = [self._facts[index] for index in sorted(self._facts)]
        self.entries = (*facts, *others)

    def _read(self, path: str) -> None:
        """Read a file of the deck and those that it includes."""
        root = self._file(path, is_yaml=True).root
        named = root.fields.get("include") if root else None
        for text in _texts(named.value) if named else ():
            name = self._beside(text)
            if name not in self.files and name in self._bytes:
                self._read(name)

    def _beside(self, text: str) -> str:
        return (PurePosixPath(self.deck.paths[0]).parent / text).as_posix()

    def _file(self, path: str, *, is_yaml: bool) -> File:
        if path not in self.files:
            text = text_of(self._bytes[path], path, Report()) or ""
            found = extents(text) if is_yaml else None
            root = found if isinstance(found, MapAt) else None
            self.files[path] = File(path, text, text.split("\n"), root)
        return self.files[path]

    def _sections(self, file: File, root: MapAt, others: list[Entry]) -> None:
        for name, field in root.fields.items():
            trail: tuple[Step, ...] = ((root, name),)
            node = field.value
            if name == "facts" and isinstance(node, MapAt):
                for kind, inner in node.fields.items():
                    self._held(kind, inner.value, file, (*trail, (node, kind)))
            elif name == "about" and isinstance(node, MapAt):
                self._about(node, file, trail)
            elif name == CARDS and isinstance(node, ListAt):
                others += self._hand_written(node, file, trail)
            elif name in (NAMES, SOURCES) and isinstance(node, MapAt):
                for key, inner in node.fields.items():
                    home = InMap(file.path, inner.value, (*trail, (node, key)))
                    begin = inner.key.begin
                    others.append(_entry(name, key, home, begin))

    def _held(self, kind: str, node: NodeAt, file: File, trail: tuple[Step, ...]) -> None:
        """Take the facts of a kind, of a group, or of a list of groups."""
        if isinstance(node, ListAt):
            for index, item in enumerate(node.items):
                if not isinstance(item, MapAt):
                    continue
                here = (*trail, (node, index))
                if any(name in item.fields for name in HOLDERS):
                    self._held(kind, item, file, here)
                else:
                    self._fact(kind, InMap(file.path, item, here), item.begin, item.begin[1])
        elif isinstance(node, MapAt):
            facts, rows, name = (node.fields.get(holder) for holder in HOLDERS)
            if facts is not None:
                self._held(kind, facts.value, file, (*trail, (node, "facts")))
            elif rows is not None and isinstance(rows.value, TextAt):
                self._grid(kind, table(rows.value, file.lines), file, _shared(node))
            elif name is not None and isinstance(name.value, TextAt):
                path = self._beside(name.value.text)
                if path in self._bytes:
                    found = self._file(path, is_yaml=False)
                    self._grid(kind, csv_file(found.text), found, _shared(node))

    def _grid(self, kind: str, grid: Grid | None, file: File, shared: tuple[str, ...]) -> None:
        if grid is None:
            return
        self.grids.setdefault(kind, []).append(InGrid(file.path, grid, -1, shared))
        for index, row in enumerate(grid.rows):
            self._fact(kind, InGrid(file.path, grid, index, shared), (row.line, 1), 0)

    def _fact(self, kind: str, home: InMap | InGrid, begin: Pos, column: int) -> None:
        """Take a fact, if the deck has one of this kind here."""
        found = self._places.get((kind, home.path, begin[0], column))
        if not found:
            return
        index = found.pop(0)
        self._facts[index] = _entry(kind, self.deck.facts[index].id, home, begin)

    def _about(self, node: MapAt, file: File, trail: tuple[Step, ...]) -> None:
        for subject, held in node.fields.items():
            if not isinstance(held.value, MapAt):
                continue
            for name, inner in held.value.fields.items():
                if name in _COMMON:
                    continue
                here = (*trail, (node, subject), (held.value, name))
                begin = inner.key.begin
                home = InMap(file.path, inner.value, here)
                found = self._places.get((ATTRIBUTE, file.path, *begin))
                if found:
                    index = found.pop(0)
                    self._facts[index] = _attribute(
                        self.deck.facts[index].id, home, begin, {"of": subject, "name": name}
                    )

    def _hand_written(self, node: ListAt, file: File, trail: tuple[Step, ...]) -> Iterator[Entry]:
        for index, item in enumerate(node.items):
            if isinstance(item, MapAt):
                id_ = self._cards.get((file.path, *item.begin)) or _broken(item)
                home = InMap(file.path, item, (*trail, (node, index)))
                yield _entry(CARDS, id_, home, item.begin)

    def beyond(self) -> dict[Location, int]:
        """Return where facts stand that no row can reach, and how many there."""
        found: dict[Location, int] = {}
        for index, fact in enumerate(self.deck.facts):
            if index not in self._facts:
                at = Location(fact.path, *fact.spans[""])
                found[at] = found.get(at, 0) + 1
        return found


def _entry(sheet: str, id_: str, home: InMap | InGrid, begin: Pos) -> Entry:
    return Entry(sheet, id_, _cells(sheet, home), frozenset(), home, begin)


def shared_by(home: InMap | InGrid) -> tuple[str, ...]:
    """Return what the group of an entry says for all its facts, field by field."""
    if isinstance(home, InGrid):
        return home.shared
    holders = [node for node, key in home.trail[1:] if key == "facts" and isinstance(node, MapAt)]
    return _shared(holders[-1]) if holders else ()


def _shared(group: MapAt) -> tuple[str, ...]:
    return tuple(
        f"{name}: {typed(value_at(field.value))}"
        for name, field in group.fields.items()
        if name not in HOLDERS
    )


def _broken(card: MapAt) -> str:
    """Return what tells a card apart that the deck leaves out."""
    given = card.fields.get("id")
    if given is not None and isinstance(given.value, TextAt):
        return given.value.text
    return f"~line{card.begin[0]}.{card.begin[1]}"


def _attribute(id_: str, home: InMap, begin: Pos, fixed: Mapping[str, str]) -> Entry:
    is_long = isinstance(home.node, MapAt) and "value" in home.node.fields
    own = value_at(home.node) if is_long else {"value": value_at(home.node)}
    cells = {**fixed, **own} if isinstance(own, dict) else dict(fixed)
    cells.pop("id", None)
    return Entry(ATTRIBUTE, id_, cells, frozenset(fixed), home, begin)


def _cells(sheet: str, home: InMap | InGrid) -> dict[str, Value]:
    if isinstance(home, InGrid):
        row = zip(home.grid.columns, home.grid.rows[home.row].cells, strict=False)
        return {name: said(cell.text) for name, cell in row if cell.text and name != "id"}
    if isinstance(home.node, MapAt):
        return {name: value for name, value in home.node.said().items() if name != "id"}
    return {BARE[sheet]: value_at(home.node)}


def _texts(node: NodeAt) -> list[str]:
    items = node.items if isinstance(node, ListAt) else (node,)
    return [item.text for item in items if isinstance(item, TextAt)]
