"""Opening a file, and taking a deck off the list again."""

import pytest

from quizkit.settings import own_decks
from quizkit.tui.screens.confirm import Confirm
from quizkit.tui.screens.home import HomeScreen
from quizkit.tui.screens.opening import OpenFile
from tests.cli.conftest import RIVERS

BROOKS = RIVERS.replace("deck: rivers", "deck: brooks").replace("Two rivers", "Brooks")


@pytest.fixture
def brooks(tmp_path, monkeypatch):
    """A deck that is not in the list, beside one that cannot be used."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "brooks.yaml"
    path.write_text(BROOKS, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("quizkit: 1\ndeck: bad\ntitle: [\n", encoding="utf-8")
    return path


async def test_a_file_is_opened_by_its_path_and_taken_off_the_list(stage, new_desk, brooks):
    where = new_desk()
    async with stage(where=where) as s:
        await s.until("Study all")
        await s.press("o")
        assert isinstance(s.screen, OpenFile)
        await s.snapshots("opening", sizes=((80, 24), (40, 15)))
        await s.press(*"broo")
        await s.until("brooks.yaml")
        await s.press("tab", "enter")
        await s.until("in your list now")
        assert own_decks(where.settings.config) == (brooks,)
        await s.until("Study all")
        rows = [row.title for row in s.screen.view.rows]
        assert rows == ["Brooks", "Two rivers"]
        await s.press("r")
        assert isinstance(s.screen, Confirm)
        s.app.clear_notifications()
        await s.snapshots("opening-off", sizes=((80, 24), (40, 15)))
        await s.press("escape")
        assert len(s.screen.view.rows) == 2
        await s.press("r", "enter")
        await s.until("off the list")
        assert [row.title for row in s.screen.view.rows] == ["Two rivers"]
        assert own_decks(where.settings.config) == ()
        await s.press("r")
        assert isinstance(s.screen, HomeScreen)
        assert "It lies in your folder of decks" in " ".join(s.text().split())


async def test_what_is_wrong_with_a_path_is_said_with_what_to_do(stage, brooks):
    async with stage(size=(60, 20)) as s:
        await s.until("Study all")
        await s.press("o", "enter")
        await s.until("no file yet")
        s.screen.query_one("Input").value = "nowhere.yaml"
        await s.press("enter")
        await s.until("there is no file nowhere.yaml")
        s.screen.query_one("Input").value = "bad.yaml"
        await s.press("enter")
        await s.until("It cannot be used. Line")
        assert "Mend the file, then press enter again." in s.text()
        await s.press("escape")
        assert isinstance(s.screen, HomeScreen)
