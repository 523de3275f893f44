"""Dates as people write them in a language: "18 November 1992", "Nov 92", "18/11/1992"."""

import re
from calendar import isleap
from functools import lru_cache
from typing import Final, NamedTuple

from quizkit.model import Words
from quizkit.text import fold, nearest

_MAX_LENGTH: Final = 100
_MAX_TOKENS: Final = 8
_PATTERN_FIELD: Final = re.compile(r"\{[a-z]*\}")
_ORDINAL: Final = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")
_SMALL: Final = range(1, 32)
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Spoken(NamedTuple):
    """What was understood of a written date; at least one of the first three is given.

    Attributes:
        year: Four digits, or None.
        month: 1..12, or None.
        day: 1..31, or None.
        slip: A month's name was misspelt.
        either: Day and month are numbers that make a date in the other order, too.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    slip: bool = False
    either: bool = False

    @property
    def exchanged(self) -> "Spoken":
        """The same, day and month exchanged."""
        return self._replace(month=self.day, day=self.month)


class _Calendar(NamedTuple):
    """Names of months, their most words, what stands around dates, the word before a month."""

    months: dict[str, int]
    longest: int
    noise: frozenset[str]
    before: str


# Keyed by the texts that matter, for `Words` holds maps and cannot be hashed.
@lru_cache(maxsize=16)
def _calendar(
    months: tuple[tuple[str, ...], ...], patterns: tuple[str, ...], bounds: tuple[str, ...]
) -> _Calendar:
    names = {
        fold(spelling): number
        for number, spellings in enumerate(months, start=1)
        for spelling in spellings
    }
    around = " ".join(_PATTERN_FIELD.sub(" ", pattern) for pattern in (*patterns, *bounds))
    starts = {name.partition(" ")[0] for name in names if " " in name}
    before = starts.pop() if len(starts) == 1 and all(" " in name for name in names) else ""
    noise = frozenset(fold(around).split()) - {before}
    return _Calendar(names, max(name.count(" ") + 1 for name in names), noise, before)


def _calendar_of(words: Words) -> _Calendar:
    months = tuple(
        (name, *short) for name, short in zip(words.months, words.short_months, strict=True)
    )
    patterns = (*words.dates, *words.on, *words.when, *words.articles, *words.reading.dates)
    return _calendar(months, patterns, tuple(words.bounds.values()))


def spoken(text: str, words: Words, *, near: int = 1980) -> Spoken | None:
    """Read a date in any common form of a language, or return None.

    Month names in full and short, ordinals, numbers alone in the language's order, years of two
    digits, and the words that stand around dates. A year, a month or both may be missing. Where
    all names of months begin with one word, the number after it is the month ("tháng 07").

    Args:
        text: What was written.
        words: The language's words; `day_first` decides about 7/11/1995, which is `either`.
        near: A year of two digits is the one nearest to this year [1..9999].

    >>> from quizkit.values.words import builtin
    >>> spoken("on the 18th of November, 1992", builtin("en"))
    Spoken(year=1992, month=11, day=18, slip=False, either=False)
    >>> spoken("tháng 7 năm 95", builtin("vi"))
    Spoken(year=1995, month=7, day=None, slip=False, either=False)
    """
    if len(text) > _MAX_LENGTH:
        return None
    tokens = fold(text).split()
    if len(tokens) > _MAX_TOKENS:
        return None
    month, slip, rest = _take_month(tokens, _calendar_of(words))
    if rest is None:
        return None
    found = _complete(rest, month, slip=slip, day_first=words.day_first, near=near)
    return found._replace(either=False) if found and words.reading.one_order else found


def _take_month(
    tokens: list[str], calendar: _Calendar
) -> tuple[int | None, bool, list[str] | None]:
    """Return the month that is named, whether misspelt, and the numbers; None if more is there."""
    month, slip = None, False
    numbers: list[str] = []
    index = 0
    while index < len(tokens):
        found, length = _month_at(tokens, index, calendar)
        if found and month is None:
            month, index = found, index + length
            continue
        token = tokens[index]
        ordinal = _ORDINAL.fullmatch(token)
        if ordinal or (token.isascii() and token.isdigit()):
            numbers.append(ordinal[1] if ordinal else token)
        elif token not in calendar.noise:
            near = nearest(token, calendar.months, limit=1) if len(token) >= 5 else None
            if near is None or month is not None:
                return None, False, None
            month, slip = calendar.months[near], True
        index += 1
    return month, slip, numbers


def _month_at(tokens: list[str], index: int, calendar: _Calendar) -> tuple[int, int]:
    for length in range(min(calendar.longest, len(tokens) - index), 0, -1):
        month = calendar.months.get(" ".join(tokens[index : index + length]))
        if month:
            return month, length
    if calendar.before and tokens[index] == calendar.before:
        number = "".join(tokens[index + 1 : index + 2])
        if number.isascii() and number.isdigit() and 1 <= int(number[:4]) <= 12:
            return int(number), 2
    return 0, 0


def _complete(
    numbers: list[str], month: int | None, *, slip: bool, day_first: bool, near: int
) -> Spoken | None:
    count = len(numbers) + (month is not None)
    at = _year_at(numbers, count)
    if at is None or not 1 <= count <= 3 or max(map(len, numbers), default=0) > 4:
        return None
    if at >= 0 and len(numbers[at]) == 1:
        return None
    year = _year(numbers[at], near) if at >= 0 else None
    small = [int(number) for index, number in enumerate(numbers) if index != at]
    day, either = None, False
    if month is None and len(small) == 2:
        month, day = small[::-1] if day_first and at != 0 else small
        either = at != 0 and month != day and max(small) <= 12
        if month > 12 >= day:
            month, day = day, month
    elif month is None and small:
        month = small[0]
    elif small:
        day = small[0]
    return _checked(Spoken(year, month, day, slip, either))


def _year_at(numbers: list[str], count: int) -> int | None:
    """Return the index of the number that is the year, -1 if there is none, None if two are."""
    years = [i for i, number in enumerate(numbers) if len(number) > 2 or int(number) not in _SMALL]
    if len(years) > 1:
        return None
    if years:
        return years[0]
    return len(numbers) - 1 if count == 3 else -1


def _year(number: str, near: int) -> int:
    if len(number) > 2:
        return int(number)
    same = near - near % 100 + int(number)
    return min((same, same - 100, same + 100), key=lambda year: (abs(year - near), year))


def _checked(date: Spoken) -> Spoken | None:
    year, month, day = date[:3]
    if year is not None and not 1 <= year <= 9999:
        return None
    if month is None:
        return date if day is None else None
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _DAYS[month - 1]):
        return None
    if day == 29 and month == 2 and year is not None and not isleap(year):
        return None
    return date
