"""Words that make a question flawed, one language a file, kept as data.

For a language without a file the rules that need words are silent.
"""

from collections.abc import Mapping
from typing import Final

from quizkit.checks.words import en, vi
from quizkit.checks.words.lexis import Lexis, holds, plain_text

__all__ = ["LEXES", "Lexis", "holds", "lexis", "plain_text"]

LEXES: Final[Mapping[str, Lexis]] = {each.tag: each for each in (en.LEXIS, vi.LEXIS)}
"""Language tag to its words."""


def lexis(tag: str) -> Lexis | None:
    """Return the words of a language, or None where there is no list.

    Args:
        tag: Language tag; region and script do not matter ("en-GB").

    >>> lexis("en-GB") is lexis("en")
    True
    >>> lexis("tlh") is None
    True
    """
    return LEXES.get(tag.replace("_", "-").partition("-")[0].lower())
