"""Questions for the tests of what goes into Moodle's question bank, and what is told of them."""

import json
from functools import cache
from html import unescape
from pathlib import Path
from re import sub

from quizkit.decks import load
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.posing import Wish, pose
from quizkit.model import Form
from quizkit.questions.ask import Asker
from tests.formats.hostile import hostile_asker

DECKS = Path(__file__).parents[2] / "decks"
NAMES = (*sorted(path.parent.name for path in DECKS.glob("*/deck.yaml")), "hostile")

EVERY = (
    Form.CHOICE, Form.SELECT, Form.TYPED, Form.CLOZE, Form.ORDER, Form.TRUE_FALSE, Form.MATCH,
)  # fmt: skip

ODD = """
quizkit: 1
deck: odd
title: "Odd / <things>"
language: en
licence: CC0-1.0
names:
  Chad: {is: country}
  Mali: {is: country}
  Peru: {is: country}
  Cuba: {is: country}
kinds:
  km/h:
    says: "{land} has {speed}, and the code {code}."
    roles:
      land: {is: country, one: yes, ask: "Which land has {speed}?"}
      speed: {is: number, one: yes, ask: "What speed has {land}?"}
      code: {is: text, one: yes, strict: [case], ask: "What code has {land}?"}
facts:
  km/h:
    - {id: f1, land: Chad, speed: 2.5 km, code: tD, tags: [africa, "a <b>"], note: "So & <so>.",
       image: {file: pic.png, alt: 'Three "stripes"', credit: By <nobody>}}
    - {id: f2, land: Mali, speed: about 500 km, code: mL, tags: [africa]}
    - {id: f3, land: Peru, speed: 0.00001 km, code: pE, tags: [TAG]}
    - {id: f4, land: Cuba, speed: 97 million km, code: "c->U"}
    - {id: LONG, land: Togo, speed: 12 km, code: tG}
cards:
  - {id: c1, q: "What\\n\\nstands for 1 &&061; 2?", a: "&&061;", also: ["5 * 5 \\\\* x"]}
  - {id: c2, cloze: "The sign [[==]] means the same."}
  - {id: c3, q: "Type _____ here, \\\\(x\\\\)", a: "a\\nb", also: ["%50% x"]}
""".replace("TAG", "t" * 51).replace("LONG", "l" * 64)


@cache
def asker_of(name: str) -> Asker:
    """Return what asks the questions of a bundled deck, or of the hostile one."""
    if name == "odd":
        return Asker(load(Path("odd.yaml"), opener=lambda _: ODD.encode()))
    return hostile_asker() if name == "hostile" else Asker(load(DECKS / name))


BIG = ("countries", "elements")
"""Decks whose facets go out once each, not in every form."""


@cache
def posing_of(name: str) -> Posing:
    """Return a deck's questions: each facet in each form that it has."""
    wish = Wish() if name in BIG else Wish(forms=EVERY)
    return pose(asker_of(name), order=EVERY, wish=wish, target="x")


def told_after(posing: Posing, posed: Posed) -> list[str]:
    """Return what must be told after a question, reckoned from its facts alone."""
    asker, question = posing.asker, posed.question
    if not question.facets:
        texts = [posed.note, posed.evidence, posed.source]
        return [text for text in texts if text]
    facts = [facet.partition("/")[2].partition("#")[0] for facet in question.facets]
    texts = [asker.statement(fact) for fact in facts]
    texts += [asker.source_line(fact) for fact in facts]
    return [text for text in dict.fromkeys(texts) if text]


def text_of(html: str) -> str:
    """Return a text that was written as HTML: breaks and paragraphs are lines, tags nothing."""
    lines = sub(r"</p><p[^>]*>|<br>", "\n", html)
    return unescape(sub(r"</?(?:p|span)[^>]*>", "", lines))


def flat(text: str) -> str:
    """Return a text with its blanks as other programs leave them."""
    return sub(r"[ \t]+", " ", text).strip()


def json_of(data: bytes) -> list[dict]:
    """Return what a program printed as JSON."""
    found = json.loads(data)
    assert isinstance(found, list)
    return found
