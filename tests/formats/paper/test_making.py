from pathlib import Path

import pytest

from quizkit.decks.files import read_deck
from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.labels import ENGLISH, VIETNAMESE, labels_of
from quizkit.formats.paper.making import fingerprint
from quizkit.formats.paper.printers import PAPER_FORMS, PRINTERS
from quizkit.model import Form
from quizkit.questions.ask import Asker
from tests.formats.paper.papers import exam


def test_a_paper_has_all_that_stands_around_its_questions() -> None:
    paper = exam().paper
    assert paper.title == "Vietnam and the United States since the war"
    assert paper.fields == {"name": "Name", "class": "Class", "date": "Date"}
    assert (paper.deck, paper.language, paper.seed) == ("vietnam-us", "en", "7")
    assert not paper.different
    assert exam("vietnam-us", (Line(3),), variants=2, sets=2).paper.different


def test_equal_arguments_give_equal_papers() -> None:
    exam.cache_clear()
    one = exam()
    exam.cache_clear()
    assert exam() == one


BRIDGES = """
quizkit: 1
deck: bridges
title: Bridges
language: en
cards:
  - {id: b1, q: "Who opened the bridge of Toru?", a: Ann Walsh}
"""


def test_the_fingerprint_changes_with_an_answer_not_with_its_wording() -> None:
    def seen(text: str) -> str:
        deck = read_deck(Path("bridges.yaml"), opener=lambda _: text.encode()).deck
        assert deck is not None
        return fingerprint(Asker(deck))

    before = seen(BRIDGES)
    assert len(before) == 16
    assert seen("# a comment" + BRIDGES) == before
    assert seen(BRIDGES.replace("Who opened", "Who was it that opened")) == before
    assert seen(BRIDGES.replace("Ann Walsh", "Bao Tran")) != before
    assert seen(BRIDGES.replace("id: b1", "id: b2")) != before


@pytest.mark.parametrize("labels", [ENGLISH, VIETNAMESE])
def test_every_language_has_every_label_and_pattern(labels) -> None:
    assert set(labels.asks) == set(PAPER_FORMS)
    assert all(text for text in labels if isinstance(text, str))
    assert labels.page.format(page=1, pages=4)
    assert labels.whole.format(questions=20, points=32)
    assert labels.also.format(answers="x")
    assert labels.picture.format(credit="x")


def test_other_languages_have_english_labels() -> None:
    assert labels_of("km") is ENGLISH
    assert labels_of("vi-VN") is VIETNAMESE
    assert labels_of("EN") is ENGLISH
    assert VIETNAMESE.points_text(2) == "2 điểm"


@pytest.mark.parametrize("name", PRINTERS)
def test_every_printer_of_the_table_is_there(name: str) -> None:
    assert callable(PRINTERS[name].load())
    assert Form.FLIP not in PRINTERS[name].forms
