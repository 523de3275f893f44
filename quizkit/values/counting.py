"""Numbers in words: "seventy-five billion", "97 million 300 thousand", "một triệu rưỡi"."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from quizkit.model import Words
from quizkit.text import fold

_MOST_TOKENS: Final = 16
_LARGEST: Final = Decimal(10) ** 18
_FIGURE: Final = re.compile(r"[0-9]{1,15}")
_HALF: Final = Decimal("0.5")
_TEN: Final = 10


class Counted(NamedTuple):
    """A number read from words.

    Attributes:
        value: The number.
        rest: What follows it: a unit, or "".
        words: How many of its words were no figures.
        slip: A scale word was misspelt.
    """

    value: Decimal
    rest: str
    words: int
    slip: bool = False


class _Numerals(NamedTuple):
    joins: frozenset[str]
    values: dict[str, int]
    scales: dict[str, int]
    halves: frozenset[str]
    longest: int


# Keyed by the pairs, for `Words` holds maps and cannot be hashed.
@lru_cache(maxsize=16)
def _numerals(
    counts: tuple[str, ...],
    more: tuple[tuple[str, int], ...],
    scales: tuple[tuple[str, int], ...],
    halves: tuple[str, ...],
) -> _Numerals:
    values = {word: value for word, value in more if value}
    values |= {fold(word): number for number, word in enumerate(counts)}
    joins = frozenset(word for word, value in more if not value)
    factors = {fold(word): factor for word, factor in scales}
    longest = max((word.count(" ") + 1 for word in (*values, *factors)), default=1)
    return _Numerals(joins, values, factors, frozenset(halves), longest)


def counted(text: str, words: Words) -> Counted | None:
    """Read the number in words, or in figures and words, that a text begins with.

    A scale word multiplies what stands before it and is smaller: "two hundred and five thousand".
    A word for a half stands for half of the scale before it ("một triệu rưỡi") or for itself.

    Args:
        text: What was written; figures in it are without marks.
        words: The language's words.

    Returns:
        None if the text does not begin with a number.

    >>> from quizkit.values.words import builtin
    >>> counted("seventy-five billion dollars", builtin("en"))[:2]
    (Decimal('75000000000'), 'dollars')
    >>> counted("chín mươi bảy triệu rưỡi", builtin("vi")).value == 97_500_000
    True
    """
    reading = words.reading
    numerals = _numerals(
        words.counts,
        tuple(reading.numerals.items()),
        tuple(words.scales.items()),
        reading.halves,
    )
    tokens = fold(text).split()
    total, taken, said, slip = _Sum(), 0, 0, False
    while taken < len(tokens) and said <= _MOST_TOKENS:
        length = _take(tokens, taken, numerals, total)
        if not length:
            factor = misspelt_scale(tokens[taken], numerals.scales.items()) if said + taken else 0
            if not factor:
                break
            total.times(factor)
            length, slip = 1, True
        said += not _FIGURE.fullmatch(tokens[taken])
        taken += length
    if total.parts and sum(total.parts) <= _LARGEST:
        return Counted(sum(total.parts, Decimal(0)), " ".join(tokens[taken:]), said, slip)
    return None


class _Sum:
    """The parts of a number, to be added in the end; each is smaller than the place before it."""

    def __init__(self) -> None:
        self.parts: list[Decimal] = []
        self.place = _LARGEST

    def add(self, value: int) -> bool:
        """Add a value where there is place for it; ten takes the digit before it ten times."""
        if value == _TEN and self.parts and 0 < self.parts[-1] < _TEN:
            self.parts[-1] *= _TEN
            self.place = Decimal(_TEN)
            return True
        if value >= self.place:
            return False
        self.parts.append(Decimal(value))
        self.place = Decimal(1)
        return True

    def times(self, factor: int) -> None:
        """Multiply what is smaller than a scale."""
        smaller = Decimal(0)
        while self.parts and self.parts[-1] < factor:
            smaller += self.parts.pop()
        self.parts.append((smaller or Decimal(1)) * factor)
        self.place = Decimal(factor)

    def half(self) -> None:
        """Add half of the scale before, or of one."""
        scale = self.place if self.parts else Decimal(1)
        self.parts.append(scale * _HALF)
        self.place = _HALF


def _take(tokens: list[str], at: int, numerals: _Numerals, total: _Sum) -> int:
    """Take the next word of a number; return how many tokens it has, 0 if it is none."""
    if _FIGURE.fullmatch(tokens[at]):
        return int(total.add(int(tokens[at])))
    for length in range(min(numerals.longest, len(tokens) - at), 0, -1):
        word = " ".join(tokens[at : at + length])
        if word in numerals.scales:
            total.times(numerals.scales[word])
        elif word in numerals.halves:
            total.half()
        elif word in numerals.values:
            value = numerals.values[word]
            if not total.add(value):
                continue
            if value > _TEN and value % _TEN == 0:
                total.place = Decimal(_TEN)
        elif word not in numerals.joins:
            continue
        return length
    return 0


def misspelt_scale(word: str, scales: Iterable[tuple[str, int]]) -> int | None:
    """Return the factor of the only scale that is one typing error away from a folded word.

    >>> scales = [("million", 10**6), ("billion", 10**9), ("trillion", 10**12)]
    >>> misspelt_scale("bilion", scales), misspelt_scale("tillion", scales)
    (1000000000, None)
    """
    if len(word) < 5:
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # 30 ms, needed once something is wrong

    near = {
        factor
        for scale, factor in scales
        if len(scale) >= 5 and OSA.distance(word, fold(scale), score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None
