"""Decks of columns in memory, such as a data frame's: each row a fact of one kind.

Cells are read as those of a sheet: blanks around a text go, and one that begins with `[` or `{`
is a list or map. Problems name the row and the column instead of a line.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from quizkit.decks import builtin
from quizkit.decks.events import read
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.meant import likeliest
from quizkit.decks.report import Report, guess, help_, short
from quizkit.decks.rows import PATH, built, roles_of, text_of, told
from quizkit.decks.tree import Items, Map, Node, Scalar
from quizkit.errors import ArgumentError, DeckError
from quizkit.model import Deck, Location, Problem, Severity
from quizkit.text import nfc

_WANTED: Final = "a cell is a text, number, date, yes or no, list or dict"

Column = Sequence[Any]
"""The cells of a column; None and NaN: the role is absent."""


class Grid(NamedTuple):
    """How rows and columns are called.

    Attributes:
        heads: The columns' names.
        labels: The rows' names; empty where they have none but their number.
    """

    heads: tuple[str, ...]
    labels: tuple[str, ...] = ()

    def place(self, at: Location) -> Location:
        """Return a location that names row and column; its line is the row [from 1], column 0.

        >>> Grid(("who", "date"), ("a", "b")).place(Location("rows", 2, 2)).path
        'row 2 (index b), column date'
        """
        if at.path != PATH:
            return at
        label = f" (index {short(self.labels[at.line - 1])})" if self.labels and at.line else ""
        row = f"row {at.line}{label}" if at.line else ""
        known = 0 < at.column <= len(self.heads)
        column = f"column {short(self.heads[at.column - 1])}" if known else ""
        words = ", ".join(filter(None, (row, column)))
        return Location(words or "the arguments", at.line, 0, 0)

    def named(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems at places that name row and column; those have no mending."""
        return [
            problem._replace(
                at=self.place(problem.at),
                related=tuple(one._replace(at=self.place(one.at)) for one in problem.related),
                fix=None,
            )
            for problem in problems
        ]


class Table(NamedTuple):
    """Columns side by side.

    Attributes:
        heads: Their names; each once.
        columns: Their cells, all of one length.
        labels: The rows' names; empty where they have none but their number.
    """

    heads: tuple[str, ...]
    columns: tuple[Column, ...]
    labels: tuple[str, ...] = ()


def of_rows(rows: Iterable[Mapping[str, object]]) -> Table:
    """Return rows as columns, in the order in which their fields are first met.

    >>> of_rows([{"who": "A"}, {"to": "Hue"}]).columns
    (['A', None], [None, 'Hue'])
    """
    known = list(rows)
    heads = dict.fromkeys(name for row in known for name in row)
    columns = tuple([row.get(name) for row in known] for name in heads)
    return Table(tuple(map(str, heads)), columns)


