"""DuckDB with everything taken away that a job does not need: one folder, one thread, no more."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quizkit.errors import MissingExtraError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LOCKED: Final = (
    "SET threads = 1",
    "SET temp_directory = {spill}",
    "SET memory_limit = '1GB'",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET allowed_directories = [{folder}, {named}]",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


@contextmanager
def opened(folder: Path, *, spill: Path | None = None) -> "Iterator[DuckDBPyConnection]":
    """Open DuckDB for the files of one folder: it reads no other, and loads no extension.

    Args:
        folder: The folder.
        spill: Where what is larger than memory goes, inside the folder; None: nowhere.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise MissingExtraError("jobs over shards need DuckDB", "analysis") from None
    with duckdb.connect() as connection:
        for line in _LOCKED:
            connection.execute(
                line.format(
                    folder=quoted(str(folder)),
                    named=quoted(literal(folder)),  # files are named so, and looked up so
                    spill=quoted(str(spill or "")),
                )
            )
        yield connection


def literal(path: Path) -> str:
    """Return how DuckDB reads this very file or folder, which may be named like a pattern.

    >>> literal(Path("answers [2026]*"))
    'answers [[]2026][*]'
    """
    return "".join(f"[{each}]" if each in "*?[" else each for each in str(path))


def quoted(text: str) -> str:
    """Return a text as SQL writes it.

    >>> quoted("l'an")
    "'l''an'"
    """
    return "'" + text.replace("'", "''") + "'"
