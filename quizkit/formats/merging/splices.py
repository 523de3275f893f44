"""Changes of entries as edits of a deck's files: nothing else of the text is touched."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from quizkit.decks.groups import HOLDERS
from quizkit.formats.book import BESIDE, CARDS
from quizkit.formats.merging.entries import BARE, Entry, File, InGrid, InMap, Stock
from quizkit.formats.merging.extents import FieldAt, ListAt, MapAt, NodeAt, Pos, TextAt
from quizkit.formats.merging.gridsplices import GridSplices
from quizkit.formats.sheets.cells import Value, typed
from quizkit.model import Edit

FLAGS: Final = frozenset(("the", "disputed"))
"""Fields that say yes or no."""


class Splices(GridSplices):
    """Gathers edits.

    Args:
        stock: The deck's entries.
    """

    def __init__(self, stock: Stock) -> None:
        super().__init__(stock)
        self._gone: dict[int, tuple[ListAt | MapAt, InMap, set[int | str]]] = {}
        self._sections: list[tuple[str, Sequence[Mapping[str, Value]]]] = []
        self._has_facts = False

    def change(self, entry: Entry, wanted: Mapping[str, Value]) -> None:
        """Give columns of an entry other values; an empty text takes a field out.

        Raises:
            CellFault: If a table's cell cannot hold one.
        """
        if isinstance(entry.home, InGrid):
            self.set_cells(entry.home, wanted)
        elif entry.is_bare:
            self._set_bare(entry, entry.home, wanted)
        elif isinstance(entry.home.node, MapAt):
            self._set_fields(entry.home, entry.home.node, wanted)

    def remove(self, entry: Entry) -> None:
        """Take an entry out."""
        if isinstance(entry.home, InGrid):
            self.remove_row(entry.home)
        else:
            self._mark(entry.home)

    def edits(self) -> list[Edit]:
        """Return all edits, sorted by file and place."""
        for container, home, keys in self._gone.values():
            self._take_out(container, home.path, keys)
        self.finish_grids()
        for sheet, rows in sorted(self._sections, key=lambda section: section[0] in BESIDE):
            self._section(sheet, rows)
        return self.gathered()

    # Fields of a map

    def _set_bare(self, entry: Entry, home: InMap, wanted: Mapping[str, Value]) -> None:
        own = {name: value for name, value in entry.cells.items() if name not in entry.fixed}
        cells = {name: value for name, value in {**own, **wanted}.items() if value != ""}
        container, key = home.trail[-1]
        only = BARE[entry.sheet]
        text = typed(cells[only]) if list(cells) == [only] else flow_map(cells)
        if isinstance(container, MapAt) and isinstance(key, str):
            self._replace(home.path, container.fields[key], text)

    def _set_fields(self, home: InMap, node: MapAt, wanted: Mapping[str, Value]) -> None:
        out = {name for name, value in wanted.items() if value == "" and name in node.fields}
        new: dict[str, Value] = {}
        for name, value in wanted.items():
            field = node.fields.get(name)
            if field is None and value != "":
                new[name] = value
            elif field is not None and value != "":
                flag = name in FLAGS
                self._replace(home.path, field, _like(field.value, typed(value, flag=flag), value))
        if len(out) == len(node.fields):
            self.edit(home.path, node.begin, node.end, flow_map(new))
            return
        self._cut_fields(home.path, node, out)
        if new:
            self._append(home.path, node, new, out)

    def _replace(self, path: str, field: FieldAt, text: str) -> None:
        begin, end = field.value.begin, field.value.end
        if begin[0] != field.key.end[0]:
            line, column = field.key.end
            colon = self.stock.files[path].lines[line - 1].find(":", column - 1)
            if colon >= 0:
                begin, text = (line, colon + 2), f" {text}"
        self.edit(path, begin, end, text)

    def _append(self, path: str, node: MapAt, new: Mapping[str, Value], out: Iterable[str]) -> None:
        last = [field for name, field in node.fields.items() if name not in set(out)][-1]
        for name, value in new.items():
            said = f"{typed(name)}: {typed(value, flag=name in FLAGS)}"
            if node.flow:
                self.insert(path, last.value.end, f", {said}")
            else:
                at = self._line_end(path, last.value.end[0])
                self.insert(path, at, "\n" + " " * (node.begin[1] - 1) + said)

    def _cut_fields(self, path: str, node: MapAt, out: Iterable[str]) -> None:
        gone = set(out)
        names = list(node.fields)
        stretches = [(node.fields[name].key.begin, node.fields[name].value.end) for name in names]
        flags = [name in gone for name in names]
        self._cut(path, stretches, flags, flow=node.flow)

    def _cut(
        self, path: str, stretches: Sequence[tuple[Pos, Pos]], flags: Sequence[bool], *, flow: bool
    ) -> None:
        """Cut members out of a map or list of which at least one stays."""
        kept = [index for index, gone in enumerate(flags) if not gone]
        lines = self.stock.files[path].lines
        for index, gone in enumerate(flags):
            if not gone:
                continue
            begin, end = stretches[index]
            after = next((other for other in kept if other > index), None)
            if not flow and not lines[begin[0] - 1][: begin[1] - 1].strip():
                self.cut_lines(path, begin[0], end[0])
            elif index and flags[index - 1]:
                continue  # the run was cut at its first member
            elif index == 0 and after is not None:
                self.edit(path, begin, stretches[after][0], "")
            else:
                last = after - 1 if after is not None else len(flags) - 1
                self.edit(path, stretches[index - 1][1], stretches[last][1], "")

    # Entries taken out whole

    def _mark(self, home: InMap) -> None:
        """Note that a member goes; what is left without any goes with it."""
        container, key = home.trail[-1]
        found = self._gone.setdefault(id(container), (container, home, set()))[2]
        found.add(key)
        size = len(container.items if isinstance(container, ListAt) else container.fields)
        is_holder = key in HOLDERS and isinstance(container, MapAt) and len(home.trail) > 1
        if (len(found) == size or is_holder) and len(home.trail) > 1:
            del self._gone[id(container)]
            self._mark(InMap(home.path, container, home.trail[:-1]))

    def _take_out(self, container: ListAt | MapAt, path: str, keys: set[int | str]) -> None:
        if isinstance(container, MapAt):
            self._cut_fields(path, container, [key for key in keys if isinstance(key, str)])
        elif container.flow:
            stretches = [(item.begin, item.end) for item in container.items]
            flags = [index in keys for index in range(len(container.items))]
            self._cut(path, stretches, flags, flow=True)
        else:
            for key in keys:
                item = container.items[int(key)]
                self.cut_lines(path, self._dash(path, item), item.end[0])

    def _dash(self, path: str, item: NodeAt) -> int:
        """Return the line of an item's dash."""
        lines = self.stock.files[path].lines
        line, column = item.begin
        while "-" not in lines[line - 1][: column - 1]:
            line, column = line - 1, len(lines[line - 2]) + 1
        return line

    # Entries put in

    def add(
        self, sheet: str, after: Entry | InGrid | None, rows: Sequence[Mapping[str, Value]]
    ) -> None:
        """Put new entries behind another one of their sheet, or into a section of their own.

        Args:
            sheet: Their sheet.
            after: The entry, the header of a table or CSV file, or None.
            rows: What they say, by column, the one that tells them apart among them.

        Raises:
            CellFault: If a table's cell cannot hold one.
        """
        home = after.home if isinstance(after, Entry) else after
        if isinstance(home, InGrid):
            self.add_rows(home, rows)
        elif home is None:
            self._sections.append((sheet, rows))
        else:
            self._beside(home, sheet, rows)

    def _beside(self, home: InMap, sheet: str, rows: Sequence[Mapping[str, Value]]) -> None:
        container = home.trail[-1][0]
        node: NodeAt = home.node
        flow = container.flow
        in_block = isinstance(node, MapAt) and not node.flow and isinstance(container, ListAt)
        indent = container.begin[1] - 1
        for row in rows:
            text = named(row) if isinstance(container, MapAt) else flow_map(row)
            if flow:
                self.insert(home.path, node.end, f", {text}")
                continue
            mark = "" if isinstance(container, MapAt) else "- "
            if in_block:
                text = ("\n" + " " * (indent + 2)).join(_fields(row))
            at = self._line_end(home.path, node.end[0])
            self.insert(home.path, at, f"\n{' ' * indent}{mark}{text}")

    def _section(self, sheet: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Begin a section, or a kind in `facts:`, at the end of what is there."""
        is_kind = sheet not in BESIDE
        for file in self.stock.files.values():
            held = file.root.fields.get("facts") if file.root and is_kind else None
            facts = held.value if held else None
            if isinstance(facts, MapAt) and not facts.flow and sheet not in facts.fields:
                at = self._line_end(file.path, facts.end[0])
                lines = _kind(sheet, rows, facts.begin[1] - 1)
                self.insert(file.path, at, "".join(f"\n{line}" for line in lines))
                return
        first = next(iter(self.stock.files.values()))
        if is_kind:
            lines = [*([] if self._has_facts else ["facts:"]), *_kind(sheet, rows, 2)]
            self._has_facts = True
        elif sheet != CARDS:
            lines = [f"{sheet}:", *(f"  {named(row)}" for row in rows)]
        else:
            lines = [f"{sheet}:", *(f"  - {flow_map(row)}" for row in rows)]
        self._at_end(first, lines)

    def _at_end(self, file: File, lines: Sequence[str]) -> None:
        last = len(file.lines)
        at = (last, len(file.lines[-1]) + 1)
        lead = "\n\n" if file.lines[-1].strip() else "\n"
        self.insert(file.path, at, lead + "\n".join(lines) + "\n")


def flow_map(row: Mapping[str, Value]) -> str:
    """Return a map of fields on one line.

    >>> flow_map({"id": "k7f3", "the": "yes"})
    '{id: k7f3, the: yes}'
    """
    return "{" + ", ".join(_fields(row)) + "}"


def named(row: Mapping[str, Value]) -> str:
    """Return a name or source with its fields: the first column is what it is called.

    >>> named({"name": "Hanoi", "is": "city"})
    'Hanoi: {is: city}'
    """
    (key, *rest), cells = row, dict(row)
    return f"{typed(str(cells[key]))}: {flow_map({name: cells[name] for name in rest})}"


def _fields(row: Mapping[str, Value]) -> list[str]:
    return [f"{_name(name)}: {typed(value, flag=name in FLAGS)}" for name, value in row.items()]


@cache
def _name(name: str) -> str:
    return typed(name)


def _kind(kind: str, rows: Sequence[Mapping[str, Value]], indent: int) -> list[str]:
    lead = " " * indent
    return [f"{lead}{typed(kind)}:", *(f"{lead}  - {flow_map(row)}" for row in rows)]


def _like(old: NodeAt, text: str, value: Value) -> str:
    """Return a text in quotation marks where the old one had them."""
    was_quoted = isinstance(old, TextAt) and old.style in ("'", '"') and text == value
    return f'"{text}"' if was_quoted and '"' not in text and "\\" not in text else text
