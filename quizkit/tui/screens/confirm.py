"""A question with two answers, asked only before what cannot be undone."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizkit.tui.screens.base import Modal
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.hintbar import HintBar


class Confirm(Modal[str]):
    """Asks a question; returns "yes", or None for no.

    Args:
        question: What is asked, in whole sentences.
        yes: In a word or two what enter does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "yes", "Yes", id="confirm.yes", key_display="enter"),
    ]
    DEFAULT_CSS = """
    Confirm > VerticalScroll {
        width: 60; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; padding: 0 1; background: $background;
    }
    Confirm Static { height: auto; }
    Confirm #choices { margin-top: 1; text-style: bold; }
    """

    def __init__(self, question: str, *, yes: str) -> None:
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """Put the question above what can be pressed."""
        with VerticalScroll(can_focus=False):
            yield Static(shown(self._question))
            yield Static(joined("enter ", shown(self._yes), "   esc Back"), id="choices")
        yield HintBar()

    def action_yes(self) -> None:
        """Say yes."""
        self.dismiss("yes")
