"""The rows of all parts as one Parquet file, in the order of the shards."""

import csv
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from quizkit.analysis.jobs import parts
from quizkit.analysis.jobs.job import Column
from quizkit.analysis.shards.locked import literal, opened, quoted
from quizkit.errors import FormatError, MissingExtraError

_NULL: Final = "\\N"
_CSV: Final = (
    "auto_detect=false, header=false, parallel=false, delim=',', quote='\"', escape='\"',"
    f" nullstr='{_NULL}'"
)


def require(columns: Sequence[Column]) -> None:
    """Raise a MissingExtraError if there is a table to come, and nothing that can write it."""
    if columns and find_spec("duckdb") is None:
        raise MissingExtraError("the table of a job needs DuckDB", "analysis")


def write(columns: Sequence[Column], paths: Sequence[Path], target: Path) -> Path | None:
    """Write the rows of parts into one Parquet file.

    Args:
        columns: Its columns; none: there is no table.
        paths: The parts, which were read before.
        target: The file; one that is there gives way.

    Returns:
        The file, or None if there is no table.

    Raises:
        FormatError: If it cannot be written.
    """
    if not columns:
        return None
    other = parts.beside(target)
    plain = other.with_suffix(".csv")
    try:
        _write_csv(plain, paths)
        _convert(columns, plain, other)
        parts.settle(other, target)
    except OSError as error:
        told = f"cannot write {target.as_posix()}: {error.strerror or error}"
        raise FormatError(told, target.as_posix()) from None
    finally:
        plain.unlink(missing_ok=True)
        other.unlink(missing_ok=True)
    return target


def _write_csv(plain: Path, paths: Sequence[Path]) -> None:
    with plain.open("x", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for path in paths:
            for row in parts.table(path):
                writer.writerow([_NULL if cell is None else cell for cell in row])


def _convert(columns: Sequence[Column], plain: Path, other: Path) -> None:
    """Let DuckDB make Parquet of the rows, in their order; it sees this one folder only."""
    import duckdb

    types = ", ".join(f"{quoted(each.name)}: {quoted(each.type)}" for each in columns)
    with opened(plain.parent) as connection:
        try:
            connection.execute(
                f"COPY (FROM read_csv({quoted(literal(plain))}, columns={{{types}}}, {_CSV}))"
                f" TO {quoted(str(other))} (FORMAT parquet, COMPRESSION zstd)"
            )
        except duckdb.Error as error:
            raise OSError(str(error).splitlines()[0]) from None
