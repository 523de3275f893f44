"""Panes whose lines come from their screen: what belongs to a row, and the names of lists."""

from collections.abc import Callable, Sequence

from textual.content import Content

from quizkit.tui.widgets.lines import Line, flowed
from quizkit.tui.widgets.pager import Pager

MakeLines = Callable[[int], Sequence[Line]]
"""Returns all lines for a width [cells]."""


class Detail(Pager):
    """A pane that scrolls, and says where there is more."""

    _make: MakeLines | None = None

    def show(self, make: MakeLines) -> None:
        """Take lines from a function, asked whenever they are to be drawn anew."""
        self._make = make
        self.redraw(from_top=True)

    def lines(self, width: int) -> Sequence[Line]:
        """Return the lines."""
        return self._make(width) if self._make else ()

    def scroll_lines(self, lines: int) -> bool:
        """Scroll by so many lines, down if positive; return whether anything moved."""
        return self._scroll(lines)


class Tabs(Pager):
    """The names of lists, of which one is shown; a click turns to another."""

    _names: Sequence[tuple[Content, str]] = ()

    def show(self, names: Sequence[tuple[Content, str]]) -> None:
        """Show other names, each with what a click on it means."""
        self._names = names
        self.redraw()

    def lines(self, width: int) -> Sequence[Line]:
        """Return the names side by side."""
        return flowed(self._names, width, gap=1)
