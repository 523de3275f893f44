"""Opening a store: what is checked, in which order, and what stays untouched."""

import stat
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.memory.replay import fold
from quizkit.store import schema
from quizkit.store.log import open_log

AsNobody = Callable[[Callable[[], str]], str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a new store stands, closed."""
    place = tmp_path / "me.db"
    schema.connect(place).close()
    return place


def test_a_new_store_is_wal_synced_and_defensive(path: Path) -> None:
    connection = schema.connect(path)
    found = {
        name: schema.pragma(connection, name)
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "recursive_triggers",
            "trusted_schema",
            "cell_size_check",
            "mmap_size",
            "temp_store",
            "journal_size_limit",
            "busy_timeout",
            "application_id",
            "user_version",
        )
    }
    defensive = connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, -1)
    connection.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "temp_store": 2,
        "journal_size_limit": 1048576,
        "busy_timeout": 10_000,
        "application_id": 0x715A4B31,
        "user_version": 1,
    }
    assert defensive == 1


def test_folder_and_file_are_the_owners_alone(tmp_path: Path) -> None:
    place = tmp_path / "data" / "me.db"
    schema.connect(place).close()
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_two_openings_of_one_new_file_make_one_store(tmp_path: Path) -> None:
    first = schema.connect(tmp_path / "me.db")
    second = schema.connect(tmp_path / "me.db")
    tables = second.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'event'").get
    first.close()
    second.close()
    assert tables == 1


def test_an_old_sqlite_is_refused_before_the_file_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.51.2")
    with pytest.raises(StoreError, match=r"SQLite 3\.51\.2 can damage it, 3\.51\.3 is needed"):
        schema.connect(tmp_path / "me.db")
    assert not (tmp_path / "me.db").exists()


def _foreign(sql: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        connection = apsw.Connection(str(path))
        connection.execute("PRAGMA writable_schema = ON" if "sqlite_schema" in sql else "SELECT 1")
        connection.execute(sql)
        connection.close()

    return change


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("PRAGMA user_version = 2", "is newer"),
        ("PRAGMA user_version = 0", "is damaged"),
        ("PRAGMA application_id = 7", "is not a log of quizkit"),
        ("CREATE VIEW everything AS SELECT * FROM event", "its view everything"),
        ("CREATE TABLE more(x)", "its table more"),
        ("CREATE TABLE search_more(x)", "its table search_more"),
        ("CREATE INDEX more ON event(kind)", "its index more"),
        (
            "CREATE TRIGGER evil AFTER INSERT ON event BEGIN DELETE FROM meta; END",
            "its trigger evil",
        ),
        ("DROP TRIGGER event_stay", "its trigger event_stay"),
        ("DROP TABLE search", "its table search"),
        ("ALTER TABLE meta ADD COLUMN more TEXT", "its table meta"),
    ],
)
@pytest.mark.parametrize("opening", [schema.connect, schema.connect_readonly])
def test_a_newer_or_foreign_store_is_refused_untouched(
    path: Path, sql: str, says: str, opening: Callable[[Path], apsw.Connection]
) -> None:
    _foreign(sql)(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=says) as caught:
        opening(path)
    assert caught.value.path == str(path)
    assert path.read_bytes() == before


def test_a_refused_store_keeps_its_unmerged_answers(path: Path) -> None:
    other = apsw.Connection(str(path))
    other.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    other.execute("PRAGMA user_version = 9")
    other.close()
    wal = path.with_name("me.db-wal")
    before = path.read_bytes(), wal.read_bytes()
    with pytest.raises(StoreError, match="is newer"):
        schema.connect(path)
    assert (path.read_bytes(), wal.read_bytes()) == before


@pytest.mark.parametrize("opening", [schema.connect, schema.connect_readonly])
def test_a_file_that_is_no_database_is_refused_untouched(
    tmp_path: Path, opening: Callable[[Path], apsw.Connection]
) -> None:
    place = tmp_path / "notes.txt"
    place.write_text("my notes, " * 1000)
    with pytest.raises(StoreError, match="is not a log of quizkit"):
        opening(place)
    assert place.read_text() == "my notes, " * 1000


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "other.db"
    _foreign("CREATE TABLE notes(x)")(place)
    with pytest.raises(StoreError, match="is not a log of quizkit"):
        schema.connect(place)


def test_reading_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no log at"):
        schema.connect_readonly(tmp_path / "me.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("opening", [schema.connect, schema.connect_readonly])
def test_a_folder_is_no_store(tmp_path: Path, opening: Callable[[Path], apsw.Connection]) -> None:
    with pytest.raises(StoreError) as caught:
        opening(tmp_path)
    assert str(caught.value) == f"{tmp_path} is a folder, not a log; name a file"


@pytest.mark.parametrize("sql", ["", "PRAGMA journal_mode=WAL"])
def test_a_file_that_was_never_filled_is_read_as_no_log_yet(tmp_path: Path, sql: str) -> None:
    place = tmp_path / "me.db"
    place.touch()
    if sql:  # a first opening that was killed between its steps
        other = apsw.Connection(str(place))
        other.execute(sql)
        other.close()
    before = place.read_bytes()
    connection = schema.connect_readonly(place)
    assert connection.execute("SELECT count(*) FROM event").get == 0
    connection.close()
    assert place.read_bytes() == before
    with open_log(place, readonly=True) as log:
        assert (log.count(), log.memory(), log.last("review")) == (0, fold(()), ())
    with open_log(place, learner="mai") as log:
        assert log.count() == 0


def test_a_name_with_marks_of_an_address_is_only_a_name(tmp_path: Path) -> None:
    place = tmp_path / "a?mode=memory&b#c%20.db"
    schema.connect(place).close()
    connection = schema.connect_readonly(place)
    assert schema.pragma(connection, "application_id") == schema.APPLICATION
    connection.close()


@pytest.fixture
def locked_up(open_folder: Path) -> Callable[[], Path]:
    """Return a function that takes the rights to write from a store and its folder."""
    place = open_folder / "me.db"
    schema.connect(place).close()

    def lock() -> Path:
        place.chmod(0o444)
        open_folder.chmod(0o555)
        return place

    return lock


def test_a_closed_store_in_a_folder_without_write_permission_is_read(
    locked_up: Callable[[], Path], as_nobody: AsNobody
) -> None:
    path = locked_up()

    def read() -> str:
        connection = schema.connect_readonly(path)
        return str(connection.execute("SELECT count(*) FROM event").get)

    assert as_nobody(read) == "0"


def test_unmerged_answers_in_a_folder_without_write_permission_are_told(
    open_folder: Path, locked_up: Callable[[], Path], as_nobody: AsNobody
) -> None:
    (open_folder / "me.db-wal").write_bytes(b"x" * 64)
    path = locked_up()

    def read() -> str:
        with pytest.raises(StoreError) as caught:
            schema.connect_readonly(path)
        return str(caught.value)

    assert as_nobody(read) == (
        f"the log {path} was not closed, and its folder cannot be written; "
        "copy me.db and me.db-wal to a folder of your own"
    )


def test_writing_in_a_folder_without_write_permission_says_so(
    locked_up: Callable[[], Path], as_nobody: AsNobody
) -> None:
    path = locked_up()

    def write() -> str:
        with pytest.raises(StoreError) as caught:
            schema.connect(path)
        return str(caught.value)

    assert "give yourself the right to write" in as_nobody(write)


def test_a_folder_that_may_not_be_entered_is_told(
    open_folder: Path, locked_up: Callable[[], Path], as_nobody: AsNobody
) -> None:
    path = locked_up()
    open_folder.chmod(0o700)

    def read() -> str:
        with pytest.raises(StoreError) as caught:
            schema.connect_readonly(path)
        return str(caught.value)

    assert str(path) in as_nobody(read)


def test_no_statement_of_the_schema_holds_a_comment() -> None:
    assert not [sql for sql in schema.OBJECTS.values() if "--" in sql or "/*" in sql]
