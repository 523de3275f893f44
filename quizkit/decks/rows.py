"""Decks of rows in memory: dicts become facts, by the same way as those of a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from quizkit.decks import builtin
from quizkit.decks.build import build
from quizkit.decks.files import finished, summary
from quizkit.decks.headcheck import check
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.report import Report, TooManyError, help_
from quizkit.decks.schema import DeckIn
from quizkit.decks.tree import Items, Map, Node, Scalar, Tree, at, plain
from quizkit.errors import DeckError
from quizkit.model import Deck, Location
from quizkit.questions.calm import calm
from quizkit.text import nfc, refused
from quizkit.values.dates import DateFault, read_date
from quizkit.values.numbers import NumberFault, read_number
from quizkit.values.words import BUILTIN

PATH: Final = "rows"
"""What problems show as the file; their line is the row [from 1], their column the field's."""

MORE: Final = ("roles", "title", "language", "names", "sources", "complete")
"""What else can be said of a deck of rows."""

# What a kind asks only of a complete list.
_OF_COMPLETE: Final = frozenset({"ask first", "ask last", "ask which not", "ask how many"})

Row = Mapping[str, object]


def from_rows(
    rows: Iterable[Row],
    *,
    kind: str,
    deck: str = "rows",
    called: str | None = None,
    says: str | None = None,
    ask: Mapping[str, str | Sequence[str]] | None = None,
    **more: Any,
) -> Deck:
    """Return a deck whose facts are rows of one kind.

    Args:
        rows: Role (or field of a fact) to value. None and NaN: absent; 2000.0 is 2000; a date or
            a timestamp at midnight is a date; lists are lists, dicts viewpoint maps.
        kind: Name of the kind. A built-in one brings its roles and wordings.
        deck: The deck's id.
        called: What a fact is called, in place of the kind's.
        says: The statement, in place of the kind's.
        ask: Role to wording or wordings, in place of the kind's.
        **more: `roles` (role to type, for a kind of one's own; else types are taken from the
            values), `title`, `language`, `names`, `sources`, `complete` (scope phrase), each as in
            a deck file.

    Raises:
        DeckError: With every problem of the rows.
        TypeError: If there is an argument that is not named here, or a value of another type.

    >>> rows = [{"who": "Bill Clinton", "to": "Vietnam", "date": 2000}]
    >>> from_rows(rows, kind="visit").facts[0].values["date"].text
    '2000'
    """
    said = told("from_rows", more)
    own = {"called": called, "says": says, "ask": ask, "roles": said.get("roles")}
    own["complete"] = said.get("complete")
    facts = [_node(row, number) for number, row in enumerate(rows, 1)]
    roles = roles_of(kind, facts, own)
    said = {**said, **own, "deck": deck}
    return built(facts, {kind: roles}, said, node=lambda value: _node(value, 1))


def told(function: str, more: Mapping[str, Any]) -> dict[str, Any]:
    """Return what else is said of a deck.

    Args:
        function: What the caller knows as the function's name.
        more: Its arguments.

    Raises:
        TypeError: If one of them is none of `MORE`.
    """
    odd = sorted(set(more) - set(MORE))
    if odd:
        raise TypeError(f"{function}: unknown argument {odd[0]!r}")
    return dict(more)


def built(
    facts: Sequence[Map],
    kinds: Mapping[str, Mapping[str, Any] | None],
    said: Mapping[str, Any],
    *,
    node: Callable[[object], Any],
    report: Report | None = None,
) -> Deck:
    """Return the deck of facts of one kind.

    Args:
        facts: The facts, as the tree of a file has them.
        kinds: The kind's name, to its roles as `roles_of` returns them.
        said: What else a deck file would say: `deck`, `called`, `says`, `ask` and `MORE`.
        node: Makes the tree of what is said.
        report: Takes the problems; what it holds already is told with them.

    Raises:
        DeckError: With every problem, if one of them stops the deck.
    """
    ((kind, roles),) = kinds.items()
    head: dict[str, object] = {
        "quizkit": "1",
        "deck": said["deck"],
        "title": said.get("title") or said["deck"],
        "language": said.get("language") or "en",
        "names": said.get("names") or {},
        "sources": said.get("sources") or {},
    }
    if roles is not None:
        head["kinds"] = {kind: _kind(kind, roles, said)}
    root = node(head)
    group: dict[str, Node] = {"facts": Items(tuple(facts), 1, 1, 1)}
    if said.get("complete"):
        group["complete"] = node(said["complete"])
    groups = Map(group, dict.fromkeys(group, (1, 1)), 1, 1, 1)
    root.fields["facts"] = Map({kind: groups}, {kind: (1, 1)}, 1, 1, 1)
    root.places["facts"] = (1, 1)
    return _built(root, report or Report())


def _built(root: Map, report: Report) -> Deck:
    tree = Tree(PATH, root, ())
    made = None
    with calm(), suppress(TooManyError):
        _hidden(root, report)
        head = check(tree, DeckIn, report)
        if head is not None:
            made = build(head, [(tree, head)], report=report, sheet=lambda _text, _at: None)
    problems = report.sorted({PATH: 0})
    if made is None or report.fatal:
        raise DeckError(summary(problems), problems)
    return finished(made, problems, (PATH,))


