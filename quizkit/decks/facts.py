"""Facts: one row of a kind, typed, with the place of everything that was typed."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from quizkit.decks.context import Context, where
from quizkit.decks.fields import READERS, Fields
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.report import guess, help_, short
from quizkit.decks.tree import Items, Map, Node, Scalar, plain, texts
from quizkit.decks.typed import Read, Typer
from quizkit.decks.wordings import Wordings
from quizkit.model import Date, Fact, Kind, Location, Related, Role, Span, Template, Value
from quizkit.text import canonical, digest

_NOTHING: Final[Mapping[str, Any]] = {}


class Shared(NamedTuple):
    """What a group says for all its facts; fields as in `Fact`."""

    group: int = 0
    source: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    difficulty: int = 0
    dont_ask: frozenset[str] = frozenset()
    disputed: bool = False
    valid: Date | None = None
    according_to: str = ""
    at_time_of: str = ""


class Ids:
    """The ids of a deck's facts and cards, none twice (QK102)."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.places: dict[str, tuple[str, Span]] = {}

    def claim(self, id_: str, path: str, span: Span) -> None:
        """Take an id that the author wrote."""
        first = self.places.setdefault(id_, (path, span))
        if first[1] is not span:
            self.context.report.add(
                "QK102",
                Location(path, *span),
                f"cannot use the id `{short(id_)}` twice",
                label="again here",
                related=[Related(Location(first[0], *first[1]), "first used here")],
                notes=[help_("delete the id of the newer one; `quizkit stamp` gives it another")],
            )

    def made(self, content: object, path: str, span: Span) -> str:
        """Return the id of a fact or card without one: `~` and 8 hex digits of its content.

        A second one with the same content gets `.2`, and so on.
        """
        base = id_ = "~" + digest(canonical(content))[:8]
        count = 1
        while id_ in self.places:
            count += 1
            id_ = f"{base}.{count}"
        self.places[id_] = (path, span)
        return id_


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
        self.readers: dict[str, Read] = {
            name: typer.reader(role) for name, role in kind.roles.items()
        }
        self._lures: dict[str, Read] = {}

    def read(self, row: Map, path: str, shared: Shared, *, id_: str = "") -> Fact | None:
        """Return a fact, or None if it gives no role.

        Args:
            row: Its fields.
            path: The file it stands in.
            shared: What its group says.
            id_: Its id where that follows from elsewhere (`about:`).
        """
        values: dict[str, Value] = {}
        spans = {"": Span(row.line, row.column, row.width)}
        extra: dict[str, Any] | Mapping[str, Any] = _NOTHING
        readers, make = self.readers, tuple.__new__
        for name, node in row.fields.items():
            spans[name] = make(Span, node[-3:] if node.__class__ is not Scalar else node[1:4])
            read = readers.get(name)
            if read is not None:
                value = read(node, path)
                if value is not None:
                    values[name] = value
            else:
                if extra is _NOTHING:
                    extra = {}
                extra[name] = self._field(name, node, path, row)  # type: ignore[index]
        if not values and not any(name in readers for name in row.fields):
            self._no_role(row, path)
            return None
        return self._fact(id_ or self._id(extra, row, path, spans, values), values, spans, path,
                          (extra, shared))  # fmt: skip

    def _id(
        self,
        extra: Mapping[str, Any],
        row: Map,
        path: str,
        spans: Mapping[str, Span],
        values: Mapping[str, Value],
    ) -> str:
        given: str = extra.get("id", "")
        if given:
            self.ids.claim(given, path, spans["id"])
            return given
        typed = {name: plain(row.fields[name]) for name in values}
        return self.ids.made([self.kind.name, typed], path, spans[""])

    def _fact(
        self,
        id_: str,
        values: Mapping[str, Value],
        spans: Mapping[str, Span],
        path: str,
        rest: tuple[Mapping[str, Any], Shared],
    ) -> Fact:
        extra, shared = rest
        get = extra.get
        source = get("source") or shared.source
        origin = self.fields.cited(source) if source else None
        said = get("according to") or shared.according_to
        then = get("at the time of") or shared.at_time_of
        tags = get("tags", ())
        return Fact(
            id=id_,
            kind=self.kind.name,
            values=values,
            group=shared.group,
            path=path,
            spans=spans,
            source=source,
            note=get("note") or shared.note,
            tags=tuple(dict.fromkeys((*shared.tags, *tags))) if shared.tags else tags,
            difficulty=get("difficulty") or shared.difficulty,
            dont_ask=shared.dont_ask | get("dont ask", shared.dont_ask),
            ask=get("ask", _NOTHING),
            ask_to=get("ask to"),
            wrong=get("wrong", _NOTHING),
            disputed=get("disputed", shared.disputed),
            valid=get("valid") or shared.valid,
            according_to=said or (origin.according_to if origin else ""),
            at_time_of=then or (origin.at_time_of if origin else ""),
            requires=get("requires", ()),
            quote=get("quote", ""),
            image=get("image", _NOTHING),
            ok=get("ok", _NOTHING),
        )

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
        if name == "wrong":
            return self._wrong(node, path)
        self._unknown(name, row, path)
        return None

    def _unknown(self, name: str, row: Map, path: str) -> None:
        known = (*self.kind.roles, *FACT_FIELDS)
        what = f"{self.kind.name} has no role `{short(name)}`"
        self.context.report.add(
            "QK004",
            where(path, row.key(name)),
            what if len(what) < 70 else f"do not know the role `{short(name)}`",
            notes=guess(name, known, what="the roles, and the fields of facts"),
        )

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

    def _wrong(self, node: Node, path: str) -> dict[str, tuple[Value, ...]]:
        found: dict[str, tuple[Value, ...]] = {}
        for name, at, inner in self._by_role(node, path, "wrong"):
            if not self._asked(name, at, "wrong"):
                continue
            items = inner.items if isinstance(inner, Items) else (inner,)
            values = [self._lure(name)(item, path) for item in items]
            found[name] = tuple(value for value in values if value is not None)
        return found

    def _lure(self, name: str) -> Read:
        if name not in self._lures:
            role = self.kind.roles[name]
            inner = role.type in ("list", "steps")
            self._lures[name] = (
                self.typer.reader(Role(name, role.of)) if inner else self.readers[name]
            )
        return self._lures[name]

    def _by_role(self, node: Node, path: str, field: str) -> list[tuple[str, Location, Node]]:
        if not isinstance(node, Map):
            self.fields.shape(node, path, f"`{field}` needs a map of roles", "write {role: ...}")
            return []
        return [(name, where(path, node.key(name)), inner) for name, inner in node.fields.items()]

    def _asked(self, name: str, at: Location, field: str) -> bool:
        """Return whether a role can be asked; report QK117 if not."""
        role = self.kind.roles.get(name)
        if role is None:
            self._no_such_role(name, at)
            return False
        asks = (role.ask, role.ask_all, role.ask_first, role.ask_last, role.ask_which_not)
        if any(asks) or field == "wrong":
            return True
        self.context.report.add(
            "QK117",
            at,
            f"`{short(name)}` is never asked, so `{field}` says nothing",
            notes=[help_("take it out, or give the role an `ask`")],
        )
        return False

    def _no_such_role(self, name: str, at: Location) -> None:
        self.context.report.add(
            "QK117",
            at,
            f"{short(self.kind.name)} has no role `{short(name)}`",
            notes=guess(name, self.kind.roles, what="its roles"),
        )
