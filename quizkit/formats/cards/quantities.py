"""Numbers as other programs ask for them: a value and how far off an answer may be."""

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from quizkit.formats.cards.rows import CardRows

_FORM: Final = re.compile(r"[-+]?[0-9]{1,15}(?:[.,][0-9]{1,15})?(?:[eE][-+]?[0-9]{1,2})?")


def decimal_of(text: str) -> Decimal | None:
    """Return a number as typed in another program, or None.

    >>> decimal_of("3,14"), decimal_of("1e3"), decimal_of("1e999999999") is None
    (Decimal('3.14'), Decimal('1E+3'), True)
    """
    plain = text.strip().replace("−", "-")
    if not _FORM.fullmatch(plain):
        return None
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None


def number_answer(value: str, tolerance: str, *, rows: "CardRows", line: int) -> str:
    """Return the answer of a question for a number, or "" if it is none.

    Half a unit of the last digit, as typed, is what rounding takes; a larger tolerance is lost
    (QK954), for a card's answer is right as it stands.

    Args:
        value: As typed.
        tolerance: As typed, or "".
        rows: Takes what is lost.
        line: Where the question stands [from 1].
    """
    found = decimal_of(value)
    if found is None:
        return ""
    allowed = decimal_of(tolerance) if tolerance else Decimal(0)
    last = min(0, int(found.as_tuple().exponent))
    if allowed is None or not 0 <= allowed <= Decimal(1).scaleb(last) / 2:
        rows.dropped_answer(f"the tolerance {tolerance}", line)
    return shown(found)


def range_answer(least: str, most: str, *, rows: "CardRows", line: int) -> str:
    """Return the middle of a range, which is asked for in its place (QK954), or ""."""
    low, high = decimal_of(least), decimal_of(most)
    if low is None or high is None:
        return ""
    if low != high:
        rows.dropped_answer(f"the range {least} to {most}", line)
    return shown((low + high) / 2)


def shown(number: Decimal) -> str:
    """Return a number as people write it.

    >>> shown(Decimal("1E+3")), shown(Decimal("2.50"))
    ('1000', '2.50')
    """
    return f"{number:f}"
