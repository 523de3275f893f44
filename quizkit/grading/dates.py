"""Grading of dates: any common form of the language; finer is right, coarser is partly right."""

from collections.abc import Sequence
from typing import Final

from quizkit.grading.remarks import remark
from quizkit.model import Date, Grade, Outcome, Precision, Words
from quizkit.values.dates import DateFault, known_at, make, parts, read_date, truncate
from quizkit.values.show import date_text, day_text
from quizkit.values.spoken import Spoken, spoken
from quizkit.values.words import BUILTIN

WRONG: Final = Grade(Outcome.WRONG, 0.0)
"""Wrong, and no date that could be named."""

COARSER: Final = 0.5
"""Score of a date that is right, but coarser than asked."""

_ASKED: Final = {Precision.YEAR: "year", Precision.MONTH: "month", Precision.DAY: "day"}


def grade(
    response: str, accepted: Sequence[Date], *, words: Words, asked: Precision | None = None
) -> Grade:
    """Judge a response against dates, any of which is right.

    A month alone is taken to be of the year that was asked about. Numbers that make a date in
    either order are read in the language's, and it is said; would they be right in the other
    order only, it is asked which was meant.

    Args:
        response: What was written.
        accepted: The right dates.
        words: The language's words.
        asked: The precision asked for; None for each date's own.

    >>> from quizkit.values.words import builtin
    >>> grade("18/11/1992", [make(1992, 11)], words=builtin("en")).outcome
    <Outcome.RIGHT: 'right'>
    >>> grade("1992", [make(1992, 11)], words=builtin("en")).detail
    'the year is right, the month was asked'
    """
    grades = [_single(response, date, words=words, asked=asked) for date in accepted]
    return max(grades, key=_worth, default=WRONG)


def _worth(grade: Grade) -> tuple[float, bool, bool]:
    return grade.score, grade.outcome is Outcome.UNCLEAR, grade.given is not None


def _single(response: str, key: Date, *, words: Words, asked: Precision | None) -> Grade:
    asked = asked or key.precision or Precision.YEAR
    year = parts(truncate(key, asked))[0]
    bare = asked is Precision.YEAR and response.strip() == str(year)
    given = Spoken(year) if bare else _read(response, words, near=year)
    if given is None:
        return WRONG
    found = _judge(given, key, asked, words)
    if not given.either:
        return found
    other = _judge(given.exchanged, key, asked, words)
    if asked is Precision.YEAR:
        return other if other.outcome is Outcome.RIGHT else found
    if other.score > found.score:
        candidates = (_in_words(given, words), _in_words(given.exchanged, words))
        return Grade(Outcome.UNCLEAR, 0.0, candidates=candidates)
    told = [remark(words, "read as", date=_in_words(given, words)), found.detail]
    return found._replace(detail="; ".join(filter(None, told)))


def _judge(given: Spoken, key: Date, asked: Precision, words: Words) -> Grade:
    """Judge a date, with or without its year."""
    if given.year is None and asked > Precision.YEAR:
        whole = _compare(given._replace(year=parts(key)[0]), key, asked, words)
        if asked is Precision.DAY and whole.score == 1.0:
            return Grade(Outcome.PARTLY, COARSER, whole.given, remark(words, "no year"))
        return whole
    return _compare(given, key, asked, words) if given.year else WRONG


def _in_words(given: Spoken, words: Words) -> str:
    year, month, day = given[:3]
    if month and day and not year:
        return day_text(month, day, words)
    return date_text(make(year or 1, month, day), words)


def _read(response: str, words: Words, *, near: int) -> Spoken | None:
    try:
        date = read_date(response.strip())
    except DateFault:
        languages = (words, *(other for tag, other in BUILTIN.items() if tag != words.tag))
        read = (spoken(response, language, near=near) for language in languages)
        return next((found for found in read if found), None)
    if date.precision is None:
        return None
    return Spoken(*parts(date))


def _compare(given: Spoken, key: Date, asked: Precision, words: Words) -> Grade:
    """Judge a date with its year, member by member from the year on."""
    wanted = parts(truncate(key, asked))
    read = (given.year, given.month, given.day)
    value = _value(given, asked)
    for level in range(asked):
        if read[level] is None:
            detail = remark(words, f"{_ASKED[Precision(level)]}, {_ASKED[asked]}")
            return Grade(Outcome.PARTLY, COARSER, value, detail)
        if read[level] != wanted[level]:
            return Grade(Outcome.WRONG, 0.0, value)
    if given.slip or _beyond(given, key, asked):
        return Grade(Outcome.SLIP, 1.0, value, remark(words, "it is", date=date_text(key, words)))
    return Grade(Outcome.RIGHT, 1.0, value)


def _value(given: Spoken, asked: Precision) -> Date | None:
    if given.year is None:
        return None
    try:
        month = given.month if asked > Precision.YEAR else None
        return make(given.year, month, given.day if asked is Precision.DAY else None)
    except DateFault:
        return None


def _beyond(given: Spoken, key: Date, asked: Precision) -> bool:
    """Return whether what was given beyond the precision asked is wrong."""
    if key.precision is None or not known_at(key, key.precision):
        return False
    pairs = zip((given.year, given.month, given.day), parts(key), strict=True)
    return any(a and b and a != b for a, b in list(pairs)[asked:])
