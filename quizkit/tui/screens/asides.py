"""Small modal screens beside a question: words for a flag, a sentence to be read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from quizkit.text import nfc
from quizkit.tui.screens.base import Modal
from quizkit.tui.text import shown
from quizkit.tui.widgets.hintbar import HintBar
from quizkit.tui.widgets.line import TypedIn

_LONGEST = 500
_MENDS = "f puts answers that a wrong clock saved where they belong; enter leaves all as it is."


class Flagging(Modal[str]):
    """Asks in one line what is wrong with a question; returns the words, or nothing."""

    DEFAULT_CSS = """
    Flagging > Vertical {
        width: 90%; max-width: 72; height: auto; padding: 0 1; border: round $primary;
        background: $surface;
    }
    Flagging Horizontal { height: 1; margin: 1 0; }
    Flagging .label { width: auto; text-style: bold; }
    Flagging Input { width: 1fr; background: $background; }
    """

    def compose(self) -> ComposeResult:
        """Yield what is asked, and the line."""
        with Vertical():
            yield Static(Content("What is wrong with this question? One line, for its author."))
            with Horizontal():
                yield Static(Content("> "), classes="label")
                yield TypedIn(max_length=_LONGEST, compact=True)
            yield Static(Content.styled("enter Send · esc Never mind", "$text-muted"))
        yield HintBar()

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the words."""
        self.dismiss(nfc(event.value.strip()))


class Told(Modal[None]):
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


class Beginning(Modal[str]):
    """What is to be read before the first question; returns "mend", or nothing to go on.

    Args:
        doubt: Why the clock may be wrong, or "": then there is nothing to be mended.
        opening: How to come back after a break, or "".
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "dismiss", "Go on", id="beginning.on", key_display="enter"),
        Binding("f", "mend", "Mend the log", id="beginning.mend"),
    ]
    DEFAULT_CSS = """
    Beginning > Vertical {
        width: 90%; max-width: 72; height: auto; max-height: 90%; padding: 0 1;
        border: round $primary; background: $surface; overflow-y: auto;
    }
    """

    def __init__(self, doubt: str, opening: str) -> None:
        super().__init__()
        self._doubt, self._opening = doubt, opening

    def compose(self) -> ComposeResult:
        """Yield what is told, and what can be done about it."""
        with Vertical():
            yield Static(Content.styled("Before you begin", "bold"))
            for text in filter(None, (self._doubt, self._opening)):
                yield Static(shown(text))
            if self._doubt:
                yield Static(Content.styled(_MENDS, "$text-muted"))
        yield HintBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to mend only what may be wrong."""
        if action == "mend":
            return bool(self._doubt)
        return super().check_action(action, parameters)

    def action_mend(self) -> None:
        """Put answers that a wrong clock saved where they belong; undo takes it back."""
        self.dismiss("mend")
