"""Shards read: their learners one after the other, and whether all is as it was written."""

from collections.abc import Callable, Iterator
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quizkit.analysis.shards.columns import COLUMNS
from quizkit.analysis.shards.folders import shards_of
from quizkit.analysis.shards.locked import literal, opened
from quizkit.analysis.shards.shard import Shard
from quizkit.analysis.shards.stories import Story, stories
from quizkit.errors import JobError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Tick = Callable[[int, int], object]
"""Called after each shard with how many are done, and how many there are."""

_AGAIN: Final = "export again with `quizkit log export DIR --shards N`"

_ROWS: Final = """
SELECT count(*), count(*) FILTER (NOT (
    last.learner IS NULL OR last.learner < learner OR (last.learner = learner AND (
        (last.facet IS NULL AND facet IS NOT NULL) OR last.facet < facet
        OR (last.facet IS NOT DISTINCT FROM facet AND last.n < n)))))
FROM (SELECT learner, facet, n,
        lag({'learner': learner, 'facet': facet, 'n': n}) OVER () AS last
    FROM read_parquet(?))"""
"""Rows, and those that stand before one that they should follow."""

_LEARNERS: Final = """
SELECT count(*), count(*) FILTER (belongs <> $number) FROM (
    SELECT CAST('0x' || left(sha256(learner), 16) AS UBIGINT) % $shards AS belongs
    FROM (SELECT DISTINCT learner FROM read_parquet($path)))"""
"""Learners, and those whose ids lead to another shard."""


def shard_stories(folder: Path) -> Iterator[Story]:
    """Yield the learners of all shards of a folder, each with its live events.

    Args:
        folder: What `quizkit log export --shards` wrote.

    Raises:
        FormatError: If the manifest or a shard cannot be read.
        JobError: If a shard is missing, or of another size.
        MissingExtraError: If DuckDB is not installed.
    """
    for shard in shards_of(folder):
        yield from stories(shard)


def verify(folder: Path, *, tick: Tick = lambda _done, _of: None) -> tuple[Shard, ...]:
    """Return the shards of a folder if all is as its manifest says.

    Looked at are sizes, hashes, columns, the number of rows and learners, the order of the rows,
    and whether each learner is in the shard that the id leads to.

    Args:
        folder: What `quizkit log export --shards` wrote.
        tick: Is told of the progress.

    Raises:
        FormatError: If the manifest cannot be read.
        JobError: If a shard is missing, damaged, or another one.
        MissingExtraError: If DuckDB is not installed.
    """
    shards = shards_of(folder)
    with opened(folder.absolute(), spill=None) as connection:
        for shard in shards:
            fault = _fault(connection, shard, len(shards))
            if fault:
                place = shard.path.as_posix()
                raise JobError(f"{place} {fault}; {_AGAIN}", place)
            tick(shard.number + 1, len(shards))
    return shards


def _fault(connection: "DuckDBPyConnection", shard: Shard, shards: int) -> str:
    """Return what is wrong with a shard, or ""."""
    import duckdb

    if shard.path.is_symlink():
        return "is a link, and a shard is a file"
    try:
        with shard.path.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != shard.sha256:
                return "is damaged: it has another hash than its manifest says"
    except OSError as error:
        return f"cannot be read ({error.strerror or error})"
    path = literal(shard.path)
    try:
        described = connection.execute("DESCRIBE FROM read_parquet(?)", [path]).fetchall()
        if {str(name): str(kind) for name, kind, *_ in described} != dict(COLUMNS):
            return "has other columns than a shard"
        (rows, misplaced) = connection.execute(_ROWS, [path]).fetchall()[0]
        asked = {"path": path, "number": shard.number, "shards": shards}
        (learners, strangers) = connection.execute(_LEARNERS, asked).fetchall()[0]
    except duckdb.Error as error:
        return f"cannot be read ({str(error).splitlines()[0]})"
    if (rows, learners) != (shard.rows, shard.learners):
        told = f"its manifest says {shard.rows} of {shard.learners}"
        return f"has {rows} rows of {learners} learners, and {told}"
    if strangers:
        return f"holds {strangers} learners of other shards"
    return f"has {misplaced} rows out of their order" if misplaced else ""
