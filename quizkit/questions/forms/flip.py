"""Flip: the learner thinks of the answer, sees it, and says how well it was known."""

from random import Random

from quizkit.errors import ResponseError
from quizkit.model import Form, Grade, Outcome, Question
from quizkit.questions.material import Material, is_choice_only
from quizkit.questions.responses import Samples

FORM = Form.FLIP


def suits(material: Material) -> bool:
    """Return whether there is something to think of: not for what is no member of a list."""
    return not is_choice_only(material)


def ask(material: Material, *, rng: Random) -> Question:
    """Make the question."""
    del rng
    return Question(
        facet=material.plan.facet,
        form=FORM,
        stem=material.stem,
        options=(),
        keys=(),
        answer=material.answer,
        plan=material.plan,
        seed=material.seed,
    )


def grade(question: Question, raw: str, *, material: Material) -> Grade:
    """Take the learner's word: "1" did not know it; "2", "3" or "4" knew it.

    Raises:
        ResponseError: If it is none of these.
    """
    del material
    text = raw.strip()
    if text not in ("1", "2", "3", "4"):
        raise ResponseError(
            "rate it: 1 not known, 2 hard, 3 good, 4 easy", question.form.value, raw
        )
    known = text != "1"
    return Grade(Outcome.RIGHT if known else Outcome.WRONG, 1.0 if known else 0.0)


def samples(question: Question, material: Material) -> Samples:
    """Return responses that must be judged right and wrong, and be refused."""
    del question, material
    return Samples(right=("3", "4"), wrong=("1",), refused=("", "maybe"))
