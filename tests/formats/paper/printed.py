"""What a paper must say, in its order, and papers of odd questions."""

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator

from quizkit.formats.paper.nouns import Look, Paper, Variant
from quizkit.formats.paper.printers import PAPER_FORMS
from quizkit.formats.paper.typeset_parts import letter, sections, stem_parts
from quizkit.formats.paper.variants import varied
from quizkit.formats.posed import Picture, Posed
from quizkit.formats.posing import Wish, pose
from quizkit.model import Form
from quizkit.questions.ask import Asker
from tests.formats.hostile import hostile_asker

MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u200c\u200d]")
UNREADABLE = re.compile("[\u0590-\u06ff\U00010000-\U0010ffff]")
"""Right to left, which readers of pages put into another order; signs that no font has."""


BIG = 400
"""Facets of a deck from which on each is asked in one form."""


def paper_of(tasks: tuple[Posed, ...], *, variants: int = 2, look: Look | None = None) -> Paper:
    """Return a paper of any questions."""
    return Paper(
        title="A <title> & #more",
        deck="tests",
        language="en",
        instructions=("Read #all *of* it.",),
        fields={"name": "Name", "class": "Class", "date": "Date"},
        tasks=tasks,
        variants=varied([tasks], frozenset(), count=variants, seed="1"),
        code="K7F3QZ",
        at=1_700_000_000,
        seed="1",
        look=look or Look(),
    )


def hostile(*, every: int = 1) -> Paper:
    """Return a paper of every so-manieth question of the hostile deck, in every form."""
    return paper_of(questions(hostile_asker())[::every])


def questions(asker: Asker, most: int | None = None) -> tuple[Posed, ...]:
    """Return a deck's questions in all forms of a paper; a big deck's in the best one."""
    forms = PAPER_FORMS if len(asker.survey.facets) < BIG else ()
    wish = Wish(most=most, forms=forms, seed="5")
    return pose(asker, order=PAPER_FORMS, wish=wish, target="x").questions


def squeezed(text: str) -> str:
    """Return a text without blanks, marks of direction and invisible letters, composed."""
    return "".join(MARKS.sub("", unicodedata.normalize("NFC", text)).split())


def said(paper: Paper, variant: Variant, *, gap: str, mark: str) -> Iterator[tuple[str, ...]]:
    """Yield what each question must say: its number, its stem, its options in their order.

    Args:
        paper: The paper.
        variant: The variant.
        gap: How a gap is printed.
        mark: What stands between a letter and its option.
    """
    for place, section in sections(paper, variant):
        task = paper.tasks[place.task]
        stem = "".join(gap if part is None else part for part in stem_parts(task))
        after = "." if task.form in {Form.ORDER, Form.MATCH} else mark
        options = [f"{letter(place, at)}{after}{text}" for at, text in enumerate(place.options)]
        prompts = [f"{at}.{text}" for at, text in enumerate(task.question.prompts, 1)]
        yield section, f"{place.number}.", stem, *prompts, *options


def all_there(found: str, wanted: Iterator[tuple[str, ...]]) -> int:
    """Assert that texts come in their order; return how many questions were looked at."""
    at = count = 0
    text = squeezed(found)
    for pieces in wanted:
        plain = [squeezed(piece) for piece in pieces]
        if any(UNREADABLE.search(piece) for piece in plain):
            continue
        for piece in plain:
            place = text.find(piece, at)
            assert place >= 0, (piece, text[at : at + 200])
            at = place + len(piece)
        count += 1
    return count


def png(width: int = 300, height: int = 150) -> bytes:
    """Return a picture of one colour."""
    rows = b"".join(b"\0" + b"\x20\x60\xa0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def with_picture(paper: Paper, data: bytes, *, alt: str = "A blue field") -> Paper:
    """Return a paper whose first question has a picture."""
    first, *rest = paper.tasks
    picture = Picture("map.png", data, "PNG", 300, 150, alt, "drawn by hand")
    return paper._replace(tasks=(first._replace(picture=picture), *rest))
