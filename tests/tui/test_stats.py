"""The stats screen: every state, every press, and the figures of the command line."""

import asyncio
import csv
from itertools import count
from types import SimpleNamespace

import pytest

from quizkit.analysis.stats import sentences, stats
from quizkit.errors import StoreError
from quizkit.practice.clock import moment
from quizkit.tui.screens import stats_work
from quizkit.tui.screens.stats import StatsScreen
from quizkit.tui.widgets.plot import PlotView
from tests.cli.conftest import RIVERS
from tests.tui.answered import answer

LAKES = RIVERS.replace("deck: rivers", "deck: lakes").replace("Two rivers", "Some lakes")


@pytest.fixture(autouse=True)
def _same_ids(monkeypatch):
    """Give learner and device the same ids each time: forecasts are drawn from them."""
    numbers = count(1)
    monkeypatch.setattr("quizkit.store.rows.token_hex", lambda n: f"{next(numbers):0{2 * n}x}")


async def opened(s, *, wait: str = "Seconds to answer"):
    await s.app.push_screen(StatsScreen())
    for _ in range(400):
        await s.settle()
        screen = s.screen
        titles = [view.plot.title for view in screen.query(PlotView)]
        if not screen._state and (not wait or wait in titles):
            return screen
        await asyncio.sleep(0.01)
    pytest.fail(s.text())


async def done(s):
    for _ in range(400):
        await s.settle()
        if not getattr(s.screen, "_state", ""):
            return
        await asyncio.sleep(0.01)
    pytest.fail(s.text())


async def test_before_the_first_answer_it_says_what_will_stand_here(stage):
    async with stage() as s:
        await opened(s, wait="")
        assert "You have not answered anything yet; 14 facets wait." in s.text()
        assert "After 20 answers: answers and minutes a day" in s.text()
        assert not s.screen.query(PlotView)
        await s.snapshots("stats-empty")
        await s.press("escape")
        assert not isinstance(s.screen, StatsScreen)


async def test_before_20_answers_it_says_when(stage, new_desk):
    where = new_desk()
    assert answer(where, days=1, a_day=7) == 7
    async with stage(where=where) as s:
        await opened(s, wait="")
        assert "After 13 more answers this page begins to fill." in s.text()
        assert "Due on the days to come" in s.text()
        await s.snapshots("stats-few", [(80, 24), (40, 15)])


async def test_all_figures_and_every_press(stage, new_desk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    where = new_desk(decks=(RIVERS, LAKES))
    answer(where, days=30, a_day=8)
    async with stage(where=where) as s:
        screen = await opened(s)
        await s.snapshots("stats")
        with where.reading() as log:
            asked = [where.asker(place) for place in where.listed()]
            told = stats(log, asked, today=moment(where.clock).day)
        second, third, *_ = sentences(told)[1:]
        words = " ".join(s.text().split())
        assert second in words
        assert third in words
        await s.press("t")
        assert all(view.is_table for view in screen.query(PlotView))
        await s.snapshots("stats-table", [(80, 24), (40, 15)])
        await s.press("t")
        assert not any(view.is_table for view in screen.query(PlotView))
        await s.press("b")
        assert "Known, by role" in [view.plot.title for view in screen.query(PlotView)]
        await s.press("p")
        await done(s)
        assert "[Today]" in s.text()
        assert next(iter(screen.query(PlotView))).plot.total == "0 on one day"
        await s.press("p")
        await done(s)
        assert "[30 days]" in s.text()


async def test_one_deck_is_looked_at(stage, new_desk):
    where = new_desk(decks=(RIVERS, LAKES))
    answer(where, days=5, a_day=8)
    async with stage(where=where) as s:
        await opened(s)
        await s.press("d")
        assert "Which deck?" in s.text()
        await s.snapshots("stats-deck", [(80, 24), (40, 15)])
        await s.press("j", "enter")
        await s.until("Stats · Two rivers")
        await done(s)
        assert "of 14 facets" in s.text()


async def test_what_is_exported_lies_where_it_says(stage, new_desk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    where = new_desk()
    answer(where, days=6, a_day=6)
    async with stage(where=where) as s:
        await opened(s)
        await s.press("x")
        assert "Export as CSV" in s.text()
        await s.press("enter")
        path = tmp_path / "quizkit-stats-2026-06-01.csv"
        await s.until("Written:")
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
        assert rows[0] == ["plot", "name", "value", "low", "high", "told"]
        assert {"Answers", "Minutes", "Known, by kind"} <= {row[0] for row in rows}
        await s.press("x", "enter")
        await s.settle()
        assert any("is there already" in each.message for each in s.app._notifications)


async def test_a_log_that_cannot_be_read_is_told_and_read_again(stage, new_desk, monkeypatch):
    where = new_desk()
    answer(where, days=4, a_day=8)

    def broken(*_args, **_named):
        raise StoreError("the log is damaged; quizkit doctor says more", "log.db")

    async with stage(where=where) as s:
        with monkeypatch.context() as patch:
            patch.setattr(stats_work, "open_log", broken)
            await opened(s, wait="")
            assert "the log is damaged; quizkit doctor says more" in s.text()
            assert "r Read again" in s.text()
            await s.snapshots("stats-broken", [(80, 24)])
        await s.press("r")
        await s.until("You know about")
        await done(s)


async def test_it_is_read_again_only_where_the_log_has_grown(stage, new_desk, monkeypatch):
    where = new_desk()
    answer(where, days=4, a_day=8)
    calls = []
    real = stats_work.read_past
    monkeypatch.setattr(stats_work, "read_past", lambda *given: calls.append(1) or real(*given))
    async with stage(where=where) as s:
        screen = await opened(s)
        await s.press("d")
        assert s.screen is screen
        screen.on_screen_resume()
        await done(s)
        assert len(calls) == 1
        await s.app.backend.call(lambda: answer(where, days=1, a_day=3, last=0))
        screen.on_screen_resume()
        await done(s)
        assert len(calls) == 2


async def test_leaving_stops_what_takes_long(stage, new_desk, monkeypatch):
    where = new_desk()
    answer(where, days=4, a_day=8)
    seen = SimpleNamespace(begun=False, stopped=False)

    def endless(_footing, tick):
        seen.begun = True
        try:
            while True:
                tick()
        finally:
            seen.stopped = True

    monkeypatch.setattr(stats_work, "read_past", endless)
    async with stage(where=where) as s:
        await s.app.push_screen(StatsScreen())
        await s.until("Reading your answers ..")
        assert not seen.stopped
        assert "due on the days to come" in s.text().casefold()
        await s.press("escape")
        for _ in range(200):
            await asyncio.sleep(0.01)
            if seen.stopped:
                break
        assert seen.stopped
