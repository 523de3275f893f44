"""Facts: one row of a kind, typed, with the place of everything that was typed."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from quizkit.decks.context import Context, where
from quizkit.decks.fields import READERS, Fields, is_id
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.report import guess, help_, short
from quizkit.decks.shortcut import MARKS, Row, RowSpans, said
from quizkit.decks.tree import Items, Map, Node, Scalar, span, texts
from quizkit.decks.typed import Reader, Typer
from quizkit.decks.wordings import Wordings
from quizkit.model import Fact, Kind, Location, Related, Role, Span, Template, Value
from quizkit.text import canonical, digest

_FACT_FIELDS: Final = frozenset(FACT_FIELDS)


class Shared(NamedTuple):
    """What a group says for all its facts: its index, and fields of `Fact` by their names there."""

    group: int = 0
    said: Mapping[str, Any] = {}


def attribute(field: str) -> str:
    """Return the name in `Fact` of a field as typed in a deck.

    >>> attribute("at the time of"), attribute("dont ask")
    ('at_time_of', 'dont_ask')
    """
    return field.replace("at the time", "at time").replace(" ", "_")


class Ids:
    """The ids of a deck's facts and cards, none twice (QK102)."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.places: dict[str, tuple[str, Mapping[str, Span]]] = {}
        self._same: dict[str, int] = {}

    def claim(self, id_: str, path: str, spans: Mapping[str, Span]) -> None:
        """Take an id that the author wrote; `spans` are the places of its fact or card."""
        first = self.places.setdefault(id_, (path, spans))
        if first[1] is not spans:
            self.context.report.add(
                "QK102",
                Location(path, *_id_place(spans)),
                f"cannot use the id `{short(id_)}` twice",
                label="again here",
                related=[Related(Location(first[0], *_id_place(first[1])), "first used here")],
                notes=[help_("delete the id of the newer one; `quizkit stamp` gives it another")],
            )

    def made(self, content: object, path: str, spans: Mapping[str, Span]) -> str:
        """Return the id of a fact or card without one: `~` and 8 hex digits of its content.

        A second one with the same content gets `.2`, and so on.
        """
        base = "~" + digest(canonical(content))[:8]
        count = self._same[base] = self._same.get(base, 0) + 1
        id_ = base if count == 1 else f"{base}.{count}"
        self.places[id_] = (path, spans)
        return id_


def _id_place(spans: Mapping[str, Span]) -> Span:
    return spans["id"] if "id" in spans else spans[""]


