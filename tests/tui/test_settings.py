from pathlib import Path

import pytest

from quizkit.tui.screens.settings import EXAM, SettingsScreen


@pytest.fixture
def opened(stage):
    """Return what opens the settings, and keeps what they return."""

    async def _opened(s):
        returned = []
        s.app.push_screen(SettingsScreen(), returned.append)
        await s.settle()
        return returned

    return _opened


async def test_three_first_the_rest_under_more(stage, opened) -> None:
    async with stage() as s:
        await opened(s)
        await s.snapshots("settings")
        await s.press("up", "down", "j", "j", "j", "enter")
        await s.snapshots("settings-more")
        await s.press("enter")
        assert "Theme" not in s.text()


async def test_a_change_is_kept_and_seen_at_once(stage, opened) -> None:
    async with stage() as s:
        await opened(s)
        await s.press("right", "right", "left")
        assert "◂ 11 ▸" in s.text()
        assert "your settings" in s.text()
        assert s.app.desk.settings.minutes == 11
        config = s.app.desk.settings.config
        assert config.read_text() == "minutes = 11\n"
        assert "d Default" in s.text()
        await s.press("d")
        assert "◂ 10 ▸" in s.text()
        assert config.read_text() == ""
        assert "d Default" not in s.text()


async def test_a_value_is_typed_and_what_is_wrong_is_told(stage, opened) -> None:
    async with stage() as s:
        await opened(s)
        await s.press("enter", "backspace", "5")
        assert "15" in s.text()
        await s.press("enter")
        assert s.app.desk.settings.minutes == 15
        await s.press("enter", "backspace", "backspace", "x", "enter")
        assert "it should be a whole number of minutes" in s.text()
        assert s.app.desk.settings.minutes == 15
        await s.press("escape")
        assert isinstance(s.screen, SettingsScreen)
        await s.press("escape")
        assert not isinstance(s.screen, SettingsScreen)


async def test_what_is_set_elsewhere_says_so_and_stays(stage, opened) -> None:
    async with stage(theme="nord", form="typed") as s:
        await opened(s)
        await s.press("down", "down")
        assert "an option" in s.text()
        assert "◂ typing" not in s.text()
        assert "←→ Change" not in s.text()
        await s.press("right", "enter", "d")
        assert s.app.desk.settings.form == "typed"
        assert not Path(s.app.desk.settings.config).exists()


async def test_a_theme_is_seen_as_it_is_chosen(stage, opened) -> None:
    async with stage() as s:
        assert s.app.theme == "quizkit-dark"
        await opened(s)
        await s.press("down", "down", "down", "enter", "down", "right", "right")
        assert s.app.theme == "quizkit-light"
        assert not s.app.current_theme.dark


async def test_the_exam_plan_is_one_press_away(stage, opened) -> None:
    async with stage() as s:
        returned = await opened(s)
        await s.press("down", "enter")
        assert returned == [EXAM]
        await opened(s)
        await s.press("escape")
        assert not isinstance(s.screen, SettingsScreen)


async def test_a_click_chooses_and_a_click_on_the_chosen_one_opens(stage, opened) -> None:
    from quizkit.tui.widgets.picker import Picker

    async with stage() as s:
        await opened(s)
        await s.pilot.click(Picker, offset=(3, 3))
        await s.pilot.click(Picker, offset=(3, 3))
        await s.settle()
        assert "Theme" in s.text()


async def test_home_leads_to_the_settings_and_these_to_the_exam_plan(stage) -> None:
    from quizkit.tui.screens.exam import ExamScreen

    async with stage() as s:
        await s.press("comma")
        assert isinstance(s.screen, SettingsScreen)
        await s.press("down", "enter")
        assert isinstance(s.screen, ExamScreen)
