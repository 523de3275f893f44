r"""GIFT's texts: signs with a backslash before them, and the four formats a text may have."""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from quizkit.formats.cards.rows import CardRows

FORMATS: Final = ("html", "plain", "markdown", "moodle")

_FORMAT: Final = re.compile(r"\[(html|plain|markdown|moodle)\]", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"\\([\\~=#{}:n])|[ \t]*\n[ \t]*")
_SIGNS: Final = {
    sign: re.compile(rf"\\.|{re.escape(sign)}", re.DOTALL) for sign in ("{", "}", "::", "####", "#")
}
_LINE: Final = "\x01"
"""A line break that was written as a backslash and n, until markup is read."""


class GiftFault(ValueError):  # a fault of a text, as in WordingFault
    """A question that cannot be taken.

    Args:
        why: The end of a sentence.
        tip: What to do about it.
    """

    def __init__(self, why: str, tip: str) -> None:
        super().__init__(why)
        self.tip = tip


def cut(text: str, sign: str) -> tuple[str, str | None]:
    r"""Return what stands before and behind a sign that has no backslash before it.

    Args:
        text: Some text, escapes and all.
        sign: One of `{`, `}`, `::`, `####`, `#`.

    >>> cut(r"a \{ b { c", "{"), cut("none", "{")
    (('a \\{ b ', ' c'), ('none', None))
    """
    for found in _SIGNS[sign].finditer(text):
        if found[0] == sign:
            return text[: found.start()], text[found.end() :]
    return text, None


def split_format(text: str, default: str = "moodle") -> tuple[str, str]:
    """Return the format that a text names at its beginning, and the rest of it.

    >>> split_format("[html]<b>x</b>"), split_format("[sic] x")
    (('html', '<b>x</b>'), ('moodle', '[sic] x'))
    """
    found = _FORMAT.match(text.lstrip())
    if found is None:
        return default, text
    return found[1].lower(), text.lstrip()[found.end() :]


def plain(text: str, format_: str, *, rows: "CardRows", line: int) -> str:
    r"""Return a text as people read it.

    Args:
        text: As typed, escapes and all.
        format_: One of `FORMATS`.
        rows: Counts what is dropped.
        line: Where it stands [from 1].
    """
    said = _ESCAPE.sub(_unescaped, text.strip())
    if format_ == "plain":
        return rows.seen(said.replace(_LINE, "\n"), line=line)
    return rows.plain(said.replace(_LINE, "<br>"), line=line)


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return " "
    return _LINE if found[1] == "n" else found[1]
