"""Text: canonical bytes and fingerprints, folding for comparison, what may be read and shown.

Text from outside (decks, logs, responses, file names) is data. `refused` names the characters
that a deck may not hold, `visible` makes any text harmless for a terminal or a page, `fold` and
`words` make spellings comparable. This is the only core module that knows JSON and hashes.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from json import JSONDecoder, JSONEncoder
from typing import Any, Final, NoReturn
from unicodedata import category, combining, east_asian_width, is_normalized, normalize

MAX_DEPTH: Final = 8
"""Levels of lists and objects that the canonical form allows."""

MAX_INTEGER: Final = 2**53
"""Largest magnitude of an integer in the canonical form."""

_Holder = dict[object, object] | list[object] | tuple[object, ...]

_encode: Final = JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
).encode

# What a deck may not hold: controls but \n and \t, bidi controls, line and paragraph separators,
# surrogates, private use, format characters but ZWNJ, ZWJ and the soft hyphen (Unicode 16), and
# U+FFFE and U+FFFF, which are no characters and in no XML.
_REFUSED_LOW: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b"
    "\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ud800-\uf8ff\ufeff\ufff9-\ufffb"
    "\ufffe\uffff"
)
_REFUSED_HIGH: Final = (
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f\U000f0000-\U0010ffff"
)
# The same as `_REFUSED_LOW` turned round: for a set without high characters the regular
# expression engine keeps a bitmap, which is four times as fast on long text.
_ALLOWED_LOW: Final = (
    "\t\n -~\xa0-\u05ff\u0606-\u061b\u061d-\u06dc\u06de-\u070e\u0710-\u088f\u0892-\u08e1"
    "\u08e3-\u180d\u180f-\u200a\u200c\u200d\u2010-\u2027\u202f-\u205f\u2065\u2070-\ud7ff"
    "\uf900-\ufefe\uff00-\ufff8\ufffc\ufffd"
)

# Letters that Unicode does not take apart, but that people without the right keyboard write so.
_PLAIN_LETTERS: Final = {
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ħ": "h",
    "Ħ": "H", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th",
}  # fmt: skip


def canonical(value: object) -> bytes:
    r"""Return the one JSON form of a value, as bytes: what hashes are made of.

    UTF-8; members sorted by code point; no blanks; only quotation marks, backslashes and controls
    escaped.

    Args:
        value: Text, integers of at most 2**53 in magnitude, True, False, None, and lists, tuples
            and dicts with text keys of these, at most 8 levels deep.

    Raises:
        ValueError: If it holds anything else, such as a float or a lone surrogate.

    >>> canonical({"b": [1, None], "a": "Hà Nội\n"}).decode()
    '{"a":"Hà Nội\\n","b":[1,null]}'
    >>> canonical(0.5)
    Traceback (most recent call last):
    ValueError: value: float has no canonical form
    """
    if isinstance(value, (dict, list, tuple)):
        _check(value)
    else:
        _check_scalar(value)
    try:
        return _encode(value).encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"value: lone surrogate at {error.start}, wanted Unicode text") from None


def read_canonical(data: bytes) -> Any:
    r"""Return the value of which bytes are the canonical form.

    Raises:
        ValueError: If they are the canonical form of nothing.

    >>> read_canonical(b'{"a":[1,"b"]}'), read_canonical(b'"H\xc3\xa0"')
    ({'a': [1, 'b']}, 'Hà')
    >>> read_canonical(b'{"a": 1}')
    Traceback (most recent call last):
    ValueError: data: not in canonical form
    """
    try:
        value: object = _decode(data.decode())
        # What is read here is all that `canonical` allows, but for the depth.
        is_flat = data.count(b"[") + data.count(b"{") <= MAX_DEPTH
        written = _encode(value).encode() if is_flat else canonical(value)
    except RecursionError:
        raise ValueError("data: nested too deep") from None
    if written != data:
        raise ValueError("data: not in canonical form")
    return value


def _no_float(figure: str) -> NoReturn:
    raise ValueError(f"value: {figure} has no canonical form")


def _whole(figure: str) -> int:
    number = int(figure)
    return number if -MAX_INTEGER <= number <= MAX_INTEGER else _no_float(figure)


_decode: Final = JSONDecoder(
    parse_int=_whole, parse_float=_no_float, parse_constant=_no_float
).decode


def _check(holder: _Holder) -> None:
    level = [holder]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise ValueError(f"value: nested deeper than {MAX_DEPTH} levels")
        level = [inner for holder in level for inner in _inner(holder)]


def _inner(holder: _Holder) -> Iterator[_Holder]:
    if isinstance(holder, dict):
        for key in holder:
            if not isinstance(key, str):
                raise ValueError(f"value: member name {key!r}, wanted text")
        holder = list(holder.values())
    for member in holder:
        if type(member) is str:
            continue
        if isinstance(member, (dict, list, tuple)):
            yield member
        else:
            _check_scalar(member)


def _check_scalar(value: object) -> None:
    if isinstance(value, str) or value is None or value is True or value is False:
        return
    if not isinstance(value, int):
        raise ValueError(f"value: {type(value).__name__} has no canonical form")
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise ValueError("value: integer beyond 2**53 in magnitude")


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 lower-case hex digits.

    >>> digest(b"")[:16]
    'e3b0c44298fc1c14'
    """
    return sha256(data).hexdigest()


def fingerprint(type_: str, value: object) -> str:
    """Return 16 hex digits that change when the type or the value changes.

    Raises:
        ValueError: If `value` has no canonical form.

    >>> fingerprint("person", "John Kerry")
    'c6dd76e3bb615542'
    """
    return digest(canonical([type_, value]))[:16]


