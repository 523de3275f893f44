r"""Formulas between dollar signs, as Unicode on one line.

A deck may write `$v^2 = \frac{2E}{m}$`. Where every part has a form on one line, that line is
shown; else the source stays as it was typed, dollar signs included: half a formula misleads.
What is stored, asked for and graded is always the source.

A formula opens with a dollar sign before something that is no blank, and ends with the next one
if that stands behind something that is no blank and before no digit. So prices stay prices.
"""

import re
from collections.abc import Mapping
from typing import Final, NoReturn
from unicodedata import normalize

from quizkit.values.inline import Kind, Piece, closed, fraction, joined, piece
from quizkit.values.symbols import (
    ACCENTS,
    DOUBLE,
    FUNCTIONS,
    LOWERED,
    RAISED,
    ROOTS,
    SIGNS,
    SPACES,
)

MAX_LENGTH: Final = 500
"""Longest formula that is converted [characters]; a longer one stays as it is."""
_MAX_DEPTH: Final = 12

_DOLLARS: Final = re.compile(
    r"(?<![\\$])(?P<mark>\$\$?)(?=[^\s$])(?P<source>(?:[^$\n\\]|\\.)+?)(?<!\s)(?P=mark)(?![\d$])"
)
_MARKS: Final = frozenset("\\^_{=+<>")
_PROSE: Final = re.compile(r"(?<=\s)[^\W\d_]{2,}(?=\s)")
_NAME: Final = re.compile(r"[A-Za-z]+|.", re.DOTALL)
_GROUP: Final = re.compile(r"\s*\{([^{}\\^_$]*)\}")
_UPRIGHT: Final = frozenset(
    {"mathrm", "mathbf", "mathit", "mathsf", "operatorname", "boldsymbol", "left", "right"}
)
_WORDS: Final = frozenset({"text", "textrm", "textbf", "textit", "mbox"})
_FRACTIONS: Final = frozenset({"frac", "dfrac", "tfrac"})


class _Unknown(Exception):  # never leaves this module
    """A part has no form on one line."""


def readable(text: str) -> str:
    r"""Return a text with its formulas written in Unicode, where that can be done.

    Args:
        text: Any text; one without a dollar sign comes back as it is.

    Returns:
        The text to be shown. A formula that cannot be converted whole stays as it was typed.

    >>> readable(r"Water is $H_2O$, sulfate $SO_4^{2-}$, and $E = mc^2$.")
    'Water is H₂O, sulfate SO₄²⁻, and E = mc².'
    >>> readable(r"$x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}$")
    'x = (−b ± √(b² − 4ac))/(2a)'

    No form on one line, and no formula at all:

    >>> print(readable(r"$\binom{n}{k}$ costs between $5 and $7"))
    $\binom{n}{k}$ costs between $5 and $7
    """
    return _DOLLARS.sub(_replaced, text) if "$" in text else text


def _replaced(match: re.Match[str]) -> str:
    source = match["source"]
    if len(source) > MAX_LENGTH or not _is_formula(source, match.string[: match.start()][-1:]):
        return match.group()
    try:
        return _Reader(source).whole()
    except _Unknown:
        return match.group()


def _is_formula(source: str, before: str) -> bool:
    """Return whether it is one, and not what stands between two prices."""
    if _MARKS & set(source):
        return True
    is_prose = any(word.islower() for word in _PROSE.findall(source))
    return not is_prose and not before.isalnum()


class _Reader:
    """Reads a formula from left to right; whatever it does not know raises `_Unknown`."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._depth = 0

    def whole(self) -> str:
        """Return the formula on one line."""
        pieces: list[Piece] = []
        while self._at < len(self._source):
            pieces += self._next()
        line = joined(pieces)
        return normalize("NFC", line) if line else _refuse()

    def _next(self) -> list[Piece]:
        """Return the next group, command, script or sign."""
        sign = self._take()
        match sign:
            case "{":
                return self._until("}")
            case "}" | "&" | "#" | "$":
                return _refuse()
            case "^":
                return [self._script(RAISED)]
            case "_":
                return [self._script(LOWERED)]
            case "\\":
                return self._command(self._name())
            case "~":
                return [Piece(" ", Kind.SPACE)]
            case _:
                return [Piece(" ", Kind.BLANK) if sign.isspace() else piece(sign)]

    def _until(self, end: str) -> list[Piece]:
        """Return what stands before a closing brace or bracket."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            _refuse()
        found: list[Piece] = []
        while not self._has(end):
            found += self._next()
        self._at += 1
        self._depth -= 1
        return found

    def _has(self, sign: str) -> bool:
        return self._source.startswith(sign, self._at)

    def _take(self) -> str:
        sign = self._source[self._at : self._at + 1]
        if not sign or not (sign.isprintable() or sign.isspace()):
            _refuse()
        self._at += 1
        return sign

    def _argument(self) -> list[Piece]:
        """Return what a command or a script applies to: a group, a command or one sign."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            _refuse()
        while self._source[self._at : self._at + 1].isspace():
            self._at += 1
        found = self._next()
        self._depth -= 1
        return found if joined(found) else _refuse()

    def _script(self, table: Mapping[str, str]) -> Piece:
        text = joined(self._argument()).replace(" ", "")
        return Piece(_each(text, table), Kind.SCRIPT)

    def _command(self, name: str) -> list[Piece]:
        if name in SPACES:
            return [Piece(SPACES[name], Kind.SPACE)]
        if name in _UPRIGHT:
            return self._upright(name)
        return [self._made(name)]

    def _made(self, name: str) -> Piece:
        if name in _FRACTIONS:
            return fraction(self._argument(), self._argument())
        if name == "sqrt":
            return self._root()
        if name in _WORDS:
            return Piece(self._raw(), Kind.WORD)
        if name in ACCENTS:
            return Piece(self._letter() + ACCENTS[name], Kind.OPERAND)
        if name == "mathbb":
            return Piece(_each(self._letter(), DOUBLE), Kind.OPERAND)
        if name in FUNCTIONS:
            return Piece(name, Kind.FUNCTION)
        return piece(SIGNS[name]) if name in SIGNS else _refuse()

    def _name(self) -> str:
        match = _NAME.match(self._source, self._at)
        if not match:
            _refuse()
        self._at = match.end()
        return match.group()

    def _upright(self, name: str) -> list[Piece]:
        if name not in ("left", "right"):
            return self._argument()
        if self._has("."):
            self._at += 1
            return []
        return self._argument()

    def _raw(self) -> str:
        """Return the words of a group as they are."""
        match = _GROUP.match(self._source, self._at)
        if not match or not match[1].isprintable() or not match[1].strip():
            _refuse()
        self._at = match.end()
        return match[1]

    def _letter(self) -> str:
        text = joined(self._argument())
        return text if len(text) == 1 else _refuse()

    def _root(self) -> Piece:
        degree = ""
        if self._has("["):
            self._at += 1
            degree = joined(self._until("]")).replace(" ", "")
        sign = ROOTS[degree] if degree in ROOTS else _each(degree, RAISED) + "√"
        return Piece(sign + closed(self._argument()), Kind.ROOT)


def _each(text: str, table: Mapping[str, str]) -> str:
    return "".join(table[sign] if sign in table else _refuse() for sign in text)


def _refuse() -> NoReturn:
    raise _Unknown
