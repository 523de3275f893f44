"""A fact with its evidence: every press, every size, and what a deck's text cannot do."""

from pathlib import Path

import pytest

from quizkit.errors import StoreError
from quizkit.tui import editor
from quizkit.tui.screens.asides import Flagging, Told
from quizkit.tui.screens.fact import FactScreen
from tests.tui.test_browse import EVIL, TRIPS, answered


async def opened(s, name: str = "trips/k7f3") -> None:
    await s.app.push_screen(FactScreen(name))
    await s.settle()


async def test_the_fact_at_every_size(stage, new_desk):
    where = new_desk(decks=[TRIPS])
    answered(where, "John Vessey", "Cy Elm", "0", "0", "0", "John Kerry")
    async with stage(where=where) as s:
        await opened(s)
        assert "mixed up with John Vessey (1)" in " ".join(s.text().split())
        await s.snapshots("fact")
        await s.resize(40, 15)
        await s.press("pagedown", "pagedown")
        assert "no wording asks" in s.text()
        await s.press("pageup", "pageup")
        assert "John Kerry led" in s.text()


async def test_a_facet_is_chosen_put_aside_and_copied(stage, new_desk):
    where = new_desk(decks=[TRIPS])
    async with stage(where=where) as s:
        await opened(s)
        await s.press("down", "y")
        assert s.app.clipboard == "trips/k7f3#host"
        await s.press("p")
        assert "Suspended on 2026-06-01." in s.text()
        assert where.open().last("suspend")[0].body["facet"] == "trips/k7f3#host"
        assert "p Ask again" in s.text()
        await s.press("p")
        assert "Suspended on" not in s.text()
        await s.press("u")
        assert "Suspended on" in s.text()
        await s.press("U")
        assert "Suspended on" not in s.text()
        await s.press("k", "j", "down")
        assert "enter Ask now" not in s.text()
        await s.pilot.click("FactLines", offset=(4, 9))
        await s.settle()
        assert s.screen.told.facet.role == "leader"


async def test_a_facet_is_asked_now_in_a_sitting_of_its_own(stage, new_desk):
    where = new_desk(decks=[TRIPS])
    async with stage(where=where) as s:
        await opened(s, "trips/p2q8")
        await s.press("down", "enter")
        await s.until("Who received the 1994 delegation?")
        await s.press("0")
        assert where.open().last("review")[0].body["facet"] == "trips/p2q8#host"


async def test_why_and_a_flag(stage, new_desk):
    where = new_desk(decks=[TRIPS])
    async with stage(where=where) as s:
        await opened(s)
        await s.press("w")
        assert isinstance(s.screen, Told)
        assert "Asked because it is new to you" in " ".join(s.text().split())
        await s.press("escape", "exclamation_mark")
        assert isinstance(s.screen, Flagging)
        await s.pilot.press(*"wrong year")
        await s.press("enter")
        assert "Flagged for the deck's author." in s.text()
        (flag,) = where.open().last("flag")
        assert flag.body == {
            "facet": "trips/k7f3#leader",
            "stem": "Who led the 1992 delegation?",
            "reason": "wrong year",
        }
        await s.press("exclamation_mark", "escape")
        assert len(where.open().last("flag", 5)) == 1


async def test_the_editor_opens_at_the_line_and_the_deck_is_read_again(
    stage, new_desk, monkeypatch
):
    where = new_desk(decks=[TRIPS])
    (place,) = where.listed()
    seen = []

    def edits(app, at, name):
        seen.append((Path(at.path).name, at.line, name))
        text = place.read_text(encoding="utf-8")
        place.write_text(text.replace("Le Duc Anh", "Vo Van Kiet"), encoding="utf-8")
        return ""

    monkeypatch.setattr(editor, "edit", edits)
    monkeypatch.setattr(editor, "editor_of", lambda wanted, environ: "vi")
    async with stage(where=where) as s:
        await opened(s)
        await s.press("o")
        await s.settle()
        assert seen == [("deck0.yaml", 18, "vi")]
        assert "Vo Van Kiet" in s.text()
        monkeypatch.setattr(editor, "edit", lambda app, at, name: "No editor is set.")
        await s.press("o")
        assert "No editor is set." in s.text()
        monkeypatch.setattr(editor, "edit", lambda app, at, name: place.write_text("}") and "")
        await s.press("o")
        assert "Vo Van Kiet" in s.text()
        assert "deck0.yaml" in s.text().split("Tags")[1]
        text = TRIPS.replace("Le Duc Anh", "Ho Xuan Son")
        monkeypatch.setattr(editor, "edit", lambda app, at, name: place.write_text(text) and "")
        await s.press("o")
        assert "Ho Xuan Son" in s.text()


async def test_a_fact_that_was_taken_out_of_the_deck_is_told(stage, monkeypatch):
    async with stage(decks=[TRIPS]) as s:
        await opened(s, "trips/zz")
        assert "There is no fact trips/zz any more." in s.text()
        await s.press("enter", "p", "w", "y", "o")
        assert isinstance(s.screen, FactScreen)
        await s.press("escape")
        assert not isinstance(s.screen, FactScreen)


async def test_a_log_that_cannot_be_written_is_told_and_changes_nothing(
    stage, new_desk, monkeypatch
):
    where = new_desk(decks=[TRIPS])

    def full():
        raise StoreError("the disk is full", "log.db")

    async with stage(where=where) as s:
        await opened(s)
        with monkeypatch.context() as patch:
            patch.setattr(where, "open", full)
            await s.press("p")
        assert "the disk is full" in s.text()
        assert "Suspended" not in s.text()
        assert s.screen.told.facet.standing == "new"


async def test_a_picture_is_told_in_words(stage):
    image = 'tags: [war], image: {file: kerry.png, alt: "Two men shake hands", credit: Bo}'
    async with stage(decks=[TRIPS.replace("tags: [war]", image)]) as s:
        await opened(s)
        assert "Picture: Two men shake hands (Bo)" in s.text()
        assert s.text().count("Two men") == 1


async def test_text_of_a_deck_never_acts(stage):
    async with stage(decks=[EVIL]) as s:
        await opened(s, "evil/e1")
        assert "[@click=app.quit]go[/]" in s.text()
        for row in range(1, 8):
            await s.pilot.click("FactLines", offset=(12, row))
        assert s.app.is_running


@pytest.mark.parametrize("name", ["trips/why", "trips/r5t1"])
async def test_cards_and_refused_facts_are_shown(stage, name):
    async with stage(decks=[TRIPS]) as s:
        await opened(s, name)
        await s.snapshots(f"fact-{name[6:]}", sizes=((80, 24), (40, 15)))