def from_columns(  # noqa: PLR0913  # what a deck file says of one kind, each by its own name
    table: Table,
    *,
    kind: str,
    columns: Mapping[str, str | None] | None = None,
    deck: str = PATH,
    called: str | None = None,
    says: str | None = None,
    ask: Mapping[str, str | Sequence[str]] | None = None,
    **more: Any,
) -> tuple[Deck, Grid]:
    """Return a deck whose facts are the rows of a table, and how its rows are called.

    Args:
        table: The columns, each a role or a field of facts.
        kind: Name of the kind. A built-in one brings its roles and wordings.
        columns: Column to the role or field that it is; None: it is left out. Columns that are
            not named here are what they are called.
        deck: The deck's id.
        called: What a fact is called, in place of the kind's.
        says: The statement, in place of the kind's.
        ask: Role to wording or wordings, in place of the kind's.
        **more: As `from_rows` takes it.

    Raises:
        DeckError: With every problem.
        ArgumentError: If `columns` or `ask` names a column that is not there, or one role twice;
            if there is no row to tell what roles a kind of one's own has.
        TypeError: If there is an argument that is not named here.

    >>> table = Table(("name", "where"), (["Bill Clinton"], ["Vietnam"]))
    >>> made, grid = from_columns(table, kind="visit", columns={"name": "who", "where": "to"})
    >>> made.facts[0].values["who"].name
    'Bill Clinton'
    """
    said = told("from_frame", more)
    own = {"called": called, "says": says, "ask": ask, "roles": said.get("roles")}
    own["complete"] = said.get("complete")
    meant = _meant(table.heads, columns or {})
    report = Report()
    grid = Grid(table.heads, table.labels)
    if kind in builtin.names() or own["roles"]:
        roles = roles_of(kind, (), own)
        known = builtin.kind(kind).roles if roles is None else roles
        if isinstance(ask, Mapping):
            _want_roles(ask, own["roles"] or builtin.kind(kind).roles)
        meant = _known(meant, (*known, *FACT_FIELDS), report)
        facts = _facts(table, meant, report)
    else:
        if isinstance(ask, Mapping):
            _want_columns(ask, meant.values())
        facts = _facts(table, meant, report)
        if not facts:
            message = "the frame has no rows, wanted a fact in each"
            raise ArgumentError(message, "frame")
        roles = roles_of(kind, facts, own)
    said = {**said, **own, "deck": deck}
    try:
        made = built(facts, {kind: roles}, said, node=lambda one: _node(one, 0, 0), report=report)
    except DeckError as error:
        problems = grid.named(error.problems)
        raise DeckError(_summary(problems), problems) from None
    return made, grid


def _summary(problems: Sequence[Problem]) -> str:
    """Return one sentence: the first problem that stops the deck, and how many there are."""
    first = next(each for each in problems if each.severity is Severity.FATAL)
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"{first.at.path}: {first.code}: {first.message}{more}"


def _meant(heads: Sequence[str], columns: Mapping[str, str | None]) -> dict[int, str]:
    """Return the role or field that each column is, by the column's place [from 1].

    Raises:
        ArgumentError: If a column is not there, or two are one role.
    """
    columns = {str(name): role for name, role in columns.items()}
    for name in columns:
        if name not in heads:
            wanted = f"columns of the frame: {', '.join(heads)}"
            raise ArgumentError.of("columns", name, wanted, meant=likeliest(name, heads))
    found: dict[int, str] = {}
    for place, head in enumerate(heads, 1):
        role = columns.get(head, head)
        if role in found.values():
            raise ArgumentError(f"two columns are {role!r}, wanted one; leave one out: "
                                f"columns={{{head!r}: None}}", "columns")  # fmt: skip
        if role is not None:
            found[place] = role
    return found


def _want_columns(ask: Mapping[str, object], roles: Iterable[str]) -> None:
    """Want that what is asked for is a column.

    Raises:
        ArgumentError: If it is not.
    """
    known = [role for role in roles if role not in FACT_FIELDS]
    for role in ask:
        if role not in known:
            wanted = f"columns of the frame: {', '.join(known)}"
            raise ArgumentError.of("ask", role, wanted, meant=likeliest(role, known))


def _want_roles(ask: Mapping[str, object], roles: Iterable[str]) -> None:
    """Want that what is asked for is a role.

    Raises:
        ArgumentError: If it is not.
    """
    known = list(roles)
    for role in ask:
        if role not in known:
            wanted = f"one of its roles: {', '.join(known)}"
            raise ArgumentError.of("ask", role, wanted, meant=likeliest(role, known))


def _known(meant: Mapping[int, str], known: Sequence[str], report: Report) -> dict[int, str]:
    """Return the columns that are roles or fields; report the others (QK017), once each."""
    for place, name in meant.items():
        if name not in known:
            notes = guess(name, known, what="the roles, and the fields of facts")
            tip = help_(f"call it what it is, or leave it out: columns={{{short(name)!r}: ...}}")
            what = f"do not know the column `{short(name)}`"
            report.add("QK017", Location(PATH, 0, place), what, notes=[*notes, tip])
    return {place: name for place, name in meant.items() if name in known}


