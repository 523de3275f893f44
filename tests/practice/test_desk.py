"""A desk: where decks and the log are, and what opening them gives."""

from dataclasses import replace

import pytest

from quizkit.errors import DeckError, StoreError
from quizkit.model import Draft
from quizkit.practice.clock import FixedClock
from quizkit.practice.desk import Desk
from quizkit.settings import read
from quizkit.settings.places import Places
from tests.practice.desks import START


@pytest.fixture
def desk(tmp_path) -> Desk:
    places = Places(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    settings = read({}, environ={}, folder=tmp_path, config=places.config_file)
    return Desk(settings, places, clock=FixedClock(START), environ={})


def test_a_desk_without_a_log_reads_none_and_makes_none(desk):
    with desk.reading() as log:
        assert log is None
    assert not desk.has_log


def test_an_open_log_is_lent_and_stays_open(desk):
    log = desk.open()
    with desk.reading() as lent:
        assert lent is log
    log.append([Draft("suspend", {"facet": "d/f#r"})], at=0, off=0)
    assert desk.open() is log
    desk.close()
    with desk.reading() as lent:
        assert lent.count() == 1
        assert lent.readonly


def test_a_log_that_is_none_is_said_to_be(desk):
    desk.log_file.parent.mkdir(parents=True)
    desk.log_file.write_bytes(b"no store" * 1000)
    with pytest.raises(StoreError):
        desk.open()
    assert desk.log is None


def test_bundled_decks_are_found_and_ask_in_the_language_wanted(desk):
    place = desk.find("vietnam-us")
    assert place in desk.listed()
    assert desk.asker(place).planner.language == "en"
    desk.settings = replace(desk.settings, lang="vi-VN")
    assert desk.asker(place).planner.language == "vi"


def test_a_deck_that_is_not_there_is_named(desk):
    gone = desk.places.data / "gone.yaml"
    desk.settings = replace(desk.settings, decks=(gone,))
    assert desk.missing() == [gone]
    with pytest.raises(DeckError):
        desk.find("nowhere")
