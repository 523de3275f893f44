"""A widget that draws lines itself, scrolls them, and says when there is more."""

from collections.abc import Sequence
from typing import Any, Final

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from quizkit.tui.text import joined
from quizkit.tui.widgets.lines import Line, Spot

_BELOW: Final = Content.styled("more ↓", "$text-muted")
_ABOVE: Final = Content.styled("↑ more", "$text-muted")
_BOTH: Final = Content.styled("↑ more ↓", "$text-muted")
_DOWN: Final = "page-down"
_UP: Final = "page-up"


class Pager(Widget):
    """Lines that are never cut: wrapped to the width, and scrolled where they are too many.

    A subclass gives the lines in `lines`, and calls `redraw` when they change.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Pager { height: auto; width: 1fr; padding: 0 0 0 1; }
    .-narrow Pager, .-tiny Pager { padding: 0; }
    """

    class Clicked(Message):
        """A part of a line was clicked.

        Attributes:
            pager: Where.
            target: What it means.
        """

        def __init__(self, pager: "Pager", target: str) -> None:
            super().__init__()
            self.pager = pager
            self.target = target

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._first = 0
        self._laid: tuple[int, list[Line]] = (-1, [])

    def lines(self, width: int) -> Sequence[Line]:
        """Return all lines for a width [cells]."""
        raise NotImplementedError

    @property
    def first(self) -> int:
        """The line at the top, from 0."""
        return self._first

    @property
    def has_more(self) -> bool:
        """Whether not all lines are in sight."""
        return len(self._lines(self.content_size.width)) > self.content_size.height

    def redraw(self, *, from_top: bool = False) -> None:
        """Lay the lines out anew; the height follows where it is automatic."""
        self._laid = (-1, [])
        if from_top:
            self._first = 0
        self.refresh(layout=self.styles.auto_dimensions)

    def page(self, pages: int) -> bool:
        """Scroll by so many screenfuls, down if positive; return whether anything moved."""
        return self._scroll(pages * max(1, self.content_size.height - 2))

    def bring_into_sight(self, target: str) -> None:
        """Scroll so that the lines with a target are seen."""
        found = [
            n for n, line in enumerate(self._all()) if any(s.target == target for s in line.spots)
        ]
        if not found:
            return
        rows = max(1, self.content_size.height - 1)
        if found[0] < self._first:
            self._scroll(found[0] - self._first)
        elif found[-1] >= self._first + rows:
            self._scroll(min(found[-1] - rows + 1, found[0]) - self._first)

    def render(self) -> Content:
        """Return the lines that are in sight."""
        return joined(*(line.content for line in self._seen()), between="\n")

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return all the cells there are."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return len(self._lines(width))

    def notify_style_update(self) -> None:
        """Lay out anew, as a theme may have changed."""
        self._laid = (-1, [])
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked; a click on "more" scrolls."""
        place = event.get_content_offset(self)
        seen = self._seen()
        if place is None or place.y >= len(seen):
            return
        target = seen[place.y].target(place.x)
        if target in (_DOWN, _UP):
            self.page(1 if target == _DOWN else -1)
        elif target:
            self.post_message(self.Clicked(self, target))
        else:
            return
        event.stop()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down a little."""
        if self._scroll(2):
            event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up a little."""
        if self._scroll(-2):
            event.stop()

    def _all(self) -> list[Line]:
        return self._lines(self.content_size.width)

    def _lines(self, width: int) -> list[Line]:
        if self._laid[0] != width:
            self._laid = (width, list(self.lines(width)) if width > 0 else [])
        return self._laid[1]

    def _last_first(self) -> int:
        height, count = self.content_size.height, len(self._all())
        return 0 if count <= height else count - max(1, height - 1)

    def _scroll(self, lines: int) -> bool:
        before = self._first
        self._first = max(0, min(before + lines, self._last_first()))
        if self._first != before:
            self.refresh()
        return self._first != before

    def _seen(self) -> list[Line]:
        """Return the lines in sight; where there are more, the last row says so."""
        lines, height = self._all(), self.content_size.height
        if len(lines) <= height or height < 1:
            self._first = 0
            return lines[: max(height, 0)]
        self._first = min(self._first, self._last_first())
        seen = lines[self._first : self._first + height - 1]
        is_end = self._first == self._last_first()
        return [*seen, self._sign(is_end=is_end)]

    def _sign(self, *, is_end: bool) -> Line:
        width = self.content_size.width
        sign = _ABOVE if is_end else _BOTH if self._first else _BELOW
        start = max(0, width - sign.cell_length)
        half = start + sign.cell_length // 2
        spots = [Spot(_UP, start, half if not is_end else width)] if self._first else []
        if not is_end:
            spots.append(Spot(_DOWN, half if self._first else start, width))
        return Line(joined(" " * start, sign), tuple(spots))
