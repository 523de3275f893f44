"""The line in which an answer is typed."""

from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from quizkit.text import nfc
from quizkit.tui.rtl import AsTyped

LONGEST: Final = 500
"""Characters that an answer may have."""


class TypedIn(Input, AsTyped):
    """One line of text that is typed: a path, a filter, a date; in the order of typing."""


class AnswerBox(TypedIn):
    """One line of typed text, kept in Unicode's composed form.

    Attributes:
        is_shut: The answer is given: what is typed now is dropped.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Answer", id="answer.submit", key_display="enter"),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(select_on_focus=False, max_length=LONGEST, compact=True, **options)
        self.cursor_blink = False
        self.is_shut = False

    async def on_key(self, event: events.Key) -> None:
        """Take enter at once, and nothing behind it.

        A binding is looked up only after the press has gone up through all widgets; letters that
        come meanwhile would get into the answer.
        """
        if not self.is_shut and event.key != "enter":
            return
        event.prevent_default()
        event.stop()
        if not self.is_shut:
            self.is_shut = bool(self.value.strip())
            await self.action_submit()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Compose letters with their marks, so that backspace takes a letter, not a mark.

        Letters may have come since the event: what stands there now counts.
        """
        text = nfc(self.value)
        if text != self.value:
            before = nfc(self.value[: self.cursor_position])
            with self.prevent(Input.Changed):
                self.value = text
            self.cursor_position = len(before)


class AnswerLine(Horizontal):
    """A label, the box, and a word behind it.

    Attributes:
        box: Where the text stands.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    AnswerLine { height: 1; padding: 0 0 0 3; }
    .-narrow AnswerLine, .-tiny AnswerLine { padding: 0; }
    AnswerLine > .label { width: auto; }
    AnswerLine > .note { width: auto; color: $text-muted; }
    AnswerLine > AnswerBox { width: 1fr; background: $surface; color: $foreground; }
    AnswerLine > AnswerBox:disabled { background: $background; opacity: 1; text-opacity: 1; }
    """

    class Given(Message):
        """Enter was pressed.

        Attributes:
            text: What stands in the line, without blanks around it; "" twice is giving up.
            times: How often enter was pressed in a row on the empty line.
        """

        def __init__(self, text: str, times: int) -> None:
            super().__init__()
            self.text = text
            self.times = times

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._empty = 0
        self.box = AnswerBox()
        self._note = Static(Content(""), classes="note")

    def compose(self) -> ComposeResult:
        """Yield label, box and note."""
        yield Static(Content("Your answer: "), classes="label")
        yield self.box
        yield self._note

    def open(self, *, again: bool = False) -> None:
        """Take an answer.

        Args:
            again: Keep what stands there.
        """
        if not again:
            self.box.value = ""
            self._empty = 0
        self.box.disabled = self.box.is_shut = False
        self.put_note("")

    def close(self, given: str | None = None) -> None:
        """Take no more: letters are presses again.

        Args:
            given: The answer as it was taken; None: what stands there stays.
        """
        if given is not None:
            self.box.value = given
            self.put_note("")
        self.box.disabled = True

    def offer(self) -> None:
        """Mark what stands there: the next letter replaces it, an arrow keeps it."""
        self.box.action_select_all()

    def put_note(self, text: str) -> None:
        """Put a word behind the box: that it is being saved."""
        self._note.update(Content(f" {text}" if text else ""))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Say what was given; enter on an empty line is counted."""
        event.stop()
        text = event.value.strip()
        self._empty = 0 if text else self._empty + 1
        self.post_message(self.Given(text, self._empty))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Begin to count anew."""
        event.stop()
        self._empty = 0

    def on_click(self, event: events.Click) -> None:
        """Go to the box wherever the line is clicked."""
        if not self.box.disabled:
            self.box.focus()
            event.stop()
