"""Cells of a workbook that hold dates, numbers and the like, as the text that a deck wants."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from quizkit.formats.sheets.reading import Cell, Doubtful, Refused

_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_DECIMALS: Final = re.compile(r"[#,]*0\.(0+)")
_ZEROS: Final = re.compile(r"0{2,}")


def text_of_cell(value: object, sort: str, shown: str | None) -> Cell:
    """Return a cell as text.

    A date is as exact as it is shown: `mmm-yy` is a month. A number has the decimals that are
    shown, if it has no more. A formula is refused: nothing is computed.

    Args:
        value: What the cell holds.
        sort: Its type in the workbook: s text, n number, d date, b truth, e error, f formula.
        shown: Its number format.

    >>> from datetime import datetime
    >>> text_of_cell(datetime(1992, 11, 1), "d", "mmm-yy")
    '1992-11'
    >>> text_of_cell(5.1, "n", "0.00")
    '5.10'
    """
    if value is None:
        return ""
    if sort == "f":
        return Refused("it holds a formula; write the value itself")
    if sort == "e":
        return Refused("it shows an error; write the value itself")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number(value, shown or "General")
    if isinstance(value, (date, time, timedelta)):
        return _date(value, shown or "")
    return str(value)


def _number(value: float, shown: str) -> Cell:
    exact = Decimal(repr(value))
    if not exact.is_finite() or exact.adjusted() > 300:
        return Refused("it holds a number without end")
    if "%" in _QUOTED.sub("", shown):
        return f"{_plain(exact * 100)}%"
    decimals = _DECIMALS.fullmatch(shown.partition(";")[0])
    if decimals:
        fixed = f"{exact:.{len(decimals[1])}f}"
        return fixed if Decimal(fixed) == exact else _plain(exact)
    text = _plain(exact)
    return text.zfill(len(shown)) if _ZEROS.fullmatch(shown) and text.isdigit() else text


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: date | time | timedelta, shown: str) -> Cell:
    if isinstance(value, (time, timedelta)):
        return Doubtful(str(value), "a time of day, or a length of time")
    if isinstance(value, datetime) and value.time() != time():
        return Doubtful(value.isoformat(" ", "minutes"), "a date with a time of day")
    signs = _QUOTED.sub("", shown).lower()
    year = f"{value.year:04}"
    if "d" in signs:
        return f"{year}-{value.month:02}-{value.day:02}"
    if "m" in signs and "y" in signs:
        return f"{year}-{value.month:02}"
    if "y" in signs:
        return year
    return Doubtful(value.isoformat()[:10], "a date that was shown without its year")
