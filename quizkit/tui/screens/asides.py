"""Small modal screens beside a question: words for a flag, a sentence to be read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Input, Static

from quizkit.text import nfc
from quizkit.tui.screens.base import Modal
from quizkit.tui.widgets.hintbar import HintBar

_LONGEST = 500


class Aside(Modal[ScreenResultType]):
    """A modal screen with help."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", id="help", key_display="?"),
        Binding("f1", "help", "Help", id="help-f1", show=False),
    ]

    def action_help(self) -> None:
        """Show what can be pressed."""
        self.quizkit.action_help()


class Flagging(Aside[str]):
    """Asks in one line what is wrong with a question; returns the words, or nothing."""

    DEFAULT_CSS = """
    Flagging > Vertical {
        width: 90%; max-width: 72; height: auto; padding: 0 1; border: round $primary;
        background: $surface;
    }
    """

    def compose(self) -> ComposeResult:
        """Yield what is asked, and the line."""
        with Vertical():
            yield Static(Content("What is wrong with this question? One line, for its author."))
            yield Input(max_length=_LONGEST, compact=True)
            yield Static(Content.styled("enter Send · esc Never mind", "$text-muted"))
        yield HintBar()

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the words."""
        self.dismiss(nfc(event.value.strip()))


class Told(Aside[None]):
    """Something to be read; any of the usual presses goes on.

    Args:
        title: What it is about: a constant.
        paragraphs: What is told, made by `shown`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,w", "dismiss", "Go on", id="told.on", key_display="enter"),
    ]
    DEFAULT_CSS = """
    Told > Vertical {
        width: 90%; max-width: 72; height: auto; max-height: 90%; padding: 0 1;
        border: round $primary; background: $surface; overflow-y: auto;
    }
    """

    def __init__(self, title: str, *paragraphs: Content) -> None:
        super().__init__()
        self._title = title
        self._paragraphs = paragraphs

    def compose(self) -> ComposeResult:
        """Yield the paragraphs, and how to go on."""
        with Vertical():
            yield Static(Content.styled(self._title, "bold"))
            for paragraph in self._paragraphs:
                yield Static(paragraph)
        yield HintBar()
