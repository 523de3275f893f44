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

UNITS = """
quizkit: 1
deck: units
title: Units
language: en
kinds:
  unit:
    roles:
      name: {is: text, one: yes, ask: "Which unit is written {sign}?"}
      sign: {is: text, one: yes, strict: case, ask: "How is the {name} written?"}
facts:
  unit:
    - {id: u1, name: milligram, sign: mg}
    - {id: u2, name: megagram, sign: Mg}
    - {id: u3, name: second, sign: s}
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


def units() -> Posing:
    """Return typed questions in whose answers capitals count."""
    asker = Asker(load(Path("units.yaml"), opener=lambda _: UNITS.encode()))
    return pose(asker, order=(Form.TYPED,), wish=Wish(), target="x")


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


def judged(posed: Posed) -> list[tuple[list[str], float]]:
    """Return responses with what quizkit gives for them; options are called A, B, prompts P1, P2.

    Orders are right or wrong as a whole in QTI.
    """
    question, keys = posed.question, posed.question.keys
    options = [chr(ord("A") + number) for number in range(len(question.options))]
    right = [options[key] for key in keys]
    match posed.form:
        case Form.MATCH:
            prompts = [f"P{number + 1}" for number in range(len(keys))]
            pairs = [" ".join(pair) for pair in zip(prompts, right, strict=True)]
            turned = [*right[1:], right[0]]
            wrong = [" ".join(pair) for pair in zip(prompts, turned, strict=True)]
            return [(pairs, 1), (pairs[:1], 1 / len(pairs)), (wrong, 0)]
        case Form.ORDER:
            return [(right, 1), (right[::-1], 0), ([*right[1:], right[0]], 0)]
        case Form.SELECT:
            wrong = [each for each in options if each not in right]
            share = 1 / len(right)
            partly = [(right[:-1], 1 - share), ([*right, wrong[0]], 1 - share)]
            return [(right, 1), (wrong, 0), *partly]
        case Form.TYPED | Form.CLOZE:
            number = posed.quantity if posed.form is Form.TYPED else None
            spelt = [" ".join(text.split()) for text in posed.accepted]
            texts = [f"{number.value:f}"] if number else spelt
            return [([text], 1) for text in texts] + [([text], 0) for text in wrong_texts(posed)]
        case _:
            return [([option], int(n in keys)) for n, option in enumerate(options)]
