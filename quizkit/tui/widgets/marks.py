"""Several of several options: select."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from quizkit.model.action import Answer, Reveal
from quizkit.model.view import QuestionView
from quizkit.tui.text import shown
from quizkit.tui.widgets.answering import Answering, digits
from quizkit.tui.widgets.lines import NOTHING, Line, clickable
from quizkit.tui.widgets.optionrows import BLANK, CURSOR, Row, drawn
from quizkit.tui.widgets.options import DONT_KNOW
from quizkit.tui.widgets.pager import Pager


class Marks(Answering):
    """Options of which several are right: marked by number, by arrows and space, or by a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Answer", id="answer.take", key_display="enter"),
        Binding("space", "mark_here", "Mark", id="answer.mark"),
        Binding("0", "unknown", DONT_KNOW, id="answer.unknown", show=False),
        Binding("up,k", "move(-1)", "Up", id="answer.up", show=False),
        Binding("down,j", "move(1)", "Down", id="answer.down", show=False),
        *digits("mark"),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.marked: frozenset[int] = frozenset()
        self.cursor = 0

    def begin(self, view: QuestionView) -> None:
        """Take all marks away."""
        self.marked, self.cursor = frozenset(), 0
        self.hint_at("answer.mark", f"1-{len(view.options)} space")

    def lines(self, width: int) -> Sequence[Line]:
        """Return the options with their marks, what to do, and "I don't know"."""
        rows = [
            Row(
                str(at + 1),
                shown(text),
                sign=CURSOR if at == self.cursor else BLANK,
                box="[x] " if at in self.marked else "[ ] ",
                target=str(at + 1),
            )
            for at, text in enumerate(self.question.options)
        ]
        rows.append(Row("0", shown(DONT_KNOW), box="    ", target="0"))
        return [*drawn(rows, width), *clickable([NOTHING]), *self._told(width)]

    def _told(self, width: int) -> list[Line]:
        below = self.below()
        if below:
            return self.told(below, width, "answer")
        told = "Several are right: mark them, then press enter."
        if self.held:
            told = " · ".join(filter(None, (f"{len(self.marked)} marked", self.note)))
        return self.told(Content.styled(told, "$text-muted"), width, "answer")

    def may(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Return whether there is such an option."""
        return action != "mark" or int(str(parameters[0])) <= len(self.question.options)

    def action_mark(self, number: int) -> None:
        """Mark an option, by its number from 1, or take its mark away."""
        self.cursor = number - 1
        self.marked ^= {number - 1}
        self.said = ""
        self.redraw()
        self.bring_into_sight(str(number))

    def action_mark_here(self) -> None:
        """Mark the option under the cursor, or take its mark away."""
        self.action_mark(self.cursor + 1)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.cursor = (self.cursor + by) % len(self.question.options)
        self.redraw()
        self.bring_into_sight(str(self.cursor + 1))

    def action_take(self) -> None:
        """Answer with what is marked."""
        if not self.marked:
            self.say("Nothing is marked yet; 0 is for: I don't know.")
            return
        self.held = True
        self.want(Answer(", ".join(str(at + 1) for at in sorted(self.marked))))

    def action_unknown(self) -> None:
        """Give up."""
        self.held = True
        self.want(Reveal())

    def on_pager_clicked(self, message: Pager.Clicked) -> None:
        """Mark the option that was clicked."""
        message.stop()
        if self.held:
            return
        if message.target == "answer":
            self.action_take()
        elif message.target == "0":
            self.action_unknown()
        elif message.target.isdecimal():
            self.action_mark(int(message.target))
