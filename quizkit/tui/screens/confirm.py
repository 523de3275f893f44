"""A question with two answers, asked only before what cannot be undone."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizkit.tui.screens.base import Modal
from quizkit.tui.text import shown
from quizkit.tui.widgets.hintbar import HintBar


class Confirm(Modal[str]):
    """Asks a question; returns "yes", "other", or None for no.

    Args:
        question: What is asked, in whole sentences.
        yes: In a word or two what enter does.
        other: The same of `f`, or "" where there is no third way.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('yes')", "Yes", id="confirm.yes"),
        Binding("f", "answer('other')", "Other", id="confirm.other"),
    ]
    DEFAULT_CSS = """
    Confirm > VerticalScroll {
        width: 60; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; padding: 0 1; background: $background;
    }
    Confirm Static { height: auto; }
    Confirm #choices { margin-top: 1; text-style: bold; }
    """

    def __init__(self, question: str, *, yes: str, other: str = "") -> None:
        super().__init__()
        self._question = question
        self._yes = yes
        self._other = other

    def compose(self) -> ComposeResult:
        """Put the question above what can be pressed."""
        words = [f"enter {self._yes}", *([f"f {self._other}"] if self._other else []), "esc Back"]
        with VerticalScroll(can_focus=False):
            yield Static(shown(self._question))
            yield Static(Content("   ".join(words)), id="choices")
        yield HintBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the third way where there is none."""
        if parameters == ("other",) and not self._other:
            return False
        return super().check_action(action, parameters)

    def action_answer(self, answer: str) -> None:
        """Return the answer."""
        self.dismiss(answer)
