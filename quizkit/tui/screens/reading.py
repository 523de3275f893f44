"""Lines to be read above another screen, and closed again."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizkit.tui.screens.base import Modal
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.hintbar import HintBar


class Reading(Modal[None]):
    """Shows lines under a title; they scroll.

    Args:
        title: One line.
        lines: The lines; long ones are wrapped.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss", "Close", id="reading.close", key_display="enter"),
        Binding("up,k", "scroll(-1)", "Up", id="reading.up", show=False),
        Binding("down,j", "scroll(1)", "Down", id="reading.down", show=False),
        Binding("pageup", "scroll(-8)", "Far up", id="reading.page-up", show=False),
        Binding("pagedown", "scroll(8)", "Far down", id="reading.page-down", show=False),
    ]
    DEFAULT_CSS = """
    Reading > VerticalScroll {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; padding: 0 1; background: $background;
    }
    Reading Static { height: auto; }
    Reading #title { text-style: bold; margin-bottom: 1; }
    """

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._heading = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """Put the title above the lines."""
        with VerticalScroll(can_focus=False):
            yield Static(shown(self._heading), id="title")
            yield Static(joined(*map(shown, self._lines), between="\n"))
        yield HintBar()

    def action_scroll(self, by: int) -> None:
        """Scroll by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
