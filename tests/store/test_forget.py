"""A learner forgotten: nothing of them stays, nothing of others goes, whenever it is broken off."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from random import Random

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.model import Draft
from quizkit.store import backup, rows
from quizkit.store import forget as module
from quizkit.store.answers import find_answers
from quizkit.store.doctor import examine
from quizkit.store.event import encode
from quizkit.store.files import Files
from quizkit.store.forget import forget, trace
from quizkit.store.lines import every_line
from quizkit.store.log import open_log
from quizkit.store.restore import restore
from quizkit.store.schema import connect
from quizkit.store.take import Offered
from tests.fault.writer import START, review

SECRET = b"Kilimanjaro"
DAY = 86_400_000


def secret(n: int) -> Draft:
    return Draft("review", {**review(f"m-{n}", n).body, "response": SECRET.decode()})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store of two learners with line files, a search index and three backups."""
    place = tmp_path / "data" / "me.db"
    for n in range(3):
        with open_log(place, learner="mai", copies=True) as log:
            log.append([secret(n), review(f"m-{n}", n)], at=START + n * DAY, off=0)
        if n:
            with open_log(place, learner="lan", copies=True) as log:
                log.append([review(f"l-{n}", n)], at=START + n * DAY + 1, off=0)
        connection = connect(place)
        backup.keep(connection, place, at=START + n * DAY + DAY // 2, off=0, why="daily")
        connection.close()
    find_answers(place, "mai", ["kilimanjaro"])
    return place


def ids(path: Path, learner: str) -> list[str]:
    with open_log(path, readonly=True, learner=learner) as log:
        return [event.id for event in log.events()]


def memory(path: Path, learner: str):
    with open_log(path, readonly=True, learner=learner) as log:
        return dict(log.memory().facets)


def places_with(folder: Path, what: bytes) -> list[str]:
    return [file.name for file in folder.rglob("*") if file.is_file() and what in file.read_bytes()]


def bad(path: Path) -> list[str]:
    return [check.name for check in examine(path) if not check.ok]


def test_nothing_of_the_learner_stays_anywhere(path: Path) -> None:
    assert len(places_with(path.parent, SECRET)) >= 5
    done = forget(path, "mai")
    assert done.events == 6
    assert places_with(path.parent, SECRET) == []
    assert places_with(path.parent, b'"learner":"mai"') == []
    assert done.beyond == ()
    assert done.reached[0] == f"6 events out of the log {path}"
    assert sum("line file" in place for place in done.reached) == 1
    assert sum("deleted, as it held nobody else" in place for place in done.reached) == 1
    assert sum("written anew" in place for place in done.reached) == 2
    assert trace(path, "mai") == (0, True)
    assert bad(path) == []


def test_others_lose_nothing(path: Path) -> None:
    before, remembered = ids(path, "lan"), memory(path, "lan")
    forget(path, "mai")
    assert ids(path, "lan") == before
    assert memory(path, "lan") == remembered
    folder = path.parent / "me.db-copies"
    assert {line.id for _, line in every_line(folder / "events")} == set(before)
    for each in backup.backups(folder / "backups"):
        assert ids(each.path, "lan")
    with open_log(path, learner="lan", copies=True) as log:
        (event,) = log.append([review("l-9", 9)], at=START + 9 * DAY, off=0)
        assert event.seq == 3
    assert bad(path) == []


def test_no_copy_brings_the_events_back(path: Path, tmp_path: Path) -> None:
    copies = shutil.copytree(path.parent / "me.db-copies", tmp_path / "before")
    with open_log(path, readonly=True, learner="mai") as log:
        events = list(log.events())
    forget(path, "mai")
    with open_log(path, learner="lan") as log:
        taken = log.take(Offered(event.id, encode(event)) for event in events)
    assert (taken.added, taken.forgotten) == (0, len(events))
    shutil.copytree(copies, path.parent / "me.db-copies", dirs_exist_ok=True)
    assert "lines" in bad(path)
    with open_log(path, learner="lan", copies=True):
        pass
    assert trace(path, "mai").events == 0
    restore(path, copies / "backups" / "2026-01-01-daily.db", at=START + 5 * DAY, off=0)
    assert trace(path, "mai") == (0, True)


def test_forgetting_again_does_what_was_left_undone(path: Path, tmp_path: Path) -> None:
    copies = shutil.copytree(path.parent / "me.db-copies", tmp_path / "before")
    forget(path, "mai")
    shutil.copytree(copies, path.parent / "me.db-copies", dirs_exist_ok=True)
    forget(path, "mai")
    assert places_with(path.parent, SECRET) == []


def test_a_window_that_is_open_loses_nothing(path: Path) -> None:
    with open_log(path, learner="lan", copies=True) as log:
        log.memory()
        forget(path, "mai")
        (event,) = log.append([review("l-9", 9)], at=START + 9 * DAY, off=0)
    assert ids(path, "lan")[-1] == event.id
    assert bad(path) == []
    assert places_with(path.parent, SECRET) == []


def test_an_answer_that_comes_meanwhile_stays(path: Path, monkeypatch) -> None:
    other = open_log(path, learner="lan")
    late: list[str] = []
    rebuild = module.cache.rebuild

    def while_it_is_built(made: apsw.Connection) -> None:
        rebuild(made)
        if not late:
            late.extend(e.id for e in other.append([review("l-8", 8)], at=START + 8 * DAY, off=0))

    monkeypatch.setattr(module.cache, "rebuild", while_it_is_built)
    forget(path, "mai")
    other.close()
    assert ids(path, "lan")[-1:] == late
    assert bad(path) == []


def test_a_window_of_the_learner_writes_nothing_more(path: Path) -> None:
    with open_log(path, learner="mai") as log:
        log.memory()
        forget(path, "mai")
        with pytest.raises(StoreError):
            log.append([secret(9)], at=START + 9 * DAY, off=0)
    assert trace(path, "mai").events == 0


def test_a_damaged_log_is_left_as_it_is(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    connection.execute("UPDATE event SET body = body || ' ' WHERE learner = 'lan'")
    connection.close()
    with pytest.raises(StoreError, match="nothing was changed; run `quizkit doctor --salvage"):
        forget(path, "mai")
    assert trace(path, "mai") == (6, False)
    assert not list(path.parent.glob("*.forgetting*"))


def test_a_backup_that_cannot_be_read_is_told_and_stays(path: Path) -> None:
    broken = path.parent / "me.db-copies" / "backups" / "2026-01-01-daily.db"
    broken.write_bytes(broken.read_bytes()[:4096])
    done = forget(path, "mai")
    assert broken.exists()
    assert any(str(broken) in place and "delete it" in place for place in done.beyond)


class StopError(Exception):
    """Stands for a kill."""


CALLS = ("unlink", "rename", "sync", "sync_folder", "folders", "sizes", "size", "read")


class Failing(Files):
    """Files that are gone at some call."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __getattribute__(self, name: str):
        if name in CALLS:
            if self.left <= 0:
                raise StopError
            self.left -= 1
        return super().__getattribute__(name)


@pytest.mark.fault
def test_whenever_it_is_broken_off_the_old_or_the_new_store_is_there(
    path: Path, tmp_path: Path, size: str
) -> None:
    old, others = ids(path, "mai"), ids(path, "lan")
    for left in range(0, 60, {"quick": 6, "ci": 3}.get(size, 1)):
        folder = Path(shutil.copytree(path.parent, tmp_path / f"run{left}"))
        place = folder / "me.db"
        with suppress(StopError):
            forget(place, "mai", files=Failing(left))
        assert ids(place, "lan") == others
        found = trace(place, "mai")
        assert found in ((len(old), False), (0, True))
        assert set(bad(place)) <= ({"lines"} if found.forgotten else set()), left
        forget(place, "mai")
        assert places_with(folder, SECRET) == [], left
        assert ids(place, "lan") == others
        shutil.rmtree(folder)


@pytest.mark.fault
@pytest.mark.timeout(7200)
def test_whenever_it_is_killed_the_old_or_the_new_store_is_there(
    path: Path, tmp_path: Path, size: str
) -> None:
    code = "import sys; from pathlib import Path; from quizkit.store.forget import forget\n"
    code += (
        "print('begun', flush=True); forget(Path(sys.argv[1]), 'mai'); print('done', flush=True)"
    )
    others, rng = ids(path, "lan"), Random(5)
    for n in range({"quick": 6, "ci": 20, "full": 60}.get(size, 1000)):
        folder = Path(shutil.copytree(path.parent, tmp_path / f"run{n}"))
        place = folder / "me.db"
        run = subprocess.Popen(
            [sys.executable, "-c", code, str(place)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(rng.random() * 0.3)
        run.kill()
        run.communicate()
        assert ids(place, "lan") == others
        found = trace(place, "mai")
        assert found in ((6, False), (0, True))
        assert set(bad(place)) <= ({"lines"} if found.forgotten else set())
        forget(place, "mai")
        assert places_with(folder, SECRET) == []
        shutil.rmtree(folder)


@pytest.mark.fault
def test_a_failing_disk_leaves_the_store_as_it_was(path: Path) -> None:
    class Full(Files):
        def unlink(self, path: Path) -> None:
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreError):
        forget(path, "mai", files=Full())
    assert trace(path, "mai") == (6, False)


def test_the_hash_of_the_id_is_what_stays(path: Path) -> None:
    forget(path, "mai")
    connection = connect(path)
    assert rows.forgotten(connection) == {sha256(b"mai").digest()}
    connection.close()
