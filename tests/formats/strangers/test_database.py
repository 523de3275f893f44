"""Strangers' databases: plain tables are read, all else is refused."""

import resource
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import apsw
import pytest

from quizkit.errors import FormatError
from quizkit.formats.strangers import database as stranger_db
from quizkit.formats.strangers.database import Stranger
from tests.quickness import is_quick

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return what makes a database of statements."""

    def made(*statements: str, name: str = "a b?#%.db") -> Path:
        path = tmp_path / name
        connection = apsw.Connection(str(path))
        connection.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        for statement in statements:
            connection.execute(statement)
        connection.close()
        return path

    return made


T = "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT COLLATE unicase, n)"


def opened(path: Path) -> Stranger:
    return Stranger(path, "x.apkg", tables=("t", "u"), collations=("unicase",))


def rows(path: Path) -> list[tuple[int, int, bytes]]:
    with opened(path) as stranger:
        return list(stranger.rows("t", numbers=("id", "n"), texts=("name",)))


def test_rows_are_numbers_and_bytes_whatever_is_there(make: Make) -> None:
    path = make(
        T,
        "CREATE UNIQUE INDEX i ON t(name)",
        "INSERT INTO t VALUES (1, 'Hà Nội', 5), (2, NULL, NULL), (3, x'ff00fe', 'abc'), "
        "(4, 12.5, x'41'), (5, 'a' || char(0) || 'b', 9e99)",
    )
    assert rows(path) == [
        (1, 5, "Hà Nội".encode()),
        (2, 0, b""),
        (3, 0, b"\xff\x00\xfe"),
        (4, 0, b"12.5"),
        (5, 2**63 - 1, b"a\x00b"),
    ]
    with opened(path) as stranger:
        assert stranger.columns == {"t": frozenset({"id", "name", "n"})}


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
        "SELECT * FROM r",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END",
        "CREATE VIRTUAL TABLE s USING fts5(a)",
    ],
)
def test_what_could_act_is_refused(make: Make, statement: str) -> None:
    path = make(T, statement)
    with pytest.raises(FormatError, match="has views, triggers or virtual tables"):
        opened(path)


def test_a_view_in_the_place_of_a_table_is_refused(make: Make) -> None:
    path = make("CREATE TABLE s(id, name, n)", "CREATE VIEW t AS SELECT * FROM s")
    with pytest.raises(FormatError, match="has views"):
        opened(path)


def test_columns_that_are_reckoned_are_refused(make: Make) -> None:
    for way in ("STORED", "VIRTUAL"):
        path = make(
            f"CREATE TABLE t(id INTEGER PRIMARY KEY, n, name AS (hex(zeroblob(9))) {way})",
            name=f"{way}.db",
        )
        with pytest.raises(FormatError, match="its database reckons columns"):
            opened(path)


def test_a_condition_of_a_table_is_not_reckoned(make: Make) -> None:
    """A CHECK is a stranger's expression, reckoned for each row where a database is verified."""
    path = make(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, name, n, CHECK(n < 0))",
        "PRAGMA ignore_check_constraints = 1",
        "INSERT INTO t VALUES (1, 'a', 5)",
    )
    assert rows(path) == [(1, 5, b"a")]


def test_a_value_that_is_too_long_is_refused(make: Make) -> None:
    path = make(T, "INSERT INTO t VALUES (1, zeroblob(9000000), 1)")
    with pytest.raises(FormatError, match="its database is damaged"):
        rows(path)


def test_a_column_that_is_missing_is_named(make: Make) -> None:
    path = make("CREATE TABLE t(id)")
    with pytest.raises(FormatError, match="its table `t` has no column `n`"):
        rows(path)


def test_only_the_tables_that_are_wanted_can_be_read(make: Make) -> None:
    path = make(T, "CREATE TABLE secret(a)", "INSERT INTO t(id) VALUES (1)")
    with opened(path) as stranger:
        for statement in (
            "SELECT a FROM secret", "DELETE FROM t", "PRAGMA user_version",
            "SELECT hex(name) FROM t", "ATTACH ':memory:' AS m", "SELECT load_extension('x')",
            "CREATE TABLE z(a)", "SELECT sql FROM sqlite_master", "SELECT randomblob(9)",
        ):  # fmt: skip
            with pytest.raises(apsw.Error):
                list(stranger._connection.execute(statement))
        assert list(stranger._connection.execute("SELECT count(*), max(id) FROM t")) == [(1, 1)]


