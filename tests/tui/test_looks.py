from dataclasses import replace

import pytest
from textual.app import App
from textual.widgets import Input

from quizkit.tui import rtl
from quizkit.tui.screens.help import HelpScreen
from quizkit.tui.screens.settings import SettingsScreen
from quizkit.tui.widgets.summary import Summary
from tests.cli.conftest import RIVERS
from tests.tui.studying import SUMMARY


async def test_the_app_looks_as_the_settings_say(stage) -> None:
    async with stage(theme="quizkit-hc", motion="reduce", bell=True) as s:
        assert s.app.theme == "quizkit-hc"
        assert s.app.is_calm
        assert s.app.animation_level == "none"
        s.app.look(replace(s.app.desk.settings, theme="auto"), {"COLORFGBG": "0;15"})
        assert s.app.theme == "quizkit-light"


async def test_the_environment_can_stop_all_movement_as_well(stage, monkeypatch) -> None:
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    async with stage() as s:
        assert s.app.is_calm
        s.app.animation_level = "full"
        assert not s.app.is_calm


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
        page = Summary()
        await s.screen.mount(page)
        page.show_summary(replace(SUMMARY, reason="stopped"))
        assert rung == []
        page.show_summary(replace(SUMMARY, reason="time"))
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


@pytest.mark.skipif(not rtl.installed(), reason="the extra rtl is not installed")
async def test_every_screen_puts_text_from_right_to_left_in_order(stage) -> None:
    title = "נהרות"
    deck = RIVERS.replace("Two rivers", f"{title} $H_2O$")
    async with stage(decks=[deck], rtl="reorder") as s:
        await s.until("H₂O")
        assert title[::-1] in s.text()
        s.app.look(replace(s.app.desk.settings, rtl="off"), {})
        await s.settle()
        assert title in s.text()
