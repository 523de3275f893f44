"""Wrong options taken out of `wrong:`, where they stand as the author typed them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from quizkit.checks.context import Context, place
from quizkit.checks.mend import without_entry
from quizkit.model import Card, Fact, Fix, Location

ENOUGH: Final = 2
"""Wrong options that must be left: with fewer the question would be asked typed."""

_SHEETS: Final = (".csv", ".tsv", ".xlsx")
_MEMBER: Final = re.compile(
    r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,\[\]{}"'#\s][^,\[\]{}#]*)"""
)
_MOST_LINES: Final = 40


def without_option(
    context: Context, thing: Fact | Card, index: int, *, role: str = ""
) -> Fix | None:
    """Return the mending that takes a wrong option out, or None where it cannot be seen plainly.

    None too where fewer than two would be left.

    Args:
        context: The deck and its lines.
        thing: The fact or card.
        index: Which of its options [from 0].
        role: The fact's role.
    """
    options = thing.wrong[role] if isinstance(thing, Fact) else thing.wrong
    at = place(thing, "wrong")
    if len(options) <= ENOUGH or at.path.endswith(_SHEETS) or "wrong" not in thing.spans:
        return None
    lines = context.lines.get(at.path, ())
    places = tuple(members(lines, at, role=role))
    if len(places) != len(options):
        return None
    edit = without_entry(lines, places[index])
    return Fix("unsafe", "take this option out", (edit,)) if edit else None


def members(lines: Sequence[str], at: Location, *, role: str = "") -> Iterator[Location]:
    """Yield the places of a list's members; none where the list is not plain to see.

    Args:
        lines: The file's lines.
        at: Where the field's value begins.
        role: The role whose list in the value is meant, if the value is a map.

    >>> lines = ["wrong: {sea: [Red Sea, Black Sea]}"]
    >>> [each.column for each in members(lines, Location("d", 1, 8), role="sea")]
    [15, 24]
    """
    line, column = at.line, at.column - 1
    if role:
        line, column = _after(lines, at, role)
    text = _line(lines, line)[column:]
    if not text.strip():
        line = next((n for n in range(line + 1, line + 3) if _line(lines, n).strip()), 0)
        text = _line(lines, line)
        column = len(text) - len(text.lstrip())
        text = text[column:]
    begin = column + len(text) - len(text.lstrip())
    if text.lstrip().startswith("["):
        yield from _of_flow(_line(lines, line), Location(at.path, line, begin + 1))
    elif text.startswith("- "):
        yield from _of_block(lines, Location(at.path, line, begin + 1))


def _after(lines: Sequence[str], at: Location, role: str) -> tuple[int, int]:
    """Return line and offset behind the name of a role, or (0, 0)."""
    name = re.compile(rf"""(?<![^\s{{,])(["']?){re.escape(role)}\1\s*:(?=\s|$)""")
    for number in range(at.line, at.line + _MOST_LINES):
        text = _line(lines, number)
        begin = at.column - 1
        if number > at.line and text.strip() and text[:begin].strip():
            break
        found = name.search(text, begin)
        if found:
            return number, found.end()
    return 0, 0


def _of_flow(line: str, at: Location) -> Iterator[Location]:
    position = at.column
    while found := _MEMBER.match(line, position):
        yield at._replace(column=found.start(1) + 1)
        position = found.end()
        rest = line[position:].lstrip()
        if not rest.startswith(","):
            return
        position = line.index(",", position) + 1


def _of_block(lines: Sequence[str], at: Location) -> Iterator[Location]:
    begin = at.column - 1
    for number in range(at.line, len(lines) + 1):
        text = _line(lines, number)
        if not text.strip():
            continue
        if text[:begin].strip() or not text.startswith("- ", begin):
            return
        inside = text[begin + 2 :]
        column = begin + 2 + len(inside) - len(inside.lstrip())
        yield Location(at.path, number, column + 1)


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""
