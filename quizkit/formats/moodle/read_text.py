r"""Small things of Moodle XML: stars, fractions, and why a question is left out."""

import re
from collections.abc import Callable
from typing import Final

_STARS: Final = re.compile(r"\\\*")
_FRACTION: Final = re.compile(r"\s*(-?[0-9]{1,9}(?:\.[0-9]{1,12})?)\s*")


class MoodleFault(ValueError):  # a fault of a text, as in WordingFault
    """A question that cannot be taken.

    Args:
        why: The end of a sentence.
        tip: What to do about it.
        name: What the question is called, or "".
    """

    def __init__(self, why: str, tip: str, name: str) -> None:
        super().__init__(why)
        self.tip = tip
        self.name = name


Faulty = Callable[[str, str], MoodleFault]
"""Makes the fault of one question, of why and tip."""


def number_of(text: str | None) -> float:
    """Return a fraction or a multiplier; 0 where it is none.

    >>> number_of("33.33333"), number_of(None), number_of("1e9")
    (33.33333, 0.0, 0.0)
    """
    found = _FRACTION.fullmatch(text or "")
    return float(found[1]) if found else 0.0


def is_pattern(text: str) -> bool:
    r"""Tell whether an answer has a star that stands for anything.

    >>> is_pattern("col*r"), is_pattern(r"5 \* 3")
    (True, False)
    """
    return "*" in _STARS.sub("", text)


def starred(text: str) -> str:
    r"""Return an answer with its stars as people write them.

    >>> starred(r"5 \* 3")
    '5 * 3'
    """
    return _STARS.sub("*", text)
