"""Lines broken at blanks to the width of a terminal, which breaks them in mid-word."""

import os
import re
import shutil
from collections.abc import Iterator
from typing import Final, TextIO

from quizkit.text import width

_MARGIN: Final = re.compile(r" +(?:[0-9]+ )?")


def columns_of(stream: TextIO) -> int:
    """Return how many cells a line of a stream has now, or 0 where it is no terminal."""
    if not stream.isatty():
        return 0
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    return columns or shutil.get_terminal_size().columns


def wrapped(text: str, columns: int, *, hang: int = 0) -> str:
    """Return a line as lines that fit.

    Between blanks a text is broken only if it is wider than a line, and beside wide (East Asian)
    characters. What follows stands below the text of an option's first line, not below its number.

    Args:
        text: One line, nothing in it that commands a terminal.
        columns: Cells of a line; 0 for no limit.
        hang: Cells that what follows stands further in than the text begins, where there is room.

    >>> print(wrapped("  2 the United States of America", 20))
      2 the United
        States of
        America
    """
    if not columns or width(text) <= columns:
        return text
    head = _MARGIN.match(text)
    indent = len(head[0]) if head and 2 * len(head[0]) <= columns else 0
    lines: list[str] = []
    line, used, start = text[:indent], indent, indent
    indent += hang if 2 * (indent + hang) <= columns else 0
    for blank, chunk in _chunks(text[start:], columns - indent):
        more = width(chunk)
        is_begun = used > (indent if lines else start)
        if is_begun and used + len(blank) + more > columns:
            lines.append(line.rstrip(" "))
            line, used = " " * indent + chunk, indent + more
        else:
            gap = blank if is_begun or not lines else ""
            line, used = line + gap + chunk, used + len(gap) + more
    return "\n".join([*lines, line])


def _chunks(text: str, room: int) -> Iterator[tuple[str, str]]:
    """Yield what stays together, with the blank before it or ""."""
    for number, word in enumerate(text.split(" ")):
        blank = " " if number else ""
        chunk, used, is_wide = "", 0, False
        for char in word:
            cells = width(char)
            apart = cells and (is_wide or cells == 2 or used + cells > room)
            if apart and chunk:
                yield blank, chunk
                blank, chunk, used = "", "", 0
            chunk, used = chunk + char, used + cells
            is_wide = cells == 2 if cells else is_wide
        yield blank, chunk
