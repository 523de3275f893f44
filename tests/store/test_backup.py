"""Backups: whole or not there, verified, thinned; a full disk is a notice and no more."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.memory.replay import fold
from quizkit.model import Event
from quizkit.store import backup, schema, second
from quizkit.store.backup import (
    Backup,
    Tally,
    backups,
    keep,
    name_of,
    tally,
    verify,
    wanted_of,
    write,
)
from quizkit.store.files import Files, copies_of
from quizkit.store.log import Log, open_log
from tests.fault.writer import START, review

DAY = 86_400_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "me.db"


def answer(log: Log, n: int, count: int = 1) -> tuple[Event, ...]:
    """Append answers in one transaction."""
    return log.append([review(f"{n}-{k}", n + k) for k in range(count)], at=START + n, off=0)


def made(path: Path) -> list[str]:
    """Return the names of what lies in a store's folder of backups."""
    folder = copies_of(path).backups
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def test_a_backup_is_one_file_with_all_events(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept" / "b.db"
    with open_log(path, learner="mai") as log:
        answer(log, 0, count=3)
        found = write(log._connection, target)
        assert found == tally(log._connection)
        assert found.events == 3
        memory = log.memory()
    assert [each.name for each in target.parent.iterdir()] == ["b.db"]
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.read_bytes()[18:20] == b"\1\1"  # no WAL: one file is all of it
    assert verify(target) == found
    with open_log(target, readonly=True) as log:
        assert log.memory() == memory


def test_a_backup_holds_what_was_committed_while_others_write(path: Path, tmp_path: Path) -> None:
    with open_log(path, learner="mai") as log, open_log(path, learner="mai") as other:
        answer(log, 0)

        class Meanwhile(Files):
            def write(self, path: Path, data: bytes) -> None:
                answer(other, 1)
                super().write(path, data)

            def sync(self, path: Path) -> None:
                answer(other, 2)
                super().sync(path)

        assert write(log._connection, tmp_path / "b.db", files=Meanwhile()).events == 2
        assert log.count() == 3
        answer(log, 3)
    assert verify(tmp_path / "b.db").events == 2


def test_the_hash_is_that_of_the_sorted_ids(path: Path) -> None:
    from hashlib import sha256

    with open_log(path, learner="mai") as log:
        events = answer(log, 0, count=5)
        ids = b"".join(sorted(bytes.fromhex(event.id) for event in events))
        assert tally(log._connection) == Tally(5, sha256(ids).hexdigest())


class Failing(Files):
    """Files whose calls of one sort fail."""

    def __init__(self, sort: str) -> None:
        self.sort = sort

    def _fail(self, sort: str) -> None:
        if sort == self.sort:
            raise OSError(28, "No space left on device")

    def write(self, path: Path, data: bytes) -> None:
        self._fail("write")
        super().write(path, data)

    def sync(self, path: Path) -> None:
        self._fail("sync")
        super().sync(path)

    def rename(self, old: Path, new: Path) -> None:
        self._fail("rename")
        super().rename(old, new)

    def sync_folder(self, folder: Path) -> None:
        if folder.name == "backups":
            self._fail("sync_folder")
        super().sync_folder(folder)


@pytest.mark.fault
@pytest.mark.parametrize("sort", ["write", "sync", "rename"])
def test_a_failing_call_leaves_the_backup_before(path: Path, tmp_path: Path, sort: str) -> None:
    target = tmp_path / "b.db"
    with open_log(path, learner="mai") as log:
        answer(log, 0)
        write(log._connection, target)
        before = target.read_bytes()
        answer(log, 1)
        with pytest.raises(StoreError) as caught:
            write(log._connection, target, files=Failing(sort))
        assert str(target) in str(caught.value)
        assert target.read_bytes() == before
        assert not list(tmp_path.glob("*.part*"))
        assert write(log._connection, target).events == 2


def test_a_copy_that_lacks_events_never_gets_the_name(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_log(path, learner="mai") as log:
        answer(log, 0, count=2)
        monkeypatch.setattr(backup, "verify", lambda _: Tally(1, "0" * 64))
        with pytest.raises(StoreError, match="would hold 1 events instead of 2"):
            write(log._connection, tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda data: b"", "is not a log of quizkit"),
        (lambda data: b"my notes, " * 100, "is not a log of quizkit"),
        (lambda data: data[: len(data) // 2], "damaged"),
        (lambda data: data[:8192] + bytes(4096) + data[12288:], "damaged"),
        (lambda data: data[:60] + b"\0\0\0\x09" + data[64:], r"is newer \(version 9"),
        (lambda data: data[:68] + b"\0\0\0\x09" + data[72:], "is not a log of quizkit"),
    ],
)
def test_what_is_no_backup_is_refused_untouched(
    path: Path, tmp_path: Path, spoil: object, says: str
) -> None:
    target = tmp_path / "b.db"
    with open_log(path, learner="mai") as log:
        answer(log, 0, count=30)
        write(log._connection, target)
    target.write_bytes(spoil(target.read_bytes()))
    before = target.read_bytes()
    with pytest.raises(StoreError, match=says) as caught:
        verify(target)
    assert str(target) in str(caught.value)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("b.db-*"))


def test_a_log_that_was_not_closed_is_no_backup(path: Path) -> None:
    with open_log(path, learner="mai") as log:
        answer(log, 0)
        with pytest.raises(StoreError, match=r"was not closed: me\.db-wal lies beside it"):
            verify(path)
    assert verify(path).events == 1


def test_a_view_in_a_backup_is_refused(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    with open_log(path, learner="mai") as log:
        answer(log, 0)
        write(log._connection, target)
    with closing(apsw.Connection(str(target))) as connection:
        connection.execute("CREATE VIEW more AS SELECT * FROM event")
    with pytest.raises(StoreError, match="see its view more"):
        verify(target)


def test_one_backup_a_learner_day(path: Path) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        log.back_up_daily(at=START, off=0)
        assert made(path) == []  # nothing to keep yet
        answer(log, 0)
        for hours in (0, 1, 27, 29):  # a learner-day begins at 04:00
            log.back_up_daily(at=START + hours * 3_600_000, off=0)
        assert made(path) == ["2025-12-31-daily.db", "2026-01-01-daily.db", "2026-01-02-daily.db"]
        assert log.notice == ""


def test_a_store_without_copies_is_not_backed_up(path: Path) -> None:
    with open_log(path, learner="mai") as log:
        answer(log, 0)
        log.back_up_daily(at=START, off=0)
    assert made(path) == []


def test_a_large_store_is_backed_up_when_it_is_closed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second, "_SMALL_BYTES", 1)
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0)
        log.back_up_daily(at=START, off=0)
        assert made(path) == []
        answer(log, 1)
    (name,) = made(path)
    assert verify(copies_of(path).backups / name).events == 2


