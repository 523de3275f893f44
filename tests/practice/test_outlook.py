"""What minutes a day bring, in a sentence."""

import re

import pytest

from quizkit.practice import outlook
from tests.practice.test_planning import studied
from tests.session.worlds import asker


def test_before_the_first_answer_there_is_no_outlook(desk) -> None:
    assert outlook.begun([asker(40)], desk.log, desk.clock) is None
    assert outlook.begun([asker(40)], None, desk.clock) is None
    assert outlook.begun([], desk.log, desk.clock) is None


def test_the_outlook_is_a_sentence(desk, monkeypatch) -> None:
    monkeypatch.setattr(outlook, "RUNS", 2)
    monkeypatch.setattr(outlook, "DAYS", 4)
    scene = outlook.begun(studied(desk, days=1), desk.log, desk.clock)
    found = outlook.outlook(scene, 5)
    assert re.fullmatch(r"At 5 minutes a day: \d+ on 6 June\.", found.ahead)
    assert found.back == ""
    assert outlook.outlook(scene, 1).ahead.startswith("At 1 minute a day: ")


def test_after_a_break_it_says_how_to_come_back(desk, monkeypatch) -> None:
    monkeypatch.setattr(outlook, "RUNS", 1)
    monkeypatch.setattr(outlook, "DAYS", 1)
    known = studied(desk, days=12)
    desk.clock.move(days=380)
    found = outlook.outlook(outlook.begun(known, desk.log, desk.clock), 1)
    assert found.back.startswith("You still know about ")


def test_it_can_be_given_up(desk, monkeypatch) -> None:
    monkeypatch.setattr(outlook, "RUNS", 2)

    def stop() -> None:
        raise InterruptedError

    scene = outlook.begun(studied(desk, days=1), desk.log, desk.clock)
    with pytest.raises(InterruptedError):
        outlook.outlook(scene, 5, tick=stop)
