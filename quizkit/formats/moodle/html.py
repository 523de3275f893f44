"""Deck text as HTML for Moodle: what is text stays text, whichever filters a site has."""

import re
from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import quote

from quizkit.formats.posed import Picture

_STOP: Final = "<span></span>"
"""Stands between two signs that a filter of Moodle would take for a mark."""

_MARKS: Final = re.compile(
    r"\\(?=[(\[])|\$(?=\$)|@(?=@)|\[(?=/?tex\])|\{(?=/?mlang)|_{4}(?=_)", re.IGNORECASE
)
"""Beginnings of formulas, of file addresses, of languages, and of the gap that is typed into."""

_BREAKS: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def inline(text: str) -> str:
    r"""Return a text as HTML on one line.

    >>> inline("1 < 2\nand \\(x\\)")
    '1 &lt; 2<br>and \\<span></span>(x\\)'
    """
    marked = _MARKS.sub(lambda mark: mark[0] + "\x00", text)
    return escape(marked, quote=False).replace("\x00", _STOP).replace("\n", "<br>")


def paragraphs(texts: Iterable[str]) -> str:
    """Return texts as paragraphs; a blank line in one begins another.

    >>> paragraphs(["a", "b & c"])
    '<p>a</p><p>b &amp; c</p>'
    """
    pieces = [piece for text in texts for piece in _BREAKS.split(text) if piece]
    return "".join(_paragraph(inline(piece), piece) for piece in pieces)


def with_gap(text: str, gap: str) -> str:
    """Return a sentence as a paragraph in which its gap is where Moodle puts the field.

    Where the gap's sign stands more than once, which is the gap cannot be told; then the field
    stands below.

    Args:
        text: The sentence.
        gap: What stands for the gap in it.

    >>> with_gap("The capital is ____.", "____")
    '<p>The capital is _____.</p>'
    """
    before, found, behind = text.partition(gap)
    if not found or gap in behind or before.endswith("_") or behind.startswith("_"):
        return paragraphs([text])
    return _paragraph(f"{inline(before)}_____{inline(behind)}", text)


def image(picture: Picture) -> str:
    """Return a picture that comes as a file of the question."""
    address = f"@@PLUGINFILE@@/{quote(picture.name)}"
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<p><img src="{address}" alt="{escape(picture.alt)}" {size}></p>'


def _paragraph(html: str, text: str) -> str:
    turned = not text.isascii() and _RIGHT_TO_LEFT.search(text)
    return f'<p dir="auto">{html}</p>' if turned else f"<p>{html}</p>"
