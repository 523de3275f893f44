"""Kinds and roles, from their shape to nouns."""

from collections.abc import Iterable, Mapping
from typing import Final

from quizkit.decks.context import Context, where
from quizkit.decks.fields import PRECISIONS, accepted
from quizkit.decks.report import help_, short
from quizkit.decks.schema import KindIn, RoleIn
from quizkit.decks.tree import Map, Node, Tree, walk
from quizkit.decks.wordings import Wordings
from quizkit.model import TYPES, Kind, Role, Template

ASKED: Final = (
    "ask", "ask all", "ask first", "ask last", "ask which not", "ask one", "ask after",
    "ask larger", "ask times",
)  # fmt: skip
"""Fields of a role that hold wordings."""

FACT_FIELDS: Final = (
    "id", "source", "note", "tags", "difficulty", "dont ask", "ask", "ask to", "wrong",
    "never wrong", "disputed", "valid", "ok", "image", "requires", "quote", "according to",
    "at the time of",
)  # fmt: skip
"""Fields that a fact may carry besides its roles."""

RESERVED: Final = frozenset(
    (
        *FACT_FIELDS,
        "it", "on", "when", "count", "scope", "view", "step", "earlier", "later", "other",
        "facts", "table", "file",
    )
)  # fmt: skip
"""Words that no kind and no role may be called."""

_OF: Final = tuple(type_ for type_ in TYPES if type_ not in ("list", "steps", "any"))


class KindMaker:
    """Makes kinds of one file.

    Args:
        context: Takes the problems.
        tree: The file.
        tags: Languages of the deck, whose tags no role may be called.
        builtin: The kinds ship with quizkit.
    """

    def __init__(
        self, context: Context, tree: Tree, *, tags: Iterable[str] = (), builtin: bool = False
    ) -> None:
        self.context = context
        self.tree = tree
        self.tags = frozenset(tags)
        self.builtin = builtin

    def make(self, name: str, given: KindIn, node: Node) -> Kind:
        """Return a kind; `node` is where it stands."""
        wordings = Wordings(
            self.context,
            self.tree.path,
            kind=name,
            roles=tuple(given.roles),
            called=bool(given.called),
        )
        at = node
        if self.tree.root is not None and not self.builtin:
            at = _key(walk(self.tree.root, ["kinds"]), name)
            self._reserved(name, at)
        called: dict[str, Template] = {}
        for tag in given.called:
            template = wordings.template(walk(node, ["called", tag]), use="called")
            if template is not None:
                called[tag or self.context.language] = template
        return Kind(
            name=name,
            roles=self._roles(given.roles, walk(node, ["roles"]), wordings),
            called=called,
            says=wordings.rotation(given.says, walk(node, ["says"]), use="says"),
            ask_how_many=wordings.rotation(
                given.ask_how_many, walk(node, ["ask how many"]), use="ask"
            ),
            builtin=self.builtin,
            ok=self._ok(given.ok, walk(node, ["ok"])),
            at=where(self.tree.path, at),
        )

    def _roles(
        self, roles: Mapping[str, RoleIn], node: Node, wordings: Wordings
    ) -> dict[str, Role]:
        found = {}
        for name, given in roles.items():
            at = _key(node, name)
            self._reserved(name, at)
            found[name] = self._role(name, given, walk(node, [name]), wordings, at)
        return found

    def _role(self, name: str, given: RoleIn, node: Node, wordings: Wordings, at: Node) -> Role:
        members = tuple(given.is_) if isinstance(given.is_, list) else ()
        type_ = "enum" if members else self._type(given, node)
        asked = {
            field.replace(" ", "_"): wordings.rotation(
                getattr(given, field.replace(" ", "_")), walk(node, [field]), use=field
            )
            for field in ASKED
        }
        return Role(
            name=name,
            type=type_,
            members=members,
            of=self._of(given, type_, node),
            ask_to=PRECISIONS[given.ask_to],
            name_one=given.name_one,
            one=given.one,
            strict=frozenset(given.strict),
            ok=self._ok(given.ok, walk(node, ["ok"])),
            at=where(self.tree.path, at),
            **asked,
        )

    def _ok(self, given: Mapping[str, str], node: Node) -> dict[str, str]:
        return {
            code: reason
            for code, reason in given.items()
            if accepted(self.context, code, (reason, where(self.tree.path, walk(node, [code]))))
        }

    def _type(self, given: RoleIn, node: Node) -> str:
        if isinstance(given.is_, str) and given.is_ in TYPES:
            return given.is_
        if isinstance(given.is_, list):
            self._unknown("[]", walk(node, ["is"]), TYPES)
        else:
            self._unknown(given.is_, walk(node, ["is"]), TYPES)
        return "text"

    def _of(self, given: RoleIn, type_: str, node: Node) -> str:
        if given.of and given.of not in _OF:
            self._unknown(given.of, walk(node, ["of"]), _OF)
            return "name"
        return given.of or ("text" if type_ == "steps" else "name")

    def _unknown(self, typed: str, node: Node, known: Iterable[str]) -> None:
        at = where(self.tree.path, node)
        advice = self.context.advice(at, typed, known, what="the types")
        self.context.report.add("QK004", at, f"do not know the type `{short(typed)}`", **advice)

    def _reserved(self, name: str, at: Node) -> None:
        if name not in RESERVED and name not in self.tags:
            return
        what = "a word of the deck language" if name in RESERVED else "the tag of a language"
        self.context.report.add(
            "QK134",
            where(self.tree.path, at),
            f"cannot use the name `{short(name)}`: it is {what}",
            notes=[help_("give it another name, here and in the facts and wordings")],
        )


def _key(node: Node, name: str) -> Node:
    """Return the place of a field's name as a node."""
    if not isinstance(node, Map) or name not in node.fields:
        return node
    found = node.key(name)
    return Map({}, {}, found.line, found.column, found.width)
