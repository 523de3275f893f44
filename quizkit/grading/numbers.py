"""Grading of numbers: scale words and units, with the tolerance that the key's digits imply."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from quizkit.model import Grade, Number, Outcome, Words
from quizkit.text import fold
from quizkit.values.numbers import NumberFault, read_number, same_unit

WRONG: Final = Grade(Outcome.WRONG, 0.0)
"""Wrong, and no number that could be named."""

_ABOUT: Final = Decimal("0.1")
_MAX_WORDS_BEFORE: Final = 3
_STARTS: Final = re.compile(r"[0-9$€£¥₫₩₹]|[-+\u2212][0-9]|US\$")


def grade(response: str, accepted: Sequence[Number], *, words: Words) -> Grade:
    """Judge a response against numbers, any of which is right.

    Right within half a unit of the key's last given digit, or ten per cent where the key says
    "about". Bounds in the response do not count; a missing unit is accepted, another one is not.

    Args:
        response: What was written.
        accepted: The right numbers.
        words: The language's words.

    >>> from quizkit.values.words import builtin
    >>> en = builtin("en")
    >>> key = read_number("over 75 billion USD", en)
    >>> [grade(text, [key], words=en).score for text in ("$75bn", "about 75 billion", "75 million")]
    [1.0, 1.0, 0.0]
    """
    given = _read(response, words)
    if given is None:
        return WRONG
    grades = [_compare(given, key) for key in accepted]
    return max(grades, key=lambda found: found.score, default=WRONG)


def _compare(given: Number, key: Number) -> Grade:
    off = abs(given.value - key.value)
    close = off <= abs(key.value) * _ABOUT if key.bound == "about" else off < key.step
    if not close and off:
        return Grade(Outcome.WRONG, 0.0, given)
    if given.unit and key.unit and not same_unit(given.unit, key.unit):
        return Grade(Outcome.WRONG, 0.0, given, f"the unit is {key.unit}")
    return Grade(Outcome.RIGHT, 1.0, given)


def _read(response: str, words: Words) -> Number | None:
    text = normalize("NFKC", response).strip().rstrip(".!?;,").rstrip()
    swapped = replace(words, decimal=words.thousands, thousands=words.decimal)
    tries = [text, _from_first_digit(text), _from_word(text, words)]
    for language in (words, swapped):
        for candidate in tries:
            if candidate:
                try:
                    return read_number(candidate, language)
                except NumberFault:
                    continue
    return None


def _from_first_digit(text: str) -> str:
    """Leave out what stands before the figure: "roughly", "it was"."""
    tokens = text.split(" ", _MAX_WORDS_BEFORE + 1)
    if _STARTS.match(tokens[0]):
        return ""
    for index, token in enumerate(tokens[1 : _MAX_WORDS_BEFORE + 1], start=1):
        if _STARTS.match(token):
            return " ".join(tokens[index:])
    return ""


def _from_word(text: str, words: Words) -> str:
    """Put a figure in place of a number word at the start: "three visits"."""
    tokens = text.split(" ", 3)
    for length in (2, 1):
        word = fold(" ".join(tokens[:length]))
        for number, spelling in enumerate(words.counts):
            if fold(spelling) == word:
                return " ".join([str(number), *tokens[length:]])
    return ""
