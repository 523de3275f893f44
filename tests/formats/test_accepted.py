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
