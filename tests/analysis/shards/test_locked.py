"""DuckDB as quizkit opens it: no file but those of one folder, whatever the SQL or the names."""

import os
from pathlib import Path

import duckdb
import pytest

from quizkit.analysis.shards.locked import opened, quoted

SECRET = "a pupil's name"


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Return a folder that is open, and a file beside it that is not."""
    own = tmp_path / "shards"
    own.mkdir()
    (own / "in.csv").write_text("a\n1\n")
    other = tmp_path / "shards-of-others"
    other.mkdir()
    (other / "secret.csv").write_text(f"a\n{SECRET}\n")
    return own, other / "secret.csv"


STATEMENTS = (
    "SELECT * FROM read_csv('{secret}')",
    "SELECT * FROM '{secret}'",
    "SELECT * FROM '{own}/../shards-of-others/secret.csv'",
    "SELECT content FROM read_text('{secret}')",
    "SELECT * FROM glob('{secret}')",
    "SELECT * FROM read_csv('{own}-of-others/*.csv')",
    "COPY (SELECT 1) TO '{secret}'",
    "COPY (SELECT 1) TO '{secret}.new'",
    "ATTACH '{secret}.db'",
    "EXPORT DATABASE '{secret}.out'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SELECT * FROM read_csv('https://localhost/x.csv')",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "SET lock_configuration = false",
    "SET autoinstall_known_extensions = true",
    "RESET enable_external_access",
    "PRAGMA enable_external_access = true",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_nothing_outside_is_reached(statement: str, places: tuple[Path, Path]) -> None:
    own, secret = places
    with opened(own) as connection:
        try:
            found = connection.execute(statement.format(own=own, secret=secret)).fetchall()
        except duckdb.Error as error:
            found = [(str(error),)]
        else:
            assert found == [], statement
        assert SECRET not in str(found)
    assert secret.read_text() == f"a\n{SECRET}\n"
    assert [path.name for path in secret.parent.iterdir()] == ["secret.csv"]


@pytest.mark.parametrize("statement", [STATEMENTS[0], STATEMENTS[2], STATEMENTS[3]])
def test_a_duckdb_that_is_not_locked_would_reach_it(
    statement: str, places: tuple[Path, Path]
) -> None:
    own, secret = places
    with duckdb.connect() as connection:
        found = connection.execute(statement.format(own=own, secret=secret)).fetchall()
    assert SECRET in str(found)


def test_the_own_folder_is_read_and_written(places: tuple[Path, Path]) -> None:
    own, _ = places
    with opened(own) as connection:
        path = str(own / "in.csv")
        assert connection.execute("SELECT * FROM read_csv(?)", [path]).fetchall() == [(1,)]
        connection.execute("COPY (SELECT 2) TO ? (FORMAT parquet)", [str(own / "out.parquet")])


@pytest.mark.parametrize("name", ["it's", "x'] ; SELECT 1; --", 'quo"te', "a b{}", "%s?"])
def test_a_folder_of_any_name_is_one_folder(name: str, tmp_path: Path) -> None:
    own = tmp_path / name
    own.mkdir()
    (own / "in.csv").write_text("a\n1\n")
    (tmp_path / "secret.csv").write_text(f"a\n{SECRET}\n")
    with opened(own, spill=own) as connection:
        path = str(own / "in.csv")
        assert connection.execute("SELECT * FROM read_csv(?)", [path]).fetchall() == [(1,)]
        with pytest.raises(duckdb.Error):
            connection.execute("FROM read_csv(?)", [str(tmp_path / "secret.csv")])


def test_quotes_are_doubled() -> None:
    text = "x'; DROP TABLE a; --" + os.sep
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT {quoted(text)}").fetchall() == [(text,)]
