"""A shard as a table that questions can be asked about."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizkit.analysis.shards import locked
from quizkit.analysis.shards.shard import Shard
from quizkit.errors import FormatError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@contextmanager
def viewed(shard: Shard) -> "Iterator[DuckDBPyConnection]":
    """Open a shard as view `shard`, with its rows numbered by `file_row_number`.

    Raises:
        MissingExtraError: If DuckDB is not installed.
        FormatError: If the file is none of Parquet, or holds other columns.
    """
    with locked.opened(shard.path.parent) as connection:
        import duckdb

        name = locked.literal(shard.path)
        try:
            connection.read_parquet(name, file_row_number=True).create_view("shard")
            yield connection
        except duckdb.Error as error:
            place = shard.path.as_posix()
            told = f"{place} cannot be read: {str(error).splitlines()[0]}"
            raise FormatError(told, place) from None
