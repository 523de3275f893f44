import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from quizkit.tui import commands
from quizkit.tui.screens.fact import FactScreen
from quizkit.tui.screens.help import HelpScreen
from quizkit.tui.screens.settings import SettingsScreen
from quizkit.tui.screens.study import StudyScreen
from tests.cli.conftest import RIVERS

HOSTILE = RIVERS.replace("Two rivers", "Two [b]r[/b] [@click=app.quit]x[/]").replace(
    "name: Rhine", 'name: "Rhine [@click=app.quit]zebra[/] [/b]"'
)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch) -> None:
    monkeypatch.setattr(commands, "PAUSE_S", 0.0)


async def search(s, words: str, wanted: str) -> None:
    """Type into the palette and wait until something stands there."""
    if not isinstance(s.screen, CommandPalette):
        await s.press("ctrl+p")
    s.screen.query_one(Input).value = words
    for _ in range(100):
        await s.pilot.pause(0.03)
        if wanted in s.text():
            return
    pytest.fail(f"{wanted!r} was not found:\n{s.text()}")


async def test_every_action_stands_there_with_a_sentence_and_its_press(stage) -> None:
    async with stage() as s:
        await search(s, "", "Practise the chosen decks")
        assert "Study all  enter" in s.text()
        await search(s, "ten lines", "How it works")
        await s.press("down", "enter")
        assert isinstance(s.screen, HelpScreen)
        assert "Write" not in s.text()
        assert s.screen.has_class("how")


async def test_what_is_chosen_is_done(stage) -> None:
    async with stage() as s:
        await search(s, "back shell", "fg brings quizkit back")
        assert "Study all" not in s.text().partition("back shell")[2].partition("▁")[0]
        await search(s, "leave", "every answer is saved")
        await s.press("escape", "escape")
        s.app.action_settings()
        await s.settle()
        assert isinstance(s.screen, SettingsScreen)


async def test_a_fact_is_found_by_its_words_and_opened(stage) -> None:
    async with stage() as s:
        await search(s, "rhine north", "The river Rhine ends in North Sea")
        await s.press("down", "enter")
        assert isinstance(s.screen, FactScreen)


async def test_a_deck_is_found_by_its_title_and_studied(stage) -> None:
    async with stage() as s:
        await search(s, "two rivers", "Study Two rivers")
        await s.press("down", "enter")
        assert isinstance(s.screen, StudyScreen)


async def test_text_of_a_deck_never_acts(stage) -> None:
    async with stage(decks=[HOSTILE]) as s:
        await search(s, "zebra", "The river Rhine [@click=app.quit]zebra[/] [/b]")
        await search(s, "two x", "Study Two [b]r[/b] [@click=app.quit]x[/]")
