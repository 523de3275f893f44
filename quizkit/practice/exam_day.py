"""The day of an exam as a person types it: 2026-12-12, "12 December", "fri", "in 12 days"."""

import re
from datetime import date, timedelta
from typing import Final

from quizkit.model import Words
from quizkit.values.spoken import Spoken, spoken

FARTHEST_YEARS: Final = 5
"""Years ahead beyond which a date is taken for a slip."""

EXAMPLE: Final = "give it as 2026-12-12, or as 12 December"
"""What helps where a text is no day."""

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SOON: Final = {"today": 0, "tomorrow": 1, "a week": 7, "next week": 7}
_UNITS: Final = {"day": 1, "d": 1, "week": 7, "w": 7}
_AHEAD: Final = re.compile(r"(?:in )?([0-9]{1,4}) ?(day|d|week|w)s?")
_LEAST: Final = 2


def exam_day(text: str, today: date, words: Words) -> date:
    """Return the day that a text means, today or later.

    Without a year the next such day is meant; a day of the week is the next one after today.

    Args:
        text: As typed.
        today: The learner-day.
        words: Of the language whose months are read.

    Raises:
        ValueError: If it is no day, several, over, or more than 5 years ahead; says what helps.

    >>> from quizkit.values.words.en import WORDS
    >>> today = date(2026, 6, 1)
    >>> [str(exam_day(each, today, WORDS)) for each in ("fri", "in 12 days", "2 weeks", "5 June")]
    ['2026-06-05', '2026-06-13', '2026-06-15', '2026-06-05']
    """
    found = _read(text.strip(), today, words)
    if found < today:
        near = _this_year(found, today)
        tip = f"; did you mean {near}?" if near else ""
        raise ValueError(f"{found} is over (today is {today}){tip}")
    if found > today + timedelta(days=366 * FARTHEST_YEARS):
        raise ValueError(f"{found} is more than {FARTHEST_YEARS} years ahead; is the year right?")
    return found


def _read(text: str, today: date, words: Words) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        ahead = _ahead(text.casefold(), today)
    if ahead is not None:
        return today + timedelta(days=ahead)
    meant = spoken(text, words, near=today.year)
    if meant is None or meant.day is None or meant.month is None:
        raise ValueError(f'"{text}" is no day; {EXAMPLE}')
    if meant.either and meant.day != meant.month:
        raise ValueError(f'"{text}" can be read in two ways; {EXAMPLE}')
    try:
        return _dated(meant, today)
    except ValueError as error:
        raise ValueError(f'"{text}" is no day of the calendar; {EXAMPLE}') from error


def _ahead(text: str, today: date) -> int | None:
    """Return how many days ahead a text means, or None if it does not say so."""
    if text.removeprefix("in ") in _SOON:
        return _SOON[text.removeprefix("in ")]
    found = _AHEAD.fullmatch(text)
    if found:
        return int(found[1]) * _UNITS[found[2]]
    name = text.removeprefix("on ").removeprefix("next ")
    fits = [n for n, day in enumerate(_WEEKDAYS) if len(name) >= _LEAST and day.startswith(name)]
    if len(fits) != 1:
        return None
    return (fits[0] - today.weekday() - 1) % 7 + 1


def _dated(meant: Spoken, today: date) -> date:
    """Return a day; of one without a year, today or the next such day."""
    month, day = meant.month or 1, meant.day or 1
    if meant.year is not None:
        return date(meant.year, month, day)
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(meant)


def _this_year(day: date, today: date) -> date | None:
    """Return the same day of this year or the next, if a slip in the year is likely."""
    if not 300 < (today - day).days < 800:
        return None
    for year in (today.year, today.year + 1):
        try:
            near = day.replace(year=year)
        except ValueError:
            continue
        if near >= today:
            return near
    return None
