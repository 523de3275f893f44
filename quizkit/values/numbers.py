"""Numbers with scale words, units and bounds: read, and compared by what they leave open."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from quizkit.model import Number, Words
from quizkit.text import fold

_MAX_LENGTH: Final = 200
_MAX_UNIT: Final = 40
_MAX_DIGITS: Final = 15
_SHORTEST_PLURAL: Final = 3
_BELOW: Final = Decimal("0.999999")
_ABOUT: Final = Decimal("0.1")

_PLAIN: Final = re.compile(r"[0-9]{1,15}")
# One set repeated, and a look-ahead of fixed length: it cannot backtrack.
_FIGURE: Final = re.compile(r"[-+\u2212]?[0-9](?:[0-9.,'\u2019]|[ ](?=[0-9]{3}(?![0-9])))*")
_SIGNED: Final = re.compile(r"(US\$|[$€£¥₫₩₹])[ ]?", re.IGNORECASE)
_NOT_IN_UNIT: Final = re.compile(r"[\"\[\]{}()|:;,<>=?!014-9]|[23](?!$)|^[eE][-+0-9]")

CURRENCIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₫": "VND", "₩": "KRW",
        "₹": "INR",
    }
)  # fmt: skip
"""Currency sign to the unit that it stands for."""

_SHORT_SCALES: Final = {"k": 10**3, "m": 10**6, "b": 10**9}
_UNIT_WORDS: Final = {
    "percent": "%", "per cent": "%", "phan tram": "%",
    "dollar": "usd", "us dollar": "usd", "american dollar": "usd", "do la": "usd", "do": "usd",
    "do la my": "usd", "my kim": "usd", "euro": "eur", "yen": "jpy", "dong": "vnd",
    "pound sterling": "gbp",
    "kilometre": "km", "kilometer": "km", "cay so": "km", "ki lo met": "km", "kilomet": "km",
    "metre": "m", "meter": "m", "met": "m",
    "centimetre": "cm", "centimeter": "cm", "millimetre": "mm", "millimeter": "mm",
    "xang ti met": "cm", "mi li met": "mm",
    "kilogram": "kg", "kilogramme": "kg", "gram": "g", "gramme": "g",
    "ki lo gam": "kg", "gam": "g", "tan": "tonne", "ton": "tonne", "nam": "year",
    "ngay": "day", "thang": "month", "gio": "h", "phut": "minute", "giay": "s",
    "square kilometre": "km2", "square kilometer": "km2", "sq km": "km2", "km vuong": "km2",
    "hectare": "ha", "hec ta": "ha", "litre": "l", "liter": "l", "lit": "l",
    "hour": "h", "second": "s", "celsius": "°c", "degree celsius": "°c",
}  # fmt: skip


class NumberFault(ValueError):
    """A text that is no number with an optional bound and unit."""


class _Tables(NamedTuple):
    bounds: dict[str, str]
    scales: dict[str, int]


# Keyed by the pairs, for `Words` holds maps and cannot be hashed.
@lru_cache(maxsize=16)
def _tables(bounds: tuple[tuple[str, str], ...], scales: tuple[tuple[str, int], ...]) -> _Tables:
    read = {fold(spelling): bound for pair in bounds for bound in pair[:1] for spelling in pair}
    return _Tables(read, {fold(word): factor for word, factor in scales})


def read_number(text: str, words: Words) -> Number:
    """Read a number such as "about 75 billion USD", "$75bn", "97 %" or "1,234.5 km".

    Args:
        text: As typed, at most 200 characters.
        words: Marks, scale words and bounds of the language. The bounds' English keys are read
            in every language.

    Raises:
        NumberFault: If it is not a figure of at most 15 digits before and after the mark, with
            at most a bound before it, and scale words and a unit of 40 characters after it.

    >>> from quizkit.values.words import builtin
    >>> number = read_number("over 140 million USD", builtin("en"))
    >>> number.value == 140_000_000, number.unit, number.bound, number.step == 500_000, number.shown
    (True, 'USD', 'over', True, '140 million')
    >>> read_number("75.000.000.000", builtin("vi")).value
    Decimal('75000000000')
    """
    if _PLAIN.fullmatch(text):
        return Number(Decimal(text), "", "", Decimal("0.5"), text)
    if len(text) > _MAX_LENGTH:
        raise NumberFault(f"not a number: {len(text)} characters")
    tables = _tables(tuple(words.bounds.items()), tuple(words.scales.items()))
    bound, rest = _take_bound(" ".join(text.split()), tables.bounds)
    signed = _SIGNED.match(rest)
    currency = CURRENCIES[signed[1].upper()] if signed else ""
    rest = rest[signed.end() :] if signed else rest
    found = _FIGURE.match(rest)
    if not found:
        raise NumberFault(f"not a number: {text!r}")
    figure = found.group().rstrip(".,'\u2019")
    value, step = _value(figure, words)
    scale, end = _take_scale(rest, len(figure), tables.scales, short=bool(currency))
    more, end = _take_scale(rest, end, tables.scales, short=False)
    scale *= more
    unit = _unit(rest[end:].strip(), currency)
    return Number(value * scale, unit, bound, step * scale, rest[:end].strip())


def _take_bound(text: str, bounds: Mapping[str, str]) -> tuple[str, str]:
    if text[:1] in {"~", "≈"}:
        return "about", text[1:].lstrip()
    tokens = text.split(" ", 3)
    for length in range(min(3, len(tokens) - 1), 0, -1):
        bound = bounds.get(fold(" ".join(tokens[:length])))
        if bound:
            return bound, " ".join(tokens[length:])
    return "", text


def _value(figure: str, words: Words) -> tuple[Decimal, Decimal]:
    """Return the figure's value and half a unit of its last digit."""
    sign = -1 if figure[0] in "-\u2212" else 1
    digits = figure.lstrip("-+\u2212").replace(" ", "").replace("'", "").replace("\u2019", "")
    whole, mark, fraction = digits.partition(words.decimal)
    groups = whole.split(words.thousands)
    if len(groups) > 1 and (
        not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])
    ):
        raise NumberFault(f"not a number: {figure!r}, wanted groups of three digits")
    whole = "".join(groups)
    if not _is_short(whole) or (mark and not _is_short(fraction)):
        raise NumberFault(f"not a number: {figure!r}")
    value = Decimal(f"{whole}.{fraction}" if mark else whole)
    return sign * value, Decimal(5).scaleb(-len(fraction) - 1)


