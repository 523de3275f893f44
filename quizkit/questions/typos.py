"""Names with a typing error, for the test of the forms that are typed."""

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from quizkit.model import Many, Named
from quizkit.questions.material import Material
from quizkit.text import fold

_LONG: Final = 9
"""A name of fewer letters is not misspelt here."""

_FAR: Final = 5
"""No other spelling of the deck is nearer than so many letters."""


def misspelt(material: Material) -> str:
    """Return the right name with one letter doubled, or "" where that could be another's.

    Only a long name is taken that stands far from every other name and alias of the deck; a
    strict role allows no slip at all.
    """
    value = material.plan.accepted[0]
    if material.strict or material.plan.many is Many.ALL or not isinstance(value, Named):
        return ""
    text = material.answer
    word = max(text.split(), key=len)
    if len(fold(text)) < _LONG or len(word) < 6 or not word.isalpha():
        return ""
    if any(_is_near(text, other) for other in _spellings(material, value.name)):
        return ""
    middle = len(word) // 2
    return text.replace(word, word[:middle] + word[middle - 1 :], 1)


def _spellings(material: Material, own: str) -> list[str]:
    """Return every way in which the deck writes another name."""
    return [
        spelling
        for name in material.deck.names.values()
        if name.name != own
        for spelling in (name.name, *name.aka, *name.spellings.values())
    ]


def _is_near(text: str, other: str) -> bool:
    one, two = _folded(text), _folded(other)
    shared = set(one.split()) & set(two.split())
    return bool(shared) or Levenshtein.distance(one, two, score_cutoff=_FAR) < _FAR


@lru_cache(maxsize=65_536)
def _folded(text: str) -> str:
    return fold(text)
