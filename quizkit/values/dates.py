"""Dates in EDTF, levels 0 and 1: read, made, cut to a precision, compared."""

import re
from calendar import monthrange
from datetime import date as day_of
from functools import lru_cache
from typing import Final

from quizkit.model import Date, Precision
from quizkit.values.spoken import spoken
from quizkit.values.words import BUILTIN

OPEN_START: Final = 0
"""Day number of an open start."""

OPEN_END: Final = 10**7
"""Day number of an open end."""

_MAX_LENGTH: Final = 100
_SHAPE: Final = re.compile(
    r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]?)"
)


class DateFault(ValueError):
    """A text that is no date in EDTF.

    Attributes:
        impossible: It has the shape of a date that cannot be (30 February, end before start).
        offer: The EDTF form that was probably meant, or None.
    """

    def __init__(self, message: str, *, impossible: bool = False, offer: str | None = None) -> None:
        super().__init__(message)
        self.impossible = impossible
        self.offer = offer


@lru_cache(maxsize=8192)
def read_date(text: str) -> Date:
    """Read a date in EDTF, level 0 or 1.

    A day, month or year; `~` about, `?` uncertain, `%` both; `197X` a decade, `19XX` a century,
    `XX` for a month or day that is not known; `a/b`, `a/..`, `../b` some time within.

    Args:
        text: As typed, at most 100 characters; blanks around it do not count.

    Raises:
        DateFault: If it is unreadable (with an offer, where another form is understood) or
            impossible.

    >>> read_date("1992-11").text, read_date("1992-11").precision
    ('1992-11', <Precision.MONTH: 2>)
    >>> read_date("1987-01/1987-06").precision is None
    True
    >>> read_date("18/11/1992")
    Traceback (most recent call last):
    quizkit.values.dates.DateFault: not a date: '18/11/1992', wanted 1992-11-18
    """
    length = len(text)
    if length == 10 and text[4] == "-" and text[7] == "-":
        try:
            first = day_of.fromisoformat(text).toordinal()
        except ValueError:
            return _read(text)
        return Date(text, first, first, Precision.DAY)
    return _read(text)


def _read(text: str) -> Date:
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        raise DateFault(f"not a date: {len(text)} characters")
    try:
        from_, slash, until = text.partition("/")
        return _interval(from_, until) if slash else _single(text)
    except DateFault as fault:
        if fault.impossible:
            raise
    offer = _offer(text)
    wanted = offer or "such as 1992-11-18, 1992-11, 1992"
    raise DateFault(f"not a date: {text!r}, wanted {wanted}", offer=offer)


def _single(text: str) -> Date:
    found = _SHAPE.fullmatch(text)
    if not found:
        raise DateFault(f"not a date: {text!r}")
    year, month, day, mark = found.groups()
    if "X" in year:
        if month:
            raise DateFault(f"not a date: {text!r}")
        return _decade(year, mark)
    # A month or day that is not known says no more than the coarser date.
    known_month = int(month) if month and month != "XX" else None
    known_day = int(day) if day and day != "XX" else None
    if known_day is not None and known_month is None:
        raise DateFault(f"not a date: {text!r}")
    plain = make(int(year), known_month, known_day)
    return plain if not mark else _marked(plain, mark)


def _decade(year: str, mark: str) -> Date:
    first = max(int(year.replace("X", "0")), 1)
    last = int(year.replace("X", "9"))
    span = Date(year, day_of(first, 1, 1).toordinal(), day_of(last, 12, 31).toordinal(), None)
    return span if not mark else _marked(span, mark)


def _marked(date: Date, mark: str) -> Date:
    return date._replace(text=date.text + mark, about=mark in "~%", uncertain=mark in "?%")


def _interval(from_: str, until: str) -> Date:
    if from_ == until == "..":
        raise DateFault("not a date: '../..' says nothing")
    start = None if from_ == ".." else _single(from_)
    end = None if until == ".." else _single(until)
    first = start.first if start else OPEN_START
    last = end.last if end else OPEN_END
    if last < first or (start and end and end.first < start.first and end.last < start.last):
        raise DateFault(f"impossible date: {until} is before {from_}", impossible=True)
    text = f"{start.text if start else '..'}/{end.text if end else '..'}"
    about = bool(start and start.about) or bool(end and end.about)
    uncertain = bool(start and start.uncertain) or bool(end and end.uncertain)
    return Date(text, first, last, None, about, uncertain)


