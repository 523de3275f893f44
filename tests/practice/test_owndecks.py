"""Which decks are studied where none is named."""

from dataclasses import replace

import pytest

from quizkit.decks.library import name_of
from quizkit.errors import DeckError
from quizkit.memory.replay import EMPTY
from quizkit.practice import homelist, homerows, owndecks
from tests.practice.homes import shelf, studied


def names(places) -> list[str]:
    return [name_of(place) for place in places]


def test_a_deck_that_came_along_is_studied_once_it_was_begun(make) -> None:
    desk = make()
    assert names(owndecks.studied(desk, desk.wish())) == ["rivers"]
    studied(desk, "streams")
    assert names(owndecks.studied(desk, desk.wish(), fresh=True)) == ["streams", "rivers"]


def test_it_is_what_home_studies(make) -> None:
    desk = make()
    for _ in range(2):
        home = homerows.look(desk, shelf(desk), homelist.shell(desk))
        assert [row.place for row in home.to_study()] == owndecks.studied(desk, desk.wish())
        studied(desk, "streams")


def test_a_sitting_that_was_left_today_is_gone_on_with(make) -> None:
    desk = make()
    studied(desk, "streams")
    assert names(owndecks.studied(desk, desk.wish())) == ["streams"]
    assert len(owndecks.studied(desk, replace(desk.wish(), extra="new"))) == 2
    desk.clock.move(days=1)
    assert len(owndecks.studied(desk, desk.wish())) == 2


def test_whoever_has_none_is_told_how_to_begin(make, bundled) -> None:
    desk = make(own=False)
    with pytest.raises(DeckError, match="of your list yet; `quizkit study streams` begins"):
        owndecks.studied(desk, desk.wish())
    (bundled / "streams.yaml").unlink()
    with pytest.raises(DeckError, match="there are no decks yet"):
        owndecks.studied(desk, desk.wish())


def test_what_is_told_is_told_of_ones_own_decks(make) -> None:
    desk = make()
    askers = [desk.asker(place) for place in desk.listed()]
    ids = [asker.deck.id for asker in owndecks.mine(askers, desk.open().memory())]
    assert ids == ["rivers"]
    studied(desk, "streams")
    assert len(owndecks.mine(askers, desk.open().memory())) == 2
    bundled = [asker for asker in askers if asker.deck.id == "streams"]
    assert owndecks.mine(bundled, EMPTY) == bundled
