"""The list of decks: a row each, with a cursor and marks for what is chosen."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from textual import events
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from quizkit.practice.home import DeckRow
from quizkit.tui.text import joined, shown

WIDE: Final = 76
"""Cells from which on all columns are shown."""

MEDIUM: Final = 56
"""Cells from which on due and known are shown; below it only due."""

_BAR: Final = 10
_MARKS: Final = 4
_LEAST: Final = 8


def bar(share: float, cells: int = _BAR) -> str:
    """Return blocks, as many full as the share says.

    >>> bar(0.83)
    '▇▇▇▇▇▇▇▇░░'
    """
    full = round(cells * min(1.0, max(0.0, share)))
    return "▇" * full + "░" * (cells - full)


def head(width: int) -> Content:
    """Return the line above the rows, as wide as there is room [cells]."""
    if width >= WIDE:
        right = "   due    new  minutes   known          "
    elif width >= MEDIUM:
        right = "   due   known          "
    else:
        right = "   due"
    return Content("    deck".ljust(max(0, width - len(right))) + right)


def figures(row: DeckRow, width: int) -> str:
    """Return the figures at the right of a row, as wide as in the line above."""
    due, new = (
        f"{row.due:>6,}" if row.due else f"{'-':>6}",
        f"{row.new:>7,}" if row.new else f"{'-':>7}",
    )
    known = f"   {bar(row.known)} {100 * row.known:3.0f} %" if row.started else " " * 19
    if width < MEDIUM:
        return due
    if width < WIDE:
        return due + known
    minutes = f"{'~' + str(max(1, round(row.minutes))):>9}" if row.minutes >= 0.05 else f"{'-':>9}"
    return due + new + minutes + known


class DeckList(Static):
    """Decks one below the other.

    Attributes:
        rows: What is shown.
        cursor: Index of the row under the cursor.
        chosen: Places of the chosen decks.
        is_slow: Reading takes so long that it is to be said.
        is_cut: The row under the cursor does not hold all that there is to say.
    """

    DEFAULT_CSS = """
    DeckList { height: auto; width: 1fr; }
    """

    class Fitted(Message):
        """The rows were painted for another width."""

    class Pointed(Message):
        """The cursor was put on a row with the mouse; it was there already if `again`."""

        def __init__(self, *, again: bool) -> None:
            super().__init__()
            self.again = again

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # as all widgets have it
        super().__init__(id=id)
        self.rows: Sequence[DeckRow] = ()
        self.cursor = 0
        self.chosen: frozenset[Path] = frozenset()
        self.is_slow = False
        self.is_cut = False
        self._has_moved = False
        self._lines: list[int | None] = []

    @property
    def row(self) -> DeckRow | None:
        """The row under the cursor, or None where there is none."""
        return self.rows[self.cursor] if self.rows else None

    def show(self, rows: Sequence[DeckRow]) -> None:
        """Show rows; the cursor stays on its deck, and what is gone is not chosen any more."""
        under = self.row
        places = [row.place for row in rows]
        self.rows = rows
        self.chosen &= frozenset(places)
        kept = under.place if self._has_moved and under and under.place in places else None
        self.cursor = places.index(kept) if kept else min(self.cursor, max(0, len(rows) - 1))
        self.paint()

    def move(self, by: int) -> None:
        """Move the cursor; it stays at the ends."""
        self._has_moved = True
        self.cursor = min(max(0, self.cursor + by), max(0, len(self.rows) - 1))
        self.paint()
        self.call_after_refresh(self._reveal, by)

    def choose(self) -> None:
        """Choose the row under the cursor, or no longer."""
        if self.row is not None:
            self.chosen ^= {self.row.place}
            self.paint()

    def paint(self) -> None:
        """Paint all rows for the width there is."""
        self.update(joined(*self._painted(), between="\n"))

    def on_resize(self) -> None:
        """Paint for the new width."""
        self.paint()
        self.post_message(self.Fitted())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row under the pointer."""
        at = event.get_content_offset(self)
        row = self._lines[at.y] if at is not None and at.y < len(self._lines) else None
        if row is not None:
            self._has_moved = True
            again, self.cursor = row == self.cursor, row
            self.paint()
            self.post_message(self.Pointed(again=again))

    def _reveal(self, by: int) -> None:
        """Scroll to the cursor; at the ends also to what stands above and below the list."""
        place = self.parent
        if not isinstance(place, ScrollableContainer) or self.cursor not in self._lines:
            return
        if by < 0 and self.cursor == 0:
            place.scroll_home(animate=False)
        elif by > 0 and self.cursor == len(self.rows) - 1:
            place.scroll_end(animate=False)
        else:
            y = self.virtual_region.y + self._lines.index(self.cursor)
            place.scroll_to_region(Region(0, y, self.size.width, 1), animate=False)

    def _painted(self) -> Iterator[Content]:
        self._lines = []
        width = self.content_size.width or self.app.size.width
        if not self.rows:
            return
        has_own = any(row.is_own for row in self.rows)
        if has_own:
            self._lines.append(None)
            yield head(width).stylize("$text-muted")
        for index, row in enumerate(self.rows):
            is_first_other = not row.is_own and (index == 0 or self.rows[index - 1].is_own)
            if is_first_other and row.state != "gone":
                yield from self._heading(has_own=has_own)
            self._lines.append(index)
            yield self._line(index, row, width)

    def _heading(self, *, has_own: bool) -> Iterator[Content]:
        if has_own:
            self._lines.append(None)
            yield Content("")
        self._lines.append(None)
        yield Content.styled("    Decks to begin", "$text-muted")

    def _line(self, index: int, row: DeckRow, width: int) -> Content:
        marks = ("> " if index == self.cursor else "  ") + (
            "✓ " if row.place in self.chosen else "  "
        )
        right = self._right(row, width)
        room = max(_LEAST, width - _MARKS - len(right.plain) - 1)
        exam = f"  exam {row.exam}" if row.exam and width >= WIDE else ""
        title = shown(row.title)
        if exam and title.cell_length + len(exam) <= room:
            title = joined(title, Content.styled(exam, "$text-muted"))
        if index == self.cursor:
            told = "" if row.state == "loading" else row.note
            self.is_cut = width < WIDE or title.cell_length > room or told not in right.plain
        line = joined(marks, title.truncate(room, ellipsis=True, pad=True), " ", right)
        return line.stylize("bold") if index == self.cursor else line

    def _right(self, row: DeckRow, width: int) -> Content:
        """Return what stands at the right of a row: its figures, or a note instead of them."""
        narrow = width < MEDIUM
        if row.state == "loading" and self.is_slow:
            return Content.styled("loading …", "$text-muted")
        if row.note:
            plain = row.brief if narrow or len(row.note) > width // 2 else row.note
            style = "$text-error" if row.state in ("broken", "gone") else "$text-muted"
            return shown(plain, style)
        if not row.is_own:
            facts = f"{row.facets:,} facets" if row.facets else ""
            return Content.styled("" if narrow else facts, "$text-muted")
        if row.state == "loading":
            return Content.styled(figures(row, width) if row.facets else "", "$text-muted")
        return Content(figures(row, width))
