"""Texts that other programs may take for right: quizkit judges each right, and finds the usual."""

from pathlib import Path

import pytest

from quizkit.decks import load
from quizkit.decks.library import bundled
from quizkit.formats.posing import Wish, pose
from quizkit.model import Form, Outcome
from quizkit.questions.ask import Asker
from tests.formats.hostile import hostile_asker

TYPED = (Form.TYPED, Form.CLOZE)


@pytest.mark.parametrize("deck", ["vietnam-us", "spaced-learning"])
def test_every_text_is_judged_right_and_the_shown_one_is_first(deck: str) -> None:
    asker = Asker(load(Path(bundled(), deck)))
    found = pose(asker, order=TYPED, wish=Wish(forms=TYPED), target="x").questions
    assert len(found) > 100
    for each in found:
        assert each.accepted[0] == each.question.answer
        assert len(set(each.accepted)) == len(each.accepted)
        for text in each.accepted:
            assert asker.grade(each.question, text).outcome is Outcome.RIGHT, (each.id, text)
    assert sum(len(each.accepted) > 1 for each in found) > 50


def test_of_a_choice_nothing_is_typed() -> None:
    found = pose(hostile_asker(), order=(Form.CHOICE,), wish=Wish(most=5), target="x").questions
    assert [each.accepted for each in found] == [()] * 5


def test_an_article_may_be_left_out() -> None:
    text = """
quizkit: 1
deck: seas
title: Seas
language: en
kinds:
  river:
    roles:
      name: {is: text, ask: "Which river ends in {sea}?"}
      sea: {is: text, one: yes, ask: "Where does the {name} end?"}
facts:
  river:
    - {id: a1, name: Thames, sea: the North Sea}
"""
    asker = Asker(load(Path("seas.yaml"), opener=lambda _: text.encode()))
    found = pose(asker, order=TYPED, wish=Wish(), target="x").questions
    assert {each.id: each.accepted for each in found}["seas/a1#sea"] == (
        "the North Sea",
        "North Sea",
    )
