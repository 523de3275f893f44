"""Home: its states, and every press of it."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from quizkit.decks import library
from quizkit.errors import StoreError
from quizkit.practice import planning
from quizkit.practice.home import HomeView
from quizkit.practice.outlook import Outlook
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens import homebody
from quizkit.tui.screens.home import HomeScreen
from quizkit.tui.screens.study import StudyScreen
from tests.cli.conftest import RIVERS
from tests.tui.answered import answer

SECOND = RIVERS.replace("deck: rivers", "deck: streams").replace(
    "Two rivers", "Hoá học 10, những điều cần nhớ về các nguyên tố"
)
SMALL = ((80, 24), (40, 15))
BROKEN = "quizkit: 1\ndeck: bad\ntitle: Bad\nlanguage: en\nfacts:\n  nonsense:\n    - {a: b}\n"
UPDATED = RIVERS.replace("1233 km", "1320 km").replace(
    "    - {id: s6bn",
    "    - {id: zz7a, name: Elbe, sea: North Sea, length: 1094 km}\n    - {id: s6bn",
)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch) -> None:
    monkeypatch.setattr(homebody, "QUIET_S", 0.0)
    monkeypatch.setattr(homebody, "LOOK_S", 1000.0)


@pytest.fixture
def steady(monkeypatch) -> None:
    """An outlook that is the same for every learner: the real one is another with each id."""

    def outlook(_scene, minutes, *, tick):
        tick()
        return Outlook(f"At {minutes} minutes a day: 14 on 1 July.")

    monkeypatch.setattr("quizkit.practice.outlook.outlook", outlook)


@pytest.fixture
def bundled(monkeypatch, tmp_path) -> Path:
    """A deck that came along."""
    folder = tmp_path / "along"
    folder.mkdir()
    text = SECOND.replace("deck: streams", "deck: elements")
    (folder / "elements.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(library, "bundled", lambda: folder)
    return folder


def text_of(app) -> str:
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def view_of(s) -> HomeView:
    assert isinstance(s.screen, HomeScreen)
    assert s.screen.view is not None
    return s.screen.view


async def test_the_first_start_welcomes_and_offers_the_tour(stage, bundled):
    async with stage(decks=()) as s:
        await s.until("facets")
        await s.snapshots("home-first")
        await s.press("d")
        await s.until("Press the number")
        assert isinstance(s.screen, StudyScreen)
        await s.press("0")
        await s.until("It is saved already")
        await s.press("escape", "enter")
        await s.until("You know about")
        row = view_of(s).rows[0]
        assert row.is_own
        assert row.started == 1
        assert "Welcome" not in s.text()
        assert "d Tour" not in s.text()


async def test_without_a_deck_a_file_can_be_opened(stage):
    async with stage(decks=()) as s:
        await s.until("There are no decks yet.")
        await s.snapshots("home-empty", sizes=SMALL)
        bar = s.text().splitlines()[-1]
        assert "Study" not in bar
        assert "Tour" not in bar
        await s.press("enter", "d", "space", "r", "up")
        assert isinstance(s.screen, HomeScreen)


async def test_what_waits_in_each_deck(stage, new_desk, bundled, steady):
    where = new_desk(decks=(RIVERS, SECOND), minutes=12)
    answer(where, days=3, a_day=4)
    (where.places.decks / "deck2.yaml").write_text(BROKEN, encoding="utf-8")
    log = where.open()
    planning.save(log, where.clock, decks=["rivers"], date="2026-06-05", minutes=9)
    async with stage(where=where) as s:
        await s.until("12 minutes a day:")
        await s.snapshots("home")
        assert [row.state for row in view_of(s).rows] == ["ready"] * 3 + ["broken"]
        await s.press("end")
        assert "cannot be used" in s.text()
        await s.press("j", "k", "end", "home", "pagedown", "pageup")
        assert s.screen.decks.cursor == 0


async def test_enter_studies_all_own_decks_or_those_chosen(stage, new_desk, bundled):
    where = new_desk(decks=(RIVERS, SECOND))
    async with stage(where=where) as s:
        await s.until("Study all")
        asked = []
        s.app.study = lambda decks, **wish: asked.append(([p.name for p in decks], wish))
        await s.press("enter")
        await s.press("space")
        assert "✓" in s.text()
        assert "Study chosen" in s.text()
        await s.press("enter", "space", "down", "down", "space", "enter")
        names = [decks for decks, _ in asked]
        assert names == [["deck0.yaml", "deck1.yaml"], ["deck0.yaml"], ["elements.yaml"]]


async def test_a_click_moves_the_cursor_and_a_second_one_chooses(stage):
    async with stage(decks=(RIVERS, SECOND)) as s:
        await s.until("Study all")
        y = next(n for n, line in enumerate(s.text().splitlines()) if "Hoá học" in line)
        await s.pilot.click(offset=(8, y))
        assert s.screen.decks.cursor == 1
        assert not s.screen.decks.chosen
        await s.pilot.click(offset=(8, y))
        await s.settle()
        assert len(s.screen.decks.chosen) == 1


async def test_a_sitting_that_was_left_is_gone_on_with(stage, new_desk, steady):
    where = new_desk(minutes=8)
    async with stage(where=where) as s:
        await s.until("Study all")
        await s.press("enter")
        await s.until("I don't know")
        await s.press("0")
        await s.pilot.pause(0.2)
        await s.press("enter", "escape", "enter")
        await s.until("Going on: 1 answered")
        await s.until("minutes a day:")
        await s.snapshots("home-left", sizes=SMALL)
        asked = []
        s.app.study = lambda decks, **wish: asked.append(wish["fresh"])
        await s.press("enter", "n")
        assert asked == [False, True]


async def test_done_for_today_offers_more(stage, new_desk, steady):
    where = new_desk(decks=(SECOND,))
    answer(where, days=1, a_day=15, last=0)
    async with stage(where=where) as s:
        await s.until("minutes a day:")
        view = view_of(s)
        if not view.is_done:
            pytest.fail(f"not done: {view.rows}")
        await s.snapshots("home-done", sizes=SMALL)
        wishes = []
        s.app.study = lambda decks, **wish: wishes.append(wish["wish"]())
        await s.press("m")
        assert wishes[0].minutes >= 5
        assert wishes[0].extra == "weak"


async def test_after_a_break_there_is_a_plan(stage, new_desk):
    where = new_desk(decks=(RIVERS, SECOND), minutes=1)
    answer(where, days=12, a_day=20, last=300)
    async with stage(where=where) as s:
        await s.until("Welcome back. You still know about")
        text = "You still know about 21 % (6 of 28). 9 days at 1 minute bring you back."
        s.screen.show(replace(view_of(s), back=text))
        await s.snapshots("home-back", sizes=SMALL)


async def test_undo_and_redo_say_what_they_did(stage, new_desk):
    where = new_desk()
    answer(where, days=1, a_day=2)
    async with stage(where=where) as s:
        await s.until("minutes a day:")
        count = where.log.count() if where.log else 0
        await s.press("u")
        assert "Taken back: your answer to" in " ".join(s.text().split())
        assert where.open().count() > count
        await s.press("U")
        assert "Brought back: your answer to" in " ".join(s.text().split())
        await s.press("ctrl+z", "ctrl+y")


async def test_a_log_that_cannot_be_read_leaves_browse_and_check(stage, new_desk):
    where = new_desk()
    where.log_file.parent.mkdir(parents=True, exist_ok=True)
    where.log_file.write_bytes(b"nonsense" * 1000)
    async with stage(where=where) as s:
        await s.until("Nothing can be studied now")
        await s.until("~4")
        bar = s.text().splitlines()[-1]
        assert "Study" not in bar
        assert "Browse" in bar
        await s.press("enter", "u", "m")
        assert isinstance(s.screen, HomeScreen)


async def test_what_an_update_changed_is_told_until_it_was_seen(stage, new_desk, steady):
    where = new_desk()
    answer(where, days=1, a_day=3)
    async with stage(where=where) as s:
        await s.until("minutes a day:")
        assert "changed" not in s.text()
    (where.places.decks / "deck0.yaml").write_text(UPDATED, encoding="utf-8")
    async with stage(where=where) as s:
        await s.until("1 fact changed, 1 new")
        await s.until("minutes a day:")
        await s.snapshots("home-changed", sizes=SMALL)
        await s.press("w")
        await s.until("What changed")
        assert "1320 km" in s.text()
        await s.snapshots("home-what-changed", sizes=SMALL)
        await s.press("down", "pageup", "enter")
        await s.settle()
        assert "changed, 1 new" not in s.text()


async def test_a_deck_that_changed_on_the_disk_is_read_again(stage, new_desk):
    where = new_desk()
    answer(where, days=1, a_day=3)
    async with stage(where=where) as s:
        await s.until("minutes a day:")
        (where.places.decks / "deck0.yaml").write_text(UPDATED, encoding="utf-8")
        s.screen.arrive()
        await s.until("1 fact changed, 1 new")


async def test_what_cannot_be_looked_at_is_told(stage, monkeypatch):
    async with stage() as s:
        await s.until("Study all")

        def look() -> None:
            raise StoreError("the log is gone")

        monkeypatch.setattr(s.screen.keeper, "look", look)
        s.screen.arrive()
        await s.until("the log is gone")


async def test_another_window_is_noticed(stage, new_desk):
    where = new_desk()
    async with stage(where=where) as s:
        await s.until("Study all")
        answer(new_desk(), days=1, a_day=3)
        s.screen._glance()
        await s.until("You know about")
        assert view_of(s).rows[0].started == 3


async def test_a_clock_that_is_wrong_is_told_and_can_be_mended(stage, new_desk):
    where = new_desk()
    answer(where, days=1, a_day=3, last=-9)
    async with stage(where=where) as s:
        await s.until("days behind")
        assert "f Mend the log" in " ".join(s.text().split())
        await s.press("f")
        assert "Mended: 3 answers" in s.text() or "No answer stands out" in s.text()


async def test_other_screens_are_asked_for_with_the_decks_meant(stage, monkeypatch):
    found = []

    def on_home_screen_wanted(_, message):
        found.append((message.screen, [place.name for place in message.decks]))

    name = "on_home_screen_wanted"
    monkeypatch.setattr(QuizkitApp, name, on_home_screen_wanted, raising=False)
    async with stage(decks=(RIVERS, SECOND)) as s:
        await s.until("Study all")
        await s.press("b", "s", "x", "c", "comma")
    screens = ("browse", "stats", "exam", "check", "settings")
    assert found == [(screen, ["deck0.yaml"]) for screen in screens]


async def test_the_figures_of_the_last_time_are_there_while_decks_are_read(
    stage, new_desk, monkeypatch
):
    where = new_desk()
    answer(where, days=1, a_day=3)
    async with stage(where=where) as s:
        await s.until("minutes a day:")
    read, slow = where.asker, HomeScreen._slow
    painted = []

    def slowly(screen, *, is_slow: bool) -> None:
        slow(screen, is_slow=is_slow)
        if is_slow:
            screen.call_after_refresh(lambda: painted.append(text_of(screen.app)))

    monkeypatch.setattr(HomeScreen, "_slow", slowly)
    where.asker = lambda place: (time.sleep(0.5), read(place))[1]
    async with stage(where=where) as s:
        await s.until("Study all")
        assert "loading" not in s.text()
    assert "You know about 3 of 14 facets. At" in painted[0]
    assert next(line for line in painted[0].splitlines() if "Two" in line).endswith("loading …")
