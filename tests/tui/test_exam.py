"""The exam screen: every state, every press, and the figures of `quizkit plan`."""

import asyncio
from datetime import date
from functools import partial
from itertools import count
from types import SimpleNamespace

import pytest

from quizkit.errors import StoreError
from quizkit.practice import planning
from quizkit.practice.wanted import Wanted
from quizkit.tui.screens import exam_work
from quizkit.tui.screens.exam import MOST, ExamScreen, stepped
from quizkit.tui.widgets.plot import PlotView
from tests.cli.conftest import RIVERS
from tests.tui.answered import answer

LAKES = RIVERS.replace("deck: rivers", "deck: lakes").replace("Two rivers", "Some lakes")
FRIDAY = date(2026, 6, 5)


@pytest.fixture(autouse=True)
def _same_ids(monkeypatch):
    """Give learner and device the same ids each time: forecasts are drawn from them."""
    numbers = count(1)
    monkeypatch.setattr("quizkit.store.rows.token_hex", lambda n: f"{next(numbers):0{2 * n}x}")
    monkeypatch.setattr("quizkit.tui.screens.exam._PAUSE_S", 0.0)


@pytest.fixture
def few_runs(monkeypatch):
    """Look at few futures, where the figures do not matter."""
    monkeypatch.setattr(exam_work.planning, "look", partial(planning.look, runs=5))


async def done(s):
    """Wait for the whole plan."""
    for _ in range(800):
        await s.settle()
        screen = s.screen
        if isinstance(screen, ExamScreen) and not screen._state and screen._wanted:
            return screen
        await asyncio.sleep(0.01)
    pytest.fail(s.text())


async def opened(s, deck=None):
    await s.app.push_screen(ExamScreen(deck))
    return await done(s)


async def typed(s, press: str, text: str):
    await s.press(press)
    s.screen.query_one("Input").value = text
    await s.press("enter")


@pytest.mark.usefixtures("few_runs")
async def test_without_an_exam_it_looks_30_days_ahead(stage):
    async with stage() as s:
        await opened(s)
        assert "none yet: press d" in s.text()
        assert "On Wed 1 July you know about" in s.text()
        assert "enter Save plan" not in s.text()
        await s.snapshots("exam-none")


async def test_a_plan_is_that_of_the_command_line_and_can_be_kept(stage, new_desk):
    where = new_desk(decks=(RIVERS, LAKES))
    answer(where, days=10, a_day=8)
    async with stage(where=where) as s:
        screen = await opened(s)
        await typed(s, "d", "fri")
        await done(s)
        assert "Fri 5 June 2026, in 4 days" in s.text()
        assert "Not saved yet: enter saves it." in s.text()

        def by_command_line():
            exam = FRIDAY.toordinal() - date(1970, 1, 1).toordinal()
            with where.reading() as log:
                asked = [where.asker(place) for place in where.listed()]
                scene = planning.look(asked, log, where.clock, exam=exam)
                return planning.exam_plan(scene, exam, 10)

        assert screen._plan == await s.app.backend.call(by_command_line)
        assert f"{100 * screen._plan.expected:.0f} % (" in s.text()
        await s.snapshots("exam")
        await s.press("t")
        assert all(view.is_table for view in screen.query(PlotView))
        await s.snapshots("exam-table", [(80, 24), (40, 15)])
        await s.press("t", "enter")
        await s.until("Saved.")
        kept = await s.app.backend.call(lambda: dict(where.open().memory().exams))
        assert kept == {"": ((), "2026-06-05", 10)}


@pytest.mark.usefixtures("few_runs")
async def test_arrows_change_the_minutes(stage):
    async with stage() as s:
        screen = await opened(s)
        await s.press("right", "right", "left")
        assert "◂ 15 ▸" in s.text()
        await done(s)
        assert screen._plan.minutes == 15
        await typed(s, "m", "37")
        await done(s)
        assert "◂ 37 ▸" in s.text()
        await typed(s, "m", "many")
        assert "type a number of minutes from 1 to 1440" in s.text()
        await s.press("escape")


@pytest.mark.usefixtures("few_runs")
async def test_a_kept_exam_is_there_again_and_can_be_forgotten(stage, new_desk):
    where = new_desk(decks=(RIVERS, LAKES))
    keep(where, "rivers", Wanted(FRIDAY, 25, ("long",)))
    async with stage(where=where) as s:
        await opened(s)
        for told in (
            "Exam plan · Two rivers",
            "Fri 5 June 2026",
            "◂ 25 ▸",
            "Tags     long",
            "Saved.",
        ):
            assert told in s.text()
        await s.press("g", "space", "enter")
        await done(s)
        assert "Not saved yet" in s.text()
        assert "Tags     long" not in s.text()
        await s.press("c")
        await done(s)
        assert "none yet: press d" in s.text()
        assert await s.app.backend.call(lambda: dict(where.open().memory().exams)) == {}


