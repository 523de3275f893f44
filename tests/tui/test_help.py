from textual.widgets import Input

from quizkit.tui.bindings import entries
from quizkit.tui.screens.help import WORKS, HelpLines, HelpScreen
from quizkit.tui.screens.settings import SettingsScreen


async def test_help_tells_what_can_be_pressed_beneath(stage) -> None:
    async with stage() as s:
        s.app.push_screen(SettingsScreen())
        await s.settle()
        await s.press("question_mark")
        assert isinstance(s.screen, HelpScreen)
        await s.snapshots("help")
        for words in ("default", "^q"):
            s.screen.query_one(Input).value = words
            await s.settle()
            assert words.replace("ctrl+", "^") in s.text().lower()
        await s.press("escape")
        assert isinstance(s.screen, SettingsScreen)


async def test_help_is_searched_by_typing_and_left_by_the_same_press(stage) -> None:
    async with stage() as s:
        await s.press("f1")
        before = s.text()
        await s.press("q", "u", "i", "t")
        assert len(s.text().split()) < len(before.split())
        assert "Quit" in s.text()
        await s.press("x", "x")
        assert "Nothing here holds quitxx" in s.text()
        await s.press("f1")
        assert not isinstance(s.screen, HelpScreen)


async def test_how_it_works_takes_ten_lines(stage) -> None:
    assert len(WORKS) == 10
    async with stage() as s:
        await s.press("question_mark", "tab")
        await s.snapshots("how-it-works")
        await s.resize(40, 15)
        lines = s.screen.query_one(HelpLines)
        assert lines.has_more
        await s.press("down", "pagedown", "pagedown", "pagedown")
        assert "screen reader" in " ".join(s.text().split())
        await s.press("pageup", "up", "shift+tab")
        assert "how" not in s.screen.classes


async def test_every_binding_says_what_it_does(stage) -> None:
    async with stage() as s:
        for screen in (s.screen, SettingsScreen()):
            if screen is not s.screen:
                s.app.push_screen(screen)
                await s.settle()
            found = entries(screen)
            assert {"Help", "Quit", "Palette"} <= {entry.name for entry in found}
            assert [entry for entry in found if not entry.name] == []
            assert [entry.id for entry in found if entry.says and entry.says[-1] not in ".?"] == []
