"""What stands below the line in which an answer is typed."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from quizkit.model.action import Answer
from quizkit.model.view import AskAgainView, QuestionView
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.answering import Answering
from quizkit.tui.widgets.lines import NOTHING, Line, clickable, hung
from quizkit.tui.widgets.optionrows import NARROW
from quizkit.tui.widgets.pager import Pager
from quizkit.tui.widgets.verdicts import HALF

_HELP: Final = "Accents and capitals are optional. Don't know? Enter twice."


class Typed(Answering):
    """Hints, and names to choose from where a response fits several.

    While it has the focus, single letters are presses: tab goes there from the line and back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,tab", "go_back", "Type", id="typed.back", key_display="tab"),
    ]

    class Back(Message):
        """The learner wants to type on."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._again: AskAgainView | None = None

    def begin(self, view: QuestionView) -> None:
        """Forget the names."""
        self._again = None

    def ask_again(self, view: AskAgainView) -> None:
        """Ask which name was meant."""
        self.ask(view.question, again=True)
        self._again = view
        self.redraw(from_top=True)

    def lines(self, width: int) -> Sequence[Line]:
        """Return the hint, what is asked back, what is missing."""
        view, margin = self.question, Content("  " if width >= NARROW else "")
        told = []
        if view.hint:
            told.append(joined(Content.styled("Hint: ", "bold"), shown(view.hint)))
        if self._again is None and not self.said:
            told.append(Content.styled(_HELP, "$text-muted"))
        lines = clickable(line for text in told for line in hung(margin, text, width))
        lines += self._asked_again(margin, width)
        below = self.below()
        if below:
            lines += clickable([NOTHING, *hung(margin, below, width)])
        return lines

    def _asked_again(self, margin: Content, width: int) -> list[Line]:
        again = self._again
        if again is None:
            return []
        head = joined(margin, Content.styled("? ", f"bold {HALF}"))
        text = joined('"', shown(again.response), '" fits several names here. Which one? ')
        more = "Type it in full; nothing is counted yet."
        lines = clickable(hung(head, joined(text, more), width))
        for number, name in enumerate(again.candidates):
            row = hung(joined(margin, "  · "), shown(name), width)
            lines += clickable(row, f"name {number}")
        return lines

    def action_go_back(self) -> None:
        """Type on."""
        self.post_message(self.Back())

    def on_pager_clicked(self, message: Pager.Clicked) -> None:
        """Answer with the name that was clicked."""
        message.stop()
        what, _, number = message.target.partition(" ")
        if what == "name" and self._again is not None and not self.held:
            self.want(Answer(self._again.candidates[int(number)]))
