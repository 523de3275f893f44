"""The day of an exam as a person types it: 2026-12-12, "12 December", "12 Dec 2026"."""

from datetime import date, timedelta
from typing import Final

import click

from quizkit.model import Words
from quizkit.values.spoken import Spoken, spoken

FARTHEST_YEARS: Final = 5
"""Years ahead beyond which a date is taken for a slip."""

_EXAMPLE: Final = "give it as 2026-12-12, or as 12 December"


def exam_day(text: str, today: date, words: Words) -> date:
    """Return the day that a text means, today or later.

    Without a year the next such day is meant.

    Args:
        text: As typed.
        today: The learner-day.
        words: Of the language whose months are read.

    Raises:
        click.BadParameter: If it is no day, several, over, or more than 5 years ahead.
    """
    found = _read(text.strip(), today, words)
    if found < today:
        near = _this_year(found, today)
        tip = f"; did you mean {near}?" if near else ""
        raise _wrong(f"{found} is over (today is {today}){tip}")
    if found > _later(today, FARTHEST_YEARS):
        raise _wrong(
            f"{found} is more than {FARTHEST_YEARS} years ahead; is the year right? "
            "Without a date `quizkit plan` looks 30 days ahead"
        )
    return found


def _read(text: str, today: date, words: Words) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        meant = spoken(text, words, near=today.year)
    if meant is None or meant.day is None or meant.month is None:
        raise _wrong(f'"{text}" is no day; {_EXAMPLE}')
    if meant.either and meant.day != meant.month:
        raise _wrong(f'"{text}" can be read in two ways; {_EXAMPLE}')
    try:
        return _dated(meant, today)
    except ValueError as error:
        raise _wrong(f'"{text}" is no day of the calendar; {_EXAMPLE}') from error


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


def _later(today: date, years: int) -> date:
    return today + timedelta(days=366 * years)


def _wrong(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="'--exam'")