def _offer(text: str) -> str | None:
    if text.endswith("/") and _SHAPE.fullmatch(text[:-1]):
        return text + ".."
    if text.startswith("-"):
        return None
    for words in BUILTIN.values():
        found = spoken(text, words)
        if found and found.year and not found.slip:
            try:
                return make(found.year, found.month, found.day).text
            except DateFault:
                return None
    return None


def make(year: int, month: int | None = None, day: int | None = None) -> Date:
    """Return the sure date of a year, a month or a day.

    Args:
        year: 1..9999.
        month: 1..12, or None.
        day: 1..31, or None; not without a month.

    Raises:
        DateFault: If there is no such date.

    >>> make(2000, 2).last - make(2000, 2).first
    28
    """
    if not 1 <= year <= 9999:
        raise DateFault(f"impossible date: year {year}, wanted 1..9999", impossible=True)
    start = day_of(year, 1, 1)
    if month is None:
        end = day_of(year, 12, 31)
        return Date(f"{year:04}", start.toordinal(), end.toordinal(), Precision.YEAR)
    if not 1 <= month <= 12:
        raise DateFault(f"impossible date: there is no month {month}", impossible=True)
    length = monthrange(year, month)[1]
    first = day_of(year, month, 1).toordinal()
    if day is None:
        return Date(f"{year:04}-{month:02}", first, first + length - 1, Precision.MONTH)
    if not 1 <= day <= length:
        what = f"{year:04}-{month:02} has {length} days, not {day}"
        raise DateFault(f"impossible date: {what}", impossible=True)
    number = first + day - 1
    return Date(f"{year:04}-{month:02}-{day:02}", number, number, Precision.DAY)


def parts(date: Date) -> tuple[int, int | None, int | None]:
    """Return year, month and day as exactly as the date was given.

    For decades and intervals, year, month and day of the start (year 1 if it is open).

    >>> parts(make(1992, 11))
    (1992, 11, None)
    """
    start = day_of.fromordinal(max(date.first, 1))
    month = start.month if date.precision != Precision.YEAR else None
    day = start.day if date.precision in {Precision.DAY, None} else None
    return start.year, month, day


def known_at(date: Date, precision: Precision) -> bool:
    """Return whether the date is sure and lies wholly in one year, month or day.

    >>> half = read_date("1987-01/1987-06")
    >>> known_at(half, Precision.YEAR), known_at(half, Precision.MONTH)
    (True, False)
    """
    if date.about or date.uncertain:
        return False
    if date.precision is not None:
        return date.precision >= precision
    return _unit(date, precision) is not None


def truncate(date: Date, precision: Precision) -> Date:
    """Return the year, month or day that a date lies in; the date itself if it is coarser.

    `about` and `uncertain` stay.

    >>> truncate(read_date("1992-11-18~"), Precision.MONTH).text
    '1992-11~'
    """
    if date.precision == precision:
        return date
    unit = _unit(date, precision)
    if unit is None:
        return date
    if not (date.about or date.uncertain):
        return unit
    return _marked(unit, "%" if date.about and date.uncertain else "~" if date.about else "?")


@lru_cache(maxsize=65_536)
def _unit(date: Date, precision: Precision) -> Date | None:
    if date.first <= OPEN_START or date.last >= OPEN_END:
        return None
    if date.precision is not None and date.precision < precision:
        return None
    start = day_of.fromordinal(date.first)
    month = start.month if precision >= Precision.MONTH else None
    unit = make(start.year, month, start.day if precision is Precision.DAY else None)
    return unit if date.last <= unit.last else None


def overlaps(a: Date, b: Date) -> bool:
    """Return whether two dates may be the same time.

    >>> overlaps(make(1993), make(1993, 7)), overlaps(make(1992), make(1993, 7))
    (True, False)
    """
    return a.first <= b.last and b.first <= a.last
