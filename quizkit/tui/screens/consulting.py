"""What can be read beside a question: why it was asked, the evidence for its answer."""

from typing import TYPE_CHECKING

from quizkit.model.view import FeedbackView, QuestionView
from quizkit.tui.screens.asides import Told
from quizkit.tui.text import shown
from quizkit.tui.widgets.verdicts import remarks

if TYPE_CHECKING:
    from quizkit.tui.screens.study import StudyScreen


def tell_why(screen: "StudyScreen", question: QuestionView) -> None:
    """Show why a question was asked."""
    why = question.why or "A quiz asks at random; there is nothing to explain."
    screen.app.push_screen(Told("Why was this asked?", shown(why)))


def show_evidence(screen: "StudyScreen", view: FeedbackView) -> None:
    """Show what stands behind an answer."""
    told = [shown(text) for text in dict.fromkeys((view.statement, *view.lines)) if text]
    told += remarks(view.source, view.note)
    nothing = shown("The deck gives no evidence for it.")
    screen.app.push_screen(Told("Evidence", *(told or [nothing])))
