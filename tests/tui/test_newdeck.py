"""A deck begun from home: three questions, its file, its check."""

from quizkit.decks import load
from quizkit.tui.begun import begun, every_kind
from quizkit.tui.screens.check import CheckScreen
from quizkit.tui.screens.home import HomeScreen
from quizkit.tui.screens.pick import PickOne, TypeLine
from tests.cli.conftest import RIVERS


async def test_three_questions_begin_a_deck_and_open_its_check(stage, new_desk):
    where = new_desk(decks=[])
    async with stage(where=where) as s:
        await s.until("write a deck of your own")
        await s.press("n")
        assert isinstance(s.screen, TypeLine)
        await s.press("enter")
        assert "Type a title first." in s.text()
        await s.press(*"Sky")
        await s.snapshots("new-title", sizes=((80, 24), (40, 15)))
        await s.press("enter")
        await s.until("2 of 3")
        await s.snapshots("new-kind", sizes=((80, 24), (40, 15)))
        await s.press("down", "enter")
        await s.until("3 of 3")
        await s.press("enter")
        await s.until("no problems")
        assert isinstance(s.screen, CheckScreen)
        file = where.places.decks / "sky.yaml"
        assert [f"Your deck is {file}" in each.message for each in s.app._notifications] == [True]
        deck = load(file)
        assert (deck.id, deck.title, deck.language) == ("sky", "Sky", "en")
        assert {fact.kind for fact in deck.facts} == {"event"}
        await s.press("escape")
        await s.until("Sky")
        assert isinstance(s.screen, HomeScreen)


async def test_escape_at_any_question_writes_nothing(stage, new_desk):
    where = new_desk(decks=[RIVERS])
    async with stage(where=where) as s:
        await s.until("Two rivers")
        for answers in ([], ["a", "enter"], ["a", "enter", "enter"]):
            await s.press("n", *answers)
            assert isinstance(s.screen, TypeLine if not answers else PickOne)
            await s.press("escape")
            assert isinstance(s.screen, HomeScreen)
        assert len(list(where.places.decks.iterdir())) == 1


def test_a_name_that_is_taken_gets_a_number(new_desk):
    where = new_desk(decks=[RIVERS])
    first, second = (begun(where, "Rivers:  #2 ", kind="place", language="vi") for _ in range(2))
    assert (first.name, second.name) == ("rivers-2.yaml", "rivers-2-2.yaml")
    assert begun(where, "Rivers", kind="visit", language="en").name == "rivers-3.yaml"
    deck = load(first)
    assert (deck.title, deck.language, deck.problems) == ("Rivers: #2", "vi", ())
    assert not (where.places.decks / "rivers.yaml").exists()


def test_every_kind_begins_with_an_example_of_it(new_desk):
    found = every_kind(new_desk(lang="vi"))
    assert found[0].name == "definition"
    assert all(kind.like.endswith(".") for kind in found)
    assert found != every_kind(new_desk(lang=""))