def _is_short(digits: str) -> bool:
    return digits.isdigit() and len(digits) <= _MAX_DIGITS


def _take_scale(
    text: str, start: int, scales: Mapping[str, int], *, short: bool
) -> tuple[int, int]:
    """Return the factor of the scale words that follow `start`, and where they end."""
    ends = [found.end() for found in re.finditer(r"[^ ]+", text[start:])][:3]
    for end in reversed(ends):
        word = fold(text[start : start + end])
        factor = scales.get(word) or (_SHORT_SCALES.get(word) if short else None)
        if factor:
            return factor, start + end
    return 1, start


def _unit(unit: str, currency: str) -> str:
    unit = CURRENCIES.get(unit, unit)
    if currency:
        if unit and unit != currency:
            raise NumberFault(f"two units: {currency} and {unit!r}")
        return currency
    if not unit:
        return ""
    plausible = unit[0].isalpha() or unit[0] in "%‰°'"
    if not plausible or len(unit) > _MAX_UNIT or _NOT_IN_UNIT.search(unit):
        raise NumberFault(f"not a unit: {unit!r}")
    return unit


def same_unit(one: str, other: str) -> bool:
    """Return whether two spellings mean one unit: case, plural, and the commonest full names.

    >>> same_unit("USD", "dollars"), same_unit("visit", "visits"), same_unit("km", "miles")
    (True, True, False)
    """
    return one == other or _unit_key(one) == _unit_key(other)


def one_of_unit(unit: str) -> str:
    """Return a unit without an English plural's "s": what numbers must share to be compared.

    >>> one_of_unit("days"), one_of_unit("day"), one_of_unit("ms")
    ('day', 'day', 'ms')
    """
    return unit[:-1] if len(unit) > _SHORTEST_PLURAL and unit.endswith("s") else unit


def _unit_key(unit: str) -> str:
    key = fold(CURRENCIES.get(unit, unit))
    if len(key) > _SHORTEST_PLURAL and key.endswith("ies"):
        key = f"{key[:-3]}y"
    elif len(key) > _SHORTEST_PLURAL and key.endswith("s"):
        key = key[:-1]
    first, _, rest = key.partition(" ")
    if first.endswith("s") and len(first) > _SHORTEST_PLURAL and rest:
        key = f"{first[:-1]} {rest}"
    return _UNIT_WORDS.get(key, key)


def counted(count: int) -> Number:
    """Return a count as a number: exact, without unit.

    >>> counted(3).shown
    '3'
    """
    return Number(Decimal(count), "", "", Decimal("0.25"), str(count))


def interval(number: Number) -> tuple[Decimal | None, Decimal | None]:
    """Return the smallest and largest value that a stated number leaves open.

    Half a unit of the last given digit both ways (upwards just below it, so that neighbours do
    not touch); ten per cent for "about"; without end for "over", "at least", "under", "up to".

    Returns:
        Both included, in the number's unit; None for no end.

    >>> interval(Number(Decimal(140), "", "over", Decimal("0.5"), "140"))
    (Decimal('140'), None)
    """
    value, step = number.value, number.step
    match number.bound:
        case "over" | "at least":
            return value, None
        case "under" | "up to":
            return None, value
        case "about":
            margin = abs(value) * _ABOUT
            return value - margin, value + margin
        case _:
            return value - step, value + step * _BELOW
