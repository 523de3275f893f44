"""What a mending is made of: edits of a deck's lines, and texts as they must be typed.

A rule that offers a fix says what changes at which place; nothing here reads or writes a file.
"""

import re
from collections.abc import Sequence
from typing import Final

from quizkit.checks.quoting import typed
from quizkit.model import Edit, Location

__all__ = ["inserted", "replaced", "typed", "without_entry", "without_member"]

_DASHES: Final = re.compile(r" *- +")
_FIELD: Final = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#{\[,][^#]*?) *:(?= |$)""")
_HOLDER: Final = re.compile(r"""(?<![^\s,{\[])([^\s,{}\[\]:"'#-][^,{}\[\]:"'#]*?) *: *$""")


def replaced(at: Location, text: str) -> Edit:
    """Return the edit that puts a text in place of what stands at a place of one line.

    >>> replaced(Location("d.yaml", 3, 5, 4), "leader")
    Edit(path='d.yaml', line=3, column=5, end_line=3, end_column=9, text='leader')
    """
    return Edit(at.path, at.line, at.column, at.line, at.column + at.width, text)


def inserted(at: Location, text: str) -> Edit:
    """Return the edit that puts a text before a place.

    >>> inserted(Location("d.yaml", 3, 5, 4), "id: x, ")
    Edit(path='d.yaml', line=3, column=5, end_line=3, end_column=5, text='id: x, ')
    """
    return Edit(at.path, at.line, at.column, at.line, at.column, text)


def without_entry(lines: Sequence[str], at: Location) -> Edit | None:
    """Return the edit that takes a field or a list's member out whole.

    What is alone in its map or list goes with the field that holds it, for a field without a value
    would be left.

    Args:
        lines: The file's lines, without line ends.
        at: The place of the field's name, or of the member. The place of a member that is a map of
            several lines is that of its first field, which alone goes then: see `without_member`.

    Returns:
        The edit, or None where the entry's end is not plain to see: a one-line map or list that
        goes over several lines.

    >>> without_entry(["{who: Ann, to: Oslo}"], Location("d", 1, 12, 2))
    Edit(path='d', line=1, column=10, end_line=1, end_column=20, text='')
    """
    before = _line(lines, at.line)[: at.column - 1]
    if before.rstrip().endswith((",", "{", "[")):
        return _from_flow(lines, at)
    if _continues(lines, at):
        return None
    if not before.strip():
        return _from_block(lines, at)
    if not _DASHES.fullmatch(before):
        return None
    field = _FIELD.match(_line(lines, at.line), at.column - 1)
    return _first_field(lines, at) if field else without_member(lines, at)


def without_member(lines: Sequence[str], at: Location) -> Edit | None:
    """Return the edit that takes a list's member out whole, a map of several lines too.

    Args:
        lines: The file's lines, without line ends.
        at: The place of the member.

    >>> without_member(["- id: a", "  to: b", "- id: c"], Location("d", 1, 3))
    Edit(path='d', line=1, column=1, end_line=3, end_column=1, text='')
    """
    before = _line(lines, at.line)[: at.column - 1]
    if not _DASHES.fullmatch(before):
        return _from_flow(lines, at)
    if _continues(lines, at):
        return None
    indent = len(before) - len(before.lstrip())
    end = _end(lines, at.line, indent)
    above = _above(lines, at.line, indent, dashes=True)
    follows = _line(lines, _next(lines, end))
    alone = not above and not follows.startswith(" " * indent + "- ")
    return _with_holder(lines, at, indent) if alone else _whole_lines(lines, at, end)


def _from_block(lines: Sequence[str], at: Location) -> Edit | None:
    indent = at.column - 1
    end = _end(lines, at.line, indent, dashes=True)
    follows = _line(lines, _next(lines, end))
    above = _above(lines, at.line, indent)
    alone = not above and not (follows.strip() and _indent(follows) == indent)
    return _with_holder(lines, at, indent) if alone else _whole_lines(lines, at, end)


def _first_field(lines: Sequence[str], at: Location) -> Edit | None:
    """Take the field behind a dash out, and let the next field stand there."""
    end = _end(lines, at.line, at.column - 1, dashes=True)
    text = _line(lines, end + 1)
    if text.strip() and _indent(text) == at.column - 1 and not text.lstrip().startswith("#"):
        return Edit(at.path, at.line, at.column, end + 1, at.column, "")
    alone = _indent(_line(lines, _next(lines, end))) < at.column - 1
    return without_member(lines, at) if alone else None


