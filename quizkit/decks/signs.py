"""Fixes for single signs: those that no deck may hold, and letters with separate accents."""

import re
from collections.abc import Sequence

from quizkit.model import Edit, Fix, Location
from quizkit.text import nfc, refused


def without(at: Location, text: str, index: int) -> Fix:
    """Return the fix that deletes refused signs where they stand one after another.

    Args:
        at: Where the first of them stands.
        text: The file's text.
        index: Its position in the text.
    """
    end = index + 1
    while end < len(text) and text[end] != "\r" and any(refused(text[end])):
        end += 1
    new = "\n" if text[index] == "\r" else ""
    edit = Edit(at.path, at.line, at.column, at.line, at.column + end - index, new)
    return Fix("unsafe", "delete what is not seen" if not new else "break the line there", (edit,))


def escape_out(path: str, lines: Sequence[str], span: tuple[int, int], sign: str) -> Fix | None:
    r"""Return the fix that deletes an escape for a sign that no deck may hold.

    Args:
        path: The file.
        lines: Its lines.
        span: First and last line of the text in quotation marks.
        sign: What the escape stands for.

    >>> escape_out("d", [r'a: "b\u200Bc"'], (1, 1), "\u200b").edits[0][2:5]
    (6, 1, 12)
    """
    code = ord(sign)
    forms = (f"x{code:02x}", f"u{code:04x}", f"U{code:08x}")
    escape = "|".join(rf"(?<!\\)(?:\\\\)*(\\{form})" for form in forms)
    edits = [
        Edit(path, number, found.start(found.lastindex) + 1, number, found.end() + 1, "")
        for number in range(span[0], min(span[1], len(lines)) + 1)
        for found in re.finditer(escape, lines[number - 1], re.IGNORECASE)
        if found.lastindex
    ]
    return Fix("unsafe", "delete what is not seen", tuple(edits)) if edits else None


def composed(path: str, lines: Sequence[str], span: tuple[int, int]) -> Fix | None:
    """Return the fix that writes lines with composed letters, or None where nothing changes.

    Args:
        path: The file.
        lines: Its lines.
        span: First and last line of a text.
    """
    edits = [
        Edit(path, number, 1, number, len(line) + 1, nfc(line))
        for number in range(span[0], min(span[1], len(lines)) + 1)
        if nfc(line := lines[number - 1]) != line
    ]
    return Fix("safe", "write letters with their accents as one", tuple(edits)) if edits else None
