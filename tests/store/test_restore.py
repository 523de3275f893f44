"""Restoring: what was answered since is never lost, and nothing but proved events comes in."""

import shutil
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.memory.replay import fold
from quizkit.model import Event
from quizkit.store import restore as module
from quizkit.store.backup import backups, verify, write
from quizkit.store.files import Files, copies_of
from quizkit.store.log import Log, open_log
from quizkit.store.restore import restore
from quizkit.store.schema import pragma
from tests.store.test_backup import DAY, START, answer
from tests.store.test_take import bad, chain, offered

AT = START + 9 * DAY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "me.db"


@pytest.fixture
def source(path: Path, tmp_path: Path) -> Path:
    """Return a backup of a log of three answers, to which two were added since."""
    target = tmp_path / "b.db"
    with open_log(path, learner="mai", copies=True, marks=tmp_path / "state") as log:
        answer(log, 0, count=3)
        write(log._connection, target)
        answer(log, 1, count=2)
    return target


def ids(log: Log) -> set[str]:
    return {event.id for event in log.events()}


def test_nothing_answered_since_is_lost(path: Path, source: Path, tmp_path: Path) -> None:
    with open_log(path) as log:
        before, device = ids(log), log.device
    found = restore(path, source, at=AT, off=0)
    assert found[:4] == (5, 3, 2, 0)
    assert found.aside == copies_of(path).backups / "2026-01-10-000000-before-restore.db"
    assert verify(found.aside).events == 5
    with open_log(path, copies=True, marks=tmp_path / "state") as log:
        assert ids(log) == before
        assert log.learner == "mai"
        assert log.device != device
        (event,) = answer(log, 5)
        assert event.seq == 1
        assert event.seen in before
        assert log.memory() == fold(log.events())
    assert bad(path) == []
    assert not list(path.parent.glob("*restoring*"))


def test_a_lost_store_is_restored_with_its_line_files(path: Path, source: Path) -> None:
    path.unlink()
    found = restore(path, source, at=AT, off=0)
    assert found == (5, 3, 2, 0, None)
    assert bad(path) == []


@pytest.mark.parametrize("is_open", [False, True])
def test_a_damaged_store_is_put_aside_as_it_is(path: Path, source: Path, is_open: bool) -> None:
    data = bytearray(path.read_bytes())
    data[: 100 if is_open else 4096] = bytes(100 if is_open else 4096)
    path.write_bytes(data)
    found = restore(path, source, at=AT, off=0)
    assert found[:4] == (5, 3, 2, 0)
    assert found.aside == copies_of(path).root / "damaged" / "2026-01-10-000000-damaged.db"
    assert found.aside.read_bytes() == data
    assert bad(path) == []


def test_a_store_with_damaged_pages_gives_what_can_be_read(path: Path, source: Path) -> None:
    shutil.rmtree(copies_of(path).root)
    with open_log(path, learner="mai") as log:
        answer(log, 2, count=200)
    data = bytearray(path.read_bytes())
    half = len(data) // 8192 * 4096
    data[half : half + 8192] = bytes(8192)
    path.write_bytes(data)
    found = restore(path, source, at=AT, off=0)
    assert found.held == 3
    assert 2 < found.since <= 202
    assert found.aside is not None
    assert "damaged" in found.aside.name
    assert [fault for fault in bad(path) if not fault.startswith("chains")] == []


def test_a_false_event_in_a_backup_stays_out(path: Path, source: Path, tmp_path: Path) -> None:
    with closing(apsw.Connection(str(source))) as connection:
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
        connection.execute("UPDATE event SET body = replace(body, 'answer', 'forged') WHERE n = 2")
    for name in ("me.db", "me.db-copies"):
        (tmp_path / name).rename(tmp_path / f"gone-{name}")
    found = restore(path, source, at=AT, off=0)
    assert found == (2, 2, 0, 1, None)
    with open_log(path) as log:
        assert all(event.body["response"] == "answer" for event in log.events())


