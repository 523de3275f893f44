"""Signs and words that views share: a meaning never stands in a colour alone."""

from typing import Final, NamedTuple

from quizkit.model import FeedbackView, Outcome, Problem, Question, Severity
from quizkit.notebook.markup import Html
from quizkit.questions.responses import letter


class Mark(NamedTuple):
    """A sign, and the words that say the same."""

    sign: str
    words: str

    def __str__(self) -> str:
        """Return both."""
        return f"{self.sign} {self.words}"


_SEVERITIES: Final = {
    Severity.FATAL: "✗",
    Severity.ERROR: "✗",
    Severity.WARNING: "!",
    Severity.NOTE: "i",
}
_VERDICTS: Final = {
    Outcome.RIGHT: Mark("✓", "Right"),
    Outcome.SLIP: Mark("✓", "Right, with a slip"),
    Outcome.PARTLY: Mark("~", "Partly right"),
    Outcome.WRONG: Mark("✗", "Wrong"),
    Outcome.UNCLEAR: Mark("?", "Which one?"),
}


def bundle(plain: str, html: Html, markdown: str) -> dict[str, str]:
    """Return what IPython asks an object for: the three ways to show it, by type.

    Args:
        plain: For a terminal.
        html: For a notebook.
        markdown: For places that show no HTML.
    """
    return {"text/plain": plain, "text/markdown": markdown, "text/html": str(html)}


def severity(problem: Problem) -> Mark:
    """Return how grave a problem is.

    >>> from quizkit.model import NOWHERE
    >>> print(severity(Problem("QK202", Severity.WARNING, "", NOWHERE)))
    ! warning
    """
    return Mark(_SEVERITIES[problem.severity], problem.severity.word)


def verdict(view: FeedbackView) -> Mark:
    """Return how the outcome of an answer is told."""
    if view.override == "grade":
        return Mark("✓", "Right, you say")
    if view.outcome is Outcome.WRONG and not view.response:
        return Mark("?", "Not known")
    return _VERDICTS[view.outcome]


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "fact"), counted(1200, "fact")
    ('1 fact', '1,200 facts')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def key_of(question: Question) -> str:
    """Return the right answer with the number of its option; of a match and an order all pairs.

    Args:
        question: The question with its key.
    """
    if question.prompts:
        options, keys = question.options, question.keys
        pairs = (f"{n}{letter(key)} {options[key]}" for n, key in enumerate(keys, 1))
        return "; ".join(pairs)
    if not question.options:
        return question.answer
    return "; ".join(f"{key + 1}. {question.options[key]}" for key in question.keys)
