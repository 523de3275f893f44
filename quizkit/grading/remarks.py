"""What grading says, in the language of the question."""

from collections.abc import Mapping
from typing import Final

from quizkit.model import Words
from quizkit.values.words import BUILTIN

_ENGLISH: Final[Mapping[str, str]] = BUILTIN["en"].remarks


def remark(words: Words | None, name: str, **fields: object) -> str:
    """Return a remark in a language, or in English where the language has no words for it.

    Args:
        words: The language.
        name: Name of the remark: a key of `Words.remarks` of English.
        fields: What its pattern wants.

    >>> remark(BUILTIN["vi"], "unit", unit="km"), remark(None, "unit", unit="km")
    ('đơn vị là km', 'the unit is km')
    """
    pattern = words.remarks.get(name) if words else None
    return (pattern or _ENGLISH[name]).format(**fields)
