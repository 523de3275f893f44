"""Cloze: the statement with a gap, to be filled in."""

from random import Random

from quizkit.grading.judge import judge
from quizkit.model import Form, Grade, Many, Question
from quizkit.questions.material import Material, is_stated, is_typable
from quizkit.questions.responses import Samples
from quizkit.questions.typos import misspelt

FORM = Form.CLOZE


def suits(material: Material) -> bool:
    """Return whether there is a statement with one gap, for a short answer."""
    return is_stated(material) and material.plan.many is not Many.ALL and is_typable(material)


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
        guess=0.05,
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
        strict=material.strict,
    )


def samples(question: Question, material: Material) -> Samples:
    """Return responses that must be judged right, right with a slip, and wrong."""
    wrong = tuple(material.show(lure.value) for lure in material.lures[:3])
    typo = misspelt(material)
    return Samples(
        right=(question.answer,), wrong=("", "qqq", *wrong), slip=(typo,) if typo else ()
    )
