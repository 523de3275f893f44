"""What is shown in the browser now, and what becomes of what the browser wants."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Protocol

from quizkit.errors import QuizkitError, ResponseError
from quizkit.model import (
    Action,
    AskAgainView,
    EvidenceView,
    FeedbackView,
    Flag,
    PausedView,
    Progress,
    QuestionView,
    Redo,
    RevealView,
    Undo,
    View,
)
from quizkit.notebook.widget.commands import on_offer, wanted
from quizkit.notebook.widget.labels import IN_BROWSER, labels
from quizkit.notebook.widget.state import asked_again, drawn, evidence, shown

VERSION: Final = 1
"""Version of the state that the script reads."""


class Runner(Protocol):
    """What is played: a quiz or a sitting."""

    @property
    def view(self) -> View:
        """What is to be shown."""

    @property
    def notice(self) -> str:
        """One sentence to be shown with it, or ""."""

    def act(self, action: Action) -> View:
        """Do what the learner wants."""


class Play:
    """A quiz or sitting as a browser sees it. No rule is in it: it asks the runner.

    Args:
        runner: What is played.
        language: Tag of the language in which the widget itself speaks, if it can.
        evidence: Returns what stands behind the answer shown; None: a quiz, of which nothing is
            kept, so that nothing can be undone, rated or put off.

    Attributes:
        n: Number of the state, from 1: another for each view. A message that names another is
            stale.
        state: All that the browser is told, as values that JSON has.
    """

    def __init__(
        self,
        runner: Runner,
        *,
        language: str,
        evidence: Callable[[], EvidenceView | None] | None = None,
    ) -> None:
        self.n = 1
        self._runner = runner
        self._language, self._words = labels(language)
        self._evidence = evidence
        self._shown: View = runner.view
        self._behind: list[str] = []
        self._may_redo = self._is_closed = False
        self._said = shown(runner.notice)
        self.state: Mapping[str, Any] = {}
        self._draw()

    def receive(self, message: object) -> bool:
        """Do what a message of the browser asks for; one that asks for nothing changes nothing.

        Args:
            message: Whatever came.

        Returns:
            Whether the state is another.

        >>> from quizkit.model import MarkView
        >>> class Over:
        ...     view, notice = MarkView("7", 0, 0.0, ()), ""
        ...     def act(self, action): raise AssertionError(action)
        >>> Play(Over(), language="en").receive({"do": "next", "n": 1})
        False
        """
        before = self.state
        found = wanted(message, n=self.n, offered=self._offered)
        if found is None:
            return False
        try:
            if isinstance(found, str):
                self._look_behind()
            else:
                self._act(found)
        except ResponseError as error:
            self._said = f"{shown(str(error)).rstrip('.')}. {self._words['stands']}"
        except QuizkitError as error:
            answers = self.state["phase"] == "question" and not isinstance(found, str)
            advice = self._words["not saved" if answers else "not done"]
            self._said = f"{shown(str(error)).rstrip('.')}. {advice}"
        self._draw()
        return self.state != before

    def refresh(self) -> bool:
        """Take in what was done to the runner by other hands; return whether it is shown anew."""
        if _timeless(self._runner.view) == _timeless(self._shown):
            return False
        self._may_redo = False
        self._renew()
        self._draw()
        return True

    def end(self) -> None:
        """Offer nothing any more: what is played was closed."""
        self._is_closed = True
        self.refresh()
        self._draw()

    @property
    def _offered(self) -> tuple[str, ...]:
        if self._is_closed:
            return ()
        kept = self._evidence is not None
        return on_offer(self._shown, is_kept=kept, may_redo=self._may_redo)

    def _act(self, action: Action) -> None:
        self._runner.act(action)
        self._may_redo = isinstance(action, Undo) or (self._may_redo and isinstance(action, Flag))
        if isinstance(action, Redo):
            self._may_redo = False
        if _timeless(self._runner.view) == _timeless(self._shown):
            self._said = shown(self._runner.notice)
        else:
            self._renew()

    def _renew(self) -> None:
        """Show the runner's view under a number of its own."""
        self._shown = self._runner.view
        self.n += 1
        self._behind = []
        self._said = shown(self._runner.notice)
        if isinstance(self._shown, AskAgainView):
            self._said = asked_again(self._shown, self._words)

    def _look_behind(self) -> None:
        found = self._evidence() if self._evidence else None
        self._shown = self._runner.view
        if found and isinstance(self._shown, FeedbackView):
            self._behind = evidence(found, self._words, why=self._shown.question.why)

    def _draw(self) -> None:
        self.state = {
            "v": VERSION,
            "n": self.n,
            "language": self._language,
            "words": {name: self._words[name] for name in IN_BROWSER},
            "offers": list(self._offered),
            "said": self._said,
            "evidence": self._behind,
            **drawn(self._shown, self._words),
        }


def _timeless(view: View) -> View:
    """Return a view as it is whenever it is looked at."""
    match view:
        case QuestionView() | PausedView():
            return replace(view, progress=Progress(view.progress.answered))
        case AskAgainView() | RevealView() | FeedbackView():
            question = replace(view.question, progress=Progress(view.question.progress.answered))
            return replace(view, question=question)
        case _:
            return view
