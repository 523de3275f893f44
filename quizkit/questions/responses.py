"""Reading responses that name options: one, several, an order, pairs."""

import re
from typing import Final, NamedTuple

from quizkit.errors import ResponseError
from quizkit.model import Form, Question, Words
from quizkit.text import fold

NONE: Final = -1
"""Stands for the option of a prompt that the learner does not know."""

_UNKNOWN: Final = frozenset({"0", "-"})
_LABELLED: Final = re.compile(r"([0-9]+)\s*[:=.)-]?\s*([a-z]|-)(?![a-z])")


class Samples(NamedTuple):
    """Responses for a test of a form: each must be judged so.

    Attributes:
        right: Wholly right, without a slip.
        wrong: Wrong or unclear, score 0.
        slip: Right with a slip.
        partly: Partly right, each with its score (0..1).
        refused: Not of the form's shape: a `ResponseError`.
    """

    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    slip: tuple[str, ...] = ()
    partly: tuple[tuple[str, float], ...] = ()
    refused: tuple[str, ...] = ()


def chosen(question: Question, raw: str, words: Words) -> tuple[int, ...]:
    """Return the options that a response names, as the log keeps them.

    Of a selection in ascending order; of an order in the order given; of a match the option of
    each prompt, -1 where it is not known. Empty for forms without options.

    Args:
        question: As it was asked.
        raw: The response.
        words: The language's words.

    Raises:
        ResponseError: If the response is not of the form's shape.
    """
    match question.form:
        case Form.CHOICE:
            return (pick_one(question, raw),)
        case Form.TRUE_FALSE:
            return (pick_side(question, raw, words),)
        case Form.SELECT:
            return tuple(sorted(pick_several(question, raw)))
        case Form.ORDER:
            return pick_order(question, raw)
        case Form.MATCH:
            return pick_pairs(question, raw)
        case _:
            return ()


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


def pick_side(question: Question, raw: str, words: Words) -> int:
    """Return 0 for true and 1 for false: by number, by the language's words or their short forms.

    Raises:
        ResponseError: If it is neither.
    """
    text = fold(raw)
    for side, spellings in enumerate((words.true, words.false)):
        if text and text in map(fold, spellings):
            return side
    try:
        return pick_one(question, raw)
    except ResponseError:
        true, false = question.options
        message = f'"{raw.strip()[:40]}" is neither: give 1 for {true} or 2 for {false}'
        raise ResponseError(message, question.form.value, raw) from None


def pick_several(question: Question, raw: str) -> frozenset[int]:
    """Return the options that a response names: "1 3", "1,3", "13", or texts between commas.

    Raises:
        ResponseError: If it names none, or a part of it names none.
    """
    parts = _split(question, raw)
    if not parts:
        raise ResponseError(
            "no option is named: give their numbers, such as 1 3", question.form.value, raw
        )
    text = raw.strip()
    if len(parts) > 1 and text.isdecimal() and text in question.options:
        message = f'"{text}" may be one option or several: give their numbers, such as 1 3'
        raise ResponseError(message, question.form.value, raw)
    return frozenset(pick_one(question, part) for part in parts)


def pick_order(question: Question, raw: str) -> tuple[int, ...]:
    """Return all options in the order given: "2 1 3", "2,1,3", "213", or texts between commas.

    Texts that hold commas themselves are put between semicolons.

    Raises:
        ResponseError: If a part names no option, or not every option is named once.
    """
    order = tuple(pick_one(question, part) for part in _split(question, raw))
    if sorted(order) != list(range(len(question.options))):
        message = f"give all {len(question.options)} numbers, each once, such as 2 1 3"
        raise ResponseError(message, question.form.value, raw)
    return order


def pick_pairs(question: Question, raw: str) -> tuple[int, ...]:
    """Return the option of each prompt: "1c 2a 3b", "c a b", "cab", "3 1 2" or "312".

    A prompt that is not known gets "-" (without numbers before the letters also 0), and here -1.

    Raises:
        ResponseError: If a prompt has no option or two, or an option is given twice.
    """
    count = len(question.prompts)
    text = raw.strip().casefold()
    found = _labelled(text, count)
    if found is None:
        parts = re.split(r"[\s,;]+", text)
        found = list(text) if len(parts) == 1 else parts
    options = [_lettered(part, len(question.options)) for part in found]
    known = [option for option in options if option != NONE]
    if len(options) != count or None in options or len(set(known)) < len(known):
        example = " ".join(f"{number + 1}{letter(number)}" for number in reversed(range(count)))
        message = f"give each of the {count} sentences one letter, no letter twice, as in {example}"
        raise ResponseError(message, question.form.value, raw)
    return tuple(option for option in options if option is not None)


def letter(option: int) -> str:
    """Return the letter of an option of a match.

    >>> letter(0), letter(3)
    ('a', 'd')
    """
    return chr(ord("a") + option)


def beyond(question: Question) -> str:
    """Return a number that names no option, for a test of the forms."""
    count = len(question.options)
    return next(str(n) for n in range(count + 90, count + 9_000) if str(n) not in question.options)


def _labelled(text: str, count: int) -> list[str] | None:
    """Return the letters of "2a 1c" in the order of the prompts, or None if it is not so made."""
    pairs = _LABELLED.findall(text)
    if not pairs or re.sub(r"[\s,;]+", "", _LABELLED.sub("", text)):
        return None
    by_prompt = {int(number[:4]): option for number, option in pairs}
    if len(pairs) != count or by_prompt.keys() != set(range(1, count + 1)):
        return []
    return [by_prompt[number] for number in range(1, count + 1)]


def _lettered(part: str, count: int) -> int | None:
    """Return the option that a letter, or a number from 1, stands for; None if there is none."""
    if part in _UNKNOWN:
        return NONE
    if part.isdecimal() and 1 <= int(part[:4]) <= count:
        return int(part) - 1
    letters = [letter(option) for option in range(count)]
    return letters.index(part) if part in letters else None


def _split(question: Question, raw: str) -> list[str]:
    text, count = raw.strip(), len(question.options)
    if text.isdecimal() and count <= 9:
        is_option = text in question.options and any(
            int(digit) not in range(1, count + 1) for digit in text
        )
        return [text] if is_option else list(text)
    mark = ";" if ";" in text and question.form is Form.ORDER else None
    parts = (text if mark else text.replace(";", ",")).split(mark or ",")
    parts = [part for part in parts if part.strip()]
    if len(parts) == 1 and all(word.isdecimal() for word in text.split()):
        return text.split()
    return parts
