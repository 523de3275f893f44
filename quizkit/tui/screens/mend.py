"""A mending to look at before it is put into a file."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizkit.tui.screens.base import Modal
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.hintbar import HintBar


class Mend(Modal[str]):
    """Shows what would be changed; returns "yes", or None for no.

    Args:
        title: What is mended.
        told: What is to be known of it, in whole sentences.
        rows: The lines that go and come.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "yes", "Put it in", id="mend.yes", key_display="enter"),
        Binding("down,j", "scroll(1)", "Scroll", id="mend.down", key_display="↑↓"),
        Binding("up,k", "scroll(-1)", "Up", id="mend.up", show=False),
        Binding("pagedown,space", "scroll(8)", "Far down", id="mend.page-down", show=False),
        Binding("pageup", "scroll(-8)", "Far up", id="mend.page-up", show=False),
    ]
    DEFAULT_CSS = """
    Mend > VerticalScroll {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; padding: 0 1; background: $background;
    }
    Mend Static { height: auto; }
    Mend #title { text-style: bold; }
    Mend #rows { margin: 1 0; }
    """

    def __init__(self, title: str, told: str, rows: Sequence[Content]) -> None:
        super().__init__()
        self._heading = title
        self._told = told
        self._rows = rows

    def compose(self) -> ComposeResult:
        """Put what is mended above its lines, and below them what can be pressed."""
        with VerticalScroll(can_focus=False):
            yield Static(shown(self._heading), id="title")
            yield Static(shown(self._told))
            yield Static(joined(*self._rows, between="\n"), id="rows")
            legend = "- as it is   + as it will be   enter Put it in   esc Back"
            yield Static(Content.styled(legend, "$text-muted"))
        yield HintBar()

    def on_resize(self) -> None:
        """Tell of scrolling where there is more."""
        self.call_after_refresh(self.refresh_bindings)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Scroll only where there is more."""
        if action == "scroll":
            return any(each.max_scroll_y > 0 for each in self.query(VerticalScroll))
        return super().check_action(action, parameters)

    def action_yes(self) -> None:
        """Say yes."""
        self.dismiss("yes")

    def action_scroll(self, by: int) -> None:
        """Scroll by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
