"""Choice: one right option among certainly wrong ones."""

from random import Random

from quizkit.model import Form, Grade, Many, Outcome, Question, Value
from quizkit.questions.material import Material
from quizkit.questions.pick import ordered, picked
from quizkit.questions.responses import Samples, pick_one

FORM = Form.CHOICE
FEWEST = 2
"""With fewer good distractors a question is asked in another form."""


def suits(material: Material) -> bool:
    """Return whether there is one right answer and enough good distractors."""
    if material.plan.many is Many.ALL:
        return False
    return len(picked(material, count=FEWEST, rng=Random("suits"))) >= FEWEST


def ask(material: Material, *, rng: Random) -> Question:
    """Make the question; the material suits."""
    lures = picked(material, count=material.wish.lures, rng=rng)
    key = material.plan.accepted[0]
    values: list[Value] = ordered(material, [key, *(lure.value for lure in lures)], rng=rng)
    return Question(
        facet=material.plan.facet,
        form=FORM,
        stem=material.stem,
        options=tuple(material.show(value) for value in values),
        keys=(values.index(key),),
        answer=material.answer,
        plan=material.plan,
        seed=material.seed,
        values=tuple(values),
        lures=lures,
        guess=1 / len(values),
    )


def grade(question: Question, raw: str, *, material: Material) -> Grade:
    """Judge an option's number, from 1, or its text.

    Raises:
        ResponseError: If it is neither.
    """
    del material
    chosen = pick_one(question, raw)
    value = question.values[chosen]
    if chosen in question.keys:
        return Grade(Outcome.RIGHT, 1.0, value)
    return Grade(Outcome.WRONG, 0.0, value)


def samples(question: Question, material: Material) -> Samples:
    """Return responses that must be judged right and wrong, and be refused."""
    del material
    key = question.keys[0]
    wrong = [n for n in range(len(question.options)) if n != key]
    text = question.options[key]
    by_text = () if text.isdecimal() else (text,)
    return Samples(
        right=(str(key + 1), *by_text),
        wrong=tuple(str(n + 1) for n in wrong),
        refused=("", "99", "none of these"),
    )
