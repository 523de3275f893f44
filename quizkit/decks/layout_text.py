"""How a text is typed: plain where it can be, in quotation marks where it must."""

from typing import Final

from quizkit.checks import quoting
from quizkit.decks.layout_order import Path, is_wording, ordered
from quizkit.decks.layout_read import Holder, Leaf

_LONGEST_FIGURE: Final = 6
"""Words of "more than 75 billion USD", and one."""


def typed(leaf: Leaf, *, between: bool = False, is_quoted: bool = False) -> str:
    r"""Return a text as it is typed on one line.

    Args:
        leaf: The text.
        between: It stands between brackets or braces.
        is_quoted: It gets quotation marks in any case.

    >>> typed(Leaf("Hanoi", '"', (0, 0), (0, 7)))
    'Hanoi'
    >>> typed(Leaf("Hue, Hanoi", "'", (0, 0), (0, 12)), between=True)
    '"Hue, Hanoi"'
    """
    text = leaf.text
    if is_quoted or "\n" in text or (leaf.style and _must_be_quoted(text, between=between)):
        return quoted(text)
    return text


def quoted(text: str) -> str:
    r"""Return a text in quotation marks.

    >>> print(quoted("a: b"), quoted('the "end"'))
    "a: b" 'the "end"'
    """
    found = quoting.typed(text)
    if found != text:
        return found
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def keeps_marks(holder: Holder) -> bool:
    """Return whether the members of a list keep their quotation marks, for one of them must.

    A list of `"0.40"` and 0.74 reads worse than one where all figures look alike.
    """
    return not holder.is_map and any(
        isinstance(entry.value, Leaf)
        and entry.value.style
        and _must_be_quoted(entry.value.text, between=not holder.is_spread)
        for entry in holder.entries
    )


def _must_be_quoted(text: str, *, between: bool) -> bool:
    if quoting.needs_quotes(text, in_flow=between) or quoting.is_changed_elsewhere(text):
        return True
    return _is_told_by_quotes(text)


def _is_told_by_quotes(text: str) -> bool:
    """Return whether quotation marks may tell quizkit something, too.

    Without them, commas part a list of tags, `other` is the unknown, and what looks like a number
    or a date is one where a role takes anything.
    """
    figure = any(char.isdigit() for char in text) and len(text.split()) <= _LONGEST_FIGURE
    return text == "other" or "," in text or figure


def flowing(node: Leaf | Holder, path: Path, *, is_quoted: bool = False) -> str:
    """Return a value on one line, between brackets or braces if it holds others."""
    if isinstance(node, Leaf):
        marks = is_wording(path) or (is_quoted and bool(node.style))
        return typed(node, between=True, is_quoted=marks)
    keep = keeps_marks(node)
    parts = []
    for name, entry in ordered(node, path):
        inner = flowing(entry.value, (*path, name), is_quoted=keep)
        parts.append(f"{typed(entry.key, between=True)}: {inner}" if entry.key else inner)
    joined = ", ".join(parts)
    return f"{{{joined}}}" if node.is_map else f"[{joined}]"
