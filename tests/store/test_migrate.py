"""Migrations: three steps that exist only here, alone, together, broken off and done wrong."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.memory.replay import fold
from quizkit.store import migrate as migrate_module
from quizkit.store import schema
from quizkit.store.backup import tally, verify
from quizkit.store.files import copies_of
from quizkit.store.log import open_log
from quizkit.store.migrate import Step, migrate
from quizkit.store.schema import pragma
from tests.store import steps
from tests.store.test_backup import answer
from tests.store.test_take import bad

KILLS = {"quick": 6, "ci": 12, "full": 60, "release": 1_000}
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store of version 1 with forty answers."""
    place = tmp_path / "me.db"
    with open_log(place, learner="mai") as log:
        answer(log, 0, count=40)
    return place


@pytest.fixture
def newer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this be a quizkit with stores of version 4."""
    monkeypatch.setattr(schema, "VERSION", steps.VERSION)
    monkeypatch.setattr(schema, "RELEASED", steps.RELEASED)
    monkeypatch.setattr(migrate_module, "STEPS", steps.STEPS)


def version(path: Path) -> int:
    with closing(apsw.Connection(str(path))) as connection:
        found: int = pragma(connection, "user_version")
    return found


@pytest.mark.usefixtures("newer")
def test_an_older_store_is_brought_up_to_date_with_a_backup_before(path: Path) -> None:
    with closing(apsw.Connection(str(path))) as connection:
        before = tally(connection)
    with open_log(path) as log:
        assert log.count() == 40
        assert tally(log._connection) == before
        assert log.memory() == fold(log.events())
        columns = [row[1] for row in log._connection.execute("PRAGMA table_info(meta)")]
        assert columns == ["k", "v", "at"]
        answer(log, 1)
    assert version(path) == 4
    kept = copies_of(path).backups / "version-1.db"
    assert verify(kept) == before
    assert version(kept) == 1


@pytest.mark.usefixtures("newer")
def test_a_new_store_needs_no_step_and_is_the_same(path: Path, tmp_path: Path) -> None:
    open_log(path).close()
    with closing(schema.connect(tmp_path / "new.db")) as new, closing(schema.connect(path)) as old:
        listing = "SELECT type, name FROM sqlite_schema ORDER BY 1, 2"
        assert new.execute(listing).fetchall() == old.execute(listing).fetchall()
        assert pragma(new, "user_version") == pragma(old, "user_version") == 4


@pytest.mark.usefixtures("newer")
def test_reading_an_older_store_says_how_it_is_brought_up_to_date(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        open_log(path, readonly=True)
    assert str(caught.value) == (
        f"the log {path} is older (version 1, this quizkit has 4); "
        "`quizkit study` brings it up to date, after a backup"
    )
    assert path.read_bytes() == before


@pytest.mark.usefixtures("newer")
def test_a_backup_of_an_older_version_can_be_put_back(path: Path) -> None:
    from quizkit.store.restore import restore

    open_log(path).close()
    kept = copies_of(path).backups / "version-1.db"
    path.unlink()
    assert restore(path, kept, at=0, off=0).events == 40
    assert version(path) == 4


def test_a_newer_store_is_refused_untouched(path: Path) -> None:
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("PRAGMA user_version = 4")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"is newer \(version 4, this quizkit knows 1\)"):
        open_log(path)
    assert path.read_bytes() == before
    assert not copies_of(path).root.exists()


@pytest.mark.usefixtures("newer")
def test_a_missing_step_is_told_before_anything_happens(path: Path) -> None:
    before = path.read_bytes()
    with (
        closing(apsw.Connection(str(path))) as connection,
        pytest.raises(StoreError, match="cannot bring it to version 4"),
    ):
        migrate(connection, path, steps=steps.STEPS[:1] + steps.STEPS[2:])
    assert path.read_bytes() == before


def spoiling(connection: apsw.Connection) -> None:
    """Lose an event, as a wrong step might."""
    connection.execute("DROP TRIGGER event_stay; DELETE FROM timeline WHERE n = 7")
    connection.execute("DELETE FROM event WHERE n = 7")


@pytest.mark.usefixtures("newer")
def test_a_step_that_loses_an_event_is_taken_back(path: Path) -> None:
    wrong = (steps.STEPS[0], Step(3, spoiling), steps.STEPS[2])
    with closing(apsw.Connection(str(path))) as connection:
        with pytest.raises(StoreError, match="the step to version 3 would change the events"):
            migrate(connection, path, steps=wrong)
        assert connection.execute("SELECT count(*) FROM event").get == 40
        assert pragma(connection, "user_version") == 2
    open_log(path).close()
    assert version(path) == 4


@pytest.mark.usefixtures("newer")
def test_without_room_for_a_backup_no_step_is_made(path: Path) -> None:
    copies_of(path).root.write_text("a file where the folder should be")
    with pytest.raises(StoreError):
        open_log(path)
    assert version(path) == 1


@pytest.mark.usefixtures("newer")
def test_a_backup_that_is_there_already_is_not_made_again(path: Path) -> None:
    def broken(connection: apsw.Connection) -> None:
        raise KeyboardInterrupt

    for _ in range(3):
        with (
            closing(apsw.Connection(str(path))) as connection,
            pytest.raises(KeyboardInterrupt),
        ):
            migrate(connection, path, steps=(Step(2, broken), *steps.STEPS[1:]))
    folder = copies_of(path).backups
    assert [each.name for each in folder.iterdir()] == ["version-1.db"]
    (folder / "version-1.db").write_bytes(b"damaged since")
    open_log(path).close()
    assert sorted(each.name for each in folder.iterdir()) == ["version-1-2.db", "version-1.db"]


def start(path: Path, mode: str) -> "subprocess.Popen[str]":
    """Start a process that opens the store as a quizkit of version 4."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.steps", str(path), mode],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.fault
