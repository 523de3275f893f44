"""Where a tag is typed: on facts and cards themselves, or on their groups."""

import re
from collections.abc import Sequence
from typing import Final

from quizkit.checks.context import Context, place
from quizkit.model import Card, Fact, Location

FARTHEST: Final = 40
"""Lines on which a list of tags is looked for."""

_FIELD: Final = re.compile(r"(?<![^\s,{])tags *:")


def tag_places(context: Context, things: Sequence[Fact | Card], tag: str) -> tuple[Location, ...]:
    """Return every place at which a tag is typed; () where one of them is not found.

    Args:
        context: The deck and its lines.
        things: What has the tag.
        tag: The tag as typed.
    """
    found: dict[Location, None] = {}
    for thing in things:
        at = _of(context, thing, tag)
        if at is None:
            return ()
        found[at] = None
    return tuple(found)


def _of(context: Context, thing: Fact | Card, tag: str) -> Location | None:
    own = place(thing, "tags")
    if not own.path.endswith((".yaml", ".yml")):
        return _in_cell(context, own, tag)
    if "tags" in thing.spans:
        at = _after(context, own, tag)
        if at is not None:
            return at
    if isinstance(thing, Card) or not context.deck.groups:
        return None
    at = context.deck.groups[thing.group].at
    lines = context.lines.get(at.path, ())
    for number in range(at.line, min(at.line + FARTHEST, len(lines) + 1)):
        field = _FIELD.search(lines[number - 1], at.column - 1 if number == at.line else 0)
        if field:
            return _after(context, Location(at.path, number, field.end() + 1), tag)
    return None


def _in_cell(context: Context, at: Location, tag: str) -> Location | None:
    """Return where a tag stands in the cell of a sheet; not among quotation marks."""
    lines = context.lines.get(at.path, ())
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    cell = line[at.column - 1 : at.column - 1 + at.width]
    parts = [part.strip() for part in cell.split(",")]
    if '"' in line or parts.count(tag) != 1 or sum(tag in part for part in parts) != 1:
        return None
    return Location(at.path, at.line, at.column + cell.index(tag), len(tag))


def _after(context: Context, at: Location, tag: str) -> Location | None:
    """Return the first place from here on where a tag stands as a whole member of a list."""
    whole = re.compile(rf"(?<![\w-])(?<!\w ){re.escape(tag)}(?= *(?:[,\]}}|\"';#]|$))")
    lines = context.lines.get(at.path, ())
    opened = False
    for number in range(at.line, min(at.line + FARTHEST, len(lines) + 1)):
        line = lines[number - 1]
        begin = at.column - 1 if number == at.line else 0
        hit = whole.search(line, begin)
        if hit:
            return Location(at.path, number, hit.start() + 1, len(tag))
        opened = opened or "[" in line[begin:]
        if (opened and "]" in line[begin:]) or (number > at.line and _is_field(line)):
            return None
    return None


def _is_field(line: str) -> bool:
    return bool(re.match(r"\s*(?:- )?[\w ]+:", line))
