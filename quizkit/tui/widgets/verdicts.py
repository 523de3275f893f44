"""What came of an answer, in a sign, words and a style."""

from typing import Final, NamedTuple

from textual.content import Content

from quizkit.model.learner import Outcome
from quizkit.model.question import Form
from quizkit.model.view import FeedbackView
from quizkit.tui.text import joined, shown


class Verdict(NamedTuple):
    """How an outcome is shown.

    Attributes:
        sign: One cell.
        words: A sentence.
        style: For both.
    """

    sign: str
    words: str
    style: str


GOOD: Final = "$text-success"
BAD: Final = "$text-error"
HALF: Final = "$text-warning"

_VERDICTS: Final = {
    Outcome.RIGHT: Verdict("✓", "Right.", GOOD),
    Outcome.SLIP: Verdict("✓", "Right, with a slip.", GOOD),
    Outcome.PARTLY: Verdict("~", "Partly right.", HALF),
    Outcome.WRONG: Verdict("✗", "Not this one.", BAD),
    Outcome.UNCLEAR: Verdict("?", "Which one?", HALF),
}
_UNKNOWN: Final = Verdict("?", "Not known yet.", HALF)
_WRONG_TOGETHER: Final = Verdict("✗", "Not right.", BAD)
_OWN_WORD: Final = Verdict("✓", "Right, you say.", GOOD)
_TOGETHER: Final = frozenset({Form.ORDER, Form.MATCH, Form.SELECT})


def verdict(view: FeedbackView) -> Verdict:
    """Return how the outcome of an answer is shown."""
    if view.override == "grade":
        return _OWN_WORD
    if view.outcome is Outcome.WRONG:
        if not view.response:
            return _UNKNOWN
        if view.question.form in _TOGETHER:
            return _WRONG_TOGETHER
    return _VERDICTS[view.outcome]


def reasons(view: FeedbackView) -> list[Content]:
    """Return what is told about an answer, a paragraph each; the first begins with the verdict."""
    found = verdict(view)
    told = [line for line in view.lines if line != view.statement]
    first = _first(view)
    if not first and told and view.outcome is Outcome.SLIP:
        first = told.pop(0)
    if view.question.form is Form.FLIP:
        opening = [shown(first)] if first else []
    else:
        head = Content.styled(f"{found.sign} {found.words}", f"bold {found.style}")
        opening = [joined(head, " ", shown(first)) if first else head]
    return [*opening, *map(shown, told), *remarks(view.source, view.note, view.advice)]


def _first(view: FeedbackView) -> str:
    """Return what follows the verdict at once: the fact, or else the key."""
    if view.outcome is Outcome.SLIP and view.lines:
        return ""
    if view.statement:
        return view.statement
    return "" if view.question.options or view.score == 1 else f"Right is {view.key}."


def remarks(source: str, note: str, advice: str = "") -> list[Content]:
    """Return the note, the source and the advice, a paragraph each."""
    told = []
    if note:
        told.append(joined(Content.styled("Note: ", "bold"), shown(note)))
    if source:
        told.append(joined(Content.styled("Source: ", "bold"), shown(source)))
    if advice:
        told.append(joined(Content.styled("! ", f"bold {HALF}"), shown(advice)))
    return told
