"""What can be done with what the study screen shows."""

from collections.abc import Callable
from typing import Final

from quizkit.model.view import (
    AskAgainView,
    FeedbackView,
    MarkView,
    PausedView,
    QuestionView,
    SummaryView,
    View,
)
from quizkit.tui.screens.pages import TYPED


def going_on(view: View) -> str:
    """Return what is said when a sitting that was left is gone on with."""
    if not isinstance(view, QuestionView):
        return "Going on where you left."
    done = view.progress
    left = max(0, done.box_ms - done.spent_ms) / 60_000
    time = f", {left:.0f} min left" if done.box_ms else ""
    press = "tab, then n," if view.form in TYPED else "n"
    return f"Going on: {done.answered} answered{time}. {press} begins a new sitting."


def is_quiz(view: View) -> bool:
    """Return whether a question or feedback is a quiz's: its questions are counted."""
    asked = view.question if isinstance(view, FeedbackView | AskAgainView) else view
    return isinstance(asked, QuestionView) and asked.progress.total > 0


def comes_to_an_end(view: View) -> bool:
    """Return whether leaving shows first what came of it: always of a quiz, else of any answer."""
    if isinstance(view, SummaryView | MarkView):
        return False
    asked = view if isinstance(view, QuestionView | PausedView) else view.question
    return is_quiz(view) or asked.progress.answered > 0


def _asks(view: View) -> bool:
    return isinstance(view, QuestionView | AskAgainView)


def _question(view: View) -> QuestionView | None:
    if isinstance(view, QuestionView):
        return view
    return view.question if isinstance(view, AskAgainView) else None


def _may_hint(view: View, *, typed: bool) -> bool:
    question = _question(view)
    return question is not None and question.may_hint and (question.form in TYPED) == typed


def _is_study(view: View) -> bool:
    return not is_quiz(view) and not isinstance(view, MarkView)


MAY: Final[dict[str, Callable[[View], bool]]] = {
    "hint": lambda view: _may_hint(view, typed=False),
    "hint_typed": lambda view: _may_hint(view, typed=True),
    "skip": _asks,
    "put_off": lambda view: _is_study(view) and (_asks(view) or isinstance(view, FeedbackView)),
    "suspend": lambda view: _is_study(view) and (_asks(view) or isinstance(view, FeedbackView)),
    "flag": lambda view: _is_study(view) and not isinstance(view, SummaryView | PausedView),
    "pause": lambda view: _is_study(view) and not isinstance(view, SummaryView | PausedView),
    "undo": lambda view: (
        _is_study(view) and not isinstance(view, PausedView) and getattr(view, "may_undo", True)
    ),
    "redo": lambda view: _is_study(view) and not isinstance(view, PausedView),
    "go_on": lambda view: isinstance(view, SummaryView) and view.reason == "stopped",
    "leave_line": lambda view: (q := _question(view)) is not None and q.form in TYPED,
}
"""For each action of the screen: whether it can be done with a view."""
