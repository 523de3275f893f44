"""Questions for the tests of Canvas and QTI: of bundled decks, of hostile text, with pictures."""

import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from quizkit.decks import load
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.posing import Wish, pose, posed
from quizkit.model import FacetId, Form
from quizkit.questions.ask import Asker
from quizkit.questions.grouping import grouped
from quizkit.questions.together import TOGETHER
from tests.formats.hostile import hostile_asker
from tests.spread import spread

DECKS = Path(__file__).parents[2] / "decks"
NAMES = tuple(sorted(path.parent.name for path in DECKS.glob("*/deck.yaml")))

EVERY = (
    Form.CHOICE, Form.SELECT, Form.TYPED, Form.CLOZE, Form.ORDER, Form.TRUE_FALSE, Form.MATCH,
)  # fmt: skip

FLAGS = """
quizkit: 1
deck: flags
title: Flags & <signs>
language: en
licence: CC0-1.0
names:
  Chad: {is: country}
  Mali: {is: country}
  Peru: {is: country}
  Cuba: {is: country}
kinds:
  flag:
    says: "{land} has {stripes} stripes, and {size} was measured."
    roles:
      land: {is: country, one: yes, ask: "Which land has {stripes} stripes?"}
      stripes: {is: number, one: yes, ask: "How many stripes has {land}?"}
      size: {is: number, one: yes, ask: "How large is the flag of {land}?"}
facts:
  flag:
    - {id: f1, land: Chad, stripes: 3, size: 2.5 km, tags: [africa, "a & b"], note: "So & <so>.",
       image: {file: pic.png, alt: 'Three "stripes"', credit: By <nobody>}}
    - {id: f2, land: Mali, stripes: 4, size: about 500 km, tags: [africa]}
    - {id: f3, land: Peru, stripes: 5, size: 0.00001 km}
    - {id: f4, land: Cuba, stripes: 6, size: 97 million km}
"""


@cache
def asker_of(name: str) -> Asker:
    """Return what asks the questions of a bundled deck, or of the hostile one."""
    return hostile_asker() if name == "hostile" else Asker(load(DECKS / name))


@cache
def posing_of(name: str, forms: tuple[Form, ...] = EVERY, most: int | None = None) -> Posing:
    """Return a deck's questions: each facet in each form, or a sample of kinds, roles and forms.

    Args:
        name: The deck.
        forms: The forms.
        most: About so many questions; None: all.
    """
    asker = asker_of(name)
    facets: list[FacetId] = list(asker.survey.facets)
    if most is not None and most < len(facets) * len(forms):
        facets = spread(facets, lambda each: each.partition("#")[2], count=most // len(forms))
    alone = [
        asker.question(facet, form, seed=f"1:{facet}:0")
        for facet in facets
        for form in forms
        if form is not Form.MATCH and asker.has_form(facet, form)
    ]
    groups = grouped(asker, facets, TOGETHER & set(forms), seed="1")
    together = [
        asker.together(group, form, seed=f"1:{facet}:0") for (facet, form), group in groups.items()
    ]
    found = {
        each.id: each
        for each in (posed(asker, question, with_form=True) for question in [*alone, *together])
    }
    return Posing(asker, tuple(found.values()), (), "1", 0)


def flags(folder: Path, forms: tuple[Form, ...] = EVERY) -> Posing:
    """Return questions with a picture, units and odd numbers; their deck is put in a folder."""
    (folder / "deck.yaml").write_text(FLAGS, encoding="utf-8")
    (folder / "pic.png").write_bytes(png())
    asker = Asker(load(folder / "deck.yaml"))
    return pose(asker, order=forms, wish=Wish(forms=forms, at=86_400), target="x")


def png() -> bytes:
    """Return the smallest picture."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return an archive's files by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def wrong_texts(posed: Posed) -> list[str]:
    """Return typed answers that are wrong: what the other questions' options say."""
    return ["qqq", *(text for text in posed.question.options if text != posed.question.answer)]
