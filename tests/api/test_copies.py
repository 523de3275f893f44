"""What may be copied and pickled is, used or not; what is there once says so."""

import copy
import pickle
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import quizkit as qk
from quizkit.api.quizzes import _Still
from quizkit.practice.clock import FixedClock

WAYS = [
    pytest.param(lambda given: pickle.loads(pickle.dumps(given)), id="pickle"),
    pytest.param(copy.deepcopy, id="deepcopy"),
    pytest.param(copy.copy, id="copy"),
]
Way = Callable[[Any], Any]


@pytest.fixture
def deck() -> qk.Deck:
    return qk.load("spaced-learning")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", [None, "vi"])
def test_a_deck_that_was_used_is_copied(way: Way, language: str | None) -> None:
    deck = qk.load("vietnam-us", language=language)
    asked = deck.questions(3, seed=7)
    deck.check()
    again = way(deck)
    assert again.value == deck.value
    assert again.questions(3, seed=7) == asked
    assert again.into("en").questions(1, seed=7)[0].plan.language == "en"


@pytest.mark.parametrize("way", WAYS)
def test_the_copy_of_a_frame_names_its_rows(way: Way) -> None:
    deck = qk.Deck.from_frame([{"who": "Ann", "to": "Hue", "date": "x"}], kind="visit")
    assert [each.at for each in way(deck).check()] == [each.at for each in deck.check()]


@pytest.mark.parametrize("way", WAYS)
def test_copied_questions_keep_their_evidence(way: Way, deck: qk.Deck) -> None:
    asked = deck.questions(2, seed=7)
    again = way(asked)
    assert again == asked
    assert again._repr_mimebundle_() == asked._repr_mimebundle_()
    assert way(qk.Questions(list(asked))).to_dicts() == asked.to_dicts()


@pytest.mark.parametrize("way", WAYS)
def test_an_open_log_is_copied_as_one_of_its_own(way: Way, deck: qk.Deck, tmp_path: Path) -> None:
    with qk.open_log(tmp_path / "me.db", learner="ann", copies=True) as log:
        with qk.study(deck, log, seed=7) as session:
            session.answer("1")
        with way(log) as again:
            assert again.path == log.path
            assert again.to_dicts() == log.to_dicts()
            assert (again._learner, again._copies) == ("ann", True)
        assert len(log.to_dicts()) == 1


@pytest.mark.parametrize("way", WAYS)
def test_a_sitting_and_a_quiz_are_there_once(way: Way, deck: qk.Deck, tmp_path: Path) -> None:
    clock = FixedClock(datetime.fromisoformat("2026-06-01T08:00:00+07:00"))
    still = _Still(qk.quiz(deck, n=1, seed=7)._run, [deck], answers="hidden")
    with qk.study(deck, tmp_path / "me.db", seed=7, clock=clock) as session:
        for given in (session, qk.quiz(deck, n=1, seed=7), still):
            with pytest.raises(TypeError, match="cannot be copied or pickled; ") as told:
                way(given)
            assert isinstance(told.value, qk.QuizkitError)
            assert "\n" not in str(told.value)
