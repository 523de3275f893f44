"""What all widgets share in which a question is answered."""

from dataclasses import replace
from typing import Any

from textual.binding import Binding
from textual.content import Content

from quizkit.model.action import Action
from quizkit.model.view import QuestionView
from quizkit.tui.widgets.lines import Line, clickable, hung
from quizkit.tui.widgets.optionrows import margin
from quizkit.tui.widgets.pager import Pager
from quizkit.tui.widgets.wanted import Wanted


def digits(action: str) -> list[Binding]:
    """Return the bindings of 1 to 9, none of which is hinted at."""
    return [
        Binding(str(n), f"{action}({n})", f"Option {n}", id=f"answer.{n}", show=False)
        for n in range(1, 10)
    ]


class Answering(Pager, can_focus=True):
    """A pager in which a question is answered; what is wanted goes out as `Wanted`.

    Attributes:
        held: A response is being saved: presses are dropped.
        note: A word beside the response: that it is being saved; else "".
        said: A sentence below: what is still missing; else "".
    """

    DEFAULT_CSS = """
    Answering { height: 1fr; }
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.view: QuestionView | None = None
        self.held = False
        self.note = ""
        self.said = ""

    @property
    def question(self) -> QuestionView:
        """The question that is asked; `ask` comes first."""
        if self.view is None:
            message = "no question is asked"
            raise ValueError(message)
        return self.view

    def ask(self, view: QuestionView, *, again: bool = False) -> None:
        """Show a question.

        Args:
            view: The question.
            again: It is the one that is shown already, changed: what was begun stays.
        """
        self.view = view
        self.note = self.said = ""
        self.held = False
        if not again:
            self.begin(view)
        self.redraw(from_top=not again)

    def begin(self, view: QuestionView) -> None:
        """Forget what was begun at the question before."""

    def want(self, action: Action) -> None:
        """Send out what the learner wants."""
        self.said = ""
        self.post_message(Wanted(action))
        self.redraw()

    def say(self, text: str) -> None:
        """Say below what is missing."""
        self.said = text
        self.redraw()

    def put_note(self, text: str) -> None:
        """Put a word beside the response."""
        if text != self.note:
            self.note = text
            self.redraw()

    def let_go(self) -> None:
        """Take presses again: what was wanted could not be done."""
        self.held = False
        self.put_note("")

    def hint_at(self, binding: str, presses: str) -> None:
        """Say in hints which presses a binding stands for here."""
        table = self._bindings.key_to_bindings
        for press, found in table.items():
            table[press] = [
                replace(b, key_display=presses) if b.id == binding else b for b in found
            ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Drop presses while a response is being saved."""
        return None if self.held else self.may(action, parameters)

    def may(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Return whether an action can be done now."""
        return True

    def told(self, text: Content, width: int, target: str = "") -> list[Line]:
        """Return what is said below the options, as lines that mean one thing when clicked."""
        return clickable(hung(Content(" " + margin(width)), text, width), target)

    def below(self) -> Content | None:
        """Return what is said below, if anything."""
        return Content.styled(self.said, "$text-warning") if self.said else None
