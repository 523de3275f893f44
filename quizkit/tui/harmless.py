"""The last look at a line before it is painted: nothing in it may command the terminal.

What comes from decks, logs and files is made visible by `tui.text`. This is for the rest: what
somebody pastes into a line of input is echoed by Textual as it is.
"""

import re
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_ORDERS: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\U000e0000-\U000e007f]"
)
"""Controls, bidi controls, what has no width, tags."""
_MOVE: Final = re.compile(r"\x1b\[\d+;\d+H")
"""A move of the cursor, as what paints pictures sends it."""


class Harmless(LineFilter):
    """Replaces each sign that could act, or hide, by as many blanks as it has cells."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return segments of the same width; what Textual itself sends as an order stays."""
        return [
            each
            if each.control or each.text.isprintable() or _MOVE.fullmatch(each.text)
            else each._replace(text=harmless(each.text))
            for each in segments
        ]


def harmless(text: str) -> str:
    r"""Return a text of the same width in cells in which nothing acts.

    >>> harmless("a\u202eb\x9b2J")
    'ab2J'
    """
    return _ORDERS.sub(lambda match: " " * cell_len(match.group()), text)