def test_what_is_no_backup_changes_nothing(path: Path, source: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    (tmp_path / "x.db").write_text("notes")
    for name, says in (("x.db", "is not a log of quizkit"), ("nowhere.db", "nowhere.db")):
        with pytest.raises(StoreError, match=says):
            restore(path, tmp_path / name, at=AT, off=0)
    assert path.read_bytes() == before
    assert backups(copies_of(path).backups) == []


def test_a_newer_store_is_not_put_aside(path: Path, source: Path) -> None:
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("PRAGMA user_version = 9")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is newer"):
        restore(path, source, at=AT, off=0)
    assert path.read_bytes() == before


def test_a_store_that_is_written_just_now_is_not_touched(path: Path, source: Path) -> None:
    with closing(apsw.Connection(str(path))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another program"):
            restore(path, source, at=AT, off=0, busy_ms=50)
        other.execute("ROLLBACK")
    assert bad(path) == []
    with open_log(path) as log:
        assert log.count() == 5


def test_an_open_window_is_told_and_loses_nothing(path: Path, source: Path) -> None:
    with open_log(path, learner="mai") as log, open_log(path, readonly=True) as reader:
        answer(log, 2)
        reader.memory()
        found = restore(path, source, at=AT, off=0)
        assert found.events == 6
        assert reader.memory() == fold(reader.events())
        with pytest.raises(StoreError, match="another log was put in the place of"):
            answer(log, 3)
        with open_log(path, copies=True) as again:
            (event,) = answer(again, 3)
            (following,) = answer(log, 4)  # the learner writes here again, as a new device
            assert (following.dev, following.seq) == (event.dev, 2)
            assert log.memory() == again.memory() == fold(again.events())
    assert bad(path) == []


def test_an_answer_that_comes_meanwhile_stays(
    path: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[Event] = []
    keep = module.backup.keep

    def and_then_an_answer(*args: Any, **options: Any) -> Path | None:
        aside = keep(*args, **options)
        late.extend(answer(other, 6))
        return aside

    monkeypatch.setattr(module.backup, "keep", and_then_an_answer)
    with open_log(path) as other:  # without line files
        found = restore(path, source, at=AT, off=0)
    assert found[:4] == (6, 3, 3, 0)
    with open_log(path) as log:
        assert late[0].id in ids(log)
        assert log.memory() == fold(log.events())
    assert bad(path) == []


def test_several_learners_are_restored(path: Path, source: Path, tmp_path: Path) -> None:
    with open_log(path, learner="lan") as log:
        answer(log, 0)
        write(log._connection, tmp_path / "both.db")
    shutil.rmtree(copies_of(path).root)
    path.unlink()
    assert restore(path, tmp_path / "both.db", at=AT, off=0).events == 6
    with pytest.raises(StoreError, match="holds 2 learners"):
        open_log(path)
    for learner, count in (("mai", 5), ("lan", 1)):
        with open_log(path, learner=learner) as log:
            assert log.count() == count


def test_who_was_forgotten_does_not_come_back(path: Path, source: Path, tmp_path: Path) -> None:
    with open_log(path, learner="lan") as log:
        log.take(offered(chain(2, learner="eve")))
        write(log._connection, tmp_path / "both.db")
    shutil.rmtree(copies_of(path).root)
    path.unlink()
    with open_log(path, learner="mai") as log:
        log._connection.execute("INSERT INTO forgotten VALUES(?)", (sha256(b"eve").digest(),))
    assert restore(path, tmp_path / "both.db", at=AT, off=0).events == 5
    with open_log(path, learner="mai") as log:
        assert log._connection.execute("SELECT count(*) FROM forgotten").get == 1
        assert log._connection.execute("SELECT count(*) FROM event").get == 5


class Failing(Files):
    """Files whose nth call of any sort fails."""

    def __init__(self, left: int) -> None:
        self.left = left

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(28, "No space left on device")

    def write(self, path: Path, data: bytes) -> None:
        self._count()
        super().write(path, data)

    def sync(self, path: Path) -> None:
        self._count()
        super().sync(path)

    def rename(self, old: Path, new: Path) -> None:
        self._count()
        super().rename(old, new)

    def sync_folder(self, folder: Path) -> None:
        self._count()
        super().sync_folder(folder)


@pytest.mark.fault
@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_failing_call_at_any_place_loses_nothing(
    path: Path, source: Path, tmp_path: Path, is_damaged: bool
) -> None:
    told = 0
    for nth in range(1, 20):
        place = tmp_path / f"{nth}" / "me.db"
        place.parent.mkdir()
        shutil.copy(path, place)
        shutil.copytree(copies_of(path).root, copies_of(place).root)
        if is_damaged:
            place.write_bytes(bytes(100) + place.read_bytes()[100:])
        files = Failing(nth)
        try:
            restore(place, source, at=AT, off=0, files=files)
        except StoreError:
            told += 1
            restore(place, source, at=AT, off=0)
        with open_log(place, copies=True) as log:
            assert log.count() == 5
        assert bad(place) == []
        if files.left > 0:
            break
    assert told > 2


def test_a_restored_store_is_wal_again(path: Path, source: Path) -> None:
    restore(path, source, at=AT, off=0)
    with open_log(path) as log:
        assert pragma(log._connection, "journal_mode") == "wal"
