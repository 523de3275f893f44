"""What a spelling leaves behind when it is compared: the same here and in `fold.js`."""

import re
from typing import Final
from unicodedata import category, normalize

LETTERS: Final = {
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ħ": "h",
    "Ħ": "H", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th",
}  # fmt: skip
"""Letters that are no letter with a mark, and how they are typed without them."""

_BLANKS: Final = re.compile(" +")
_APART: Final = re.compile("(?<=[0-9]) +(?=[0-9])")


def fold(text: str, *, keep: str = "") -> str:
    """Return a text made comparable: marks, case, punctuation and blanks taken away.

    A blank between two digits stays, for 1 2 is not 12; so do signs that are no punctuation, for
    C is not C++. Marks go only from alphabets in which they are accents. What nothing would be
    left of stays as it is.

    Args:
        text: Any text.
        keep: "a" keeps marks, "c" keeps case, "ac" both.

    >>> fold("Lê Đức-Anh"), fold("Straße 1, 2"), fold("Hà Nội", keep="c")
    ('leducanh', 'strasse1 2', 'HaNoi')
    """
    text = normalize("NFKD", text)
    cased = text if "c" in keep else _lower(text)
    shown = "".join(_kept(char, marks="a" in keep) for char in cased)
    folded = _BLANKS.sub("", _APART.sub("\n", shown.strip())).replace("\n", " ")
    return folded or "".join(cased.split())


def light(text: str) -> str:
    """Return a text without case and doubled blanks, and with all else that it has.

    >>> light("  Lê  ĐỨC Anh") == light("lê đức anh"), light("Le Duc Anh")
    (True, 'le duc anh')
    """
    return " ".join(_lower(normalize("NFKD", text)).split())


def _lower(text: str) -> str:
    """Return lower case by way of upper case: one for ß and ss, and for the sigmas."""
    return normalize("NFKD", text.lower().upper().lower().replace("ς", "σ"))


def _kept(char: str, *, marks: bool) -> str:
    if char.isascii():
        return char if char.isalnum() or char in "#%&@*$+<=>^`|~" else " "
    kind = category(char)
    if kind == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    if kind[0] in "PZC":
        return " "
    if marks:
        return char
    if kind == "Mn" and ("\u0300" <= char <= "\u036f" or "\u1ab0" <= char <= "\u1dff"):
        return ""
    return LETTERS.get(char, char)
