"""Select: all members of a complete list among wrong ones."""

from math import comb
from random import Random

from quizkit.grading.remarks import remark
from quizkit.model import Form, Grade, Many, Outcome, Question, Value
from quizkit.questions.material import Material, has_steps, is_choice_only, placed
from quizkit.questions.pick import ordered, picked, suffices
from quizkit.questions.responses import Samples, beyond, pick_several

FORM = Form.SELECT
MOST = 7
"""No more options are shown."""
FEWEST = 2
"""With fewer good distractors a list is asked in another form."""


def suits(material: Material) -> bool:
    """Return whether a complete list of two to five is asked, with enough good distractors.

    Steps are put in order instead; what is no option's number must not look like one.
    """
    count = len(material.plan.accepted)
    if material.plan.many is not Many.ALL or not 2 <= count <= MOST - FEWEST:
        return False
    if has_steps(material) or is_choice_only(material):
        return False
    made = placed(material, MOST)
    return made is not None and suffices(made, FEWEST)


def ask(material: Material, *, rng: Random) -> Question:
    """Make the question; the material suits."""
    right = list(material.plan.accepted)
    wanted = min(MOST - len(right), max(FEWEST, material.wish.lures, len(right)))
    lures = picked(placed(material, MOST) or material, count=wanted, rng=rng)
    values: list[Value] = ordered(material, [*right, *(lure.value for lure in lures)], rng=rng)
    return Question(
        facet=material.plan.facet,
        form=FORM,
        stem=material.stem,
        options=tuple(material.show(value) for value in values),
        keys=tuple(n for n, value in enumerate(values) if value in right),
        answer=material.answer,
        plan=material.plan,
        seed=material.seed,
        values=tuple(values),
        lures=lures,
        guess=1 / comb(len(values), len(right)),
    )


def grade(question: Question, raw: str, *, material: Material) -> Grade:
    """Judge the options named: (right ones - wrong ones) / all right ones, at least 0.

    Raises:
        ResponseError: If none is named.
    """
    chosen = pick_several(question, raw)
    hits = chosen & frozenset(question.keys)
    wrong = sorted(chosen - hits)
    score = max(0.0, (len(hits) - len(wrong)) / len(question.keys))
    given = question.values[wrong[0]] if wrong else None
    if score == 1:
        return Grade(Outcome.RIGHT, 1.0)
    missed = [question.options[n] for n in question.keys if n not in chosen]
    words = material.words
    told = [remark(words, "not", text=question.options[n]) for n in wrong]
    told += [remark(words, "also", text=text) for text in missed]
    outcome = Outcome.PARTLY if score > 0 else Outcome.WRONG
    return Grade(outcome, score, given, material.words.comma.join(told))


def samples(question: Question, material: Material) -> Samples:
    """Return responses that must be judged right, partly right and wrong, and be refused."""
    del material
    wrong = [n for n in range(len(question.options)) if n not in question.keys]
    return Samples(
        right=(" ".join(str(n + 1) for n in question.keys),),
        wrong=tuple(str(n + 1) for n in wrong),
        partly=((str(question.keys[0] + 1), 1 / len(question.keys)),),
        refused=("", beyond(question)),
    )
