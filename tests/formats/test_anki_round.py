"""Anki packages there and back: our notes are known again by the facets that they ask."""

from pathlib import Path
from typing import Any

import pytest

from quizkit.decks.library import bundled
from quizkit.formats.anki import reading as anki_read
from quizkit.formats.anki import writing as anki
from quizkit.formats.book import Intake
from quizkit.formats.plain import quizlet, quizlet_read
from quizkit.formats.posing import Wish, pose
from quizkit.formats.sheets.cells import value_of
from quizkit.model import Form
from quizkit.practice.reading import ready
from quizkit.questions.ask import Asker
from quizkit.text import nfc
from tests.consumers import module
from tests.formats.anki.test_writing import AT, data_of, flips, pictured, take
from tests.formats.hostile import hostile_asker

OWN = ("notes", "this deck's own")


def asker_of(name: str, folder: Path) -> Asker:
    if name == "hostile":
        return hostile_asker()
    return ready(bundled() / name, language="", cache=folder)


@pytest.mark.parametrize("name", ["hostile", "spaced-learning", "vietnam-us"])
def test_every_note_is_known_as_its_facet(name: str, tmp_path: Path) -> None:
    asker = asker_of(name, tmp_path)
    found = pose(asker, order=anki.ORDER, wish=Wish(at=AT), target="anki")
    intake = Intake(deck=asker.deck.id, history=True)
    draft = anki_read.read({"x.apkg": data_of(found)}, "x.apkg", intake)
    assert draft.counts == {OWN: len(found.questions)}
    (sheet,) = draft.book.sheets
    known = [f"{asker.deck.id}/{line.cells['id']}" for line in sheet.lines]
    assert sorted(known) == sorted({each.question.facet for each in found.questions})
    assert {loss.code for loss in draft.losses} <= {"QK952"}  # formulas that stay as they are


@pytest.mark.parametrize("form", [Form.CHOICE, Form.FLIP, Form.TRUE_FALSE])
def test_notes_for_several_forms_are_known_too(form: Form) -> None:
    wish = Wish(at=AT, forms=(form, Form.TYPED))
    found = pose(hostile_asker(), order=anki.ORDER, wish=wish, target="anki")
    assert {each.id.count("/") for each in found.questions} == {2}
    draft = anki_read.read({"x": data_of(found)}, "x", Intake(deck="hostile"))
    assert draft.counts == {OWN: len(found.questions)}


def test_another_deck_gets_them_as_cards() -> None:
    found = flips()
    draft = anki_read.read({"x": data_of(found)}, "x", Intake(deck="lakes"))
    (sheet,) = draft.book.sheets
    cells = [line.cells for line in sheet.lines]
    assert [each["q"] for each in cells] == [each.question.stem for each in found.questions]
    assert [each["a"] for each in cells] == [each.question.answer for each in found.questions]


def test_pictures_are_found_by_their_new_names(tmp_path: Path) -> None:
    intake = Intake(deck="lakes", media="media")
    draft = anki_read.read({"x": data_of(pictured(tmp_path))}, "x", intake)
    assert {Path(name).name[:8] for name in draft.media} <= {"quizkit-"}


@pytest.mark.consumer
def test_what_was_answered_in_anki_comes_back_by_facet(tmp_path: Path) -> None:
    anki_ = module("anki.collection")
    collection: Any = anki_.Collection(str(tmp_path / "collection.anki2"))
    found = flips()
    take(collection, data_of(found), tmp_path)
    collection.decks.select(collection.decks.id(anki.name_of(found.asker.deck)))
    asked = []
    for _ in range(5):
        card = collection.sched.getCard()
        card.start_timer()
        asked.append(card.note().guid)
        collection.sched.answerCard(card, 4)
    options = anki_.ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=False, with_media=False, legacy=False
    )
    out = tmp_path / "out.apkg"
    collection.export_anki_package(out_path=str(out), options=options, limit=None)
    collection.close()
    intake = Intake(deck="rivers", history=True)
    draft = anki_read.read({"x": out.read_bytes()}, "x", intake)
    assert [f"rivers/{each.row}#{each.role}" for each in draft.answers] == asked
    assert {each.rating for each in draft.answers} == {4}


@pytest.mark.parametrize("name", ["hostile", "spaced-learning"])
def test_what_quizlet_gets_comes_back_as_cards(name: str, tmp_path: Path) -> None:
    found = pose(asker_of(name, tmp_path), order=quizlet.ORDER, wish=Wish(), target="quizlet")
    draft = quizlet_read.read(quizlet.write(found).files, "x.txt")
    (sheet,) = draft.book.sheets
    assert len(sheet.lines) == len(found.questions)
    for line, each in zip(sheet.lines, found.questions, strict=True):
        if not each.question.options:
            assert words(line.cells["q"]) == nfc(each.question.stem).split()
            assert words(line.cells["a"]) == nfc(each.question.answer).split()


def words(cell: str) -> list[str]:
    return str(value_of(cell)).split()
