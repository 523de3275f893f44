"""Order: steps, or facts by time or size, to be put in a row."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from quizkit.model import Form, Grade, Many, Outcome, Question, Way
from quizkit.questions.material import Material, has_steps, is_place
from quizkit.questions.responses import Samples, pick_order
from quizkit.text import fold

FORM = Form.ORDER
FEWEST = 3
"""Fewer are a guess."""
MOST = 7
"""No more are put in a row."""


def suits(material: Material) -> bool:
    """Return whether three to seven steps are asked, none like another or an option's number."""
    plan = material.plan
    if plan.many is not Many.ALL or plan.way is not Way.PLAIN or not has_steps(material):
        return False
    shown = {material.show(value).casefold() for value in plan.accepted}
    if any(is_place(text, MOST) for text in shown):
        return False
    return FEWEST <= len(shown) == len(plan.accepted) <= MOST


def ask(material: Material, *, rng: Random) -> Question:
    """Make the question about the steps of one fact; the material suits."""
    steps = material.plan.accepted
    shown = shuffled(len(steps), rng=rng)
    return Question(
        facet=material.plan.facet,
        form=FORM,
        stem=material.stem,
        options=tuple(material.show(steps[at]) for at in shown),
        keys=tuple(shown.index(at) for at in range(len(steps))),
        answer=material.answer,
        plan=material.plan,
        seed=material.seed,
        values=tuple(steps[at] for at in shown),
    )


def shuffled(count: int, *, rng: Random) -> list[int]:
    """Return 0..count-1 in an order other than the ascending one, each as likely.

    >>> shuffled(3, rng=Random("1")) != [0, 1, 2]
    True
    """
    right = list(range(count))
    found = list(right)
    while found == right and count > 1:
        rng.shuffle(found)
    return found


def kept(keys: Sequence[int], order: Sequence[int]) -> tuple[bool, ...]:
    """Return for each two neighbours of the right order whether they follow each other.

    >>> kept((2, 0, 1), (0, 1, 2))
    (False, True)
    """
    following = set(pairwise(order))
    return tuple(pair in following for pair in pairwise(keys))


def grade(question: Question, raw: str, *, material: Material) -> Grade:
    """Judge an order by the share of the neighbours that follow each other.

    Raises:
        ResponseError: If it does not name every option once.
    """
    del material
    return _graded(kept(question.keys, pick_order(question, raw)))


def grades(question: Question, raw: str) -> tuple[Grade, ...]:
    """Judge an order of several facets: of each the one or two neighbours that it has.

    Returns:
        One grade for each of `question.facets`.

    Raises:
        ResponseError: If the response does not name every option once.
    """
    follows = kept(question.keys, pick_order(question, raw))
    return tuple(_graded(follows[max(0, at - 1) : at + 1]) for at in range(len(question.facets)))


def _graded(follows: Sequence[bool]) -> Grade:
    score = sum(follows) / len(follows)
    if score == 1:
        return Grade(Outcome.RIGHT, 1.0)
    return Grade(Outcome.PARTLY if score > 0 else Outcome.WRONG, score)


def samples(question: Question, material: Material) -> Samples:
    """Return responses that must be judged right, partly right and wrong, and be refused."""
    del material
    numbers = [str(key + 1) for key in question.keys]
    texts = [question.options[key] for key in question.keys]
    tell = len(set(map(fold, texts))) == len(texts) and not any(";" in text for text in texts)
    rotated = [*numbers[1:], numbers[0]]
    pairs = len(numbers) - 1
    return Samples(
        right=(" ".join(numbers), ",".join(numbers), "".join(numbers), *([";".join(texts)] * tell)),
        wrong=(" ".join(reversed(numbers)),),
        partly=((" ".join(rotated), (pairs - 1) / pairs),),
        refused=("", numbers[0], "1 1 2", "99", " ".join(numbers[:-1]), f"{numbers[0]} x"),
    )