@pytest.mark.fault
@pytest.mark.parametrize("sort", ["write", "sync", "rename"])
def test_a_full_disk_is_one_notice_and_the_study_goes_on(path: Path, sort: str) -> None:
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0)
    with open_log(path, files=Failing(sort)) as log:
        log.back_up_daily(at=START, off=0)
        assert log.notice.startswith("Today's backup could not be made: ")
        assert log.notice.endswith(" Your answers are safe.")
        log.memory()
    assert made(path) == []


def kept(days: list[date], why: str = "daily") -> list[Backup]:
    """Return backups of some days, newest first."""
    found = [Backup(Path(f"{day}-{why}.db"), day, why, 1) for day in days]
    return sorted(found, key=lambda each: each.path.name, reverse=True)


def test_a_year_of_days_is_thinned_to_days_weeks_and_months() -> None:
    last = date(2026, 6, 3)
    found = kept([last - timedelta(days=n) for n in range(400)])
    wanted = [each.day for each in wanted_of(found)]
    assert wanted[:7] == [last - timedelta(days=n) for n in range(7)]
    weeks = {day.isocalendar()[:2] for day in wanted[:11]}
    assert len(weeks) >= 5
    months = [(day.year, day.month) for day in wanted]
    assert len(set(months)) == 12
    assert len(wanted) <= 7 + 5 + 12
    assert date(2026, 5, 31) in wanted  # the newest of a month stands for it
    assert date(2025, 7, 31) in wanted


def test_thinning_day_by_day_ends_as_thinning_at_once() -> None:
    days: list[date] = []
    for n in range(300):
        days.append(date(2026, 1, 1) + timedelta(days=n))
        days = [each.day for each in wanted_of(kept(days))]
    assert len(days) <= 24
    assert max(days) - min(days) > timedelta(days=240)


def test_a_learner_who_pauses_loses_no_backup_by_it() -> None:
    found = kept([date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)])
    assert list(wanted_of(found)) == found


def test_of_other_backups_the_newest_five_stay() -> None:
    found = kept([date(2026, 1, n + 1) for n in range(9)], why="before-restore")
    assert list(wanted_of(found)) == found[:5]


def test_thinning_deletes_files_and_what_was_interrupted(path: Path) -> None:
    folder = copies_of(path).backups
    with open_log(path, learner="mai", copies=True) as log:
        answer(log, 0)
        for n in range(12):
            keep(log._connection, path, at=START + n * DAY, off=0, why="daily")
            (folder / "2026-01-01-daily.db.999999999.part").write_text("half")
            (folder / "notes.txt").write_text("mine")
        names = made(path)
    assert len([name for name in names if name.endswith("daily.db")]) <= 10
    assert "notes.txt" in names
    keep_again = [each.path.name for each in backups(folder)]
    assert keep_again[0] == name_of(START + 11 * DAY, 0, "daily")


def test_files_with_other_names_are_no_backups(tmp_path: Path) -> None:
    for name in ("2026-02-31-daily.db", "daily.db", "2026-01-01-daily.db.part", "x.txt"):
        (tmp_path / name).touch()
    assert backups(tmp_path) == []
    assert backups(tmp_path / "nowhere") == []


def test_the_name_of_a_backup_is_local_time() -> None:
    assert name_of(START, 0, "before-restore") == "2026-01-01-000000-before-restore.db"
    assert name_of(START, -60, "by-hand") == "2025-12-31-230000-by-hand.db"


def test_a_backup_can_be_studied_from(path: Path, tmp_path: Path) -> None:
    with open_log(path, learner="mai") as log:
        answer(log, 0, count=3)
        write(log._connection, tmp_path / "b.db")
    with open_log(tmp_path / "b.db", marks=tmp_path / "state") as log:
        (event,) = answer(log, 9)
        assert event.seq == 1
        assert log.memory() == fold(log.events())
        assert schema.pragma(log._connection, "journal_mode") == "wal"
