"""Everything that a deck's files mention, with its place: what can be gone to and renamed."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from quizkit.decks.kindmaker import ASKED
from quizkit.decks.names import narrower
from quizkit.decks.tree import Items, Map, Node, Scalar, Tree, texts
from quizkit.lsp.rows import YAML, Row, Rows
from quizkit.model import BEFORE, Deck, Location, Role

NAME, SOURCE, KIND, ROLE, CALLED, FILE, FACT = (
    "name", "source", "kind", "role", "called", "file", "fact",
)  # fmt: skip
"""What can be mentioned; CALLED is the phrase that `{it}` prints."""

_SLOT: Final = re.compile(r"(?<!\\)\{([^{}\[\]]*)\}")
_WORDED: Final = ("called", "says", "ask how many")
_OF_SUBJECT: Final = ("source", "tags", "according to", "at the time of", "ok")
_ON: Final = "on "


class Mention(NamedTuple):
    """One place where something is named.

    Attributes:
        what: NAME, SOURCE, KIND, ROLE, CALLED, FILE or FACT.
        key: What is meant: a name's main spelling, a kind and a role, a path, an id.
        at: The text as typed, its quotation marks included.
        spelled: The text as it is read.
        declares: It is said here what it is.
        style: The sign the text begins with where it stands in quotation marks, else "".
        place: YAML, TABLE or SHEET.
    """

    what: str
    key: tuple[str, ...]
    at: Location
    spelled: str
    declares: bool = False
    style: str = ""
    place: str = YAML


class Index:
    """All mentions of a deck, by place and by what is meant.

    Args:
        mentions: The mentions.
    """

    def __init__(self, mentions: Iterator[Mention]) -> None:
        self._lines: dict[tuple[str, int], list[Mention]] = {}
        self._keys: dict[tuple[str, tuple[str, ...]], list[Mention]] = {}
        for each in mentions:
            self._lines.setdefault((each.at.path, each.at.line), []).append(each)
            self._keys.setdefault((each.what, each.key), []).append(each)

    def at(self, path: str, line: int, column: int) -> Mention | None:
        """Return the shortest mention at a place, or right before it."""
        here = [
            each
            for each in self._lines.get((path, line), ())
            if each.at.column <= column <= each.at.column + each.at.width
        ]
        return min(here, key=lambda each: each.at.width, default=None)

    def of(self, what: str, key: tuple[str, ...]) -> list[Mention]:
        """Return all mentions of a thing, in the order of the files."""
        return self._keys.get((what, key), [])


class Finder:
    """Finds the mentions of one deck.

    Args:
        deck: The deck.
        trees: Its files by path, in their order; a sheet has lines and no root.
    """

    def __init__(self, deck: Deck, trees: Mapping[str, Tree]) -> None:
        self.deck = deck
        self.trees = trees
        self.rows = Rows(deck, trees)
        self._spelled: dict[str, list[str]] = {}
        for name in deck.names.values():
            for other in (*name.aka, *name.spellings.values()):
                self._spelled.setdefault(other, []).append(name.name)

    def all(self) -> Iterator[Mention]:
        """Yield every mention, file by file."""
        sections: Mapping[str, Callable[[Node, str], Iterator[Mention]]] = {
            "include": self._include,
            "sources": self._sources,
            "names": self._names,
            "kinds": self._kinds,
            "about": self._about,
            "cards": self._cards,
        }
        for tree in self.trees.values():
            for field, node in tree.root.fields.items() if tree.root else ():
                if field in sections:
                    yield from sections[field](node, tree.path)
                elif field == "facts":
                    yield from self._facts(node, tree)

    # The sections

    def _include(self, node: Node, path: str) -> Iterator[Mention]:
        for one in texts(node) or ():
            yield self._text(FILE, (self.rows.path_of(one.text),), one, path)

    def _sources(self, node: Node, path: str) -> Iterator[Mention]:
        for id_, _ in _fields(node):
            yield self._key(SOURCE, (id_,), node, id_, path, declares=True)

    def _names(self, node: Node, path: str) -> Iterator[Mention]:
        for name, inner in _fields(node):
            yield self._key(NAME, (name,), node, name, path, declares=True)
            if isinstance(inner, Map):
                for field in ("in", "not"):
                    yield from self._named(inner.fields.get(field), "name", path, YAML)

    def _kinds(self, node: Node, path: str) -> Iterator[Mention]:
        for name, inner in _fields(node):
            yield self._key(KIND, (name,), node, name, path, declares=True)
            if not isinstance(inner, Map):
                continue
            for field in _WORDED:
                if field == "called" and field in inner.fields:
                    yield self._key(CALLED, (name,), inner, field, path, declares=True)
                yield from self._slots(inner.fields.get(field), name, path)
            roles = inner.fields.get("roles")
            for role, said in _fields(roles):
                yield self._key(ROLE, (name, role), roles, role, path, declares=True)
                for field, wording in _fields(said):
                    if field in ASKED:
                        yield from self._slots(wording, name, path)

    def _facts(self, node: Node, tree: Tree) -> Iterator[Mention]:
        for kind, _ in _fields(node):
            yield self._key(KIND, (kind,), node, kind, tree.path)
        for row in self.rows.of(tree):
            yield from self._row(row)

    def _about(self, node: Node, path: str) -> Iterator[Mention]:
        for subject, inner in _fields(node):
            main = self._main(subject, "name")
            if main:
                yield self._key(NAME, (main,), node, subject, path)
            for field, value in _fields(inner):
                if field == "source":
                    yield from self._cited(value, path)
                elif field not in _OF_SUBJECT:
                    yield from self._named(value, "any", path, YAML)

    def _cards(self, node: Node, path: str) -> Iterator[Mention]:
        for card in node.items if isinstance(node, Items) else ():
            if isinstance(card, Map):
                yield from self._common(Row("card", card, path))

    # The fields of facts

    def _row(self, row: Row) -> Iterator[Mention]:
        yield from self._common(row)
        kind = self.deck.kinds.get(row.kind)
        if kind is None:
            return
        for field, node in row.node.fields.items():
            role = kind.roles.get(field)
            if role is not None and not row.is_group:
                if row.place == YAML:
                    yield self._key(ROLE, (row.kind, field), row.node, field, row.path)
                yield from self._named(node, _value_type(role), row.path, row.place)
            elif field == "dont ask":
                for one in texts(node) or ():
                    if one.text in kind.roles:
                        yield self._text(ROLE, (row.kind, one.text), one, row.path, row.place)
            elif field in ("ask", "wrong", "never wrong") and isinstance(node, Map):
                yield from self._by_role(field, node, row)

    def _by_role(self, field: str, node: Map, row: Row) -> Iterator[Mention]:
        for name, inner in node.fields.items():
            role = self.deck.kinds[row.kind].roles.get(name)
            if role is None:
                continue
            if row.place == YAML:
                yield self._key(ROLE, (row.kind, name), node, name, row.path)
            if field == "ask":
                yield from self._slots(inner, row.kind, row.path)
            else:
                yield from self._named(inner, _value_type(role), row.path, row.place)

    def _common(self, row: Row) -> Iterator[Mention]:
        """Yield what facts, groups and cards alike mention."""
        get = row.node.fields.get
        for one in texts(get("id") or Items((), 0, 0, 0)) or ():
            yield self._text(FACT, (one.text,), one, row.path, row.place)._replace(declares=True)
        for one in texts(get("requires") or Items((), 0, 0, 0)) or ():
            yield self._text(FACT, (one.text,), one, row.path, row.place)
        file = get("file")
        if row.is_group and isinstance(file, Scalar):
            yield self._text(FILE, (self.rows.path_of(file.text),), file, row.path)
        yield from self._cited(get("source"), row.path, row.place)

    def _cited(self, node: Node | None, path: str, place: str = YAML) -> Iterator[Mention]:
        for one in (texts(node) or ()) if node is not None else ():
            word = one.text.partition(" ")[0]
            id_ = word if word in self.deck.sources else word.rstrip(",;:")
            if id_ in self.deck.sources and one.style not in ("|", ">"):
                at = Location(path, one.line, one.column + len(one.style), len(id_))
                yield Mention(SOURCE, (id_,), at, id_, place=place)

    def _named(self, node: Node | None, type_: str, path: str, place: str) -> Iterator[Mention]:
        if type_ not in ("any", "name", *BEFORE):
            return
        for one in _scalars(node):
            main = self._main(one.text, type_)
            if main:
                yield self._text(NAME, (main,), one, path, place)

    def _slots(self, node: Node | None, kind: str, path: str) -> Iterator[Mention]:
        roles = self.deck.kinds[kind].roles if kind in self.deck.kinds else {}
        for one in _scalars(node):
            for match in _SLOT.finditer(one.text):
                skip = len(_ON) if match[1].startswith(_ON) else 0
                word = match[1][skip:]
                at = self.rows.context.inside(path, one, match.start(1) + skip, len(word))
                if match[1] == "it":
                    yield Mention(CALLED, (kind,), at, word)
                elif word in roles:
                    yield Mention(ROLE, (kind, word), at, word)

    # What they share

    def _main(self, text: str, type_: str) -> str:
        """Return the main spelling of a name as typed, or ""."""
        if text in self.deck.names:
            return text
        mains = self._spelled.get(text, [])
        fitting = [each for each in mains if narrower(self.deck.names[each].type, type_)] or mains
        return fitting[0] if len(fitting) == 1 else ""

    def _text(
        self, what: str, key: tuple[str, ...], node: Scalar, path: str, place: str = YAML
    ) -> Mention:
        at = Location(path, node.line, node.column, node.width)
        return Mention(what, key, at, node.text, style=node.style, place=place)

    def _key(
        self,
        what: str,
        key: tuple[str, ...],
        node: Node | None,
        field: str,
        path: str,
        *,
        declares: bool = False,
    ) -> Mention:
        line, column = node.places[field] if isinstance(node, Map) else (0, 0)
        raw = self.trees[path].lines[line - 1][column - 1 :] if path in self.trees else field
        style = raw[:1] if raw[:1] in ("'", '"') else ""
        width = _quoted_width(raw) if style else len(field)
        return Mention(what, key, Location(path, line, column, width), field, declares, style)


def _value_type(role: Role) -> str:
    return role.of if role.type in ("list", "steps") else role.type


def _fields(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the fields of a map; what is none has none."""
    if isinstance(node, Map):
        yield from node.fields.items()


def _scalars(node: Node | None) -> Iterator[Scalar]:
    """Yield the texts of a value: one, a list, or by viewpoint or language."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Map):
        for inner in node.fields.values():
            yield from _scalars(inner)


def _quoted_width(raw: str) -> int:
    """Return how many characters a text in quotation marks takes, with them."""
    found = re.match(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""", raw)
    return found.end() if found else 1
