from dataclasses import replace

from textual.app import App
from textual.widgets import Input

from quizkit.tui.screens.help import HelpScreen
from quizkit.tui.screens.settings import SettingsScreen


async def test_the_app_looks_as_the_settings_say(stage) -> None:
    async with stage(theme="quizkit-hc", motion="reduce", bell=True) as s:
        assert s.app.theme == "quizkit-hc"
        assert s.app.is_calm
        assert s.app.animation_level == "none"
        s.app.look(replace(s.app.desk.settings, theme="auto"), {"COLORFGBG": "0;15"})
        assert s.app.theme == "quizkit-light"


async def test_without_movement_no_cursor_blinks(stage) -> None:
    async with stage(motion="reduce") as s:
        await s.press("f1")
        assert isinstance(s.screen, HelpScreen)
        assert not s.screen.query_one(Input).cursor_blink


async def test_the_bell_rings_only_where_it_may(stage, monkeypatch) -> None:
    rung = []
    monkeypatch.setattr(App, "bell", lambda _app: rung.append("bell"))
    async with stage() as s:
        s.app.bell()
        assert rung == []
        s.app.look(replace(s.app.desk.settings, bell=True), {})
        s.app.bell()
        assert rung == ["bell"]


async def test_no_colour_wins_over_every_theme(stage, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with stage(theme="nord") as s:
        assert s.app.theme == "colourless"
        assert s.app.native_ansi_color
        s.app.push_screen(SettingsScreen())
        await s.settle()
        strips = s.app.screen._compositor.render_strips()
        styles = [seg.style for strip in strips for seg in strip if seg.style]
        used = {each for style in styles for each in (style.color, style.bgcolor) if each}
        assert {each for each in used if not each.is_default} == set()
        await s.press("down", "down", "down", "enter", "down")
        assert "NO_COLOR is set" in s.text()
