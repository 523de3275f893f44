"""Questions as they leave the house: each with all that a paper or another program may need."""

import hashlib
from decimal import Decimal
from typing import Final, NamedTuple

from quizkit.model import Form, Location, Problem, Question
from quizkit.questions.ask import Asker

NAME_DIGITS: Final = 16
"""Digits of a question's plain name."""


class Picture(NamedTuple):
    """A question's picture.

    Attributes:
        name: Its file's name, without a folder.
        data: Its bytes; PNG, JPEG, GIF or WebP.
        format: "PNG", "JPEG", "GIF" or "WEBP".
        width: Columns of pixels [>= 1].
        height: Rows of pixels [>= 1].
        alt: What it shows, in words.
        credit: Whose it is, or "".
    """

    name: str
    data: bytes
    format: str
    width: int
    height: int
    alt: str
    credit: str = ""


class Quantity(NamedTuple):
    """A right answer that is a number or a year.

    Attributes:
        value: The number, scale words multiplied in.
        tolerance: How far off an answer may be [>= 0]; 0 for a year.
        unit: Singular unit as declared, or "".
        is_year: It is a year.
    """

    value: Decimal
    tolerance: Decimal
    unit: str = ""
    is_year: bool = False


class Posed(NamedTuple):
    """A question as it goes out.

    Attributes:
        id: The facet's id, and `/form` behind it where a facet goes out in several forms.
        question: The question, drawn with its seed.
        kind: The kind of its fact, or "card".
        accepted: For typed answers and gaps: texts that quizkit judges right, the shown one first.
            Of several answers that are wanted together: the shown one only.
        quantity: The right answer as a number, where it is one.
        note: What the author says after the answer, or "".
        evidence: The fact as a sentence, or "".
        source: Where it is from, for people, or "".
        tags: The fact's tags.
        difficulty: 1..5, or 0 if not given.
        at: Where the fact stands in the deck.
        picture: Its picture, or None.
        points: What it is worth [> 0].
    """

    id: str
    question: Question
    kind: str
    at: Location
    accepted: tuple[str, ...] = ()
    quantity: Quantity | None = None
    note: str = ""
    evidence: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    difficulty: int = 0
    picture: Picture | None = None
    points: int = 1

    @property
    def name(self) -> str:
        """A plain name that follows from the id alone."""
        return plain_name(self.id)

    @property
    def form(self) -> Form:
        """How it is asked."""
        return self.question.form


class Posing(NamedTuple):
    """What is to be written: the questions of one deck.

    Attributes:
        asker: What made them, with the deck.
        questions: In their order.
        losses: What of the deck the target cannot ask at all (QK901).
        seed: The text that they were drawn from.
        at: When it is written [seconds since 1970, UTC].
        category: Where the target shall put them; "": it says so itself.
        before: The file that is written over, for targets that must look at it; else None.
    """

    asker: Asker
    questions: tuple[Posed, ...]
    losses: tuple[Problem, ...]
    seed: str
    at: int
    category: str = ""
    before: bytes | None = None


def plain_name(id_: str) -> str:
    """Return a name of letters and digits for an id: always the same.

    >>> plain_name("rivers/k7f3#mouth")
    'qf184baffb1ed9e6d'
    """
    return "q" + hashlib.sha256(id_.encode()).hexdigest()[:NAME_DIGITS]
