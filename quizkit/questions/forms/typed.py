"""Typed: the answer is written by the learner."""

from random import Random

from quizkit.grading.judge import judge
from quizkit.model import Form, Grade, Many, Question
from quizkit.questions.material import Material, has_steps, is_choice_only, is_gap, is_typable
from quizkit.questions.responses import Samples
from quizkit.questions.typos import misspelt

FORM = Form.TYPED


def suits(material: Material) -> bool:
    """Return whether the answer is short enough to be typed; a card's gap is a cloze already.

    Steps are put in order instead: of a typed list the order does not count.
    """
    if is_choice_only(material):
        return False
    if is_gap(material) or (material.plan.many is Many.ALL and has_steps(material)):
        return False
    return is_typable(material)


def ask(material: Material, *, rng: Random) -> Question:
    """Make the question; the material suits."""
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
        hint=material.answer[:1],
    )


def grade(question: Question, raw: str, *, material: Material) -> Grade:
    """Judge what was typed, by the type of the answer."""
    return judge(
        raw,
        accepted=material.graded,
        type_=material.type,
        lexicon=material.lexicon,
        words=material.words,
        asked=question.plan.asked,
        many=question.plan.many,
        strict=material.strict,
    )


def samples(question: Question, material: Material) -> Samples:
    """Return responses that must be judged right, right with a slip, and wrong."""
    many = question.plan.many is Many.ALL
    wrong = tuple(material.show(lure.value) for lure in material.lures[:3])
    lower = () if material.strict else (question.answer.upper(),)
    typo = misspelt(material)
    return Samples(
        right=(question.answer, *(() if many else lower)),
        wrong=("", "qqq", *wrong),
        slip=(typo,) if typo else (),
    )
