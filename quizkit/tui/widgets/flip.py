"""A question to be answered in the head, before its answer is shown."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from quizkit.model.action import Reveal
from quizkit.tui.widgets.answering import Answering
from quizkit.tui.widgets.lines import Line, clickable, hung
from quizkit.tui.widgets.optionrows import margin
from quizkit.tui.widgets.pager import Pager


class Flip(Answering):
    """Nothing to choose: space shows the answer, then one rates oneself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "reveal", "Show the answer", id="flip.reveal", key_display="space"),
        Binding("0", "reveal", "I don't know", id="answer.unknown", show=False),
    ]

    def lines(self, width: int) -> Sequence[Line]:
        """Return what to do."""
        text = Content("Think of the answer, then press space to see it.")
        head = Content(" " + margin(width))
        return clickable(hung(head, text, width), "show")

    def action_reveal(self) -> None:
        """Show the answer."""
        self.held = True
        self.want(Reveal())

    def on_pager_clicked(self, message: Pager.Clicked) -> None:
        """Show the answer by a click."""
        message.stop()
        if not self.held:
            self.action_reveal()
