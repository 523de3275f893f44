"""Text that runs from right to left, put in the order in which a terminal shows it.

Most terminals paint signs from left to right in the order in which they come. What is to be read
the other way is turned round here, line by line after wrapping, as the very last thing before it
is painted: what is stored, compared, typed or copied never is. Terminals that do this themselves
get the text as it stands.

The work is done by two packages (extra `rtl`): python-bidi for the order (Unicode's annex 9),
arabic-reshaper for the joined forms of Arabic letters.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.widget import Widget

EXTRA: Final = "rtl"
_PACKAGES: Final = ("bidi", "arabic_reshaper")
_LETTER: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_APART: Final = re.compile(r"( {2,})")
_MARKS: Final = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff\ufb1e"
)
_MARKED: Final = re.compile(f"([{_MARKS}]+)(.)", re.DOTALL)


def installed() -> bool:
    """Return whether the extra is there."""
    return all(find_spec(name) is not None for name in _PACKAGES)


def reorders_itself(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal is known to turn text round by itself.

    >>> reorders_itself({"VTE_VERSION": "7600"}), reorders_itself({"TERM": "xterm"})
    (True, False)
    """
    names = ("VTE_VERSION", "KONSOLE_VERSION", "MLTERM")
    return any(environ.get(name) for name in names) or environ.get("TERM", "").startswith("mlterm")


def is_wanted(setting: str, environ: Mapping[str, str]) -> bool:
    """Return whether the setting asks for reordering in this terminal: auto, reorder or off."""
    return setting == "reorder" or (setting == "auto" and not reorders_itself(environ))


def told(setting: str, environ: Mapping[str, str]) -> str:
    """Return a sentence about what the setting does here."""
    if setting == "off":
        return "Text from right to left is shown as it is stored."
    if not is_wanted(setting, environ):
        return "This terminal turns text from right to left round by itself."
    if not installed():
        return f"To reorder text from right to left: pip install 'quizkit[{EXTRA}]'."
    return "Text from right to left is reordered for this terminal."


def filters(setting: str, environ: Mapping[str, str]) -> list[LineFilter]:
    """Return what the app puts over every line that it paints."""
    return [Reordering()] if is_wanted(setting, environ) and installed() else []


class Reordering(LineFilter):
    """Turns round what runs from right to left; each style, and each column, for itself."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line as they are to be painted; each keeps its cells."""
        if not any(_LETTER.search(segment.text) for segment in segments):
            return segments
        return [
            Segment(reordered(segment.text), segment.style, segment.control) for segment in segments
        ]


class AsTyped(Widget):
    """Goes behind `Input` among a class's bases: what is being typed is never turned round.

    Textual takes the styles of the first base alone.
    """

    def get_line_filters(self) -> list[LineFilter]:
        """Return the filters for this widget's lines."""
        return [each for each in super().get_line_filters() if not isinstance(each, Reordering)]


@lru_cache(4096)
def reordered(line: str) -> str:
    """Return a line in the order in which its signs are painted, in as many cells.

    Args:
        line: One line after wrapping. Columns, set apart by two blanks or more, stay where
            they are.
    """
    return "".join(_turned(part) if _LETTER.search(part) else part for part in _APART.split(line))


def _turned(text: str) -> str:
    inner = text.strip(" ")
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    shape, order = _tools()
    turned = _MARKED.sub(lambda match: match[2] + match[1][::-1], order(shape(inner)))
    room = cell_len(inner) - cell_len(turned)
    if room < 0:  # what joins signs to one was taken away: better as it is stored
        return text
    return before + turned + " " * room + after


@cache
def _tools() -> tuple[Callable[[str], str], Callable[[str], Any]]:
    """Return what joins the letters of Arabic, and what turns a line round."""
    from arabic_reshaper import ArabicReshaper
    from bidi.algorithm import get_display  # the one that also mirrors brackets

    reshaper = ArabicReshaper({"delete_harakat": False, "delete_tatweel": False})
    return reshaper.reshape, get_display
