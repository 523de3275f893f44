"""The test that every form must pass: what it calls right, wrong or no response is judged so."""

from collections.abc import Iterator

from quizkit.errors import ResponseError
from quizkit.model import Grade, Outcome, Question
from quizkit.questions.ask import Asker

FULL, NONE = 1.0, 0.0


def faults(asker: Asker, question: Question) -> Iterator[str]:
    """Yield what a form judges otherwise than its own samples say, one sentence each.

    Args:
        asker: What made the question.
        question: The question.
    """
    samples = asker.samples(question)
    if not samples.right:
        yield f"{question.facet}: there is no sample of a right response"
    wanted: list[tuple[str, tuple[Outcome, ...], float]]
    wanted = [(raw, (Outcome.RIGHT,), FULL) for raw in samples.right]
    wanted += [(raw, (Outcome.SLIP,), FULL) for raw in samples.slip]
    wanted += [(raw, (Outcome.PARTLY,), score) for raw, score in samples.partly]
    wanted += [(raw, (Outcome.WRONG, Outcome.UNCLEAR), NONE) for raw in samples.wrong]
    for raw, outcomes, score in wanted:
        grade = _grade(asker, question, raw)
        if grade is None:
            yield _told(question, raw, "refused", outcomes[0].value)
        elif grade.outcome not in outcomes or round(grade.score - score, 6):
            told = f"{grade.outcome.value} ({grade.score:g})"
            yield _told(question, raw, told, f"{outcomes[0].value} ({score:g})")
    for raw in samples.refused:
        grade = _grade(asker, question, raw)
        if grade is not None:
            yield _told(question, raw, grade.outcome.value, "refused by a ResponseError")


def _grade(asker: Asker, question: Question, raw: str) -> Grade | None:
    try:
        return asker.grade(question, raw)
    except ResponseError:
        return None


def _told(question: Question, raw: str, found: str, wanted: str) -> str:
    return f"{question.facet}: {raw!r:.60} is {found}, wanted {wanted}"