def _from_flow(lines: Sequence[str], at: Location) -> Edit | None:
    line = _line(lines, at.line)
    begin, end = at.column - 1, _flow_end(line, at.column - 1)
    if end < 0:
        return None
    opening = len(line[:begin].rstrip()) - 1
    if opening >= 0 and line[opening] == ",":
        begin, end = opening, len(line[:end].rstrip())
    elif line[end] == ",":
        end = len(line) - len(line[end + 1 :].lstrip())
    else:
        held = _HOLDER.search(line[:opening]) if opening > 0 else None
        return without_entry(lines, at._replace(column=held.start(1) + 1)) if held else None
    return Edit(at.path, at.line, begin + 1, at.line, end + 1, "")


def _flow_end(line: str, begin: int) -> int:
    """Return where an entry of a one-line map or list ends, or -1 if not on this line."""
    depth, index, fresh = 0, begin, True
    while index < len(line):
        char = line[index]
        if fresh and char in "\"'":
            index = _quote_end(line, index)
            if index < 0:
                return -1
        elif char == "#" and line[index - 1].isspace():
            return -1
        elif char in "{[":
            depth += 1
        elif depth and char in "}]":
            depth -= 1
        elif not depth and char in ",}]":
            return index
        fresh = char in ",{[" or (fresh and char == " ") or line[index : index + 2] == ": "
        index += 1
    return -1


def _quote_end(line: str, begin: int) -> int:
    """Return where a text in quotation marks ends, or -1 if not on this line."""
    found = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'').match(line, begin)
    return found.end() - 1 if found else -1


def _with_holder(lines: Sequence[str], at: Location, indent: int) -> Edit | None:
    """Take out the field that holds nothing but this entry."""
    for number in range(at.line - 1, 0, -1):
        text = _line(lines, number)
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        dashes = _DASHES.match(text)
        begin = dashes.end() if dashes else _indent(text)
        field = _FIELD.match(text, begin)
        is_held = begin < indent or (begin == indent and not dashes)
        if field is None or text[field.end() :].strip() or not is_held:
            return None
        return without_entry(lines, at._replace(line=number, column=begin + 1))
    return None


def _whole_lines(lines: Sequence[str], at: Location, end: int) -> Edit:
    """Take whole lines out, from that of a place to `end` [from 1], the end included."""
    if end < len(lines):
        return Edit(at.path, at.line, 1, end + 1, 1, "")
    begin = at.line - 1
    last = len(_line(lines, end)) + 1
    if not begin:
        return Edit(at.path, 1, 1, end, last, "")
    return Edit(at.path, begin, len(_line(lines, begin)) + 1, end, last, "")


def _end(lines: Sequence[str], line: int, indent: int, *, dashes: bool = False) -> int:
    """Return the last line [from 1] of what begins on a line with this many blanks before it.

    With `dashes`, a list whose dashes stand as far left as the field's name belongs to it.
    """
    last = line
    for number in range(line + 1, len(lines) + 1):
        text = _line(lines, number)
        if not text.strip():
            continue
        own = dashes and _indent(text) == indent and text.startswith("- ", indent)
        if _indent(text) <= indent and not own:
            break
        last = number
    return last


def _next(lines: Sequence[str], line: int) -> int:
    """Return the next line after one that is neither blank nor a comment."""
    for number in range(line + 1, len(lines) + 1):
        text = _line(lines, number).lstrip()
        if text and not text.startswith("#"):
            return number
    return len(lines) + 1


def _above(lines: Sequence[str], line: int, indent: int, *, dashes: bool = False) -> bool:
    """Tell whether a sibling stands above: as far right, before anything farther left."""
    for number in range(line - 1, 0, -1):
        text = _line(lines, number)
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        dashed = _DASHES.match(text)
        if dashed and dashed.end() == indent and not dashes:
            return True
        if _indent(text) <= indent:
            return _indent(text) == indent and (not dashes or bool(dashed))
    return False


def _continues(lines: Sequence[str], at: Location) -> bool:
    """Tell whether the line before is, or may be, an open one-line map or list."""
    for number in range(at.line - 1, 0, -1):
        text = _line(lines, number).rstrip()
        if text and not text.lstrip().startswith("#"):
            return text.endswith((",", "{", "["))
    return False


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
