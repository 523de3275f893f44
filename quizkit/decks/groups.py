"""The section `facts:`: lists, tables and sheets of facts, and what holds for all in a group."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from quizkit.checks.mend import inserted
from quizkit.decks.context import Context, where
from quizkit.decks.facts import FactReader, Shared, attribute
from quizkit.decks.fields import READERS, Fields
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.report import help_, short
from quizkit.decks.schema import FLAGS
from quizkit.decks.tables import Tables
from quizkit.decks.tree import Items, Map, Node, Scalar, Tree
from quizkit.model import Fact, Fix, Group, Location

HOLDERS: Final = ("facts", "table", "file")
"""Fields of which a group has exactly one."""

_HOLDERS: Final = frozenset(HOLDERS)

GROUP_FIELDS: Final = (
    *HOLDERS, "complete", "source", "tags", "note", "difficulty", "dont ask", "disputed", "valid",
    "according to", "at the time of", "ok",
)  # fmt: skip

_SAID: Final = (
    "source",
    "note",
    "tags",
    "difficulty",
    "disputed",
    "according to",
    "at the time of",
)
"""Fields that a group says for its facts, and that need no kind to be read."""

ReadSheet = Callable[[str, Location], tuple[str, str] | None]
"""Returns path and text of a sheet named at a place, or None after a problem."""


class Groups:
    """Gathers the facts of a deck and the groups they stand in.

    Args:
        context: Takes the problems.
        fields: Reads what groups say.
        reader_of: Returns the reader of a kind's facts, or None after QK104.
        sheet: Reads a sheet.
    """

    def __init__(
        self,
        context: Context,
        fields: Fields,
        *,
        reader_of: Callable[[str, Location], FactReader | None],
        sheet: ReadSheet,
    ) -> None:
        self.context = context
        self.fields = fields
        self.reader_of = reader_of
        self.sheet = sheet
        self.tables = Tables(context)
        self.groups: list[Group] = []
        self.facts: list[Fact] = []

    def section(self, node: Node, path: str) -> None:
        """Take a file's `facts:`."""
        if not isinstance(node, Map):
            self.fields.shape(node, path, "`facts` needs kinds", "write the kind first: `visit:`")
            return
        for kind, inner in node.fields.items():
            reader = self.reader_of(kind, where(path, node.key(kind)))
            if reader is not None:
                self._kind(reader, inner, path)

    def _kind(self, reader: FactReader, node: Node, path: str) -> None:
        if isinstance(node, Items):
            self._list(reader, node, path)
        elif isinstance(node, Map):
            self._group(reader, node, path)
        else:
            kind = short(reader.kind.name)
            self.fields.shape(node, path, f"{kind} needs a list of facts", "begin each with `- {`")

    def _list(self, reader: FactReader, node: Items, path: str) -> None:
        """Take a list of facts, of groups, or of both; its plain facts are one group."""
        plain: list[Node] = []
        groups: list[Node] = []
        for item in node.items:
            held = isinstance(item, Map) and not _HOLDERS.isdisjoint(item.names())
            (groups if held else plain).append(item)
        if plain:
            shared = self._open(reader.kind.name, where(path, node))
            self._rows(reader, plain, path, shared)
        for item in groups:
            if isinstance(item, Map):
                self._group(reader, item, path)

    def _open(
        self, kind: str, at: Location, complete: str = "", ok: dict[str, str] | None = None
    ) -> Shared:
        index = len(self.groups)
        self.groups.append(Group(index, kind, complete, ok or {}, at))
        return Shared(index)

    def _rows(self, reader: FactReader, rows: Iterable[Node], path: str, shared: Shared) -> None:
        for row in rows:
            if isinstance(row, Map):
                fact = reader.read(row, path, shared)
                if fact is not None:
                    self.facts.append(fact)
            else:
                self.fields.shape(row, path, "a fact is a map of roles", "write {role: value}")

    def _group(self, reader: FactReader, node: Map, path: str) -> None:
        for name in node.fields:
            if name not in GROUP_FIELDS:
                self._unknown(reader, name, node, path)
        held = [name for name in HOLDERS if name in node.fields]
        if len(held) != 1:
            emptied = any(name in node.places for name in HOLDERS)
            if held or (not emptied and all(name in GROUP_FIELDS for name in node.fields)):
                what = "a group needs one of `facts`, `table` and `file`"
                self.fields.shape(node, path, what)
            return
        shared = self._shared(reader, node, path)
        inner = node.fields[held[0]]
        if held[0] == "facts":
            if isinstance(inner, Items):
                self._rows(reader, inner.items, path, shared)
            else:
                what = "`facts` needs a list"
                self.fields.shape(inner, path, what, "begin each fact with `- {`")
            return
        self._tabled(reader, held[0], inner, path, shared)

    def _tabled(
        self, reader: FactReader, holder: str, inner: Node, path: str, shared: Shared
    ) -> None:
        text = self.fields.text(inner, path, holder)
        if not text or not isinstance(inner, Scalar):
            return
        if holder == "table" and not inner.style and "|" in text:
            self._no_bar(inner, path)
            return
        known = (*reader.kind.roles, *FACT_FIELDS)
        if holder == "table":
            rows = self.tables.table(inner, path, known)
        else:
            found = self.sheet(text, where(path, inner))
            if found is None:
                return
            path = found[0]
            self.context.files.setdefault(path, Tree(path, None, found[1].split("\n")))
            rows = self.tables.sheet(found[1], path, known)
        self._rows(reader, rows, path, shared)

    def _no_bar(self, node: Scalar, path: str) -> None:
        """Report a table whose lines run together, for no bar stands after its colon."""
        tree = self.context.files.get(path)
        above = tree.lines[node.line - 2] if tree and node.line > 1 else ""
        at, fix = where(path, node), None
        if above.rstrip().endswith("table:"):
            begin = Location(path, node.line - 1, len(above.rstrip()) + 1)
            fix = Fix("unsafe", "put the bar there", (inserted(begin, " |"),))
        what = "the lines of this table run together"
        tip = help_("write `table: |`: the bar keeps each line a line of its own")
        self.context.report.add("QK006", at, what, notes=[tip], fix=fix)

    def _unknown(self, reader: FactReader, name: str, node: Map, path: str) -> None:
        if name in reader.kind.roles:
            what = "a fact stands where a list of facts is wanted"
            at = where(path, node)
            fix = Fix("unsafe", "put a dash before it", (inserted(at, "- "),))
            tip = help_("put `- ` before it, or `facts:` and a list of facts")
            self.context.report.add("QK006", at, what, notes=[tip], fix=_dashed(node, fix))
            return
        at = where(path, node.key(name))
        advice = self.context.advice(at, name, GROUP_FIELDS, what="the fields here")
        what = f"do not know the field `{short(name)}` of a group"
        self.context.report.add("QK004", at, what, **advice)

    def _shared(self, reader: FactReader, node: Map, path: str) -> Shared:
        """Open a group and return what it says for its facts."""
        fields, get = self.fields, node.fields.get
        ok = get("ok")
        shared = self._open(
            reader.kind.name,
            where(path, node),
            self._complete(get("complete"), path),
            fields.ok(ok, path, "ok") if ok else None,
        )
        said: dict[str, Any] = {
            attribute(name): READERS[name](fields, inner, path, name)
            for name in _SAID
            if (inner := get(name)) is not None
        }
        unasked, valid = get("dont ask"), get("valid")
        if unasked is not None:
            said["dont_ask"] = reader.dont_ask(unasked, path)
        if isinstance(valid, Scalar):
            said["valid"] = reader.typer.date(valid, path)
        return Shared(shared.group, {name: value for name, value in said.items() if value})

    def _complete(self, node: Node | None, path: str) -> str:
        if node is None:
            return ""
        text = self.fields.text(node, path, "complete")
        if text.lower() not in FLAGS:
            return text
        if FLAGS[text.lower()]:
            self.context.report.add(
                "QK306",
                where(path, node),
                "`complete` needs the scope in words, which questions print",
                notes=[help_("write, for example, `complete: between 2000 and 2019`")],
            )
        return ""


def _dashed(node: Map, fix: Fix) -> Fix | None:
    """Return the fix where a fact stands on one line, in braces."""
    lines = {line for line, _ in node.places.values()} | {node.line}
    return fix if len(lines) == 1 and node.width > 1 else None
