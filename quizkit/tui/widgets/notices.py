"""Pages with little on them: waiting, a pause, a fault of the store."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from quizkit.model.action import Next
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.lines import NOTHING, Line, clickable, hung
from quizkit.tui.widgets.optionrows import NARROW
from quizkit.tui.widgets.pager import Pager
from quizkit.tui.widgets.wanted import Wanted


def sentence(text: str) -> str:
    """Return a text with a capital first and a mark last.

    >>> sentence("the disk is full"), sentence("Who?")
    ('The disk is full.', 'Who?')
    """
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


class Notice(Pager, can_focus=True):
    """Some sentences, each a paragraph."""

    DEFAULT_CSS = """
    Notice { height: 1fr; }
    """

    def __init__(self, *paragraphs: Content, **options: Any) -> None:
        super().__init__(**options)
        self._paragraphs = paragraphs

    def show_paragraphs(self, *paragraphs: Content) -> None:
        """Show these instead."""
        self._paragraphs = paragraphs
        self.redraw(from_top=True)

    def lines(self, width: int) -> Sequence[Line]:
        """Return the paragraphs."""
        margin = Content("   " if width >= NARROW else "")
        return clickable(line for text in self._paragraphs for line in hung(margin, text, width))


class Strip(Notice, can_focus=False):
    """A sentence beside what is shown."""

    DEFAULT_CSS = """
    Strip { height: auto; max-height: 4; color: $text-accent; }
    """


class Paused(Notice):
    """A pause: nothing of the question is seen, and the time stands still."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("P,enter,space", "go_on", "Go on", id="paused.go-on", key_display="enter"),
    ]

    held: bool = False

    def show_pause(self, deck: str) -> None:
        """Say that the time stands still."""
        self.held = False
        self.show_paragraphs(
            Content.styled("Paused.", "bold"),
            NOTHING,
            joined(
                "The time stands still, and all answers are saved. ", shown(deck), " waits for you."
            ),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Drop presses while it goes on."""
        return None if self.held else True

    def action_go_on(self) -> None:
        """Go on."""
        self.held = True
        self.post_message(Wanted(Next()))


class Trouble(Notice):
    """The answer could not be saved: nothing is counted, and it may be tried again."""

    DEFAULT_CSS = """
    Trouble { height: auto; max-height: 60%; border-top: solid $error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "Try again", id="trouble.again"),
        Binding("q", "leave", "Quit", id="trouble.quit"),
    ]

    class Chosen(Message):
        """What is to be done about it.

        Attributes:
            again: Try once more, else leave.
        """

        def __init__(self, *, again: bool) -> None:
            super().__init__()
            self.again = again

    def show_error(self, error: Exception, *, begun: bool) -> None:
        """Say what went wrong.

        Args:
            error: It.
            begun: There is a question on the screen, with a response.
        """
        what = "✗ Not saved. " if begun else "✗ This cannot begin. "
        kept = "Your answer stays here; nothing is counted. " if begun else ""
        self.show_paragraphs(
            joined(Content.styled(what, "bold $text-error"), shown(sentence(str(error)))),
            joined(kept, "Press r to try again, q to quit."),
        )

    def action_again(self) -> None:
        """Try once more."""
        self.post_message(self.Chosen(again=True))

    def action_leave(self) -> None:
        """Leave the program."""
        self.post_message(self.Chosen(again=False))
