"""Choice: one right option among certainly wrong ones."""

from random import Random

from quizkit.model import Form, Grade, Lure, Many, Outcome, Question, Value, Way
from quizkit.questions.material import Material, placed
from quizkit.questions.pick import ordered, picked, suffices
from quizkit.questions.responses import Samples, beyond, pick_one

FORM = Form.CHOICE
FEWEST = 2
"""With fewer good distractors a question is asked in another form."""


def suits(material: Material) -> bool:
    """Return whether there is one right answer, no number of an option, and good distractors."""
    plan, made = material.plan, placed(material, FEWEST + 1)
    if made is None:
        return False
    if plan.way is Way.WHICH_NOT:
        return len(plan.accepted) >= FEWEST and suffices(made, 1)
    if plan.many is Many.ALL:
        return False
    return suffices(made, 1 if plan.way is Way.LARGER else FEWEST)


def ask(material: Material, *, rng: Random) -> Question:
    """Make the question; the material suits.

    Of what is no member of a list the key is an outsider, the other options are members.
    """
    key, wrong, lures = _options(_placed(material), rng)
    values = ordered(material, [key, *wrong], rng=rng)
    options = tuple([material.show(value) for value in values])
    at = values.index(key)
    return Question(
        facet=material.plan.facet,
        form=FORM,
        stem=material.stem,
        options=options,
        keys=(at,),
        answer=options[at],
        plan=material.plan,
        seed=material.seed,
        values=tuple(values),
        lures=lures,
        guess=1 / len(values),
    )


def _placed(material: Material) -> Material:
    """Return the material for as many options as wished: for three if "4" may be one of four."""
    few, wanted = placed(material, FEWEST + 1) or material, material.wish.lures
    if wanted <= FEWEST:
        return few
    more = placed(material, wanted + 1)
    if more and len(more.lures) == len(few.lures):
        return more
    return few._replace(wish=material.wish._replace(lures=FEWEST))


def _options(material: Material, rng: Random) -> tuple[Value, tuple[Value, ...], tuple[Lure, ...]]:
    """Return the right option, the wrong ones, and the lures that prove what is wrong."""
    accepted, wanted = material.plan.accepted, material.wish.lures
    if material.plan.way is Way.WHICH_NOT:
        lures = _outsider(material, rng)
        members = rng.sample(accepted, min(len(accepted), max(FEWEST, wanted)))
        return lures[0].value, tuple(members), lures
    lures = picked(material, count=wanted, rng=rng)
    return accepted[0], tuple(lure.value for lure in lures), lures


def _outsider(material: Material, rng: Random) -> tuple[Lure, ...]:
    return picked(material, count=1, rng=rng)


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
        refused=("", beyond(question), "none of these"),
    )
