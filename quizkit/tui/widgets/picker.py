"""A list of which one row is chosen: only the rows in sight are made, so it may be long."""

from collections.abc import Callable, Sequence
from typing import Any

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from quizkit.tui.text import joined
from quizkit.tui.widgets.optionrows import BLANK, CURSOR

Draw = Callable[[int, int], Content]
"""Returns a row by its number [from 0], for so many cells; what is wider is cut."""


class Picker(Widget):
    """Rows and a cursor; where there are more than fit, an arrow says so if it has room."""

    DEFAULT_CSS = """
    Picker { height: auto; width: 1fr; }
    """

    class Moved(Message):
        """Another row is chosen.

        Attributes:
            row: Its number, from 0.
        """

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """The chosen row was clicked once more."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.count = 0
        self.cursor = 0
        self._first = 0
        self._draw: Draw = lambda _row, _width: Content("")
        self._empty: Sequence[Content] = ()

    def fill(
        self, count: int, draw: Draw, *, cursor: int = 0, empty: Sequence[Content] = ()
    ) -> None:
        """Show other rows.

        Args:
            count: How many there are.
            draw: Makes one.
            cursor: Which one is chosen; the last, if there are not so many.
            empty: What is shown where there is none.
        """
        self.count, self._draw, self._empty = count, draw, empty
        self.cursor = max(0, min(cursor, count - 1))
        self.refresh(layout=True)

    def move(self, rows: int) -> bool:
        """Choose the row so many further down; return whether it is another one."""
        return self.choose(self.cursor + rows)

    def choose(self, row: int) -> bool:
        """Choose a row, the nearest one if there is none such; return whether it is another."""
        before, self.cursor = self.cursor, max(0, min(row, self.count - 1))
        if self.cursor == before:
            return False
        self.refresh()
        self.post_message(self.Moved(self.cursor))
        return True

    @property
    def page(self) -> int:
        """Rows that are seen at once."""
        return max(1, self.content_size.height)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return all the cells there are."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of rows, or of lines where there is none."""
        return self.count or sum(len(line.wrap(max(width, 2))) for line in self._empty)

    def render(self) -> Content:
        """Return the rows in sight."""
        width = self.content_size.width
        if not self.count:
            return joined(*self._empty, between="\n")
        first, end = self._range()
        rows = [self._row(row, width) for row in range(first, end)]
        if first:
            rows[0] = _signed(rows[0], "↑", width)
        if end < self.count:
            rows[-1] = _signed(rows[-1], "↓", width)
        return joined(*rows, between="\n")

    def _range(self) -> tuple[int, int]:
        height = self.page
        self._first = max(min(self._first, self.cursor), self.cursor - height + 1)
        self._first = max(0, min(self._first, self.count - height))
        return self._first, min(self.count, self._first + height)

    def _row(self, row: int, width: int) -> Content:
        sign = CURSOR if row == self.cursor else BLANK
        text = joined(sign, " ", self._draw(row, width - 2))
        if text.cell_length > width:
            text = joined(text.truncate(max(1, width - 1)), "…")
        return text.stylize("bold") if row == self.cursor else text

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        place = event.get_content_offset(self)
        if place is None or not self.count:
            return
        row = self._first + place.y
        if row >= self.count:
            return
        event.stop()
        if row == self.cursor:
            self.post_message(self.Opened())
        else:
            self.choose(row)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Choose the next row."""
        if self.move(1):
            event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Choose the row before."""
        if self.move(-1):
            event.stop()


def _signed(row: Content, sign: str, width: int) -> Content:
    """Return a row with a sign at its right edge, where that leaves a blank before it."""
    text = row.rstrip()
    gap = width - text.cell_length - 1
    return joined(text, " " * gap, Content.styled(sign, "$text-muted")) if gap > 0 else row
