"""The line in which facts are filtered, with what may stand in it, or what is wrong with it."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from quizkit.tui.text import shown
from quizkit.tui.widgets.line import TypedIn

_TIP: Final = (
    "Words, or kind:visit · tag:war · known<80 · due:today · is:suspended · state:refused; "
    "-kind:visit for all others."
)


class FilterLine(Vertical):
    """A line that is out of sight while it is empty and nobody types in it."""

    DEFAULT_CSS = """
    FilterLine { height: auto; display: none; }
    FilterLine.on { display: block; }
    FilterLine > Horizontal { height: 1; }
    FilterLine Horizontal Static { width: 2; color: $text-muted; }
    FilterLine Input { width: 1fr; }
    FilterLine > #fault { height: auto; color: $text-muted; padding: 0 0 0 2; display: none; }
    FilterLine > #fault.on { display: block; }
    """

    class Changed(Message):
        """Another filter is typed.

        Attributes:
            text: It.
        """

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The line was left: the list is wanted again."""

    def compose(self) -> ComposeResult:
        """Yield the line and what is said below it."""
        with Horizontal():
            yield Static(Content("/ "))
            yield TypedIn(placeholder="kind:visit known<80", compact=True, select_on_focus=False)
        yield Static(id="fault")

    @property
    def text(self) -> str:
        """The filter."""
        return self.query_one(Input).value

    @property
    def is_typing(self) -> bool:
        """Whether somebody types in it."""
        return self.query_one(Input).has_focus

    def open(self) -> None:
        """Type in it, behind what stands there."""
        line = self.query_one(Input)
        self.add_class("on")
        line.focus()
        line.cursor_position = len(line.value)
        if not line.value:
            self._tell(Content(_TIP))

    def leave(self) -> None:
        """Type in it no more; what stands there stays."""
        self.set_class(bool(self.text), "on")
        if not self.text:
            self._tell(Content(""))
        self.screen.set_focus(None)
        self.post_message(self.Left())

    def clear(self) -> None:
        """Take everything out of it, and leave it."""
        self.query_one(Input).value = ""
        self.leave()

    def tell_fault(self, text: str) -> None:
        """Say what is wrong with the filter; "" if nothing is."""
        is_blank = self.is_typing and not self.text
        self._tell(Content(_TIP) if is_blank and not text else shown(text, "$text-error"))

    def _tell(self, text: Content) -> None:
        fault = self.query_one("#fault", Static)
        fault.update(text)
        fault.set_class(bool(text), "on")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the filter on while it is typed."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the list."""
        event.stop()
        self.leave()
