"""What a QTI package brings along beside its questions: what is told afterwards, and pictures."""

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from quizkit.formats.posed import Picture, Posed

SUFFIXES: Final = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
MEDIA: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
"""File endings and media types by a picture's format."""

_NAME_DIGITS: Final = 16


class Paragraph(NamedTuple):
    """A text told after the answer; `role` is note, evidence, source or credit."""

    role: str
    text: str


def told(posed: Posed) -> tuple[Paragraph, ...]:
    """Return what is told after the answer, in its order; nothing twice."""
    credit = posed.picture.credit if posed.picture else ""
    found = {
        "note": posed.note,
        "evidence": "" if posed.evidence == posed.note else posed.evidence,
        "source": posed.source,
        "credit": credit,
    }
    return tuple(Paragraph(role, text) for role, text in found.items() if text)


def picture_path(picture: Picture) -> str:
    """Return where a picture lies in a package: one place for one content.

    >>> picture_path(Picture("a b.png", b"1", "PNG", 1, 1, ""))
    'images/i6b86b273ff34fce1.png'
    """
    digest = hashlib.sha256(picture.data).hexdigest()[:_NAME_DIGITS]
    return f"images/i{digest}{SUFFIXES[picture.format]}"


def pictures(questions: Iterable[Posed]) -> dict[str, bytes]:
    """Return the pictures of questions: bytes by their path in a package."""
    return {picture_path(each.picture): each.picture.data for each in questions if each.picture}


def figures(number: Decimal) -> str:
    """Return a number in figures alone, without zeros that say nothing.

    >>> figures(Decimal("9.70E+7")), figures(Decimal("2.50")), figures(Decimal("-0.0"))
    ('97000000', '2.5', '0')
    """
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain
