"""What a cell of a sheet says: text as in the deck, or a list or map in YAML's one-line form.

A text that would be taken for a list or map stands in quotation marks: `"[sic]"`.
"""

import re
from typing import Final

from quizkit.checks.quoting import typed as quoted_where_needed
from quizkit.decks.events import MAX_TEXT, read
from quizkit.decks.tree import Items, Node, Scalar
from quizkit.text import nfc, refused

Value = str | list["Value"] | dict[str, "Value"]
"""What a cell says; an empty text where it says nothing."""

FLAGS: Final = frozenset(("yes", "no"))
"""What stands without quotation marks in a field that says yes or no."""

_PLAIN: Final = re.compile(r"[A-Za-z0-9](?:[ -~]{,999}[!-~])?")
"""The common case: a text that says itself."""

_QUOTED: Final = re.compile(r'"(?:[\[{]|\\.)(?:[^"\\]|\\.)*"', re.DOTALL)


class CellFault(ValueError):  # a fault of a text, as in WordingFault
    """A cell that cannot be taken; the message says why, as the end of a sentence."""


def cell_of(value: Value) -> str:
    """Return the cell that says a value.

    >>> cell_of("Hanoi"), cell_of(["a", "b, c"]), cell_of("[sic] so")
    ('Hanoi', '[a, "b, c"]', '"[sic] so"')
    >>> value_of(cell_of(" {x"))
    ' {x'
    """
    if not isinstance(value, str):
        return typed(value)
    bare = value.strip()
    if bare[:1] in ("[", "{") or _QUOTED.fullmatch(bare):
        begin = '"\\' if value[:1].isspace() else '"'
        return begin + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return value


def value_of(cell: str) -> Value:
    """Return what a cell says.

    Raises:
        CellFault: If it begins a list or map that does not end, or holds a character that no deck
            may hold.

    >>> value_of("{city: [Bonn, Berlin]}"), value_of('"[sic] so"')
    ({'city': ['Bonn', 'Berlin']}, '[sic] so')
    """
    if not cell or _PLAIN.fullmatch(cell):
        return cell
    text = nfc(cell)
    if len(text) > MAX_TEXT:
        raise CellFault(f"it is longer than {MAX_TEXT // 1024} KiB")
    hidden = next(refused(text), None)
    if hidden is not None:
        raise CellFault(f"it holds the character U+{ord(hidden[1]):04X}, which is not seen")
    text = text.strip()
    if _QUOTED.fullmatch(text):
        return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
    if text[:1] not in ("[", "{"):
        return text
    tree = read(f"_: {text}".encode(), "")
    found = tree.root.fields.get("_") if tree.root else None
    if found is None or tree.problems or len(tree.root.fields) > 1:  # type: ignore[union-attr]
        raise CellFault("a list is written [one, two], a map {field: value}")
    return value_of_node(found)


def value_of_node(node: Node) -> Value:
    """Return what a part of a deck's file says."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [value_of_node(item) for item in node.items]
    return {name: value_of_node(inner) for name, inner in node.fields.items()}


def typed(value: Value, *, flag: bool = False) -> str:
    """Return a value as it is typed in a deck, on one line.

    Args:
        value: The value.
        flag: Its field says yes or no.

    >>> print(typed({"city": ["Bonn", "no"]}), typed("yes", flag=True))
    {city: [Bonn, "no"]} yes
    """
    if isinstance(value, str):
        return value if flag and value.lower() in FLAGS else quoted_where_needed(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(typed, value)) + "]"
    return "{" + ", ".join(f"{typed(key)}: {typed(inner)}" for key, inner in value.items()) + "}"
