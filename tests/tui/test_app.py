"""The app: what opens first, and that the backend ends with it."""

import asyncio

from quizkit.practice.opening import Opening
from quizkit.tui.app import QuizkitApp
from tests.cli.conftest import RIVERS


async def test_home_lists_the_decks(stage):
    async with stage() as s:
        await s.until("Two rivers")
        assert "? Help" in s.text().splitlines()[-1]


async def test_study_can_be_opened_at_once_and_saves_answers(stage, new_desk):
    where = new_desk()
    async with stage(where=where, opening=Opening("study")) as s:
        await s.until("?")
        await s.press("0")
        assert where.open().count() == 2
    assert where.log is None


async def test_study_of_nothing_begun_says_how_to_begin(new_desk, tmp_path, monkeypatch):
    came = tmp_path / "came"
    came.mkdir()
    (came / "ponds.yaml").write_text(RIVERS.replace("deck: rivers", "deck: ponds"))
    monkeypatch.setattr("quizkit.decks.library.bundled", lambda: came)
    app = QuizkitApp(new_desk(decks=[]), opening=Opening("study"))
    async with app.run_test(size=(80, 24)):
        for _ in range(500):
            if app.fault is not None:
                break
            await asyncio.sleep(0.01)
    assert "`quizkit study ponds` begins one" in str(app.fault)
