"""A deck's facts as rows, one a fact, and the columns that they fill."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.whole import fact_node
from quizkit.decks.whole_text import Node, Typed, on_one_line
from quizkit.errors import ArgumentError
from quizkit.model import Deck
from quizkit.notebook.framed import Schema, Type
from quizkit.values.words import BUILTIN

ALWAYS: Final = ("source", "note", "tags")
"""Fields of facts that are columns even where no fact has them."""

_TYPES: Final[dict[str, Type]] = {
    "tags": "texts",
    "dont ask": "texts",
    "requires": "texts",
    "difficulty": "number",
    "disputed": "flag",
}


def fact_rows(deck: Deck, kind: str | None = None) -> tuple[list[dict[str, Any]], Schema]:
    """Return the facts as rows, and the columns in their order.

    Columns: `id`, `kind` where facts of all kinds are wanted, the roles, and the fields that
    facts carry besides. A role that only holds lists is a column of lists; any other is a column
    of texts as a sheet has them, viewpoint maps as `{in Hanoi: 1995-07-12, ..}`.

    Args:
        deck: The deck.
        kind: Only facts of this kind; None: all.

    Raises:
        ArgumentError: If there is no such kind, or a role is called `kind` where all are wanted.
    """
    if kind is not None and kind not in deck.kinds:
        raise ArgumentError.of("kind", kind, f"one of {', '.join(deck.kinds)}")
    kinds = [kind] if kind is not None else list(dict.fromkeys(fact.kind for fact in deck.facts))
    roles = list(dict.fromkeys(role for name in kinds for role in deck.kinds[name].roles))
    if kind is None and "kind" in roles:
        raise ArgumentError("a role is called `kind`, wanted the one kind: kind=...", "kind")
    words = deck.words.get(deck.language) or BUILTIN["en"]
    rows: list[dict[str, Node]] = [
        {**fact_node(fact, deck, words), "id": Typed(fact.id), "kind": Typed(fact.kind)}
        for fact in deck.facts
        if fact.kind in kinds
    ]
    used = {field for row in rows for field in row}
    fields = [name for name in FACT_FIELDS if name != "id" and (name in ALWAYS or name in used)]
    schema: dict[str, Type] = {
        **dict.fromkeys(["id"] if kind is not None else ["id", "kind"], "text"),
        **{role: _type(role, rows) for role in roles},
        **{name: _TYPES.get(name, "text") for name in fields},
    }
    return [{name: _cell(row.get(name), type_) for name, type_ in schema.items()}
            for row in rows], schema  # fmt: skip


def _type(column: str, rows: Sequence[Mapping[str, Node]]) -> Type:
    """Return what a role's column holds."""
    cells = [row[column] for row in rows if column in row]
    return "texts" if cells and all(isinstance(cell, list) for cell in cells) else "text"


def _cell(node: Node | None, type_: Type) -> Any:
    if type_ == "flag":
        return isinstance(node, Typed) and node.text == "yes"
    if node is None:
        return None
    if type_ == "texts":
        return [on_one_line(one) for one in (node if isinstance(node, list) else [node])]
    return float(on_one_line(node)) if type_ == "number" else on_one_line(node)
