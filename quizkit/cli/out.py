"""The one place that writes to a terminal or a pipe.

Data goes to stdout, everything else to stderr. All text is made visible first, so that no byte of
a deck or a log reaches a terminal as a command; colour is added after that and never carries a
meaning alone.
"""

import json
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple, TextIO

import click

from quizkit.cli.streams import close_quietly
from quizkit.cli.wrap import columns_of, wrapped
from quizkit.text import visible

_SIGNS: Final = {
    "✓": "+",
    "✗": "x",
    "…": "...",
    "·": "-",
    "▁": "_",
    "▂": ".",
    "▃": ":",
    "▄": "-",
    "▅": "=",
    "▆": "+",
    "▇": "#",
    "░": ".",
    "┃": "|",
    "–": "-",
    "—": "-",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "đ": "d",
    "Đ": "D",
}


class Styled(NamedTuple):
    """Text with a colour of click's, or "bold"."""

    text: str
    style: str


@dataclass(frozen=True)
class Out:
    """What a command prints with.

    Attributes:
        color: "auto", "always" or "never".
        environ: The environment; NO_COLOR, FORCE_COLOR and TERM are looked at.
        quiet: Nothing on stderr but errors.
    """

    color: str
    environ: Mapping[str, str]
    quiet: bool = False

    def data(self, *parts: str | Styled) -> None:
        """Print a line on stdout."""
        self._write(sys.stdout, parts)

    def raw(self, data: bytes) -> None:
        """Print text on stdout as it is, for what goes into a file; on a terminal made visible."""
        if sys.stdout.isatty():
            self.data(data.decode("utf-8", "replace"))
        else:
            click.echo(data, nl=False)

    @property
    def columns(self) -> int:
        """Cells of a line of stdout; 0 where it is no terminal."""
        return columns_of(sys.stdout)

    def say(self, sentence: str, *, style: str = "", head: int = 0, hang: int = 0) -> None:
        """Print a sentence on stdout, broken at blanks where a terminal is too narrow for it.

        Args:
            sentence: One line.
            style: Colour of its head.
            head: How many of its first characters have that colour; they are never broken.
            hang: Cells by which what follows stands further in, where there is room.
        """
        text = visible(sentence)
        sign = text[:head]
        shown = wrapped(printable(text, sys.stdout.encoding), self.columns, hang=hang)
        if sign and style and self.colored:
            plain = printable(sign, sys.stdout.encoding)
            shown = click.style(plain, fg=style) + shown.removeprefix(plain)
        click.echo(shown, file=sys.stdout, color=self.colored)

    def tell(self, *parts: str | Styled) -> None:
        """Print a line on stderr, unless the user wants quiet."""
        if not self.quiet:
            self.fault(*parts)

    def fault(self, *parts: str | Styled) -> None:
        """Print a line on stderr, quiet or not; where that cannot be written, nobody is told."""
        try:
            self._write(sys.stderr, parts)
        except OSError:
            close_quietly(sys.stderr)

    def json(self, value: Mapping[str, Any]) -> None:
        """Print one object as a line on stdout, flushed.

        Characters that a terminal could obey are escaped, and all that are not ASCII where stdout
        is not UTF-8.
        """
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if not _is_utf8(sys.stdout) or visible(text) != text:
            text = json.dumps(value, separators=(",", ":"))
        click.echo(text)
        sys.stdout.flush()

    @cached_property
    def colored(self) -> bool:
        """Tell whether stdout gets colour: option, NO_COLOR, FORCE_COLOR, terminal."""
        return self._has_color(sys.stdout)

    def _has_color(self, stream: TextIO) -> bool:
        if self.color != "auto":
            return self.color == "always"
        if self.environ.get("NO_COLOR"):
            return False
        if self.environ.get("FORCE_COLOR"):
            return True
        return stream.isatty() and self.environ.get("TERM", "dumb") != "dumb"

    def _write(self, stream: TextIO, parts: tuple[str | Styled, ...]) -> None:
        color = self._has_color(stream)
        text = "".join(_painted(part, stream, color=color) for part in parts)
        click.echo(text, file=stream, color=color)


def _painted(part: str | Styled, stream: TextIO, *, color: bool) -> str:
    text, style = part if isinstance(part, Styled) else (part, "")
    shown = printable(visible(text, keep_lines=True), stream.encoding)
    if not (color and style):
        return shown
    return click.style(shown, bold=True) if style == "bold" else click.style(shown, fg=style)


def fitted(line: str, stream: TextIO) -> str:
    """Return a line as a stream can hold it, broken at blanks where that is a narrow terminal."""
    return wrapped(printable(line, stream.encoding), columns_of(stream))


def printable(text: str, encoding: str | None) -> str:
    """Return text as an encoding can hold it: other signs, letters without marks, at last "?".

    >>> printable("✓ Hà Nội", "ascii")
    '+ Ha Noi'
    """
    codec = encoding or "ascii"
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return "".join(_fitted(char, codec) for char in text)
    return text


def _fitted(char: str, codec: str) -> str:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        if char in _SIGNS:
            return _SIGNS[char]
        apart = unicodedata.normalize("NFKD", char)
        bare = "".join(c for c in apart if not unicodedata.combining(c))
        return bare if bare.isascii() else "?"
    return char


def _is_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "").replace("_", "") == "utf8"
