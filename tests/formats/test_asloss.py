"""Pictures that would give an answer away, in formats that show them with the question."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from quizkit.decks import load
from quizkit.formats.canvas import writing as canvas
from quizkit.formats.moodle import writing as moodle
from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.composing import Order, composed
from quizkit.formats.paper.printers import PAPER_FORMS
from quizkit.formats.plain import markdown
from quizkit.formats.posed import Posing
from quizkit.formats.posing import Wish, pose
from quizkit.formats.qti import version3
from quizkit.formats.qti import writing as qti
from quizkit.questions.ask import Asker
from tests.formats.qti_decks import png, unzipped

DECK = """\
quizkit: 1
deck: poets
title: Poets
language: en
licence: CC0-1.0
kinds:
  poem:
    says: "{who} wrote {work}."
    roles:
      who: {is: person, one: yes, ask: "Who wrote {work}?"}
      work: {is: text, one: yes, ask: "What did {who} write?"}
facts:
  poem:
    - {id: told, who: Nguyễn Du, work: Truyện Kiều, image: {file: pic.png, alt: Nguyễn Du at home}}
    - {id: mute, who: Tố Hữu, work: Việt Bắc, image: pic.png}
    - {id: fine, who: Xuân Diệu, work: Vội vàng, image: {file: pic.png, alt: an old book}}
"""


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "pic.png").write_bytes(png())
    return Asker(load(tmp_path / "deck.yaml"))


SHOWN = {"poets/told#work", "poets/fine#who", "poets/fine#work"}

HELD_BACK = {
    ("told", "who"): "its `alt:` tells the answer",
    ("mute", "who"): "it may tell the answer",
    ("mute", "work"): "it may tell the answer",
}


def posing_of(asker: Asker) -> Posing:
    return pose(asker, order=moodle.ORDER, wish=Wish(), target="x")


@pytest.mark.parametrize("module", [moodle, canvas, qti, version3])
def test_a_picture_that_may_tell_the_answer_is_not_shown_with_the_question(
    asker: Asker, module: object
) -> None:
    found = module.write(posing_of(asker))  # type: ignore[attr-defined]
    told = {
        (loss.fact, loss.role): re.split(": say|; ", loss.notes[0].text)[0]
        for loss in found.losses
        if loss.code == "QK903"
    }
    assert told == HELD_BACK


def test_the_other_pictures_stay(asker: Asker) -> None:
    root = ElementTree.fromstring(moodle.write(posing_of(asker)).files[""])
    assert len(root.findall("question/questiontext/file")) == len(SHOWN)
    items = [
        text
        for name, text in unzipped(qti.write(posing_of(asker)).files[""]).items()
        if name.startswith("items/")
    ]
    assert sum(b"<img" in text for text in items) == len(SHOWN)


def test_words_that_would_tell_the_answer_are_no_picture_either(asker: Asker) -> None:
    posing = posing_of(asker)
    found = markdown.write(posing)
    questions = found.files[""].decode().partition("# Answer key")[0]
    assert questions.count("*Nguyễn Du at home*") == 1
    assert questions.count("*an old book*") == 2
    told = [loss.notes[0].text for loss in found.losses if loss.fact == "told"]
    assert [text.partition(";")[0] for text in told] == [
        "what it shows may tell the answer, so that is left out as well",
        "what it shows stands there in words",
    ]


def test_papers_hold_them_back_as_well(asker: Asker) -> None:
    found = composed(asker, Order((Line(3, roles=("who",)),), frozenset(PAPER_FORMS)))
    assert [each.id for each in found.sets[0] if each.picture] == ["poets/fine#who"]
    assert {(loss.fact, loss.code) for loss in found.losses} == {
        ("told", "QK903"),
        ("mute", "QK903"),
    }
