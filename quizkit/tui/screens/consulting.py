"""What can be read beside a question: why it was asked, the evidence for its answer."""

from typing import TYPE_CHECKING, cast

from quizkit.model.view import QuestionView
from quizkit.tui.screens.asides import Told
from quizkit.tui.text import shown

if TYPE_CHECKING:
    from quizkit.model import EvidenceView
    from quizkit.practice.desk import Desk
    from quizkit.practice.study import Study
    from quizkit.tui.screens.study import Runner, StudyScreen


def tell_why(screen: "StudyScreen", question: QuestionView) -> None:
    """Show why a question was asked."""
    why = question.why or "There is nothing to explain."
    screen.app.push_screen(Told("Why was this asked?", shown(why)))


def mend(desk: "Desk") -> str:
    """Mend what a wrong clock saved, and return what came of it; runs in the backend."""
    from quizkit.practice.mending import mended  # it is seldom wanted

    return mended(desk.open(), desk.clock)


def show_evidence(screen: "StudyScreen", runner: "Runner") -> None:
    """Show what stands behind the answer on the screen; the sitting takes note of it.

    Args:
        screen: Where the feedback is shown.
        runner: The sitting: a quiz has no evidence.
    """

    def work() -> "EvidenceView | None":
        from quizkit.practice.evidence import evidence  # in the backend: it is seldom wanted

        return evidence(cast("Study", runner))  # the feedback of a quiz offers no evidence

    def show(view: "EvidenceView | None") -> None:
        from quizkit.tui.screens.evidence import EvidenceScreen

        if view is not None:
            screen.app.push_screen(EvidenceScreen(view))

    screen.ask(work, show)
