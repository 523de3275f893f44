"""Match: several sentences with a gap each, and what belongs in the gaps."""

from collections.abc import Sequence

from quizkit.model import Form, Grade, Outcome, Question, Value
from quizkit.questions.material import Material
from quizkit.questions.responses import NONE, Samples, letter, pick_pairs

FORM = Form.MATCH


def grade(question: Question, raw: str, *, material: Material) -> Grade:
    """Judge the option of each prompt: the share that is right.

    Raises:
        ResponseError: If a prompt has no option, or an option is given twice.
    """
    del material
    return whole(grades(question, raw))


def grades(question: Question, raw: str) -> tuple[Grade, ...]:
    """Judge the option of each prompt: one grade for each of `question.facets`.

    Raises:
        ResponseError: If a prompt has no option, or an option is given twice.
    """
    given = pick_pairs(question, raw)
    pairs = zip(question.keys, given, strict=True)
    return tuple(_graded(key, option, question.values) for key, option in pairs)


def _graded(key: int, option: int, values: Sequence[Value]) -> Grade:
    if option == key:
        return Grade(Outcome.RIGHT, 1.0, values[option])
    return Grade(Outcome.WRONG, 0.0, None if option == NONE else values[option])


def whole(grades: Sequence[Grade]) -> Grade:
    """Return the grade of several together: their mean.

    >>> whole([Grade(Outcome.RIGHT, 1.0), Grade(Outcome.WRONG, 0.0)])[:2]
    (<Outcome.PARTLY: 'partly'>, 0.5)
    """
    score = sum(grade.score for grade in grades) / len(grades)
    if score == 1:
        return Grade(Outcome.RIGHT, 1.0)
    return Grade(Outcome.PARTLY if score > 0 else Outcome.WRONG, score)


def samples(question: Question, material: Material) -> Samples:
    """Return responses that must be judged right, partly right and wrong, and be refused."""
    del material
    letters = [letter(key) for key in question.keys]
    labelled = [f"{number}{option}" for number, option in enumerate(letters, 1)]
    numbers = [str(key + 1) for key in question.keys]
    count = len(letters)
    return Samples(
        right=(
            " ".join(labelled),
            ", ".join(reversed(labelled)),
            " ".join(letters).upper(),
            "".join(numbers),
            " ".join(numbers),
        ),
        wrong=(" ".join([*letters[1:], letters[0]]), "-" * count),
        partly=((" ".join([letters[0], *["-"] * (count - 1)]), 1 / count),),
        refused=("", "a", "zzz", " ".join([letters[0]] * count), " ".join([*letters, "a"]), "99"),
    )