@pytest.mark.timeout(300)
def test_three_processes_at_once_make_each_step_once(path: Path) -> None:
    running = [start(path, "right") for _ in range(3)]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    assert [out for out, _ in said] == ["40 4\n"] * 3
    with closing(apsw.Connection(str(path))) as connection:
        runs = connection.execute("SELECT v FROM meta WHERE k LIKE 'step:%' ORDER BY k").fetchall()
    assert runs == [("1",), ("1",), ("1",)]


@pytest.mark.fault
@pytest.mark.timeout(3600)
def test_killed_at_any_moment_it_goes_on_where_it_was(
    path: Path, size: str, request: pytest.FixtureRequest
) -> None:
    rng = Random("migrations")
    original = path.read_bytes()
    for n in range(KILLS[size]):
        place = path.with_name(f"{n}.db")
        place.write_bytes(original)
        process = start(place, "slow")
        assert process.stdout is not None
        for _ in range(rng.randint(1, 6)):  # lines before and after each step
            process.stdout.readline()
        time.sleep(rng.random() ** 3 * 0.05)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert version(place) in {1, 2, 3, 4}
        done = start(place, "right")
        assert done.communicate() == ("40 4\n", "")
        kept = copies_of(place).backups
        assert any(verify(each).events == 40 for each in kept.glob("version-*.db"))
    request.getfixturevalue("newer")
    assert bad(place) == []


@pytest.mark.fault
@pytest.mark.timeout(300)
def test_a_version_that_is_written_after_the_commit_is_caught(path: Path) -> None:
    """The negative control: killed between commit and version, a step is made twice."""
    original = path.read_bytes()
    for n in range(10):
        place = path.with_name(f"{n}.db")
        place.write_bytes(original)
        process = start(place, "late")
        assert process.stdout is not None
        while process.stdout.readline() not in {"committed\n", ""}:
            pass
        process.send_signal(signal.SIGKILL)
        process.communicate()
        done = start(place, "right")
        out, _ = done.communicate()
        if (out, done.returncode) != ("40 4\n", 0):
            return
    pytest.fail("10 kills noticed nothing")
