"""The facts on a desk: what was done shows, and a deck that was read again is taken."""

from dataclasses import replace

import pytest

from quizkit.model import FacetId
from quizkit.practice.catalogue import Catalogue
from quizkit.questions.ask import Asker
from tests.session.worlds import asker
from tests.tui.stage import desk as made_desk


@pytest.fixture
def desk(tmp_path):
    made = made_desk(tmp_path, decks=[])
    yield made
    made.close()


def test_a_list_needs_no_log_and_makes_none(desk):
    found = Catalogue(desk, [asker(12)])
    assert (found.title, found.find().of, len(found.rows([0, 3, 99]))) == ("Trips", 12, 2)
    assert found.fact("trips/t0").facets[0].standing == "new"
    assert found.why(FacetId("trips/t0#who")).asked
    assert not desk.has_log


def test_what_is_put_aside_shows_at_once_and_comes_back(desk):
    found = Catalogue(desk, [asker(12)])
    assert found.toggle("trips/t0", is_suspended=False) == "suspend"
    assert found.rows([0])[0].standing == "suspended"
    assert found.toggle("trips/t0", is_suspended=True) == "resume"
    assert found.rows([0])[0].standing == "new"


def test_a_flag_keeps_question_and_words(desk):
    found = Catalogue(desk, [asker(12)])
    found.flag(FacetId("trips/t0#who"), "  wrong \ud800 year" + "x" * 600)
    found.flag(FacetId("trips/t0#date"), "")
    second, first = desk.open().last("flag", 2)
    assert first.body["stem"] == "Who led the trip in 1900?"
    assert first.body["reason"].startswith("wrong ? year")
    assert len(first.body["reason"]) == 500
    assert second.body["stem"].startswith("Ann Ash led the trip")


def test_a_deck_that_was_read_again_takes_the_place_of_the_old(desk):
    found = Catalogue(desk, [asker(12)])
    deck = asker(12).deck
    found.replace(Asker(replace(deck, facts=deck.facts[:5])))
    assert found.find().of == 5
    assert found.rows(range(12)).keys() == set(range(5))