def _facts(table: Table, meant: Mapping[int, str], report: Report) -> list[Map]:
    """Return each row as a map; what is absent is left out, and so is a row without anything."""
    names = tuple(meant.values())
    columns = [
        _column(table.columns[place - 1], place, report, is_id=name == "id")
        for place, name in meant.items()
    ]
    count = len(table.columns[0]) if table.columns else 0
    rows: Iterable[tuple[Node | None, ...]] = (
        zip(*columns, strict=True) if columns else [()] * count
    )
    places = tuple(meant)
    found = []
    for line, row in enumerate(rows, 1):
        fields = {name: node for name, node in zip(names, row, strict=True) if node is not None}
        at = {name: (line, place) for name, place in zip(names, places, strict=True)}
        if fields:
            found.append(Map(fields, at, line, 0, 1))
    return found


def _column(cells: Column, place: int, report: Report, *, is_id: bool = False) -> list[Node | None]:
    """Return the cells of a column as the tree of a file has them."""
    found: list[Node | None] = []
    for line, cell in enumerate(cells, 1):
        if cell is None:
            found.append(None)
        elif cell.__class__ is str:
            found.append(_text(cell, line, place, report))
        elif cell.__class__ is int:
            text = str(cell)
            found.append(Scalar(text, line, place, len(text)))
        else:
            found.append(_other(cell, line, place, report))
    if is_id:  # an id that quizkit made itself of a fact's values comes out the same again
        return [None if _is_made(node) else node for node in found]
    return found


def _is_made(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.text.startswith("~")


def _text(cell: str, line: int, place: int, report: Report) -> Node | None:
    text = nfc(cell.strip())
    if not text:
        return None
    if text[0] not in "[{":
        return Scalar(text, line, place, len(text))
    tree = read(f"_: {text}".encode("utf-8", "replace"), PATH)
    at = Location(PATH, line, place)
    report.take(problem._replace(at=at, related=(), fix=None) for problem in tree.problems)
    return _moved(tree.root.fields["_"], line, place) if tree.root else None


def _other(cell: object, line: int, place: int, report: Report) -> Node | None:
    try:
        node: Node | None = _node(cell, line, place)
    except TypeError:
        what = f"cannot use a `{short(type(cell).__name__)}` as a value"
        report.add("QK006", Location(PATH, line, place), what, notes=[help_(_WANTED)])
        return None
    holds_nothing = (isinstance(node, Map) and not node.fields) or (
        isinstance(node, Items) and not node.items
    )
    return None if holds_nothing else node


def _node(value: object, line: int, place: int) -> Any:
    """Return a value as the tree of a file has it, all of it at one place; None: it is absent.

    Raises:
        TypeError: If it is of a type that no deck has.
    """
    if isinstance(value, Mapping):
        pairs = ((str(name), _node(inner, line, place)) for name, inner in value.items())
        fields = {name: node for name, node in pairs if node is not None}
        return Map(fields, dict.fromkeys(fields, (line, place)), line, place, 1)
    if isinstance(value, (list, tuple, set, frozenset)):
        nodes = [_node(inner, line, place) for inner in value]
        return Items(tuple(node for node in nodes if node is not None), line, place, 1)
    text = text_of(value)
    return Scalar(text, line, place, len(text)) if text else None


def _moved(node: Node, line: int, place: int) -> Node:
    """Return a node all of which stands at one place."""
    if isinstance(node, Scalar):
        return node._replace(line=line, column=place)
    if isinstance(node, Items):
        return Items(tuple(_moved(one, line, place) for one in node.items), line, place, 1)
    fields = {name: _moved(inner, line, place) for name, inner in node.fields.items()}
    return Map(fields, dict.fromkeys(node.places, (line, place)), line, place, 1)
