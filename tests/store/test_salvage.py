"""Salvage: what can be proved is saved, whatever became of the file; nothing else is touched."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.model import Draft
from quizkit.store import backup
from quizkit.store import salvage as module
from quizkit.store.doctor import examine
from quizkit.store.files import Files
from quizkit.store.log import open_log
from quizkit.store.salvage import Salvaged, salvage
from quizkit.store.schema import connect
from tests.fault.test_corruption import KINDS, bit, damage, eight_bytes, zeroed_page
from tests.fault.writer import START, review

EVENTS = 60
TRIES = {"quick": 12, "ci": 60, "full": 400, "release": 20_000}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "me.db"
    with open_log(path, learner="mai", copies=True) as log:
        for n in range(EVENTS - 1):
            log.append([review(f"a-{n}", n)], at=START + n * 3_600_000, off=420)
        options = [f"{n} " + "x" * 190 for n in range(20)]  # does not fit on one page
        big = Draft("review", {**review("big", 1).body, "options": options})
        log.append([big], at=START + 9**10, off=420)
        log._save()
    return path


@pytest.fixture
def place(whole: Path, tmp_path: Path) -> Path:
    """Return a copy of a whole store, without its copies."""
    return Path(shutil.copy(whole, tmp_path / "me.db"))


def ids(path: Path) -> set[str]:
    with open_log(path, readonly=True, learner="mai") as log:
        return {event.id for event in log.events()}


def saved(place: Path, name: str = "new.db") -> Salvaged:
    target = place.parent / name
    target.unlink(missing_ok=True)
    before = {file: file.read_bytes() for file in place.parent.rglob("*") if file.is_file()}
    found = salvage(place, target)
    after = {file: file.read_bytes() for file in before}
    assert after == before
    assert len(ids(target)) == found.events
    return found


def test_a_whole_store_is_saved_whole(whole: Path, place: Path) -> None:
    found = saved(place)
    assert found == Salvaged(EVENTS, (("the log", EVENTS),), (), ())
    assert ids(place.parent / "new.db") == ids(whole)
    assert [check for check in examine(place.parent / "new.db") if not check.ok] == []


@pytest.mark.fault
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(
    ("spoil", "most"), [(bit, 1), (eight_bytes, 2)], ids=["bit", "eight_bytes"]
)
def test_changed_bytes_cost_no_more_than_the_events_they_stand_in(
    whole: Path, tmp_path: Path, size: str, spoil: Callable[[bytearray, Random], None], most: int
) -> None:
    """One event of sixty is less than three in a hundred; eight bytes may lie in two."""
    known = ids(whole)
    for n in range(TRIES[size]):
        bad = tmp_path / "bad.db"
        damage(whole, spoil, Random(f"salvage:{spoil.__name__}:{n}"), bad)
        found = saved(bad)
        assert found.events >= EVENTS - most, n
        assert ids(tmp_path / "new.db") <= known, n


@pytest.mark.fault
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("spoil", KINDS, ids=lambda spoil: spoil.__name__)
def test_with_line_files_nothing_is_lost(
    whole: Path, tmp_path: Path, size: str, spoil: Callable[[bytearray, Random], None]
) -> None:
    bad = tmp_path / "bad.db"
    shutil.copytree(f"{whole}-copies", f"{bad}-copies")
    for n in range(TRIES[size] // 4):
        damage(whole, spoil, Random(f"lines:{spoil.__name__}:{n}"), bad)
        found = saved(bad)
        assert (found.events, found.lost) == (EVENTS, ()), n


@pytest.mark.fault
def test_reading_the_table_alone_would_lose_more(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.store.wreck._carved", lambda *_: iter(()))
    least = EVENTS
    for n in range(40):
        damage(whole, zeroed_page, Random(f"control:{n}"), tmp_path / "bad.db")
        try:
            least = min(least, saved(tmp_path / "bad.db").events)
        except StoreError:
            least = 0
        if least < 0.97 * EVENTS:
            break
    assert least < 0.97 * EVENTS


def test_a_page_in_the_middle_hides_nothing_behind_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.store.wreck._carved", lambda *_: iter(()))
    data = bytearray(place.read_bytes())
    at = data.index(b"a-30") // 4096 * 4096
    data[at : at + 4096] = bytes(4096)
    place.write_bytes(data)
    found = saved(place)
    assert EVENTS - 9 <= found.events < EVENTS
    (lost,) = found.lost
    assert lost.events == EVENTS - found.events
    assert any(first <= 31 <= last for first, last in lost.missing)


def test_lost_ends_of_a_chain_are_told(place: Path) -> None:
    connection = apsw.Connection(str(place))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = place.read_bytes().replace(b'"options":["0 xxxx', b'"options":["0 yxxx')
    place.write_bytes(data)
    (lost,) = saved(place).lost
    assert lost.missing == ((EVENTS, EVENTS),)


def test_answers_that_stand_in_the_wal_only_are_saved(tmp_path: Path) -> None:
    path = tmp_path / "me.db"
    log = open_log(path, learner="mai")
    log.append([review("a-1", 1)], at=START, off=0)
    copy = tmp_path / "copy" / "me.db"
    copy.parent.mkdir()
    for side in ("", "-wal"):
        shutil.copy(f"{path}{side}", f"{copy}{side}")
    log.close()
    assert saved(copy).events == 1


def test_backups_help_where_all_else_fails(whole: Path, place: Path) -> None:
    connection = connect(place)
    backup.keep(connection, place, at=START, off=0, why="daily")
    connection.close()
    place.write_bytes(b"\0" * 70_000)
    found = saved(place)
    ((where, count),) = found.sources
    assert (where, count) == ("the backup 2025-12-31-daily.db", EVENTS)
    place.unlink()
    found = salvage(place, place.parent / "again.db")
    assert found.unread == (f"the log: {place} is not there",)


def test_forgotten_learners_do_not_come_back(whole: Path, place: Path) -> None:
    from quizkit.store.forget import forget

    with open_log(place, learner="lan") as log:
        log.append([review("l-1", 1)], at=START, off=0)
    shutil.copytree(f"{whole}-copies", f"{place}-copies")
    before = shutil.copytree(f"{place}-copies", place.parent / "lines")
    forget(place, "mai")
    shutil.copytree(before, f"{place}-copies", dirs_exist_ok=True)
    found = salvage(place, place.parent / "new.db")
    assert found.events == 1


@pytest.mark.parametrize("name", ["new.db", "new.db-wal", "me.db"])
def test_nothing_is_overwritten(place: Path, name: str) -> None:
    taken = place.parent / name
    taken.touch()
    before = taken.read_bytes()
    target = place if name == "me.db" else place.parent / "new.db"
    with pytest.raises(StoreError, match="is there already, and nothing is overwritten"):
        salvage(place, target)
    assert taken.read_bytes() == before


def test_where_nothing_is_left_no_file_is_made(tmp_path: Path) -> None:
    (tmp_path / "me.db").write_bytes(b"nothing of ours" * 1000)
    with pytest.raises(StoreError, match="not one whole event is left"):
        salvage(tmp_path / "me.db", tmp_path / "new.db")
    assert [file.name for file in tmp_path.iterdir()] == ["me.db"]


def test_a_full_disk_is_told_and_leaves_nothing(place: Path) -> None:
    class Full(Files):
        def sync(self, path: Path) -> None:
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreError):
        salvage(place, place.parent / "new.db", files=Full())
    assert sorted(file.name for file in place.parent.iterdir()) == ["me.db"]


def test_the_gaps_of_a_chain() -> None:
    assert list(module._gaps({1, 2, 5, 9}, 11)) == [(3, 4), (6, 8), (10, 11)]
    assert list(module._gaps({1, 2}, 2)) == []
