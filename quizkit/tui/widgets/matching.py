"""Sentences to be matched with what belongs into their gaps."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from quizkit.model.action import Answer, Reveal
from quizkit.model.view import QuestionView
from quizkit.questions.responses import NONE, letter
from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.answering import Answering, digits
from quizkit.tui.widgets.lines import NOTHING, Line, clickable, flowed
from quizkit.tui.widgets.optionrows import BLANK, CURSOR, NARROW, Row, drawn
from quizkit.tui.widgets.options import DONT_KNOW
from quizkit.tui.widgets.pager import Pager

_LETTERS = "abcdef"


class Matching(Answering):
    """Numbered sentences and lettered options: `1b2a` typed, or arrows, or clicks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Answer", id="answer.take"),
        Binding("right", "turn(1)", "Letter", id="answer.next-letter", key_display="↑↓ ←→"),
        Binding("left", "turn(-1)", "Letter before", id="answer.letter-before", show=False),
        Binding("0", "unknown", DONT_KNOW, id="answer.unknown", show=False),
        Binding("up,k", "move(-1)", "Up", id="answer.up", show=False),
        Binding("down,j", "move(1)", "Down", id="answer.down", show=False),
        Binding("minus", "leave", "Not known", id="answer.leave", show=False),
        *(
            Binding(name, f"give({at})", f"Letter {name}", id=f"answer.{name}", show=False)
            for at, name in enumerate(_LETTERS)
        ),
        *digits("go"),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.given: dict[int, int] = {}
        self.cursor = 0
        self._asked_twice = False

    def begin(self, view: QuestionView) -> None:
        """Take every letter away."""
        self.given, self.cursor, self._asked_twice = {}, 0, False
        example = "".join(f"{at + 1}{letter(at)}" for at in range(min(2, len(view.options))))
        self.hint_at("answer.take", f"{example} enter")

    def lines(self, width: int) -> Sequence[Line]:
        """Return the sentences with their letters, then the options."""
        view = self.question
        rows = [
            Row(
                str(at + 1),
                shown(text),
                sign=CURSOR if at == self.cursor else BLANK,
                box=f"[{self._mark(at)}] ",
                after=self._after(at),
                target=f"prompt {at}",
            )
            for at, text in enumerate(view.prompts)
        ]
        return [
            *drawn(rows, width),
            *clickable([NOTHING]),
            *self._offered(width),
            *clickable([NOTHING]),
            *self._told(width),
        ]

    def _mark(self, at: int) -> str:
        option = self.given.get(at)
        return " " if option is None else "-" if option == NONE else letter(option)

    def _after(self, at: int) -> Content:
        option = self.given.get(at, NONE)
        return NOTHING if option == NONE else shown(self.question.options[option], "$text-accent")

    def _offered(self, width: int) -> list[Line]:
        used = set(self.given.values())
        pieces = []
        for at, text in enumerate(self.question.options):
            style = "$text-muted" if at in used else "bold"
            words = joined(Content.styled(letter(at), style), " ", shown(text))
            pieces.append((words, f"option {at}"))
        pieces.append((joined("0 ", DONT_KNOW), "0"))
        return flowed(pieces, width, gap=4, indent=4 if width >= NARROW else 2)

    def _told(self, width: int) -> list[Line]:
        below = self.below()
        if below is None:
            left = len(self.question.prompts) - len(self.given)
            told = f"{left} without a letter: type a number and its letter, - for none."
            if self.held:
                told = self.note or "Your letters."
            elif not left:
                told = "All have a letter: press enter."
            below = Content.styled(told, "$text-muted")
        return self.told(below, width, "answer")

    def may(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Return whether there is such a sentence or letter."""
        if action == "go":
            return int(str(parameters[0])) <= len(self.question.prompts)
        return action != "give" or int(str(parameters[0])) < len(self.question.options)

    def action_go(self, number: int) -> None:
        """Go to a sentence, by its number from 1."""
        self.cursor = number - 1
        self._changed()

    def action_give(self, option: int) -> None:
        """Give the sentence under the cursor a letter, and go to the next that has none."""
        self._give(option)
        open_ = [at for at in range(len(self.question.prompts)) if at not in self.given]
        if open_:
            self.cursor = next((at for at in open_ if at > self.cursor), open_[0])
        self._changed()

    def action_leave(self) -> None:
        """Say that the letter of the sentence under the cursor is not known."""
        self.action_give(NONE)

    def action_turn(self, by: int) -> None:
        """Give the sentence under the cursor the next letter that no other has."""
        taken = {option for at, option in self.given.items() if at != self.cursor}
        free = [at for at in range(len(self.question.options)) if at not in taken]
        now = self.given.get(self.cursor, NONE)
        if free:
            at = free.index(now) + by if now in free else (0 if by > 0 else -1)
            self._give(free[at % len(free)])
        self._changed()

    def action_move(self, by: int) -> None:
        """Move the cursor to another sentence."""
        self.cursor = (self.cursor + by) % len(self.question.prompts)
        self._changed()

    def action_take(self) -> None:
        """Answer with the letters; what has none is asked about once, then left open."""
        prompts = range(len(self.question.prompts))
        if any(at not in self.given for at in prompts) and not self._asked_twice:
            self._asked_twice = True
            self.said = "Not all have a letter. Enter again leaves them open."
            self.redraw()
            return
        self.held = True
        self.want(Answer(" ".join(f"{at + 1}{self._answer(at)}" for at in prompts)))

    def _answer(self, at: int) -> str:
        option = self.given.get(at, NONE)
        return "-" if option == NONE else letter(option)

    def action_unknown(self) -> None:
        """Give up."""
        self.held = True
        self.want(Reveal())

    def on_pager_clicked(self, message: Pager.Clicked) -> None:
        """Go to the sentence that was clicked, or give it the letter that was."""
        message.stop()
        if self.held:
            return
        what, _, number = message.target.partition(" ")
        if what == "prompt":
            self.action_go(int(number) + 1)
        elif what == "option":
            self.action_give(int(number))
        elif what == "answer":
            self.action_take()
        else:
            self.action_unknown()

    def _give(self, option: int) -> None:
        if option != NONE:
            self.given = {at: had for at, had in self.given.items() if had != option}
        self.given = {**self.given, self.cursor: option}

    def _changed(self) -> None:
        self.said, self._asked_twice = "", False
        self.redraw()
        self.bring_into_sight(f"prompt {self.cursor}")
