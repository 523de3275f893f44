r"""Deck text in Markdown: every sign that could be a mark stands behind a backslash."""

import re
from typing import Final

_MARKS: Final = re.compile(r"[\\`*_\[\]<>&#|~${}]")
"""Marks anywhere, in CommonMark and in what is built on it."""

_JOINTS: Final = re.compile(r"(?<=http|ttps)(?=://)|(?<=ftp)(?=://)|:(?=[\w+-])|(?<=www)\.", re.I)
"""Where addresses and pictured words become links and pictures by themselves."""

_START: Final = re.compile(r"(?:[0-9]{1,9}(?=[.)]))?[-+=:%.)]")
"""Beginnings of a line that make it a list, a line under a heading, a definition."""


def lines(text: str, *, margin: str = "") -> str:
    r"""Return a text as it is to be seen, with its line breaks.

    Args:
        text: Deck text.
        margin: What stands before each further line, inside a list.

    >>> print(lines("2 * 3 = [6]\n- so"))
    2 \* 3 = \[6\]\
    \- so
    """
    pieces = (piece.strip() for piece in text.split("\n"))
    return f"\\\n{margin}".join(_escaped(piece) for piece in pieces if piece)


def line(text: str) -> str:
    r"""Return a text on one line, for a heading.

    >>> print(line("1. C# and #"))
    1\. C\# and \#
    """
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    marked = _JOINTS.sub("\x00\\g<0>", text.replace("\t", " "))
    if begun := _START.match(marked):
        marked = f"{begun[0][:-1]}\x00{marked[begun.end() - 1 :]}"
    return _MARKS.sub(r"\\\g<0>", marked).replace("\x00", "\\")
