"""Where an `ok:` is typed, and how one of its codes is taken out again."""

import re
from collections.abc import Sequence
from typing import Final

from quizkit.checks.mend import replaced, without_entry
from quizkit.model import Edit, Location

_BLOCK: Final = re.compile(r"( *)(?:- +)?ok *:(?= |$)")
_FLOW: Final = re.compile(r"[{,] *ok *:(?= |$)")


def code_place(lines: Sequence[str], at: Location, code: str) -> Location | None:
    """Return where a code stands in the `ok:` of what begins at a place, or None.

    Args:
        lines: The file's lines, without line ends.
        at: Where a fact's or card's `ok` has its value; of others where the whole begins.
        code: The code.

    >>> code_place(["trip:", "  ok: {QK304: why}"], Location("d", 1, 1), "QK304")
    Location(path='d', line=2, column=8, width=5)
    """
    if not 0 < at.line <= len(lines):
        return None
    here = _at_start(lines, at, code)
    if here is not None:
        return here
    start = _field(lines, at)
    return _below(lines, start, code) if start is not None else None


def without_code(lines: Sequence[str], at: Location, code: str) -> Edit | None:
    """Return the edit that takes a code and its reason out of an `ok:`, or None if that is unsure.

    Args:
        lines: The file's lines, without line ends.
        at: As for `code_place`.
        code: The code.
    """
    place = code_place(lines, at, code)
    if place is None:
        return None
    line = lines[place.line - 1]
    cell = line[at.column - 1 : at.column - 1 + at.width]
    if place.line == at.line and re.match(r"[A-Z]{2,4}\d{3}: ", cell) and at.column > 1:
        before = line[: at.column - 1].rstrip()
        if before.endswith(("|", ",", ";")) or "\t" in line:
            kept = [part for part in cell.split(";") if not part.strip().startswith(code)]
            return replaced(at, ";".join(kept).strip())
    return without_entry(lines, place)


def _at_start(lines: Sequence[str], at: Location, code: str) -> Location | None:
    """Return the code's place where `at` is that of the `ok`'s own value."""
    value = lines[at.line - 1][at.column - 1 :]
    if value.startswith("{"):
        inside = re.match(rf"\{{[^{{}}]*?\b({code})(?= *:)", value)
        if inside:
            column = at.column + inside.start(1)
            return Location(at.path, at.line, column, len(code))
        return None
    if re.match(r"[A-Z]{2,4}\d{3}\b", value):
        found = value[: at.width].find(code)
        if found >= 0:
            return Location(at.path, at.line, at.column + found, len(code))
        return _below(lines, at, code)
    return None


def _field(lines: Sequence[str], at: Location) -> Location | None:
    """Return the place of the value of the `ok:` that belongs to what begins at a place."""
    line = lines[at.line - 1]
    for hit in _FLOW.finditer(line, at.column - 1):
        if _depth(line[at.column - 1 : hit.start() + 1]) == 1:
            return Location(at.path, at.line, hit.end() + 1)
    best: tuple[int, Location] | None = None
    for number in range(at.line, len(lines) + 1):
        text = lines[number - 1]
        indent = len(text) - len(text.lstrip(" "))
        if number > at.line and text.strip() and indent < at.column - 1:
            break
        block = _BLOCK.match(text)
        if block and (best is None or indent < best[0]):
            best = indent, Location(at.path, number, block.end() + 1)
    return best[1] if best else None


def _depth(text: str) -> int:
    """Return how many one-line maps and lists are open at the end of a text without quotations."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", text)
    return sum(bare.count(sign) for sign in "{[") - sum(bare.count(sign) for sign in "}]")


def _below(lines: Sequence[str], at: Location, code: str) -> Location | None:
    """Return the first place of a code as a field's name from a place on, within its block."""
    name = re.compile(rf"(?<![\w-]){code}(?= *:)")
    first = lines[at.line - 1]
    floor = len(first) - len(first.lstrip(" "))
    for number in range(at.line, len(lines) + 1):
        text = lines[number - 1]
        if number > at.line and text.strip() and len(text) - len(text.lstrip(" ")) < floor:
            return None
        hit = name.search(text, at.column - 1 if number == at.line else 0)
        if hit:
            return Location(at.path, number, hit.start() + 1, len(code))
    return None
