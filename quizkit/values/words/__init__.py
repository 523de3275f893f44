"""The few words that quizkit itself prints or reads, one language a file."""

from collections.abc import Mapping
from typing import Final

from quizkit.model import Words
from quizkit.values.words import en, vi

BUILTIN: Final[Mapping[str, Words]] = {words.tag: words for words in (en.WORDS, vi.WORDS)}
"""Language tag to words, for the languages that ship with quizkit."""


def builtin(tag: str) -> Words | None:
    """Return the words of a language, or None if they do not ship with quizkit.

    Args:
        tag: Language tag; region and script do not matter ("en-GB").

    >>> builtin("en-GB").months[10]
    'November'
    >>> builtin("tlh") is None
    True
    """
    return BUILTIN.get(tag.replace("_", "-").partition("-")[0].lower())
