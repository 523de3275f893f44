"""The texts of a deck's file that stand without quotation marks, found in its lines alone."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_IN_FLOW: Final = re.compile(r"(?:[^\s,\[\]{}:#]|:(?![\s,\[\]{}]|$)|(?<!\s)#|[ \t]+(?![\s#]))+")
_IN_BLOCK: Final = re.compile(r"(?:[^\s:#]|:(?!\s|$)|(?<!\s)#|[ \t]+(?![\s#]))+")
_QUOTED: Final = {
    '"': re.compile(r'(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"(?:[^']|'')*'(?!')"),
}


class Plain(NamedTuple):
    """A text without quotation marks.

    Attributes:
        text: The text.
        line: Its line [from 1].
        column: Its column [from 1].
        field: Name of the field whose value it is, or in whose list it stands; of a field's own
            name, "".
    """

    text: str
    line: int
    column: int
    field: str = ""


def plain_texts(lines: Sequence[str]) -> Iterator[Plain]:
    """Yield the texts that stand on one line without quotation marks, names of fields too.

    What stands in a table or another text of several lines is none of them.

    Args:
        lines: The lines of a file that is YAML.

    >>> [plain.text for plain in plain_texts(["the: yes", 'aka: [no, "on"]  # off'])]
    ['the', 'yes', 'aka', 'no']
    """
    return _Scan().texts(lines)


class _Scan:
    """One pass over the lines; it remembers what is open."""

    def __init__(self) -> None:
        self.depth = 0
        self.quote = ""
        self.block = -1
        self.field = ""
        self.held: Plain | None = None

    def texts(self, lines: Sequence[str]) -> Iterator[Plain]:
        for number, line in enumerate(lines, 1):
            indent = len(line) - len(line.lstrip())
            if self.block >= 0 and (indent > self.block or not line.strip()):
                continue
            self.block = -1
            yield from self._line(line, number, indent)
        yield from self._let_go()

    def _line(self, line: str, number: int, indent: int) -> Iterator[Plain]:
        at = indent
        if self.quote:
            at = self._closed(line, 0)
        while at < len(line):
            sign, after = line[at], line[at + 1 : at + 2]
            if sign.isspace():
                at += 1
            elif sign == "#":
                return
            elif sign in "\"'":
                yield from self._let_go()
                self.quote = sign
                at = self._closed(line, at + 1)
            elif sign in "|>" and not self.depth:
                yield from self._let_go()
                self.block = indent
                return
            elif sign in "[]{}" or (sign == "," and self.depth) or _is_mark(sign, after):
                yield from self._let_go()
                self.depth = max(0, self.depth + (sign in "[{") - (sign in "]}"))
                at += 1
            else:
                at, found = self._plain(line, number, at)
                yield from found

    def _closed(self, line: str, at: int) -> int:
        """Return where the open quotation marks end on a line, or its end."""
        found = _QUOTED[self.quote].match(line, at)
        if found is None:
            return len(line)
        self.quote = ""
        return found.end()

    def _plain(self, line: str, number: int, at: int) -> tuple[int, list[Plain]]:
        found = (_IN_FLOW if self.depth else _IN_BLOCK).match(line, at)
        text = found[0] if found else line[at]
        end = at + len(text)
        if line[end : end + 1] == ":":
            done = [*self._let_go(), Plain(text, number, at + 1)]
            self.field = text
            return end, done
        # A text that goes on from the line before is one with it, and not what it seems.
        goes_on, self.held = self.held is not None, Plain(text, number, at + 1, self.field)
        if goes_on:
            self.held = self.held._replace(text="")
        return end, []

    def _let_go(self) -> Iterator[Plain]:
        """Yield the text that was held back until what follows it is known."""
        if self.held is not None and self.held.text:
            yield self.held
        self.held = None


def _is_mark(sign: str, after: str) -> bool:
    return sign in "-?:" and (not after or after.isspace())
