"""Options as rows: a mark, a number, the text, and words behind it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from textual.content import Content

from quizkit.model.question import Form
from quizkit.model.view import QuestionView
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.lines import NOTHING, Line, clickable, column_for, hung

NARROW: Final = 50
"""Cells below which margins are left out."""

CURSOR: Final = Content.styled("▌", "bold $text-accent")
BLANK: Final = Content(" ")


class Row(NamedTuple):
    """An option as it is drawn.

    Attributes:
        label: Its number or letter.
        text: What `shown` made of it.
        sign: One cell before it: a mark, a verdict.
        box: More before its number, such as "[x] "; of equal width in all rows.
        after: Words behind it.
        target: What a click on it means, or "".
    """

    label: str
    text: Content
    sign: Content = BLANK
    box: str = ""
    after: Content = NOTHING
    target: str = ""


def labelled(question: QuestionView, at: int) -> str:
    """Return what is pressed for an option: its number, or t and f."""
    return "tf"[at] if question.form is Form.TRUE_FALSE and at < 2 else str(at + 1)


def drawn(rows: Sequence[Row], width: int) -> list[Line]:
    """Return rows as lines; what follows them stands in one column where there is room.

    >>> rows = [Row("1", Content("Po"), after=Content("right")), Row("2", Content("Rhine"))]
    >>> [line.content.plain for line in drawn(rows, 70)]
    ['    1  Po      right', '    2  Rhine']
    >>> [line.content.plain for line in drawn(rows, 20)]
    ['  1 Po      right', '  2 Rhine']
    """
    heads = [_head(row, rows, width) for row in rows]
    room = width - max((head.cell_length for head in heads), default=0)
    column = column_for([row.text for row in rows], [row.after for row in rows], room)
    lines = []
    for head, row in zip(heads, rows, strict=True):
        found = hung(head, row.text, width, after=row.after, column=column)
        lines += clickable(found, row.target)
    return lines


def _head(row: Row, rows: Sequence[Row], width: int) -> Content:
    widest = max(len(other.label) for other in rows)
    if not widest:
        return joined(row.sign, margin(width))
    label = row.label.rjust(widest)
    if width < NARROW:
        return joined(row.sign, " ", row.box, label, " ")
    return joined(row.sign, "   ", row.box, label, "  ")


def margin(width: int) -> str:
    """Return the blanks before a text that stands under the options.

    >>> len(margin(80)), len(margin(40))
    (3, 1)
    """
    return "   " if width >= NARROW else " "


def faint(text: str) -> Content:
    """Return an option that cannot be chosen any more."""
    return shown(text, "$text-muted strike")
