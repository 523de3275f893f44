"""Ids for rows of other programs: they follow from where a row comes from alone."""

import hashlib
import re
from typing import Final

from quizkit.decks.stamp import LETTERS, SIGNS

ID_SIGNS: Final = 10
"""Signs of an id: of a hundred thousand cards no two meet."""

_OWN: Final = re.compile(
    r"([a-z0-9][a-z0-9-]{0,63})/([^\s#/]{1,64}#[^\s/](?:[^\n\t/]{0,62}[^\s/])?)(?:/([a-z-]+))?"
)


def made_id(origin: str) -> str:
    """Return the id of a row, which follows from its origin alone.

    >>> made_id("Which city?") == made_id("Which city?") != made_id("Which town?")
    True
    >>> len(made_id("x"))
    10
    """
    number = int.from_bytes(hashlib.sha256(origin.encode("utf-8", "replace")).digest(), "big")
    number, first = divmod(number, len(LETTERS))
    signs = [LETTERS[first]]
    for _ in range(ID_SIGNS - 1):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)


def is_facet(text: str) -> bool:
    """Tell whether a text looks like the id of a facet, of whatever deck.

    >>> is_facet("rivers/k7f3#mouth"), is_facet("Question 1")
    (True, False)
    """
    return _OWN.fullmatch(text) is not None


def own_id(origin: str, *, deck: str) -> str:
    """Return `FACT#ROLE` where an origin is a facet of the deck that it goes into, else "".

    Args:
        origin: What a question is called in the file, such as `deck/fact#role` or that and `/form`.
        deck: Id of the deck.

    >>> own_id("rivers/k7f3#mouth", deck="rivers"), own_id("rivers/k7f3#mouth", deck="lakes")
    ('k7f3#mouth', '')
    """
    found = _OWN.fullmatch(origin) if deck else None
    return found[2] if found and found[1] == deck else ""
