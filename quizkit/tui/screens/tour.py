"""The tour: two minutes on a deck that came along, with a sentence of help at each first time.

It is a sitting like any other: what is answered in it counts.
"""

from typing import TYPE_CHECKING, Final

from quizkit.model import (
    AskAgainView,
    FeedbackView,
    Form,
    MarkView,
    Outcome,
    PausedView,
    QuestionView,
    RevealView,
    SummaryView,
    View,
)

if TYPE_CHECKING:
    from quizkit.session.sitting import Wish
    from quizkit.tui.app import QuizkitApp

MINUTES: Final = 2
"""How long the tour is [minutes]."""

FORMS: Final = {
    Form.CHOICE: "Press the number of the right answer, or 0 if you do not know it: no harm done.",
    Form.TRUE_FALSE: "Is this so? Press t for true, f for false, 0 if you do not know.",
    Form.SELECT: "Several are right: mark each with its number, then press enter.",
    Form.TYPED: "Type the answer and press enter. Capitals and accents do not matter.",
    Form.CLOZE: "Type what belongs into the gap, then press enter.",
    Form.ORDER: "Put them in order: press the numbers one after the other, then enter.",
    Form.MATCH: "Find the pairs: press a number, then the letter that goes with it.",
    Form.FLIP: "Think of the answer, then press space to see it.",
}

FEEDBACK: Final = (
    "It is saved already. enter goes on; e shows where the fact is from.",
    "Pressed the wrong thing? u takes the answer back.",
    "The line with Again to Easy says when it will come back; 1-4 change that.",
    "Wondering why just this was asked? w tells.",
)


class Coach:
    """Tells one thing at a time, each once: at the first question of each form, and in feedback.

    The same view gets the same sentence, however often it is painted.
    """

    def __init__(self) -> None:
        self._told: dict[int, str] = {}
        self._forms: set[Form] = set()
        self._feedback = 0
        self._views: list[View] = []

    def __call__(self, view: View) -> str:
        """Return what to say beside a view, or ""."""
        if id(view) not in self._told:
            self._views.append(view)  # so that no other view gets its id
            self._told[id(view)] = self._sentence(view)
        return self._told[id(view)]

    def _sentence(self, view: View) -> str:
        match view:
            case QuestionView(form=form):
                first = form not in self._forms
                self._forms.add(form)
                return FORMS[form] if first else ""
            case RevealView():
                return "How well did you know it? 1 not at all .. 4 at once."
            case FeedbackView(outcome=outcome):
                return self._of_feedback(outcome)
            case SummaryView():
                return "That was it. enter brings you home: this deck waits there now."
            case AskAgainView() | PausedView() | MarkView():
                return ""

    def _of_feedback(self, outcome: Outcome) -> str:
        at, self._feedback = self._feedback, self._feedback + 1
        if at >= len(FEEDBACK):
            return ""
        calm = "Wrong is fine: it comes again in a moment. " if outcome is Outcome.WRONG else ""
        return (calm if at == 0 else "") + FEEDBACK[at]


def tour(app: "QuizkitApp") -> None:
    """Begin the tour; without any deck nothing happens.

    Args:
        app: Shows it.
    """
    from quizkit.practice.homelist import tour_deck  # once in a life
    from quizkit.tui.screens.study import StudyScreen

    desk = app.desk
    place = tour_deck(desk)

    def wish() -> "Wish":
        from quizkit.practice.homerows import more  # in the backend

        return more(desk, MINUTES)

    if place is None:
        return
    app.study([place], wish=wish)
    if isinstance(app.screen, StudyScreen):
        app.screen.coach = Coach()
