"""A sitting or a quiz on the screen."""

from collections.abc import Callable
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from quizkit.model import (
    Action,
    Answer,
    FeedbackView,
    Next,
    QuestionView,
    Reveal,
    Stop,
    SummaryView,
    View,
)
from quizkit.tui.screens.base import QuizkitScreen
from quizkit.tui.text import joined, shown


class Runner(Protocol):
    """What a study screen drives: a begun sitting or quiz."""

    @property
    def view(self) -> View:
        """What is to be shown."""

    @property
    def notice(self) -> str:
        """One sentence to be shown with it, or ""."""

    @property
    def is_over(self) -> bool:
        """Whether it has come to its end."""

    def act(self, action: Action) -> View:
        """Do what the learner wants."""


class StudyScreen(QuizkitScreen[None]):
    """Drives a runner, whose work is done in the backend.

    Args:
        begin: Makes and begins the runner; runs in the backend.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,2,3,4,5,6,7,8,9", "answer('{key}')", "Answer", id="study.pick", show=False),
        Binding("0", "unknown", "I don't know", id="study.unknown"),
        Binding("enter", "next", "Next", id="study.next"),
    ]

    def __init__(self, begin: Callable[[], Runner]) -> None:
        super().__init__()
        self._begin = begin
        self._runner: Runner | None = None

    def body(self) -> ComposeResult:
        """Yield the one text."""
        yield Static("loading", id="text")

    def on_mount(self) -> None:
        """Begin once the shell is painted."""
        self.call_after_refresh(lambda: self.ask(self._begin, self._begun))

    def _begun(self, runner: Runner) -> None:
        self._runner = runner
        self._show(runner.view)

    def _show(self, view: View) -> None:
        lines: list[Content] = []
        match view:
            case QuestionView(stem=stem, options=options):
                lines = [
                    shown(stem),
                    *(joined(f"{n} ", shown(text)) for n, text in enumerate(options, 1)),
                ]
            case FeedbackView(question=question, key=key):
                lines = [shown(question.stem), joined("Right is ", shown(key))]
            case SummaryView(answered=answered):
                lines = [Content(f"Done: {answered}")]
            case _:
                pass
        self.query_one("#text", Static).update(joined(*lines, between="\n"))

    def _do(self, action: Action) -> None:
        runner = self._runner
        if runner is not None:
            self.ask(lambda: runner.act(action), self._show)

    def key_1(self) -> None:
        """Choose the first option."""
        self._do(Answer("1"))

    def action_unknown(self) -> None:
        """I don't know."""
        self._do(Reveal())

    def action_next(self) -> None:
        """Go on."""
        self._do(Next())

    def action_back(self) -> None:
        """Leave the sitting: it can be gone on with."""
        self._do(Stop())
        self.dismiss()