def test_guards_are_set(make: Make) -> None:
    path = make(T)
    with opened(path) as stranger:
        connection = stranger._connection
        connection.authorizer = None
        for name, value in {"trusted_schema": 0, "cell_size_check": 1, "query_only": 1}.items():
            assert connection.pragma(name) == value
        assert connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, -1) == 1
        assert connection.config(apsw.SQLITE_DBCONFIG_ENABLE_VIEW, -1) == 0
        assert connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, -1) == 0
        assert connection.limit(apsw.SQLITE_LIMIT_LENGTH, -1) == stranger_db.LONGEST
        assert connection.readonly("main")


def test_too_many_steps_are_stopped(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(
        T,
        "INSERT INTO t WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 50000) "
        "SELECT n, 'a' || n, 1 FROM r",
    )
    assert len(rows(path)) == 50_000
    monkeypatch.setattr(stranger_db, "MOST_STEPS", 100_000)
    with pytest.raises(FormatError, match="takes too long to read"):
        rows(path)


def test_too_many_tables_are_refused(make: Make) -> None:
    path = make("BEGIN", *(f"CREATE TABLE t{n}(a)" for n in range(600)), "COMMIT")
    with pytest.raises(FormatError, match="too many tables"):
        opened(path)


@pytest.mark.parametrize("encoding", ["UTF-16le", "UTF-16be"])
def test_another_encoding_is_refused(make: Make, encoding: str) -> None:
    path = make(f"PRAGMA encoding = '{encoding}'", T)
    with pytest.raises(FormatError, match="its database is not UTF-8"):
        opened(path)


@pytest.mark.parametrize(
    "data", [b"", b"x" * 50, b"x" * 5_000, b"SQLite format 3\x00" + b"\x00" * 200]
)
def test_what_is_no_database_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(data)
    with pytest.raises(FormatError, match=r"^cannot (read|use) x\.apkg: "):
        rows(path)


def test_a_log_beside_it_is_not_looked_at(make: Make, tmp_path: Path) -> None:
    path = make("PRAGMA journal_mode = WAL", T, "INSERT INTO t VALUES (1, 'a', 1)")
    Path(f"{path}-wal").write_bytes(b"nonsense" * 100)
    assert rows(path) == [(1, 1, b"a")]
    assert Path(f"{path}-wal").read_bytes() == b"nonsense" * 100
    assert not Path(f"{path}-shm").exists()


def test_pages_that_lead_in_circles_are_found(make: Make) -> None:
    path = make(
        T,
        "INSERT INTO t WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 20000) "
        "SELECT n, 'name ' || n, 1 FROM r",
    )
    data = bytearray(path.read_bytes())
    root = 4096  # the second page: the root of t, whose children all become itself
    assert data[root] == 5
    count = int.from_bytes(data[root + 3 : root + 5])
    for cell in range(count):
        at = root + int.from_bytes(data[root + 12 + 2 * cell : root + 14 + 2 * cell])
        data[at : at + 4] = (2).to_bytes(4)
    path.write_bytes(data)
    assert is_quick(lambda: _refused(path), below=0.5)


def test_pages_that_are_met_again_and_again_are_found(make: Make) -> None:
    """Each inner page leads to the next one eighty times: without end, though it is no circle."""
    path = make(
        "PRAGMA page_size = 512",
        T,
        "INSERT INTO t WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 20000) "
        "SELECT n, 'a name that takes some room on its page, as names do ' || n, 1 FROM r",
    )
    data = bytearray(path.read_bytes())
    inner = [at for at in range(512, len(data), 512) if data[at] == 5][:15]
    assert len(inner) == 15
    leaf = next(at for at in range(512, len(data), 512) if data[at] == 13)
    for at, following in zip(inner, [*inner[1:], leaf], strict=True):
        page = (following // 512 + 1).to_bytes(4)
        data[at + 8 : at + 12] = page
        for cell in range(int.from_bytes(data[at + 3 : at + 5])):
            begin = at + int.from_bytes(data[at + 12 + 2 * cell : at + 14 + 2 * cell])
            data[begin : begin + 4] = page
    path.write_bytes(data)
    assert is_quick(lambda: _refused(path), below=0.5)


def _refused(path: Path) -> None:
    with pytest.raises(FormatError, match=r"cannot use x\.apkg: its database is damaged"):
        rows(path)


def test_damage_anywhere_is_one_kind_of_error(make: Make) -> None:
    path = make(
        T,
        "CREATE INDEX i ON t(name)",
        "INSERT INTO t WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 300) "
        "SELECT n, 'name ' || n, 1 FROM r",
    )
    whole = path.read_bytes()
    begin, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for at in range(0, len(whole), 101):
        broken = bytearray(whole)
        broken[at] ^= 0x5A
        path.write_bytes(broken)
        with suppress(FormatError):
            rows(path)
    assert time.process_time() - begin < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
