"""Reading responses that name options."""

from typing import NamedTuple

from quizkit.errors import ResponseError
from quizkit.model import Question
from quizkit.text import fold


class Samples(NamedTuple):
    """Responses for a test of a form: each must be judged so."""

    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    slip: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def pick_one(question: Question, raw: str) -> int:
    """Return the option, from 0, that a response names by number (from 1) or text.

    Raises:
        ResponseError: If it names none.
    """
    text = raw.strip()
    if text.isdecimal() and 1 <= int(text[:4]) <= len(question.options):
        return int(text) - 1
    folded = [fold(option) for option in question.options]
    if folded.count(fold(text)) == 1:
        return folded.index(fold(text))
    raise ResponseError(
        f'"{text[:40]}" is no option here: give a number from 1 to {len(question.options)}',
        question.form.value,
        raw,
    )


def pick_several(question: Question, raw: str) -> frozenset[int]:
    """Return the options that a response names: "1 3", "1,3", "13", or texts between commas.

    Raises:
        ResponseError: If it names none, or a part of it names none.
    """
    text = raw.strip()
    if text.isdecimal() and len(question.options) <= 9:
        parts = list(text)
    else:
        parts = [part for part in text.replace(";", ",").split(",") if part.strip()]
        if len(parts) == 1 and all(word.isdecimal() for word in text.split()):
            parts = text.split()
    if not parts:
        raise ResponseError(
            "no option is named: give their numbers, such as 1 3", question.form.value, raw
        )
    return frozenset(pick_one(question, part) for part in parts)
