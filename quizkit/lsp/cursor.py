"""Where the cursor stands in a deck's text, which may be broken: what is being typed there.

It is read from the text alone, line by line, as far as the cursor and no further: half a line, an
open brace or a missing quotation mark above it stop nothing.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

MOST_LINES: Final = 200
"""So far upward a one-line map that goes over several lines is looked for."""

_KEY: Final = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:,\[\]{}"'][^:#\[\]{}]*?)\s*:(?=\s|$)"""
)
_DASH: Final = re.compile(r"-(?= |$)")


class Cursor(NamedTuple):
    """What is being typed.

    Attributes:
        path: Names of the fields around it, outermost first; "-" for each list.
        is_key: The name of a field stands here, or may.
        typed: What stands before the cursor of the word, value or name.
        column: Where that begins [from 1].
        quote: The quotation mark it stands in, or "".
        siblings: Fields that the same map has already, before or after.
        in_flow: It stands inside braces or brackets.
        needs_space: A colon or dash stands right before it.
        above: The lines above the one the cursor stands on.
    """

    path: tuple[str, ...] = ()
    is_key: bool = True
    typed: str = ""
    column: int = 1
    quote: str = ""
    siblings: frozenset[str] = frozenset()
    in_flow: bool = False
    needs_space: bool = False
    above: Sequence[str] = ()

    @property
    def slot(self) -> str | None:
        """What is typed of a placeholder, behind its brace; None where none is open.

        >>> Cursor(typed="Who led {lea").slot, Cursor(typed="Who led {it} to").slot
        ('lea', None)
        """
        before, brace, inside = self.typed.rpartition("{")
        is_open = brace and "}" not in inside and not before.endswith("\\")
        return inside if is_open else None


def cursor_at(lines: Sequence[str], line: int, column: int) -> Cursor:
    """Return what is being typed at a place.

    Args:
        lines: The text's lines.
        line: The line [from 1].
        column: The column before which the cursor stands [from 1].

    >>> cursor_at(["facts:", "  visit:", "    - {who: An, to: Ha"], 3, 23)[:4]
    (('facts', 'visit', '-', 'to'), False, 'Ha', 21)
    """
    if not 0 < line <= len(lines):
        return Cursor()
    begin = _statement(lines, line)
    text = "\n".join([*lines[begin - 1 : line - 1], lines[line - 1][: column - 1]])
    scan = _Scan(text)
    scan.run()
    outer = _outer(lines, begin, scan.indent)
    found = scan.cursor(outer)
    starts_at = column - len(found.typed.rpartition("\n")[2])
    siblings = found.siblings
    if not found.in_flow and found.is_key:
        siblings = _around(lines, begin, scan.own_indent)
    return found._replace(column=starts_at, siblings=siblings, above=lines[: line - 1])


