"""Steps or dates to be put in order."""

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


def ordinal(place: int) -> str:
    """Return a place as people say it.

    >>> [ordinal(place) for place in (1, 2, 3, 4, 11)]
    ['1st', '2nd', '3rd', '4th', '11th']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{'th' if 10 < place % 100 < 20 else ending}"


class Ordering(Answering):
    """Options to be put in order: their numbers typed one after the other, or rows moved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Answer", id="answer.take"),
        Binding("shift+down", "carry(1)", "Move", id="answer.later", key_display="shift+↑↓"),
        Binding("shift+up", "carry(-1)", "Move earlier", id="answer.earlier", show=False),
        Binding("backspace", "retract", "Take the last back", id="answer.retract", show=False),
        Binding("0", "unknown", DONT_KNOW, id="answer.unknown", show=False),
        Binding("up,k", "move(-1)", "Up", id="answer.up", show=False),
        Binding("down,j", "move(1)", "Down", id="answer.down", show=False),
        *digits("place"),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.rows: tuple[int, ...] = ()
        self.placed = 0
        self.cursor = 0
        self._asked_twice = False

    def begin(self, view: QuestionView) -> None:
        """Put the rows as they are given; none has its place yet."""
        self.rows = tuple(range(len(view.options)))
        self.placed = self.cursor = 0
        self._asked_twice = False
        self.hint_at("answer.take", f"1-{len(view.options)} enter")

    def lines(self, width: int) -> Sequence[Line]:
        """Return the rows as they stand, each with its place or a dash."""
        options = self.question.options
        rows = [
            Row(
                str(option + 1),
                shown(options[option]),
                sign=CURSOR if at == self.cursor else BLANK,
                box=f"{ordinal(at + 1) if at < self.placed else '–':>4} ",
                target=str(option + 1),
            )
            for at, option in enumerate(self.rows)
        ]
        rows.append(Row("0", shown(DONT_KNOW), box="     ", target="0"))
        return [*drawn(rows, width), *clickable([NOTHING]), *self._told(width)]

    def _told(self, width: int) -> list[Line]:
        below = self.below()
        if below is None:
            left = len(self.rows) - self.placed
            told = f"{left} to place: type their numbers, first to last."
            if self.held:
                told = self.note or "Your order."
            elif not left:
                told = "All are placed: press enter."
            below = Content.styled(told, "$text-muted")
        return self.told(below, width, "answer")

    def may(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Return whether there is such an option."""
        return action != "place" or int(str(parameters[0])) <= len(self.rows)

    def action_place(self, number: int) -> None:
        """Give an option, by its number from 1, the next place; the last goes by itself."""
        at = self.rows.index(number - 1)
        if at >= self.placed:
            self._put(at, self.placed)
            self.placed += 1
            if self.placed == len(self.rows) - 1:
                self.placed += 1
        self.cursor = self.rows.index(number - 1)
        self._changed()

    def action_retract(self) -> None:
        """Take the last place back; with it the very last, which went by itself."""
        if self.placed:
            self.placed -= 2 if self.placed == len(self.rows) else 1
            rest = sorted(self.rows[self.placed :])
            self.rows = (*self.rows[: self.placed], *rest)
            self.cursor = min(self.placed, len(self.rows) - 1)
            self._changed()

    def action_carry(self, by: int) -> None:
        """Move the row under the cursor; then all have the place where they stand."""
        to = self.cursor + by
        if 0 <= to < len(self.rows):
            self._put(self.cursor, to)
            self.cursor = to
            self.placed = len(self.rows)
            self._changed()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.cursor = (self.cursor + by) % len(self.rows)
        self._changed()

    def action_take(self) -> None:
        """Answer with the order; one that was not finished is asked about once."""
        if self.placed < len(self.rows) and not self._asked_twice:
            self._asked_twice = True
            self.said = "Not all are placed. Enter again answers with the order as it stands."
            self.redraw()
            return
        self.held = True
        self.want(Answer(", ".join(str(option + 1) for option in self.rows)))

    def action_unknown(self) -> None:
        """Give up."""
        self.held = True
        self.want(Reveal())

    def on_pager_clicked(self, message: Pager.Clicked) -> None:
        """Give the option that was clicked the next place."""
        message.stop()
        if self.held:
            return
        if message.target == "answer":
            self.action_take()
        elif message.target == "0":
            self.action_unknown()
        elif message.target.isdecimal():
            self.action_place(int(message.target))

    def _put(self, at: int, to: int) -> None:
        rest = [option for place, option in enumerate(self.rows) if place != at]
        self.rows = (*rest[:to], self.rows[at], *rest[to:])

    def _changed(self) -> None:
        self.said, self._asked_twice = "", False
        self.redraw()
        self.bring_into_sight(str(self.rows[self.cursor] + 1))
