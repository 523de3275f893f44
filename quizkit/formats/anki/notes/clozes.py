"""Texts with gaps as Anki writes them: `{{c1::Hanoi::a city}}`."""

import re
from typing import Final, NamedTuple

from quizkit.formats.anki.notes.texts import Texts
from quizkit.formats.cards.asked import opened

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""What stands around a gap while its field is reduced to text: no text holds these."""

_MARK: Final = re.compile(r"\{\{c([0-9]{1,3}(?:,[0-9]{1,3}){0,9})::|\}\}")
_GAP: Final = re.compile(f"{_BEGIN}([0-9,]+):([^{_BEGIN}{_END}]*){_END}")
_BRACKETS: Final = re.compile(r"\[(?=\[)|\](?=\])")
_OCCLUSION: Final = "image-occlusion:"

MOST: Final = 500
"""Numbers of gaps that are taken of one field."""


class Gap(NamedTuple):
    """A gap: the numbers of the cards that ask for it, and what is in it."""

    numbers: tuple[int, ...]
    answer: str


class Gapped(NamedTuple):
    """A text with gaps.

    Attributes:
        pieces: Texts and gaps in turn.
        fault: Why it cannot be taken, as a word for people; "" where it can.
    """

    pieces: tuple[str | Gap, ...] = ()
    fault: str = ""

    def numbers(self) -> list[int]:
        """Return the numbers of its gaps, sorted; those of more than one are all taken."""
        gaps = (piece for piece in self.pieces if isinstance(piece, Gap))
        return sorted({number for gap in gaps for number in gap.numbers})[:MOST]

    def card(self, number: int) -> tuple[str, int]:
        """Return the text of a card, the gaps of its number open, and how many these are.

        >>> gapped("{{c1::Hanoi}} lies in {{c2::Vietnam::land}}", Texts()).card(2)
        ('Hanoi lies in [[Vietnam]]', 1)
        """
        text = []
        count = 0
        for piece in self.pieces:
            if isinstance(piece, str):
                text.append(piece)
            elif number in piece.numbers and piece.answer:
                text.append(opened(piece.answer, text[-1] if text else ""))
                count += 1
            else:
                text.append(piece.answer)
        return "".join(text), count


def gapped(html: str, texts: Texts) -> Gapped:
    """Return a field as a text with gaps; hints are dropped.

    Args:
        html: The field.
        texts: Makes text of it, and counts what is lost.
    """
    marked, fault = _marked(html.replace(_BEGIN, "").replace(_END, ""))
    if fault:
        return Gapped(fault=fault)
    text = _BRACKETS.sub(_apart, texts.plain(marked))
    pieces: list[str | Gap] = []
    at = 0
    for match in _GAP.finditer(text):
        answer, _, hint = match[2].partition("::")
        texts.lost["hint"] += bool(hint)
        numbers = tuple(int(number) for number in match[1].split(",") if int(number))
        pieces += [text[at : match.start()], Gap(numbers, answer.strip())]
        at = match.end()
    pieces.append(text[at:])
    if any(_BEGIN in piece or _END in piece for piece in pieces if isinstance(piece, str)):
        return Gapped(fault="gap across markup")
    if any(piece.answer.startswith(_OCCLUSION) for piece in pieces if isinstance(piece, Gap)):
        return Gapped(fault="image occlusion")
    return Gapped(tuple(pieces))


def _marked(html: str) -> tuple[str, str]:
    """Return a field with other signs around its gaps, and why it cannot be taken."""
    found: list[str] = []
    at = 0
    opened: re.Match[str] | None = None
    for match in _MARK.finditer(html):
        if match[1] is not None and opened is not None:
            return "", "gap in a gap"
        if match[1] is not None:
            opened = match
        elif opened is not None:
            inside = html[opened.end() : match.start()]
            found += [html[at : opened.start()], f"{_BEGIN}{opened[1]}:{inside}{_END}"]
            at, opened = match.end(), None
    found.append(html[at:])
    return "".join(found), ""


def _apart(match: re.Match[str]) -> str:
    return f"{match[0]} "
