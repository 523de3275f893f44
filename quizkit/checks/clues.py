"""Clues in the options of one question, by their words alone: written by hand, or drawn."""

import re
from collections.abc import Sequence
from typing import Final

from quizkit.checks.cues import telling
from quizkit.checks.words import Lexis
from quizkit.text import fold

LONGER: Final = 1.25
"""How many times as long as the next option a key may be."""

FEW_WORDS: Final = 3
"""Keys of so few words are never too long."""

_SIGN: Final = "(?:[a-e]|[1-9]|i{1,3}|iv|v)"
_SIGNS: Final = re.compile(rf"(?:both )?{_SIGN} (?:(?:and|or|và|hoặc) {_SIGN}(?: only)?|only)")
_DETAIL: Final = re.compile(r"[(;,]")


def too_long(
    right: str, wrong: Sequence[str], *, times: float = LONGER, words: int = FEW_WORDS
) -> str:
    """Return how a right option stands out by its length or detail, or "".

    Args:
        right: The right option.
        wrong: The others.
        times: How many times as long as the longest of them it may be.
        words: Up to so many words it is never too long.

    >>> too_long("the long embargo on trade", ["the siege", "the curfew"])
    '“the long embargo on trade”'
    """
    longer = len(right) > times * max(map(len, wrong), default=len(right))
    if longer and len(right.split()) > words:
        return f"“{right}”"
    detailed = wrong and _DETAIL.search(right) and not any(map(_DETAIL.search, wrong))
    return f"only “{right}” is detailed" if detailed else ""


def repeated_word(stem: str, right: str, wrong: Sequence[str], lexis: Lexis) -> str:
    """Return a telling word of the stem that stands in the right option alone, or "".

    >>> from quizkit.checks.words import lexis
    >>> repeated_word("Who led the river war?", "a river lord", ["a duke"], lexis("en"))
    '“river”'
    """
    small = {fold(word) for word in lexis.small}
    shared = telling(stem) & telling(right) - small
    shared -= frozenset().union(*map(telling, wrong))
    return f"“{min(shared)}”" if shared else ""


def shared_words(stem: str, right: str, wrong: Sequence[str], lexis: Lexis | None) -> str:
    """Return a word of the stem that the right option alone has, or alone lacks, or ""."""
    if lexis is None or not wrong:
        return ""
    small = {fold(word) for word in lexis.small}
    lacking = telling(stem).intersection(*map(telling, wrong)) - telling(right) - small
    lacks = f"“{min(lacking)}”" if lacking and len(wrong) > 1 else ""
    return repeated_word(stem, right, wrong, lexis) or lacks


def most_shared(right: str, wrong: Sequence[str], lexis: Lexis | None) -> str:
    """Return the right one of joined options if its parts stand most often, or ""."""
    if lexis is None or not wrong:
        return ""
    every = [members(option, lexis) for option in (right, *wrong)]
    if sum(len(each) > 1 for each in every) < 2:
        return ""
    shared = [sum(len(one & two) for two in every) - len(one) for one in every]
    return f"“{right}”" if shared[0] > max(shared[1:]) else ""


def unlike(right: str, wrong: Sequence[str]) -> str:
    """Return how options differ in form, or "".

    >>> unlike("1802", ["1805", "under Gia Long"])
    'a number and text in Latin letters'
    """
    looks = sorted({look(option) for option in (right, *wrong)})
    return " and ".join(looks) if len(looks) > 1 else ""


def look(option: str) -> str:
    """Return of what form an option is, by its signs."""
    letters = [sign for sign in option if sign.isalpha()]
    if not letters:
        return "a number" if any(sign.isdigit() for sign in option) else "signs"
    latin = letters[0] < "\u0250" or "\u1e00" <= letters[0] < "\u1f00"
    return "text in Latin letters" if latin else "text in other letters"


def is_joined(option: str, lexis: Lexis) -> bool:
    """Return whether an option is made of other options: "both A and B", "1 and 3"."""
    folded = fold(option, accents=True)
    both = folded.partition(" ")[0] in lexis.both and len(members(option, lexis)) > 1
    return both or bool(_SIGNS.fullmatch(folded))


def members(option: str, lexis: Lexis) -> frozenset[str]:
    """Return the parts of a joined option."""
    joins = "|".join(map(re.escape, sorted(lexis.joins)))
    parts = re.split(rf",|\b(?:{joins})\b", option.casefold())
    return frozenset(part.strip() for part in parts if part.strip())