class _Scan:
    """One pass over the text from the line on which a value began to the cursor."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.indent = len(text) - len(text.lstrip(" "))
        self.own_indent = self.indent
        self.path: list[str] = []
        self.stack: list[tuple[str, set[str]]] = []
        self.begin = self.indent
        self.key = True
        self.quote = ""
        self.space = False

    def run(self) -> None:
        at = self.block(self.indent)
        self.begin = at
        if self.text[at : at + 1] in ("{", "["):
            self._flow(at)
        elif self.text[at : at + 1] in ('"', "'"):
            end = _closed(self.text, at)
            self.quote = "" if end else self.text[at]
            self.begin = at + bool(self.quote)

    def block(self, at: int) -> int:
        """Pass over dashes and a field's name; return where what follows begins."""
        text = self.text
        while _DASH.match(text, at):
            self.path.append("-")
            self.space = text[at + 1 : at + 2] != " "
            at = _past_blanks(text, at + 1)
            self.own_indent = at
        found = _KEY.match(text, at)
        if found is None:
            return at
        self.path.append(_bare(found[1]))
        self.key = False
        self.space = text[found.end() : found.end() + 1] not in (" ", "\n")
        return _past_blanks(text, found.end())

    def _flow(self, at: int) -> None:
        """Go through braces and brackets, as deep as they are."""
        text = self.text
        while at < len(text):
            char = text[at]
            if char in "{[":
                self._push(char)
                at = self._fresh(at + 1)
            elif char in "}]":
                self._pop()
                at += 1
            elif char == "," and self.stack:
                self._next()
                at = self._fresh(at + 1)
            elif char == ":" and text[at + 1 : at + 2] in (" ", "\n", "") and self.key:
                self._named(_bare(text[self.begin : at].strip()))
                at = self._fresh(at + 1, after_colon=True)
            elif char in "\"'" and at == self.begin:
                end = _closed(text, at)
                if not end:
                    self.quote, self.begin = char, at + 1
                    return
                at = end
            else:
                at += 1

    def _fresh(self, at: int, *, after_colon: bool = False) -> int:
        """Begin a value or name behind blanks."""
        self.space = after_colon and self.text[at : at + 1] not in (" ", "\n")
        self.begin = _past_blanks(self.text, at)
        return self.begin

    def _push(self, char: str) -> None:
        self.stack.append((char, set()))
        self.key = char == "{"
        if char == "[":
            self.path.append("-")

    def _pop(self) -> None:
        if self.stack:
            char, _ = self.stack.pop()
            if char == "[" or not self.key:
                self.path.pop()
        self.key = False
        self.begin = len(self.text)

    def _next(self) -> None:
        if self.stack[-1][0] == "{":
            if not self.key:
                self.path.pop()
            self.key = True

    def _named(self, name: str) -> None:
        if self.stack:
            self.stack[-1][1].add(name)
        self.path.append(name)
        self.key = False

    def cursor(self, outer: Sequence[str]) -> Cursor:
        """Return what was found, with the fields around."""
        typed = self.text[self.begin :]
        return Cursor(
            path=(*outer, *self.path),
            is_key=self.key,
            typed=typed,
            quote=self.quote,
            siblings=frozenset(self.stack[-1][1]) if self.stack else frozenset(),
            in_flow=bool(self.stack),
            needs_space=self.space and not typed,
        )


def _statement(lines: Sequence[str], line: int) -> int:
    """Return the line on which the value at a line began: above it where braces are open there."""
    indent = _indent(lines[line - 1]) if lines[line - 1].strip() else 10**6
    for number in range(line - 1, max(0, line - MOST_LINES), -1):
        text = lines[number - 1]
        if not text.strip():
            continue
        if _indent(text) < indent:
            scan = _Scan("\n".join(lines[number - 1 : line - 1]) + "\n")
            scan.run()
            if scan.stack:
                return _statement(lines, number)
            if lines[line - 1].strip() or not _is_open_list(text):
                return line
            indent = _indent(text)
    return line


def _is_open_list(text: str) -> bool:
    return text.rstrip().endswith((",", "{", "["))


def _outer(lines: Sequence[str], line: int, indent: int) -> list[str]:
    """Return the fields that hold a line, outermost first."""
    found: list[str] = []
    for number in range(line - 1, 0, -1):
        text = lines[number - 1]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        own = _indent(text)
        is_beside = own == indent and _listed(lines[line - 1]) and not _listed(text)
        if own >= indent and not is_beside:
            continue
        scan = _Scan(text)
        scan.block(scan.indent)
        inner = scan.path
        if own < indent and inner[:1] == ["-"] and len(inner) > 1 and scan.own_indent >= indent:
            inner = inner[:-1]
        found[:0] = inner
        indent, line = own, number
        if not indent and inner[:1] != ["-"]:
            break
    return found


def _listed(text: str) -> bool:
    return text.lstrip().startswith(("- ", "-\n")) or text.strip() == "-"


def _around(lines: Sequence[str], line: int, indent: int) -> frozenset[str]:
    """Return the fields of the block map that a line belongs to."""
    found: set[str] = set()
    for step in (-1, 1):
        number = line + step
        while 0 < number <= len(lines):
            text = lines[number - 1]
            number += step
            if not text.strip() or text.lstrip().startswith("#"):
                continue
            scan = _Scan(text)
            scan.block(scan.indent)
            dashed = "-" in scan.path[:1]
            if scan.own_indent == indent and scan.path and scan.path[-1] != "-":
                if dashed and step > 0:
                    break
                found.add(scan.path[-1])
            if _indent(text) < indent:
                break
    return frozenset(found)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at


def _closed(text: str, at: int) -> int:
    """Return where a text in quotation marks ends, or 0 where it is open."""
    pattern = r'"(?:[^"\\]|\\.)*"' if text[at] == '"' else r"'(?:[^']|'')*'"
    found = re.compile(pattern, re.DOTALL).match(text, at)
    return found.end() if found else 0


def _bare(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
