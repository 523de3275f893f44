"""Syncing from the screens: one line on what came of it, nothing that stops studying."""

import json
from dataclasses import replace

import pytest

from quizkit.practice.syncdesk import own_at
from quizkit.practice.syncing import Place, Syncer
from quizkit.practice.syncnote import failure
from quizkit.store.log import open_log
from quizkit.tui.screens.study import StudyScreen
from quizkit.tui.syncing import UNSET
from tests.store.test_backup import answer
from tests.tui.test_commands import search


@pytest.fixture
def stick(tmp_path):
    """Return a folder that another computer has synced with."""
    folder = tmp_path / "stick"
    path = tmp_path / "other.db"
    with open_log(path, learner="lan") as log:
        answer(log, 0, count=3)
    Syncer(own_at(path, None)).sync(Place(str(folder), "stick"))
    return folder


def set_to(desk, place):
    desk.settings = replace(desk.settings, sync=str(place))
    return desk


async def sync(s) -> None:
    await search(s, "sync now", "Answers to and from your folder")
    await s.press("down", "enter")


async def test_without_the_setting_it_says_how_to_set_it(stage) -> None:
    async with stage() as s:
        await sync(s)
        await s.until("config set sync FOLDER")
        assert UNSET.startswith("Say once where to sync")


async def test_what_came_is_said_in_one_line(stage, new_desk, stick) -> None:
    desk = set_to(new_desk(), stick)
    async with stage(where=desk) as s:
        s.app.action_sync_now()
        await s.until("received 3")
        assert [each.message.count("\n") for each in s.app._notifications] == [0]
        await s.settle()
        assert await s.app.backend.call(lambda: desk.open().learner) == "lan"


async def test_a_sync_that_failed_is_a_line_on_home_until_one_succeeds(
    stage, new_desk, stick, tmp_path
) -> None:
    desk = set_to(new_desk(), tmp_path / "gone" / "stick")
    async with stage(where=desk, size=(100, 30)) as s:
        s.app.action_sync_now()
        await s.until("there is no folder")
        assert "there is no folder" in failure(desk.places.state)
        s.screen.arrive()
        await s.until("The last sync failed")
        set_to(desk, stick)
        s.app.action_sync_now()
        await s.until("received 3")
        assert failure(desk.places.state) == ""
        await s.press("enter")
        assert isinstance(s.screen, StudyScreen)


async def test_what_is_set_for_the_class_is_a_line_on_home(stage, new_desk) -> None:
    desk = new_desk()
    with desk.open() as log:
        learner = log.learner
    desk.close()
    row = {"class": "10A [b]", "deck": "rivers", "tags": ["long"], "day": "2099-06-05"}
    desk.places.state.mkdir(parents=True, exist_ok=True)
    held = {"v": 1, "learners": {learner: [row]}}
    (desk.places.state / "assigned.json").write_text(json.dumps(held), encoding="utf-8")
    async with stage(where=desk, size=(120, 30)) as s:
        await s.until("10A [b]: exam in rivers (long) on Fri 5 June")
        assert "quizkit plan rivers --exam 2099-06-05 --tag long --minutes" in s.text()