@cache
def _suspects() -> re.Pattern[str]:
    return re.compile(f"[^{_ALLOWED_LOW}]")


@cache
def _refused_high() -> re.Pattern[str]:
    return re.compile(f"[{_REFUSED_HIGH}]")


@cache
def _unseen() -> re.Pattern[str]:
    # ZWNJ and ZWJ shape Arabic and Indic letters and join emoji; after Latin ones they only hide.
    return re.compile(f"[\t\n{_REFUSED_LOW}{_REFUSED_HIGH}]|(?<![\u0590-\U0001faff])[\u200c\u200d]")


def refused(s: str) -> Iterator[tuple[int, str]]:
    r"""Yield index and character of each character that a deck may not hold.

    Controls but newline and tab, bidi controls, line and paragraph separators, surrogates,
    private use, format characters but U+200C, U+200D and U+00AD, and U+FFFE and U+FFFF.

    >>> list(refused("Kerry\x1b[2J\tOK"))
    [(5, '\x1b')]
    """
    for found in _suspects().finditer(s):
        char = found.group()
        if char <= "\uffff" or _refused_high().match(char):
            yield found.start(), char


def visible(s: str, *, keep_lines: bool = False) -> str:
    r"""Return text in which nothing can command a terminal or hide.

    C0 controls become their pictures (U+2400 and following), delete U+2421; C1 and bidi controls,
    zero-width, tag and private characters and surrogates become U+FFFD.

    Args:
        s: Any text.
        keep_lines: Leave newlines as they are.

    >>> visible("\x1b[31mred\u202e\n")
    '␛[31mred�␊'
    """
    if s.isascii() and s.isprintable():
        return s
    return _unseen().sub(lambda m: _sign(m.group(), keep_lines=keep_lines), s)


def _sign(char: str, *, keep_lines: bool) -> str:
    if char == "\n" and keep_lines:
        return char
    if char < " ":
        return chr(0x2400 + ord(char))
    return "\u2421" if char == "\x7f" else "\ufffd"


def nfc(s: str) -> str:
    """Return text in Unicode's composed form.

    >>> nfc("e" + chr(0x301))
    'é'
    """
    return s if s.isascii() or is_normalized("NFC", s) else normalize("NFC", s)


class _Folding(dict[int, str]):
    """A table for `str.translate` that is filled as characters are met."""

    def __init__(self, *, accents: bool) -> None:
        super().__init__()
        self._accents = accents

    def __missing__(self, point: int) -> str:
        self[point] = folded = self._fold(chr(point))
        return folded

    def _fold(self, char: str) -> str:
        kind = category(char)
        if kind == "Cf":
            return ""
        if char == "_" or kind[0] in "PZC":
            return char if char in "#%&@*" else " "
        if self._accents:
            return char
        # Only marks of the alphabets in which they are accents: elsewhere a mark is a vowel.
        if kind == "Mn" and ("\u0300" <= char <= "\u036f" or "\u1ab0" <= char <= "\u1dff"):
            return ""
        return _PLAIN_LETTERS.get(char, char)


_PLAIN: Final = _Folding(accents=False)
_ACCENTED: Final = _Folding(accents=True)


def fold(s: str, *, accents: bool = False, case: bool = False) -> str:
    """Return text made comparable: width forms, case, accents and punctuation taken away.

    Args:
        s: Any text.
        accents: Keep diacritics.
        case: Keep upper and lower case.

    >>> fold("  Lê Đức-Anh, ")
    'le duc anh'
    >>> fold("Lê Đức-Anh", accents=True, case=True)
    'Lê Đức Anh'
    """
    if s.isascii():
        return " ".join((s if case else s.lower()).translate(_PLAIN).split())
    s = normalize("NFKC", s)
    if not case:
        s = s.casefold()
    if accents:
        s = normalize("NFC", s).translate(_ACCENTED)
    else:
        s = normalize("NFC", normalize("NFD", s).translate(_PLAIN))
    return " ".join(s.split())


def words(s: str) -> tuple[str, ...]:
    """Return the folded words of a text.

    >>> words("the Paris Peace Accords (1973)")
    ('the', 'paris', 'peace', 'accords', '1973')
    """
    return tuple(fold(s).split())


def width(s: str) -> int:
    """Return how many cells of a terminal a text takes.

    Marks that combine take none, wide East Asian characters and emoji two.

    >>> width("Hà Nội"), width("東京"), width("e" + chr(0x301))
    (6, 4, 1)
    """
    return len(s) if s.isascii() else sum(map(_cells, s))


@cache
def _cells(char: str) -> int:
    if char == "\u00ad":
        return 1
    if (
        combining(char)
        or category(char) in {"Mn", "Me", "Cf", "Cc"}
        or "\u1160" <= char <= "\u11ff"
    ):
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1


def nearest(word: str, known: Iterable[str], *, limit: int = 2) -> str | None:
    """Return the known word that is fewest typing errors away, or None.

    Case does not count; of equally near ones the first is taken.

    Args:
        word: What was written.
        known: What would have been right.
        limit: Most errors (letters put in, left out, changed, or two exchanged) allowed [>= 0].

    >>> nearest("leeder", ["host", "leader", "date"])
    'leader'
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # 30 ms, needed only once something is wrong

    folded = word.casefold()
    best, fewest = None, limit + 1
    for candidate in known:
        errors = OSA.distance(folded, candidate.casefold(), score_cutoff=limit)
        if errors < fewest:
            best, fewest = candidate, errors
    return best


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its word.

    >>> counted(1, "row"), counted(2, "row"), counted(3, "loses", "lose")
    ('1 row', '2 rows', '3 lose')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
