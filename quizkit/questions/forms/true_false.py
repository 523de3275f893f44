"""True or false: a statement with the right answer, or with one that is certainly wrong."""

from random import Random

from quizkit.model import Form, Grade, Many, Outcome, Question
from quizkit.questions.material import Material, is_stated
from quizkit.questions.pick import picked
from quizkit.questions.responses import Samples, pick_side
from quizkit.questions.stems import stem
from quizkit.questions.wording import capital

FORM = Form.TRUE_FALSE
TRUE, FALSE = 0, 1


def suits(material: Material) -> bool:
    """Return whether there is a statement about one answer, and one that makes it false."""
    words = material.words
    if not (words.true_or_false and words.true and words.false and is_stated(material)):
        return False
    if material.plan.many is Many.ALL:
        return False
    return bool(picked(material, count=1, rng=Random("suits")))


def ask(material: Material, *, rng: Random) -> Question:
    """Make the question; the material suits. The statement is true as often as false."""
    is_true = rng.random() < 0.5
    lures = () if is_true else picked(material, count=1, rng=rng)
    value = material.plan.accepted[0] if is_true else lures[0].value
    words = material.words
    options = (capital(words.true[0]), capital(words.false[0]))
    key = TRUE if is_true else FALSE
    return Question(
        facet=material.plan.facet,
        form=FORM,
        stem=f"{words.true_or_false} {stem(material.plan, material.deck, filling=value)}",
        options=options,
        keys=(key,),
        answer=options[key],
        plan=material.plan,
        seed=material.seed,
        lures=lures,
        guess=0.5,
    )


def grade(question: Question, raw: str, *, material: Material) -> Grade:
    """Judge an option's number, from 1, or the language's words for true and false.

    Raises:
        ResponseError: If it is neither.
    """
    side = pick_side(question, raw, material.words)
    if side in question.keys:
        return Grade(Outcome.RIGHT, 1.0)
    return Grade(Outcome.WRONG, 0.0, question.lures[0].value if question.lures else None)


def samples(question: Question, material: Material) -> Samples:
    """Return responses that must be judged right and wrong, and be refused."""
    words = (material.words.true, material.words.false)
    key = question.keys[0]
    return Samples(
        right=(str(key + 1), question.answer, *words[key]),
        wrong=(str(2 - key), *words[1 - key]),
        refused=("", "3", "perhaps"),
    )
