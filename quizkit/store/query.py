"""What people search for, as full-text queries that can mean nothing else.

Texts are spread into plain words before they are kept, and what is searched for is spread in the
same way and quoted, so that no sign in either is ever an operator.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from quizkit.text import fold

TOKENIZER: Final = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
"""How FTS5 takes spread text apart: at its blanks."""

MAX_WORDS: Final = 20
"""Words of a search that count."""

MAX_LETTERS: Final = 100
"""Letters of a word that count."""

COMPLETIONS: Final = 64
"""Words with one beginning that are asked for one by one; more of them go by the beginning."""

SHORT: Final = 3
"""Longest beginning that the index of beginnings knows [characters]."""

# Scripts that put no blank between words: each character is a word of its own.
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"([{_UNSPACED}])")


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(r"[#%&@*]")


def spread(text: str) -> str:
    """Return a text as the words that can be found in it, with blanks between.

    Case, accents, width forms and punctuation are gone; where a script has no blanks, each
    character is a word.

    >>> spread("Hà Nội, 7 % of the Đà-river"), spread("東京タワー")
    ('ha noi 7 of the da river', '東 京 タ ワ ー')
    """
    folded = fold(text)
    if not folded.isascii():
        folded = _unspaced().sub(r" \1 ", folded)
    return " ".join(_signs().sub(" ", folded).split())


def phrases(words: Iterable[str]) -> tuple[str, ...]:
    """Return what is searched for, each word or quoted phrase spread; none if nothing is left.

    >>> phrases(["Hà", 'O"Brien* NEAR', "--", "la la"])
    ('ha', 'o brien near', 'la la')
    """
    found = (spread(word[: MAX_LETTERS * MAX_WORDS])[:MAX_LETTERS].strip() for word in words)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase))[:MAX_WORDS]


class Ways(NamedTuple):
    """The ways to look for phrases that must all be there, as queries of FTS5; best first.

    Attributes:
        together: One behind the other as asked, in the first column; "" for a single word.
        said: All in the first column.
        there: All in any column.
        begun: All in any column, the last one at least as the beginning of a longer word.
    """

    together: str
    said: str
    there: str
    begun: str


def ways(
    asked: Sequence[str], *, columns: Sequence[str], longer: Callable[[str], Sequence[str] | None]
) -> Ways:
    """Return the ways to look for phrases.

    Args:
        asked: What `phrases` returned, at least one.
        columns: The columns to look in, the one that counts most first.
        longer: Returns the words that begin in a way, or None where they are too many to name.
    """
    whole = " AND ".join(map(quoted, asked))
    first = f"{{{columns[0]}}} : "
    anywhere = f"{{{' '.join(columns)}}} : "
    together = quoted(" ".join(asked))
    begun = " AND ".join((*map(quoted, asked[:-1]), _begun(asked[-1], longer)))
    return Ways(
        f"{first}({together})" if " " in together else "",
        f"{first}({whole})",
        f"{anywhere}({whole})",
        f"{anywhere}({begun})",
    )


def _begun(phrase: str, longer: Callable[[str], Sequence[str] | None]) -> str:
    head, _, last = phrase.rpartition(" ")
    words = longer(last) if len(last) > SHORT else None
    if words is None:
        return f"{quoted(phrase)} *"
    said = [quoted(f"{head} {word}".strip()) for word in words]
    return f"({' OR '.join(said or [quoted(phrase)])})"


def quoted(phrase: str) -> str:
    """Return a phrase as a string of FTS5's language.

    >>> print(quoted("ha noi"))
    "ha noi"
    """
    return '"' + phrase.replace('"', '""') + '"'
