"""One of several options: choice, and true or false."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from quizkit.model.action import Answer, Reveal
from quizkit.model.question import Form
from quizkit.model.view import QuestionView
from quizkit.tui.text import shown
from quizkit.tui.widgets.answering import Answering, digits
from quizkit.tui.widgets.lines import NOTHING, Line, clickable
from quizkit.tui.widgets.optionrows import BLANK, CURSOR, Row, drawn, faint, labelled
from quizkit.tui.widgets.pager import Pager

UNKNOWN: Final = -1
"""The row "I don't know"."""

DONT_KNOW: Final = "I don't know"


class Options(Answering):
    """The options of a choice or a true-false, one of which is picked by number or by arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Answer", id="answer.take"),
        Binding("0", "unknown", DONT_KNOW, id="answer.unknown", show=False),
        Binding("up,k", "move(-1)", "Up", id="answer.up", show=False),
        Binding("down,j", "move(1)", "Down", id="answer.down", show=False),
        Binding("t", "side(1)", "True", id="answer.true", show=False),
        Binding("f", "side(2)", "False", id="answer.false", show=False),
        *digits("pick"),
    ]

    cursor: int | None = None
    """The row that enter takes: an option, `UNKNOWN`, or None."""

    def begin(self, view: QuestionView) -> None:
        """Forget the cursor."""
        self.cursor = None
        count = len(view.options)
        letters = "t f" if view.form is Form.TRUE_FALSE else f"1-{count}"
        self.hint_at("answer.take", f"{letters} ↑↓ enter")

    def lines(self, width: int) -> Sequence[Line]:
        """Return the options, and "I don't know"."""
        view = self.question
        rows = [self._row(at, text) for at, text in enumerate(view.options)]
        zero = Row(
            "0",
            shown(DONT_KNOW),
            sign=self._cursor_at(UNKNOWN),
            after=self._after(UNKNOWN),
            target="0",
        )
        lines = drawn([*rows, zero], width)
        below = self.below()
        return [*lines, *clickable([NOTHING]), *self.told(below, width)] if below else lines

    def _row(self, at: int, text: str) -> Row:
        if at in self.question.gone:
            return Row(str(at + 1), faint(text), after=Content.styled("taken away", "$text-muted"))
        label = labelled(self.question, at)
        return Row(
            label, shown(text), sign=self._cursor_at(at), after=self._after(at), target=str(at + 1)
        )

    def _cursor_at(self, at: int) -> Content:
        return CURSOR if at == self.cursor else BLANK

    def _after(self, at: int) -> Content:
        if at != self.cursor or not self.held:
            return NOTHING
        words = f"your answer · {self.note}" if self.note else "your answer"
        return Content.styled(words, "$text-muted")

    def may(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Return whether there is such an option."""
        view = self.question
        if action not in {"pick", "side"}:
            return True
        if action == "side":
            return view.form is Form.TRUE_FALSE
        number = int(str(parameters[0]))
        return 1 <= number <= len(view.options)

    def action_pick(self, number: int) -> None:
        """Answer with an option, by its number from 1; one that a hint took away is none."""
        if number - 1 in self.question.gone:
            self.say(f"The hint took {number} away: it is wrong.")
            return
        self.cursor = number - 1
        self.held = True
        self.want(Answer(str(number)))

    def action_side(self, number: int) -> None:
        """Answer with true, the first, or false."""
        self.action_pick(number)

    def action_unknown(self) -> None:
        """Give up."""
        self.cursor = UNKNOWN
        self.held = True
        self.want(Reveal())

    def action_move(self, by: int) -> None:
        """Move the cursor to the next option that is left."""
        view = self.question
        rows = [*(at for at in range(len(view.options)) if at not in view.gone), UNKNOWN]
        if self.cursor is None:
            at = 0 if by > 0 else len(rows) - 1
        else:
            at = (rows.index(self.cursor) + by) % len(rows)
        self.cursor = rows[at]
        self.said = ""
        self.redraw()
        self.bring_into_sight("0" if self.cursor == UNKNOWN else str(self.cursor + 1))

    def action_take(self) -> None:
        """Answer with the option under the cursor."""
        if self.cursor is None:
            self.action_move(1)
            self.say("Enter takes the marked one; ↑↓ move the mark.")
        elif self.cursor == UNKNOWN:
            self.action_unknown()
        else:
            self.action_pick(self.cursor + 1)

    def on_pager_clicked(self, message: Pager.Clicked) -> None:
        """Answer with the option that was clicked."""
        message.stop()
        if self.held or not message.target.isdecimal():
            return
        if message.target == "0":
            self.action_unknown()
        else:
            self.action_pick(int(message.target))
