"""Places in a text, as the editor counts them and as quizkit does.

quizkit counts lines and columns from 1, columns in code points. An editor counts from 0, columns
in units of the encoding that both agreed on: UTF-16 unless another was offered.
"""

import re
from collections.abc import Sequence
from typing import Final

from lsprotocol.types import Position, Range

from quizkit.model import Edit, Location

UTF8, UTF16, UTF32 = "utf-8", "utf-16", "utf-32"

_ENDS: Final = re.compile(r"\r\n|\n|\r")
_MARK: Final = "\ufeff"


def lines_of(text: str) -> list[str]:
    r"""Return the lines of a text, without line ends, as an editor counts them.

    >>> lines_of("a\r\nb\x0bc\n")
    ['a', 'b\x0bc', '']
    """
    return _ENDS.split(text)


def units(text: str, encoding: str) -> int:
    """Return how many units a text takes.

    Args:
        text: Some characters.
        encoding: "utf-8", "utf-16" or "utf-32".

    >>> [units("Hà 😀", encoding) for encoding in (UTF8, UTF16, UTF32)]
    [8, 5, 4]
    """
    if encoding == UTF32 or text.isascii():
        return len(text)
    if encoding == UTF8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(char > "\uffff" for char in text)


def index_of(line: str, character: int, encoding: str) -> int:
    """Return which character of a line a number of units leads to [0..].

    Behind the end of the line is its end; inside a character is its beginning.

    >>> index_of("😀b", 2, UTF16), index_of("😀b", 1, UTF16), index_of("😀b", 99, UTF16)
    (1, 0, 2)
    """
    if encoding == UTF32 or line.isascii():
        return min(character, len(line))
    left = character
    for index, char in enumerate(line):
        left -= units(char, encoding)
        if left < 0:
            return index
    return len(line)


class Ruler:
    """Turns places of one file into those of an editor, and back.

    Args:
        lines: The file's lines, as the editor has them.
        encoding: "utf-8", "utf-16" or "utf-32".
        end: The file's line end.
    """

    def __init__(self, lines: Sequence[str], encoding: str, *, end: str = "\n") -> None:
        self.lines = lines
        self.encoding = encoding
        self.end = end

    def position(self, line: int, column: int) -> Position:
        """Return the editor's position of a line and column [from 1]; a text's end is its last."""
        if line > len(self.lines):
            last = max(1, len(self.lines))
            return self.position(last, len(self._line(last)) + 1)
        text = self._line(line)
        index = max(0, column - 1) + (line == 1 and text.startswith(_MARK))
        return Position(max(0, line - 1), units(text[:index], self.encoding))

    def range(self, at: Location) -> Range:
        """Return the editor's range of a place; it ends with its line."""
        return Range(
            self.position(at.line, at.column), self.position(at.line, at.column + at.width)
        )

    def range_of(self, edit: Edit) -> Range:
        """Return the editor's range of what an edit replaces."""
        return Range(
            self.position(edit.line, edit.column), self.position(edit.end_line, edit.end_column)
        )

    def text(self, edit: Edit) -> str:
        """Return the text of an edit with the file's line ends."""
        return edit.text if self.end == "\n" else edit.text.replace("\n", self.end)

    def place(self, position: Position) -> tuple[int, int]:
        """Return line and column [from 1] of an editor's position."""
        line = min(position.line, max(0, len(self.lines) - 1)) + 1
        text = self._line(line)
        column = index_of(text, position.character, self.encoding) + 1
        return line, max(1, column - (line == 1 and text.startswith(_MARK)))

    def whole(self, line: int) -> Range:
        """Return the range of a line's text, blanks before it left out."""
        text = self._line(line)
        indent = len(text) - len(text.lstrip())
        return Range(self.position(line, indent + 1), self.position(line, len(text) + 1))

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def changed(text: str, range_: Range, new: str, encoding: str) -> str:
    r"""Return a text with a range of it replaced, as an editor tells a change.

    >>> changed("a😀b\nc", Range(Position(0, 3), Position(1, 0)), "-", UTF16)
    'a😀-c'
    """
    begin, end = (_offset(text, each, encoding) for each in (range_.start, range_.end))
    return text[:begin] + new + text[max(begin, end) :]


def _offset(text: str, position: Position, encoding: str) -> int:
    """Return the character of a text at which a position lies."""
    begin = 0
    for number, end in enumerate(_ENDS.finditer(text)):
        if number == position.line:
            line = text[begin : end.start()]
            return begin + index_of(line, position.character, encoding)
        begin = end.end()
    count = text.count("\n") + text.count("\r") - text.count("\r\n")
    if position.line > count:
        return len(text)
    return begin + index_of(text[begin:], position.character, encoding)
