"""Maps, lists and texts as YAML in the one layout: on one line where they fit, else below.

>>> print(written({"title": Typed("A: b"), "names": {"Hue": {"is": Typed("city")}}}), end="")
title: "A: b"
<BLANKLINE>
names:
  Hue: {is: city}
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from quizkit.checks import quoting
from quizkit.decks.layout_text import quoted
from quizkit.text import width

STEP: Final = 2
"""Blanks of one level."""

WIDEST: Final = 100
"""Cells of a line; facts and cards may be wider."""


class Typed(NamedTuple):
    """A text as it is to be typed.

    Attributes:
        text: The text.
        mark: "" puts quotation marks where they are needed; "quoted" puts them in any case;
            "plain" puts them only where YAML could not read it else, for the type depends on
            them; "bare" never puts them.
    """

    text: str
    mark: str = ""


class Line(dict[str, "Node"]):
    """A map that stands on one line, however wide."""


class Tall(dict[str, "Node"]):
    """A map each of whose fields stands on a line of its own, however short."""


Node = Typed | dict[str, "Node"] | list["Node"]
"""Maps and lists hold at least one member each."""


def written(root: "dict[str, Node]") -> str:
    """Return the text of a file whose fields are in the order of the layout.

    Args:
        root: Its fields; sections of several lines get a blank line before and after them.
    """
    out: list[str] = []
    was_long = False
    for name, node in root.items():
        lines = list(_entry(f"{_typed(name)}:", node, 0))
        is_long = len(lines) > 1
        if out and (is_long or was_long):
            out.append("")
        out += lines
        was_long = is_long
    return "\n".join(out) + "\n"


def on_one_line(node: Node) -> str:
    """Return a value on one line, as the cell of a sheet has it.

    A number with a comma gets quotation marks inside a list or map: it is then a text where a
    value of any type may stand.

    >>> on_one_line({"in Hue": Typed("1995", "plain"), "in Lima": Typed("1,000", "plain")})
    '{in Hue: 1995, in Lima: "1,000"}'
    """
    if isinstance(node, Typed):
        return node.text
    return _flow(node, is_forced=True) or ""


def _entry(begin: str, node: Node, indent: int) -> Iterator[str]:
    """Yield the lines of a value behind its field's name or its dash."""
    line = f"{' ' * indent}{begin} "
    if isinstance(node, Typed):
        yield line + _typed(*node)
        return
    flow = None if indent == 0 or isinstance(node, Tall) else _flow(node)
    if flow is not None and (isinstance(node, Line) or width(line + flow) <= WIDEST):
        yield line + flow
    elif begin != "-":
        yield line.rstrip()
        yield from _block(node, indent + STEP)
    else:
        lines = list(_block(node, indent + STEP))
        yield f"{' ' * indent}- {lines[0][indent + STEP :]}"
        yield from lines[1:]


def _block(node: Node, indent: int) -> Iterator[str]:
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from _entry(f"{_typed(name)}:", inner, indent)
    elif isinstance(node, list):
        for inner in node:
            yield from _entry("-", inner, indent)


def _flow(node: Node, *, is_forced: bool = False) -> str | None:
    """Return a value between brackets or braces, or None where one cannot stand there."""
    if isinstance(node, Typed):
        if not is_forced and node.mark == "plain" and quoting.needs_quotes(node.text):
            return None
        return _typed(*node, between=True)
    if isinstance(node, list):
        if not is_forced and any(isinstance(inner, Line) for inner in node):
            return None
        parts = [_flow(inner, is_forced=is_forced) for inner in node]
        return None if None in parts else f"[{', '.join(filter(None, parts))}]"
    pairs = [(name, _flow(inner, is_forced=is_forced)) for name, inner in node.items()]
    if any(text is None for _, text in pairs):
        return None
    return "{" + ", ".join(f"{_typed(name, between=True)}: {text}" for name, text in pairs) + "}"


def _typed(text: str, mark: str = "", *, between: bool = False) -> str:
    if mark == "bare":
        return text
    if mark == "quoted" or "\n" in text or quoting.needs_quotes(text, in_flow=between):
        return quoted(text)
    if mark != "plain" and quoting.is_changed_elsewhere(text):
        return quoted(text)
    return text
