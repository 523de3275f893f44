"""The parts of a formula on one line: where blanks and brackets stand."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from quizkit.values.symbols import BINARY, RELATIONS


class Kind(Enum):
    """What a part is to its neighbours."""

    START = "nothing before it"
    OPERAND = "a letter, a figure"
    WORD = "words as they are"
    SCRIPT = "raised or lowered"
    FRACTION = "one part over another"
    ROOT = "a root"
    CLOSE = "ends a bracket"
    OPEN = "begins a bracket"
    BAR = "does either"
    BINARY = "joins two operands"
    RELATION = "compares two sides"
    FUNCTION = "a function's name"
    COMMA = "sets apart"
    TIGHT = "has no blank on either side"
    SPACE = "a blank that is meant"
    BLANK = "a blank of the source"


class Piece(NamedTuple):
    """A part of a line."""

    text: str
    kind: Kind


_ENDS: Final = frozenset(
    {Kind.OPERAND, Kind.WORD, Kind.SCRIPT, Kind.FRACTION, Kind.ROOT, Kind.CLOSE}
)
_WORDY: Final = frozenset({Kind.OPERAND, Kind.WORD, Kind.FUNCTION})
"""Kinds that a blank sets apart from a function's name."""
_SUMS: Final = frozenset({Kind.BINARY, Kind.RELATION, Kind.FRACTION, Kind.SPACE})
_CLOSELY: Final = frozenset({Kind.OPERAND, Kind.SCRIPT, Kind.FRACTION, Kind.ROOT})
_SCRIPTS: Final = r"[′°²³¹\u2070-\u209c\u1d2c-\u1d6aⱽⱼᶜᶠᶻᵡᶿ]*"
_ATOM: Final = re.compile(rf"(?:\d+(?:[.,]\d+)*|[dΔ∂]?[^\W\d_]){_SCRIPTS}")
_SIGNS: Final = (
    dict.fromkeys(RELATIONS, Kind.RELATION)
    | dict.fromkeys("([{⟨", Kind.OPEN)
    | dict.fromkeys(")]}⟩!%", Kind.CLOSE)
    | dict.fromkeys("|‖", Kind.BAR)
    | dict.fromkeys(",;:", Kind.COMMA)
    | dict.fromkeys("/.", Kind.TIGHT)
    | dict.fromkeys("∑∏∫∮", Kind.FUNCTION)
)


def piece(sign: str) -> Piece:
    """Return a sign as a part of a line.

    >>> piece("-").text
    '−'
    """
    if sign in BINARY:
        return Piece(BINARY[sign], Kind.BINARY)
    return Piece("′" if sign == "'" else sign, _SIGNS.get(sign, Kind.OPERAND))


def joined(pieces: Sequence[Piece]) -> str:
    """Return parts as one line: blanks around relations and around what joins two operands.

    >>> joined([piece(sign) for sign in "-b+4=a"])
    '−b + 4 = a'
    """
    line, before = "", Kind.START
    solid = [each for n, each in enumerate(pieces) if _stays(pieces, n)]
    for n, (text, kind) in enumerate(solid):
        after = solid[n + 1].kind if n + 1 < len(solid) else Kind.START
        is_end = before in _ENDS
        if kind is Kind.RELATION or (kind is Kind.BINARY and is_end):
            line += f" {text} "
        elif kind is Kind.FRACTION:
            line += _apart(text, line, is_end=is_end, is_close=after in _CLOSELY)
        elif kind is Kind.ROOT:
            line += f"({text})" if after in _CLOSELY else text
        elif (kind is Kind.FUNCTION and is_end) or (before is Kind.FUNCTION and kind in _WORDY):
            line += f" {text}"
        else:
            line += text
        before = _standing(kind, before)
    return re.sub(" {2,}", " ", line).strip()


def _stays(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a part is shown: of the source's blanks only those behind a comma."""
    return pieces[n].kind is not Kind.BLANK or (n > 0 and pieces[n - 1].kind is Kind.COMMA)


def _standing(kind: Kind, before: Kind) -> Kind:
    """Return what the next part has before it."""
    if kind is Kind.BAR:
        return Kind.CLOSE if before in _ENDS else Kind.OPEN
    if kind is Kind.SCRIPT and before is Kind.FUNCTION:
        return before
    return before if kind in (Kind.SPACE, Kind.BLANK) else kind


def _apart(text: str, line: str, *, is_end: bool, is_close: bool) -> str:
    """Return a fraction so that its neighbours are not read as parts of it."""
    if is_end and line[-1:].isdecimal() and text[:1].isdecimal() and not is_close:
        return f" {text}"
    if line.endswith(" ") or not (is_end or is_close):
        return f"({text})" if is_close else text
    return f"({text})"


def fraction(above: Sequence[Piece], below: Sequence[Piece]) -> Piece:
    """Return one part over another, on one line.

    >>> fraction([piece("a"), piece("+"), piece("b")], [piece("2")]).text
    '(a + b)/2'
    """
    top = joined(above)
    has_sum = any(each.kind in _SUMS for each in above[1:]) or "/" in top
    if has_sum and not _is_bracketed(top):
        top = f"({top})"
    return Piece(f"{top}/{closed(below)}", Kind.FRACTION)


def closed(pieces: Sequence[Piece]) -> str:
    """Return parts with brackets around them, unless they are one number, letter or word.

    >>> closed([piece("x")]), closed([piece("2"), piece("a")])
    ('x', '(2a)')
    """
    line = joined(pieces)
    is_word = [each.kind for each in pieces] == [Kind.WORD]
    return line if is_word or _is_bracketed(line) or _ATOM.fullmatch(line) else f"({line})"


def _is_bracketed(line: str) -> bool:
    """Return whether a line is one pair of brackets."""
    return line.startswith("(") and line.find(")") == len(line) - 1
