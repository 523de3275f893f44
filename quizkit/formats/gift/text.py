r"""Deck text in GIFT, in which seven signs, a line break and some beginnings are syntax."""

import re
from typing import Final

from quizkit.formats.moodle.html import inline

ARROW: Final = "->"
"""Makes a question one of pairs, wherever it stands among typed answers; nothing escapes it."""

GAP: Final = "_____"
"""What Moodle writes for a gap, and where it puts the field."""

_MARKS: Final = re.compile(r"[\\~=#{}:]")
_STANDS_FOR: Final = re.compile("&&0[0-9][0-9];?")
"""What Moodle writes for an escaped sign while it reads; in a text it would become that sign."""


def escaped(text: str) -> str:
    r"""Return a text with its signs escaped, on one line.

    >>> print(escaped("a = {b}\n#1"))
    a \= \{b\}\n\#1
    """
    return _MARKS.sub(r"\\\g<0>", text).replace("\n", r"\n")


def is_plain(text: str) -> bool:
    """Return whether a text can be written as it is: none of it stands for an escaped sign."""
    return not _STANDS_FOR.search(text)


def stem(text: str, *, typed: bool) -> str:
    r"""Return a text before the answers, with the format that it has.

    Args:
        text: What is asked.
        typed: The answer is typed; the field would be put where five underscores stand.

    >>> print(stem("Is 1 < 2?", typed=False))
    [plain]Is 1 < 2?
    """
    if not is_plain(text) or (typed and GAP in text):
        return _html(text)
    return f"[plain]{escaped(text)}"


def option(text: str) -> str:
    r"""Return a text that is chosen; one that looks like a weight or a pair goes out as HTML.

    >>> print(option("%50% of all"))
    [html]&\#37;50% of all
    """
    if text.startswith("%"):
        return "[html]" + escaped("&#37;" + inline(text[1:]))
    return told(text)


def weighed(text: str) -> str:
    r"""Return a text behind a weight.

    >>> print(weighed("%50%"), weighed("[html] is a format"))
    %50% [plain][html] is a format
    """
    if not is_plain(text):
        return _html(text)
    return f"[plain]{escaped(text)}" if text.startswith("[") else escaped(text)


def told(text: str) -> str:
    r"""Return a text that is told after the answer; one with an arrow goes out as HTML.

    >>> print(told("a -> b"))
    [html]a -&gt; b
    """
    return _html(text) if ARROW in text else weighed(text)


def typed(text: str) -> str:
    r"""Return an answer that is typed, in which a star would stand for anything.

    >>> print(typed("5 * 5"), typed("%50%"))
    5 \\* 5 %100%%50%
    """
    found = weighed(text.replace("*", r"\*"))
    return f"%100%{found}" if text.startswith("%") else found


def is_typable(text: str) -> bool:
    """Return whether GIFT can hold a text as an answer that is typed.

    >>> is_typable("a -> b"), is_typable("a = b")
    (False, True)
    """
    return ARROW not in text and is_plain(text)


def _html(text: str) -> str:
    return "[html]" + escaped(inline(text))
