"""Grading of numbers: scale words and units, with the tolerance that the key's digits imply."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

from quizkit.grading.remarks import remark
from quizkit.model import Grade, Number, Outcome, Words
from quizkit.text import fold
from quizkit.values.counting import counted, misspelt_scale
from quizkit.values.numbers import CURRENCIES, NumberFault, read_number, same_unit
from quizkit.values.words import BUILTIN

WRONG: Final = Grade(Outcome.WRONG, 0.0)
"""Wrong, and no number that could be named."""

_ABOUT: Final = Decimal("0.1")
_MAX_WORDS_BEFORE: Final = 3
_STARTS: Final = re.compile(r"[0-9$€£¥₫₩₹]|[-+\u2212][0-9]|US\$", re.IGNORECASE)
_MAX_UNIT: Final = 40
_CODES: Final = frozenset(code.casefold() for code in CURRENCIES.values())
_SCALES: Final = {word: f for words in BUILTIN.values() for word, f in words.scales.items()}
_SHORT: Final = {"k": 10**3, "m": 10**6, "b": 10**9}
_UPWARD: Final = {"over", "at least"}
_DOWNWARD: Final = {"under", "up to"}


_DENIALS: Final = frozenset({"not", "never", "khong", "chua"})
"""Words before a figure that say it is another one."""


class _Read(NamedTuple):
    """A number that was read, and what in it was misspelt, or ""."""

    number: Number
    misspelt: str = ""


def grade(
    response: str,
    accepted: Sequence[Number],
    *,
    words: Words,
    others: Collection[Number] = (),
) -> Grade:
    """Judge a response against numbers, any of which is right.

    Right within half a unit of the key's last given digit, or ten per cent where the key says
    "about", unless it is exactly another number. A bound counts only if it is the opposite of the
    key's; a missing unit is accepted, another one is not.

    Args:
        response: What was written.
        accepted: The right numbers.
        words: The language's words.
        others: Numbers that the deck states elsewhere.

    >>> from quizkit.values.words import builtin
    >>> en = builtin("en")
    >>> key = read_number("over 75 billion USD", en)
    >>> [grade(text, [key], words=en).score for text in ("$75bn", "about 75 billion", "75 million")]
    [1.0, 1.0, 0.0]
    """
    read = _read(response, words)
    if read is None:
        return WRONG
    grades = [_compare(read, key, words, others) for key in accepted]
    return max(grades, key=lambda found: found.score, default=WRONG)


def _compare(read: _Read, key: Number, words: Words, others: Collection[Number]) -> Grade:
    given = _scaled(read.number, key)
    wrong = Grade(Outcome.WRONG, 0.0, given)
    off = abs(given.value - key.value)
    close = off <= abs(key.value) * _ABOUT if key.bound == "about" else off < key.step
    if (not close and off) or _contrary(given.bound, key.bound):
        return wrong
    if given.unit and key.unit and not same_unit(given.unit, key.unit):
        return wrong._replace(detail=remark(words, "unit", unit=key.unit))
    if off and any(_is(given, other, key) for other in others):
        return wrong
    if read.misspelt:
        told = remark(words, "spelling", given=read.misspelt, right=key.shown)
        return Grade(Outcome.SLIP, 1.0, given, told)
    return Grade(Outcome.RIGHT, 1.0, given)


def _scaled(given: Number, key: Number) -> Number:
    """Take "97m" for millions where the key is in no metres."""
    factor = _SHORT.get(given.unit.casefold())
    if not factor or (key.unit and same_unit(given.unit, key.unit)):
        return given
    shown = f"{given.shown}{given.unit}"
    return Number(given.value * factor, "", given.bound, given.step * factor, shown)


def _contrary(given: str, key: str) -> bool:
    return (given in _UPWARD and key in _DOWNWARD) or (given in _DOWNWARD and key in _UPWARD)


def _is(given: Number, other: Number, key: Number) -> bool:
    """Return whether a number is exactly another one, which could be an answer here."""
    same = other.value == given.value != key.value
    return same and (other.unit == key.unit or same_unit(other.unit, key.unit))


def _read(response: str, words: Words) -> _Read | None:
    """Return the number that a response is, in figures or in words of any known language."""
    text = normalize("NFKC", response).strip().rstrip(".!?;,").rstrip()
    own = replace(words, scales={**_SCALES, **words.scales})
    swapped = replace(own, decimal=words.thousands, thousands=words.decimal)
    for language in (own, swapped):
        for bound, unit, figure in _fronts(text, words):
            found = _in_figures(figure, language)
            if found is None:
                continue
            if _goes_on(found.number.unit, (words, *BUILTIN.values())):
                return _in_words(text, words)
            number = found.number
            return found._replace(
                number=number._replace(bound=number.bound or bound, unit=number.unit or unit)
            )
    return _in_words(text, words)


def _fronts(text: str, words: Words) -> Iterator[tuple[str, str, str]]:
    """Yield bound, currency and figure: as written, then without what stands before the figure."""
    yield "", "", text
    tokens = text.split()
    starts = (at for at, token in enumerate(tokens) if _STARTS.match(token))
    at = next(starts, 0)
    if not 0 < at <= _MAX_WORDS_BEFORE + 1:
        return
    before = fold(" ".join(tokens[:at])).split()
    if _DENIALS.intersection(before):
        return
    unit = before.pop().upper() if before and before[-1] in _CODES else ""
    table = _bounds(words)
    ends = (" ".join(before[start:]) for start in range(len(before)))
    yield next((table[end] for end in ends if end in table), ""), unit, " ".join(tokens[at:])


def _in_figures(text: str, words: Words) -> _Read | None:
    """Read a number in figures; a scale word after it may be misspelt."""
    try:
        number = read_number(text, words)
    except NumberFault:
        return None
    wrong = number.unit.partition(" ")[0]
    factor = misspelt_scale(fold(wrong), words.scales.items()) if wrong else None
    if not factor:
        return _Read(number)
    scale = next(word for word, value in words.scales.items() if value == factor)
    unit = number.unit.removeprefix(wrong).strip()
    shown = f"{number.shown} {scale}"
    return _Read(
        Number(number.value * factor, unit, number.bound, number.step * factor, shown), wrong
    )


def _goes_on(unit: str, languages: Sequence[Words]) -> bool:
    """Return whether what follows a figure is more of the number: "1 triệu rưỡi"."""
    first = fold(unit).partition(" ")[0]
    return any(first in one.reading.halves for one in languages)


def _in_words(text: str, words: Words) -> _Read | None:
    """Read a number in words, after a bound or not, in the language or another one."""
    table = _bounds(words)
    tokens = text.split()
    for language in (words, *BUILTIN.values()):
        for length in range(min(_MAX_WORDS_BEFORE + 1, len(tokens) - 1), -1, -1):
            bound = table.get(fold(" ".join(tokens[:length])), "") if length else ""
            found = counted(" ".join(tokens[length:]), language) if bound or not length else None
            if found and not any(char.isdigit() for char in found.rest):
                number = Number(found.value, found.rest[:_MAX_UNIT], bound, Decimal(0), text)
                return _Read(number, text if found.slip else "")
    return None


def _bounds(words: Words) -> Mapping[str, str]:
    """Return what is written before a number to the bound that it means, in all languages."""
    return _table_of(tuple(words.bounds.items()), tuple(words.reading.bounds.items()))


@lru_cache(maxsize=16)
def _table_of(
    printed: tuple[tuple[str, str], ...], more: tuple[tuple[str, str], ...]
) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for language in BUILTIN.values():
        table |= language.reading.bounds
        table |= {fold(said): bound for bound, said in language.bounds.items()}
    return table | dict(more) | {fold(said): bound for bound, said in printed}