def text_of(value: object) -> str:
    """Return a value as a deck file has it; "" where it is absent.

    Raises:
        TypeError: If it is of a type that no deck has.

    >>> text_of(2000.0), text_of(0.25), text_of(date(1992, 11, 18)), text_of(True), text_of(None)
    ('2000', '0.25', '1992-11-18', 'yes', '')
    """
    if value is None or value != value:  # noqa: PLR0124  # NaN and NaT are not themselves
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, Decimal)):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, float):
        return _figure(value)
    if isinstance(value, str):
        return nfc(value)
    raise TypeError(
        f"a row's value: {type(value).__name__}, wanted text, number, date, list or dict"
    )


def _figure(value: float) -> str:
    """Return a number with a point in it, written out."""
    if value.is_integer():
        return str(int(value))
    text = float.__repr__(value)  # a library's own kind of float has a name in its repr
    return f"{Decimal(text):f}" if "e" in text else text


def _node(value: object, line: int, column: int = 1) -> Any:
    """Return a value as the tree of a file has it; what is absent is left out."""
    if isinstance(value, Mapping):
        fields = {
            str(name): node
            for place, (name, inner) in enumerate(value.items(), 1)
            if (node := _node(inner, line, place)) is not None
        }
        places = {name: (line, place) for place, name in enumerate(fields, 1)}
        return Map(fields, places, line, column, 1)
    if isinstance(value, Iterable) and not isinstance(value, str):
        nodes = [_node(inner, line, column) for inner in value]
        return Items(tuple(node for node in nodes if node is not None), line, column, 1)
    text = text_of(value)
    return Scalar(text, line, column, len(text)) if text else None


def roles_of(kind: str, facts: Sequence[Map], own: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the roles of a kind as a deck file would define them.

    Args:
        kind: Its name.
        facts: The facts, from which types are taken where nobody gives them.
        own: What is given in place of a built-in kind's: `called`, `says`, `ask`, `roles`; and
            `complete`, without which its wordings for a complete list are left out.

    Returns:
        Role to its type or map; None: the kind is built in, and stays as it is.
    """
    base: Any = {}
    if kind in builtin.names():
        if not any(own[name] for name in ("called", "says", "ask", "roles")):
            return None
        base = _shipped(kind, own).get("roles")
    roles = dict(own["roles"] or base or _guessed(facts))
    for name, wording in (own["ask"] or {}).items():
        role = roles.get(name, "name")
        whole = dict(role) if isinstance(role, Mapping) else {"is": role}
        roles[name] = {**whole, "ask": wording}
    return roles


def _kind(kind: str, roles: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the kind as a deck file would define it: the built-in one's, with what is given."""
    found = _shipped(kind, said) if kind in builtin.names() else {}
    own = {name: said[name] for name in ("called", "says") if said.get(name)}
    return {**found, **own, "roles": roles}


def _shipped(kind: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a built-in kind says; what only a complete list can use where there is one."""
    root = builtin.tree_of(kind).root
    base = plain(root) if root is not None else {}
    if not isinstance(base, dict):
        return {}
    if said.get("complete"):
        return dict(base)
    roles = {name: _of_open_lists(role) for name, role in base.get("roles", {}).items()}
    return {**_of_open_lists(base), "roles": roles}


def _of_open_lists(said: Any) -> Any:
    if not isinstance(said, Mapping):
        return said
    return {name: wording for name, wording in said.items() if name not in _OF_COMPLETE}


def _guessed(facts: Sequence[Map]) -> dict[str, str]:
    """Return the type of each role, by the look of its values."""
    columns: dict[str, list[Node]] = {}
    for fact in facts:
        for name, node in fact.fields.items():
            if name not in FACT_FIELDS:
                columns.setdefault(name, []).append(node)
    return {name: _type(name, nodes) for name, nodes in columns.items()}


def _type(name: str, nodes: Sequence[Node]) -> str:
    texts = [node.text for node in nodes if isinstance(node, Scalar)]
    if any(isinstance(node, Items) for node in nodes):
        return "list"
    if texts and all(map(_is_date, texts)):
        years = all(text.isdecimal() for text in texts)
        if not years or name in ("date", "year", "when", "from", "until", "born", "died"):
            return "date"
    return "number" if texts and all(map(_is_number, texts)) else "name"


def _is_date(text: str) -> bool:
    try:
        read_date(text)
    except DateFault:
        return False
    return True


def _is_number(text: str) -> bool:
    try:
        read_number(text, BUILTIN["en"])
    except NumberFault:
        return False
    return True


def _hidden(node: Node, report: Report) -> None:
    """Report characters that no deck may hold (QK802), in texts and in names of fields."""
    if isinstance(node, Scalar):
        if not (node.text.isascii() and node.text.isprintable()):
            _refuse(node.text, at(PATH, node), report)
        return
    if isinstance(node, Map):
        for name in node.fields:
            if not (name.isascii() and name.isprintable()):
                _refuse(name, Location(PATH, *node.places.get(name, (1, 1))), report)
    for inner in node.items if isinstance(node, Items) else node.fields.values():
        _hidden(inner, report)


def _refuse(text: str, place: Location, report: Report) -> None:
    for _, char in refused(text):
        what = f"cannot take the character U+{ord(char):04X}: nobody sees it"
        report.add("QK802", place, what, notes=[help_("delete it")])