def _joined(said: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return a fact's fields with its group's: tags and `dont ask` add up, others give way."""
    both = {**said, **own}
    if "tags" in said and "tags" in own:
        both["tags"] = tuple(dict.fromkeys((*said["tags"], *own["tags"])))
    if "dont_ask" in said and "dont_ask" in own:
        both["dont_ask"] = said["dont_ask"] | own["dont_ask"]
    return both


class FactReader:
    """Reads the facts of one kind.

    Args:
        kind: The kind.
        typer: Makes the readers of its roles.
        fields: Reads what else a fact carries.
        ids: Ids given so far.
    """

    def __init__(self, kind: Kind, typer: Typer, fields: Fields, ids: Ids) -> None:
        self.kind = kind
        self.typer = typer
        self.fields = fields
        self.ids = ids
        self.context: Context = typer.context
        self.readers: dict[str, Reader] = {
            name: typer.reader(role) for name, role in kind.roles.items()
        }
        self._lures: dict[str, Reader] = {}
        self._tags: dict[str, tuple[str, ...]] = {}

    def read(self, row: Map, path: str, shared: Shared, *, id_: str = "") -> Fact | None:
        """Return a fact, or None if it gives no role.

        Args:
            row: Its fields.
            path: The file it stands in.
            shared: What its group says.
            id_: Its id where that follows from elsewhere (`about:`).
        """
        if row.__class__ is Row:
            values, extra = self._quick(row, path)
            spans: Mapping[str, Span] = RowSpans(row)
        else:
            values, extra = self._slow(row, path)
            spans = {"": span(row), **{name: span(node) for name, node in row.fields.items()}}
        if not values and self.readers.keys().isdisjoint(row.names()):
            if _FACT_FIELDS.issuperset(row.names()):
                self._no_role(row, path)
            return None
        given = extra.pop("id", "")
        if given and not id_:
            self.ids.claim(given, path, spans)
        elif not id_:
            typed = row.typed(values)
            given = self.ids.made([self.kind.name, typed], path, spans)
        if shared.said:
            extra = _joined(shared.said, extra)
        if self.fields.attributed and "source" in extra:
            extra = {**self.fields.attribution(extra["source"]), **extra}
        return Fact(
            id=id_ or given,
            kind=self.kind.name,
            values=values,
            group=shared.group,
            path=path,
            spans=spans,
            **extra,
        )

    def _slow(self, row: Map, path: str) -> tuple[dict[str, Value], dict[str, Any]]:
        """Return the values of a row and its other fields."""
        values: dict[str, Value] = {}
        extra: dict[str, Any] = {}
        for name, node in row.fields.items():
            reader = self.readers.get(name)
            if reader is None:
                said = self._field(name, node, path, row)
                if said or said is False:
                    extra[attribute(name)] = said
                continue
            value = reader.read(node, path)
            if value is not None:
                values[name] = value
        return values, extra

    def _quick(self, row: Row, path: str) -> tuple[dict[str, Value], dict[str, Any]]:
        """Return the same for a fact on one line, whose texts are mostly known already."""
        values: dict[str, Value] = {}
        extra: dict[str, Any] = {}
        readers = self.readers
        at = row.column + 1
        for name, text in row.pairs:
            at += len(name) + 2
            reader = readers.get(name)
            if reader is None:
                if name == "note" and text[0] != "[":
                    extra[name] = said(text)
                else:
                    found = self._known_field(name, text, row, (path, at))
                    if found or found is False:
                        extra[attribute(name) if " " in name else name] = found
            else:
                known = reader.memo.get(text) if text[0] not in MARKS else None
                value = known or reader.read(row.node(text, at), path)
                if value is not None:
                    values[name] = value
            at += len(text) + 2
        return values, extra

    def _known_field(self, name: str, text: str, row: Row, place: tuple[str, int]) -> Any:
        """Return a field of a row; texts that are as they should be need no node."""
        is_plain = text[0] not in MARKS
        if name == "id" and is_plain and is_id(text):
            return text
        if name == "source" and is_plain and self.fields.cited(text) is not None:
            return text
        path, at = place
        if name != "tags":
            return self._field(name, row.node(text, at), path, row)
        found = self._tags.get(text)
        if found is None:
            found = self._tags[text] = self._field(name, row.node(text, at), path, row)
        return found

    def _field(self, name: str, node: Node, path: str, row: Map) -> Any:
        read = READERS.get(name)
        if read is not None:
            return read(self.fields, node, path, name)
        if name == "valid":
            return self.typer.date(node, path) if isinstance(node, Scalar) else None
        if name == "dont ask":
            return self.dont_ask(node, path)
        if name == "ask":
            return self._ask(node, path)
        if name in ("wrong", "never wrong"):
            return self._wrong(node, path, name)
        self._unknown(name, row, path)
        return None

    def _unknown(self, name: str, row: Map, path: str) -> None:
        known = (*self.kind.roles, *FACT_FIELDS)
        what = f"{self.kind.name} has no role `{short(name)}`"
        if len(what) >= 70:
            what = f"do not know the role `{short(name)}`"
        at = where(path, row.key(name))
        advice = self.context.advice(at, name, known, what="the roles, and the fields of facts")
        self.context.report.add("QK004", at, what, **advice)

    def _no_role(self, row: Map, path: str) -> None:
        self.context.report.add(
            "QK005",
            where(path, row),
            "this fact says nothing: it gives no role",
            notes=guess("", self.kind.roles, what=f"the roles of {short(self.kind.name)}"),
        )

    # Fields that name roles

    def dont_ask(self, node: Node, path: str) -> frozenset[str]:
        """Return the roles that are not to be asked."""
        found = texts(node)
        if found is None:
            self.fields.shape(node, path, "`dont ask` needs a list of roles", "write [role]")
            return frozenset()
        if isinstance(node, Scalar) and "," in node.text:
            parts = [part.strip() for part in node.text.split(",") if part.strip()]
            found = [node._replace(text=part) for part in parts]
        return frozenset(
            one.text for one in found if self._asked(one.text, where(path, one), "dont ask")
        )

    def _ask(self, node: Node, path: str) -> dict[str, Template]:
        found: dict[str, Template] = {}
        for name, at, inner in self._by_role(node, path, "ask"):
            if name not in self.kind.roles:
                self._no_such_role(name, at)
                continue
            wordings = Wordings(
                self.context,
                path,
                kind=self.kind.name,
                roles=tuple(self.kind.roles),
                called=bool(self.kind.called),
            )
            if not isinstance(inner, Scalar):
                self.fields.text(inner, path, name)
            template = wordings.template(inner, use="ask")
            if template is not None:
                found[name] = template
        return found

    def _wrong(self, node: Node, path: str, field: str) -> dict[str, tuple[Value, ...]]:
        found: dict[str, tuple[Value, ...]] = {}
        for name, at, inner in self._by_role(node, path, field):
            if not self._asked(name, at, field):
                continue
            items = inner.items if isinstance(inner, Items) else (inner,)
            values = [self._lure(name).read(item, path) for item in items]
            found[name] = tuple(value for value in values if value is not None)
        return found

    def _lure(self, name: str) -> Reader:
        if name not in self._lures:
            role = self.kind.roles[name]
            inner = role.type in ("list", "steps")
            self._lures[name] = (
                self.typer.reader(Role(name, role.of)) if inner else self.readers[name]
            )
        return self._lures[name]

    def _by_role(self, node: Node, path: str, field: str) -> list[tuple[str, Location, Node]]:
        if not isinstance(node, Map):
            roles = self.kind.roles.items()
            asked = next((name for name, role in roles if any(role.wordings.values())), "role")
            tip = f"write the role before it:  {field}: {{{short(asked)}: ..}}"
            self.fields.shape(node, path, f"`{field}` needs a map of roles", tip)
            return []
        return [(name, where(path, node.key(name)), inner) for name, inner in node.fields.items()]

    def _asked(self, name: str, at: Location, field: str) -> bool:
        """Return whether a role can be asked; report QK117 if not."""
        role = self.kind.roles.get(name)
        if role is None:
            self._no_such_role(name, at)
            return False
        if any(role.wordings.values()) or field in ("wrong", "never wrong"):
            return True
        self.context.report.add(
            "QK117",
            at,
            f"`{short(name)}` is never asked, so `{field}` says nothing",
            notes=[help_("take it out, or give the role an `ask`")],
        )
        return False

    def _no_such_role(self, name: str, at: Location) -> None:
        advice = self.context.advice(at, name, self.kind.roles, what="its roles")
        what = f"{short(self.kind.name)} has no role `{short(name)}`"
        self.context.report.add("QK117", at, what, **advice)
