"""A history handed over: whole or not at all, once however often, and nothing else changes."""

from pathlib import Path

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.model import Draft
from quizkit.store import handover as module
from quizkit.store.forget import forget
from quizkit.store.handover import (
    HandedOver,
    Holding,
    hand_over,
    holding,
    is_forgotten,
    predecessors,
    successor,
)
from quizkit.store.learners import learners
from quizkit.store.log import Log, open_log
from tests.store.test_backup import DAY, START, answer
from tests.store.test_take import bad


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "me.db"
    with open_log(found, learner="mai", copies=True, marks=tmp_path / "state") as log:
        answer(log, 0, count=3)
        (last,) = answer(log, 1)
        log.append([Draft("undo", {"targets": [last.id]})], at=START + 2 * DAY, off=0)
    return found


def read(path: Path, learner: str) -> Log:
    return open_log(path, learner=learner, readonly=True)


def test_another_learner_gets_the_history_and_writes_on(path: Path, tmp_path: Path) -> None:
    with read(path, "mai") as log:
        before = log.memory().facets
    assert hand_over(path, old="mai", new="lan") == HandedOver(5, 4)
    assert learners(path) == ("lan",)
    with open_log(path, copies=True, marks=tmp_path / "state") as log:
        assert log.learner == "lan"
        assert log.memory().facets == before
        (event,) = answer(log, 9)
        assert event.seq == 1
    with read(path, "mai") as log:
        assert log.count() == 5
    assert bad(path) == []


def test_twice_adds_nothing(path: Path) -> None:
    hand_over(path, old="mai", new="lan")
    assert hand_over(path, old="mai", new="lan") == HandedOver()
    assert hand_over(path, old="lan", new="lan") == HandedOver()
    with read(path, "lan") as log:
        assert log.count() == 5


def test_going_back_adds_nothing_but_what_is_new(path: Path) -> None:
    hand_over(path, old="mai", new="lan")
    with open_log(path) as log:
        answer(log, 9)
    assert hand_over(path, old="lan", new="mai") == HandedOver(1, 1)
    with read(path, "mai") as log:
        assert log.count() == 6
    assert bad(path) == []


def test_a_crash_leaves_all_as_it_was(path: Path, monkeypatch) -> None:
    def crash(*_: object) -> None:
        raise apsw.FullError("disk full")

    for name in ("_give", "_let_write"):
        with monkeypatch.context() as patched:
            patched.setattr(module, name, crash)
            with pytest.raises(StoreError):
                hand_over(path, old="mai", new="lan")
        assert learners(path) == ("mai",)
        assert holding(path, "lan") == Holding()
        assert bad(path) == []


def test_a_window_that_is_open_does_not_write_on(path: Path) -> None:
    with open_log(path) as window:
        window.memory()
        hand_over(path, old="mai", new="lan")
        with pytest.raises(StoreError, match="open it again"):
            answer(window, 9)
    assert holding(path, "mai").events == 5


def test_nothing_is_handed_over_to_who_was_deleted(path: Path) -> None:
    with open_log(path, learner="lan") as log:
        answer(log, 9)
    forget(path, "lan")
    assert is_forgotten(path, "lan")
    with pytest.raises(StoreError, match="deleted"):
        hand_over(path, old="mai", new="lan")
    assert learners(path) == ("mai",)


def test_what_a_log_holds_of_a_learner(path: Path, tmp_path: Path) -> None:
    assert holding(path, "mai") == Holding(5, START + 2 * DAY)
    assert holding(path, "lan") == holding(tmp_path / "none.db", "mai") == Holding()
    assert not is_forgotten(path, "mai")
    assert not is_forgotten(tmp_path / "none.db", "mai")


def test_a_learner_without_events_is_only_renamed(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    open_log(path, learner="mai").close()
    assert hand_over(path, old="mai", new="lan") == HandedOver()
    assert learners(path) == ("lan",)


def test_who_writes_in_whose_place(path: Path, tmp_path: Path) -> None:
    assert successor(path, "mai") == successor(tmp_path / "none.db", "mai") == "mai"
    hand_over(path, old="mai", new="lan")
    hand_over(path, old="lan", new="bo")
    assert [successor(path, who) for who in ("mai", "lan", "bo", "eve")] == [
        "bo",
        "bo",
        "bo",
        "eve",
    ]
    assert [predecessors(path, who) for who in ("mai", "lan", "bo")] == [
        (), ("mai",), ("lan", "mai"),
    ]  # fmt: skip
    hand_over(path, old="bo", new="mai")
    assert [successor(path, who) for who in ("mai", "lan", "bo")] == ["mai", "mai", "mai"]
