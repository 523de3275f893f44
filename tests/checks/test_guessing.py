"""What a question gives away, facet by facet."""

import pytest

from quizkit.checks.guessing import cue, weak, wrong
from quizkit.decks import load
from quizkit.model import FacetId, Form
from quizkit.questions.ask import Asker

DECK = """\
quizkit: 1
deck: g
title: G
language: en
cards:
  - {id: a1, q: "What ended the river war?", a: "the river treaty", wrong: [a storm, a flood]}
  - {id: b2, q: "Where was it signed?", a: Lagos, wrong: [Malta, Natal]}
  - {id: c3, q: "Who came?", a: Ann Lee, wrong: ["1990", Bo Tran]}
"""


@pytest.fixture
def asker(tmp_path) -> Asker:
    (tmp_path / "g.yaml").write_text(DECK)
    return Asker(load(tmp_path / "g.yaml"))


def facet(card: str) -> FacetId:
    return FacetId(f"g/{card}#card")


def test_a_word_of_the_stem_in_the_key_alone_is_a_cue(asker) -> None:
    found = cue(asker, facet("a1"))
    assert (found.name, found.why) == ("word repeated", "“river”")
    assert 0 < found.seen <= found.drawn


def test_where_nothing_tells_there_is_no_cue(asker) -> None:
    assert cue(asker, facet("b2")) is None


def test_an_option_of_another_form_is_weak(asker) -> None:
    question = asker.question(facet("c3"), Form.CHOICE, seed="1")
    assert weak(question, asker) == ("“1990” is a number, the answer text in Latin letters",)
    assert wrong(question) == 2


def test_good_options_are_not_weak(asker) -> None:
    question = asker.question(facet("b2"), Form.CHOICE, seed="1")
    assert (weak(question, asker), wrong(question)) == ((), 2)


def test_a_form_without_options_has_none_of_either(asker) -> None:
    question = asker.question(facet("b2"), Form.TYPED, seed="1")
    assert (weak(question, asker), wrong(question)) == ((), 0)