@pytest.mark.usefixtures("few_runs")
async def test_another_deck_has_a_plan_of_its_own(stage, new_desk):
    where = new_desk(decks=(RIVERS, LAKES))
    keep(where, "rivers", Wanted(FRIDAY, 25))
    async with stage(where=where) as s:
        await opened(s)
        await s.press("k", "j", "enter")
        await done(s)
        assert "Exam plan · Some lakes" in s.text()
        assert "none yet: press d" in s.text()


@pytest.mark.usefixtures("few_runs")
async def test_an_exam_that_is_past_is_told(stage, new_desk):
    where = new_desk()
    keep(where, "", Wanted(date(2026, 5, 29), 10))
    async with stage(where=where) as s:
        await opened(s)
        assert "The exam on Fri 29 May 2026 is over. c forgets it, d sets a new one." in s.text()
        await s.snapshots("exam-past", [(80, 24), (40, 15)])


@pytest.mark.usefixtures("few_runs")
async def test_an_exam_today_has_no_days_of_study(stage):
    async with stage() as s:
        await opened(s)
        await typed(s, "d", "today")
        screen = await done(s)
        assert screen._plan.days == 0
        assert "Mon 1 June 2026, today" in s.text()
        assert "Day by day" not in s.text()


@pytest.mark.usefixtures("few_runs")
async def test_what_is_no_day_is_told_where_it_is_typed(stage):
    async with stage() as s:
        await opened(s)
        await typed(s, "d", "soon")
        assert '"soon" is no day; give it as 2026-12-12' in s.text()
        await s.snapshots("exam-date", [(80, 24), (40, 15)])
        await s.press("escape")
        assert "none yet: press d" in s.text()


@pytest.mark.usefixtures("few_runs")
async def test_without_a_deck_there_is_nothing_to_plan(stage):
    async with stage(decks=()) as s:
        await opened(s)
        assert "There is nothing to ask yet: add a deck first." in s.text()
        assert "d Date" not in s.text()


@pytest.mark.usefixtures("few_runs")
async def test_a_log_that_cannot_be_read_is_told_and_read_again(stage, monkeypatch):
    def broken(*_args, **_named):
        raise StoreError("the log is damaged; quizkit doctor says more", "log.db")

    async with stage() as s:
        with monkeypatch.context() as patch:
            patch.setattr(exam_work, "scene", broken)
            await opened(s)
            assert "the log is damaged; quizkit doctor says more" in s.text()
        await s.press("r")
        await done(s)
        assert "On Wed 1 July" in s.text()


@pytest.mark.usefixtures("few_runs")
async def test_a_press_stops_the_forecast_under_way(stage, monkeypatch):
    seen = SimpleNamespace(stopped=0)
    real = exam_work.forecast

    def endless(scene, wanted, tick, **more):
        if wanted.minutes > 10:
            return real(scene, wanted, tick, **more)
        try:
            while True:
                tick()
        finally:
            seen.stopped += 1

    monkeypatch.setattr(exam_work, "forecast", endless)
    async with stage() as s:
        await s.app.push_screen(ExamScreen())
        await s.until("ooking ahead ..")
        await s.press("right")
        screen = await done(s)
        assert (seen.stopped, screen._plan.minutes) == (1, 15)


@pytest.mark.usefixtures("few_runs")
async def test_what_was_stopped_goes_on_when_the_screen_is_back(stage, monkeypatch):
    seen = SimpleNamespace(begun=0)
    real = exam_work.forecast

    def slow_at_first(scene, wanted, tick, **more):
        seen.begun += 1
        while seen.begun == 1:
            tick()
        return real(scene, wanted, tick, **more)

    monkeypatch.setattr(exam_work, "forecast", slow_at_first)
    async with stage() as s:
        await s.app.push_screen(ExamScreen())
        await s.until("A first estimate; looking ahead ..")
        assert "On Wed 1 July you know about" in s.text()
        await s.press("d", "escape")
        await done(s)
        assert seen.begun == 2
        assert "A first estimate" not in s.text()


@pytest.mark.usefixtures("few_runs")
async def test_another_score_can_be_wanted(stage):
    async with stage() as s:
        await opened(s)
        assert not s.screen.check_action("target", ())
        await typed(s, "d", "2026-06-05")
        await done(s)
        assert "90 %" in s.text()
        await typed(s, "w", "101")
        assert "type a number of percent from 1 to 100" in s.text()
        s.screen.query_one("Input").value = "40"
        await s.press("enter")
        assert (await done(s))._plan.target == 0.4
        assert "90 %" not in s.text()
        assert "40 %" in s.text()


def test_minutes_rise_and_fall_by_steps_that_meet():
    minutes, seen = 1, []
    while minutes < MOST:
        seen.append(minutes)
        minutes = stepped(minutes, up=True)
    for before in reversed(seen):
        minutes = stepped(minutes, up=False)
        assert minutes == before
    assert stepped(1, up=False) == 1
    assert stepped(1440, up=True) == 1440


def keep(where, deck: str, wanted: Wanted) -> None:
    exam_work.keep(where, deck, wanted)
    where.close()
