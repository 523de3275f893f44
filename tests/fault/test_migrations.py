"""An older store is brought up to date: killed in the middle, by three at once, or not at all.

Until a second schema is released the steps are those of `tests.fault.migrating`.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.store import backup
from quizkit.store.doctor import examine
from quizkit.store.files import copies_of
from quizkit.store.log import open_log
from tests.fault.kill import ROOT
from tests.fault.migrating import RELEASED, three_versions_on
from tests.fault.writer import START, review

pytestmark = [
    pytest.mark.fault,
    pytest.mark.timeout(7200),
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX"),
]

KILLS = {"quick": 2, "ci": 12, "full": 60, "release": 1_000}
MIGRATING = str(Path(__file__).with_name("migrating.py"))
EVENTS = 100


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed store of version 1."""
    path = tmp_path_factory.mktemp("older") / "me.db"
    with open_log(path, learner="mai") as log:
        log.append([review(f"a-{n}", n) for n in range(EVENTS)], at=START, off=0)
    return path


def start(path: Path, mode: str) -> subprocess.Popen[str]:
    """Start a program that brings a store up to date, and return once it is about to."""
    process = subprocess.Popen(
        [sys.executable, MIGRATING, str(path), mode],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def objects(path: Path) -> tuple[int, dict[tuple[str, str], str]]:
    """Return version and schema of a store, read without quizkit."""
    with closing(apsw.Connection(str(path))) as connection:
        found = connection.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'search_*' AND sql > ''"
        ).fetchall()
        version = connection.execute("PRAGMA user_version").get
    return version, {(kind, name): "".join(sql.split()) for kind, name, sql in found}


def wanted(version: int) -> dict[tuple[str, str], str]:
    """Return the schema of a version as `objects` does."""
    return {key: "".join(sql.split()) for key, sql in RELEASED[version].items()}


def tally(path: Path) -> backup.Tally:
    """Return what a store with the same events has in common."""
    with closing(apsw.Connection(str(path))) as connection:
        return backup.tally(connection)


def verdict(path: Path, before: backup.Tally) -> str:
    """Return what is wrong with a store after a kill, and after it was then opened, or ""."""
    version, found = objects(path)
    if found != wanted(version):
        return "between two versions"
    if tally(path) != before:
        return "events"
    backups = list(copies_of(path).backups.glob("*.db"))
    if version > 1 and not backups:
        return "no backup"
    if any(backup.verify(each) != before for each in backups):
        return "half a backup"
    with three_versions_on():
        try:
            open_log(path, learner="mai").close()
        except StoreError as error:
            return str(error)
        if objects(path) != (4, wanted(4)) or tally(path) != before:
            return "not what a new store is"
        return "; ".join(check.name for check in examine(path) if not check.ok)


def lasting(older: Path, folder: Path, mode: str) -> float:
    """Return how long bringing the store up to date takes here and now [s]."""
    path = folder / "whole" / "me.db"
    path.parent.mkdir()
    shutil.copy(older, path)
    process = start(path, mode)
    began = time.perf_counter()
    process.communicate()
    return time.perf_counter() - began


def killed(older: Path, folder: Path, mode: str, kills: int) -> tuple[Counter[str], Counter[int]]:
    """Return what was wrong after kills, and of which version the stores were left."""
    faults, versions = Counter[str](), Counter[int]()
    before, rng = tally(older), Random(mode)
    whole_s = lasting(older, folder, mode)
    for n in range(kills):
        path = folder / f"{mode}-{n}" / "me.db"
        path.parent.mkdir()
        shutil.copy(older, path)
        process = start(path, mode)
        until = time.perf_counter() + rng.uniform(0, whole_s)
        while time.perf_counter() < until:
            pass
        process.send_signal(signal.SIGKILL)
        process.communicate()
        versions[objects(path)[0]] += 1
        faults[verdict(path, before)] += 1
        shutil.rmtree(path.parent)
    return faults, versions


def test_a_kill_in_mid_step_leaves_one_version_or_the_other(
    older: Path, tmp_path: Path, size: str, figure: Callable[[str], None]
) -> None:
    faults, versions = killed(older, tmp_path, "right", KILLS[size])
    left = ", ".join(f"{count} of version {version}" for version, count in sorted(versions.items()))
    figure(f"kills in migrations: {KILLS[size]}, wrong {KILLS[size] - faults['']}; left {left}")
    assert faults == {"": KILLS[size]}


def test_a_version_written_after_the_commit_is_caught(older: Path, tmp_path: Path) -> None:
    for n in range(50):
        folder = tmp_path / f"{n}"
        folder.mkdir()
        faults, _ = killed(older, folder, "late", 2)
        if faults.total() > faults[""]:
            return
    pytest.fail("100 kills noticed nothing")


def test_three_at_once_migrate_one_store(older: Path, tmp_path: Path, size: str) -> None:
    for n in range(1 if size == "quick" else 10):
        path = tmp_path / f"{n}.db"
        shutil.copy(older, path)
        processes = [start(path, "right") for _ in range(3)]
        ended = [(process.communicate()[1], process.returncode) for process in processes]
        assert ended == [("", 0)] * 3
        assert objects(path) == (4, wanted(4))
        assert verdict(path, tally(older)) == ""


def test_an_older_quizkit_refuses_a_newer_store_untouched(older: Path, tmp_path: Path) -> None:
    path = tmp_path / "me.db"
    shutil.copy(older, path)
    with three_versions_on():
        open_log(path, learner="mai").close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"is newer \(version 4, this quizkit knows 1\)"):
        open_log(path, learner="mai")
    assert path.read_bytes() == before
