"""Two processes write one store at the same time and a third reads it: all is kept and in order."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.memory.replay import fold
from quizkit.store.doctor import examine
from quizkit.store.log import open_log
from tests.fault.kill import ROOT
from tests.fault.writer import START, review

pytestmark = [pytest.mark.fault, pytest.mark.timeout(900)]

WRITER = str(Path(__file__).with_name("writer.py"))
EVENTS = {"quick": 40, "ci": 250, "full": 1_000, "release": 20_000}
NAMES = ("left", "right")


def start(path: Path, mode: str, events: int, name: str) -> subprocess.Popen[str]:
    """Start a process on a store."""
    return subprocess.Popen(
        [sys.executable, WRITER, str(path), mode, str(events), name],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )


def run(path: Path, mode: str, events: int) -> list[tuple[int, str]]:
    """Run two writers at once, and return how each ended and what it said of errors."""
    open_log(path, learner="mai").close()
    writers = [start(path, mode, events, name) for name in NAMES]
    ended = []
    for writer in writers:
        _, errors = writer.communicate()
        ended.append((writer.returncode, errors))
    return ended


def wrong(path: Path) -> set[str]:
    """Return the names of the checks that fail."""
    return {check.name for check in examine(path) if not check.ok}


def test_two_writers_and_a_reader_lose_nothing(
    tmp_path: Path, size: str, figure: Callable[[str], None]
) -> None:
    path, events = tmp_path / "me.db", EVENTS[size]
    open_log(path, learner="mai").close()
    watcher = start(path, "read", 2 * events, "watch")
    assert run(path, "right", events) == [(0, ""), (0, "")]
    looks, errors = watcher.communicate()
    assert (watcher.returncode, errors) == (0, "")
    with open_log(path, learner="mai") as log:
        kept = list(log.events())
        assert log.memory() == fold(kept)
    tokens = [event.body["seed"] for event in kept]
    figure(
        f"two writers: 2 x {events} answers, {len(kept)} kept, 0 errors; "
        f"a reader looked {len(looks.split())} times"
    )
    assert sorted(tokens) == sorted(f"{name}-{n}" for name in NAMES for n in range(events))
    for name in NAMES:
        own = [token for token in tokens if token.startswith(name)]
        assert own == [f"{name}-{n}" for n in range(events)]
    assert wrong(path) == set()


def test_the_command_line_and_an_open_log_write_one_store(tmp_path: Path) -> None:
    path = tmp_path / "me.db"
    with open_log(path, learner="mai") as log:
        for n in range(2):
            log.append([review(f"here-{n}", n)], at=START + n, off=0)
            argv = ["--log", str(path), "undo", "--json"]
            subprocess.run(
                [sys.executable, "-m", "quizkit", *argv],
                check=True,
                capture_output=True,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
        assert log.memory().facets == {}
        assert [event.kind for event in log.events()] == ["review", "undo"] * 2
    assert wrong(path) == set()


def test_a_writer_that_does_not_look_at_the_others_breaks_the_chain(tmp_path: Path) -> None:
    for attempt in range(20):
        path = tmp_path / f"{attempt}.db"
        run(path, "deaf", 30 * (attempt + 1))  # long enough to meet, on a quiet machine too
        if "chains" in wrong(path):
            return
    pytest.fail("20 attempts noticed nothing")


def test_a_writer_that_begins_by_reading_is_locked_out(tmp_path: Path) -> None:
    for attempt in range(20):
        ended = run(tmp_path / f"{attempt}.db", "deferred", 30 * (attempt + 1))
        if any(code == 5 and "locked" in errors for code, errors in ended):
            return
    pytest.fail("20 attempts noticed nothing")
