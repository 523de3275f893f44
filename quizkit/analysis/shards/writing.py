"""Shards written: rows are spread over plain files first, and each becomes one Parquet file.

The memory that it takes does not grow with the log: one learner is held at a time, and then one
shard is sorted. The folder has its name only when all of it is on the disk and was read back.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.analysis.shards.columns import COLUMNS, SORTED, line_of
from quizkit.analysis.shards.locked import literal, opened, quoted
from quizkit.analysis.shards.manifest import MANIFEST, Written, manifest, name_of
from quizkit.analysis.shards.reading import verify
from quizkit.errors import StoreError
from quizkit.store.export import refuse_taken
from quizkit.store.files import FILES, Files
from quizkit.store.rows import Row
from quizkit.store.story import Story

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST: Final = 999
"""Shards that one export may have."""

_HELD: Final = 1 << 25
"""Characters that wait in memory for all shards together."""

Tick = Callable[[int, int], object]
"""Called with how many shards are written, and how many there will be."""


class Exported(NamedTuple):
    """What was written.

    Attributes:
        folder: Where it is.
        shards: How many there are.
        learners: Of how many learners.
        rows: Events.
        kept: Events of a newer version or unknown kind, which shards do not hold.
        damaged: Events that are not what was written, left out.
        faults: Place of the first of those, and what is wrong with each.
    """

    folder: Path
    shards: int
    learners: int
    rows: int
    kept: int
    damaged: int
    faults: tuple[str, ...]


def shard_of(learner: str, shards: int) -> int:
    """Return in which shard a learner is: always the same for as many shards.

    >>> shard_of("mai", 64), shard_of("mai", 1)
    (1, 0)
    """
    return int.from_bytes(sha256(learner.encode()).digest()[:8]) % shards


def write(  # noqa: PLR0913  # each a word at the call
    found: Iterable[Story],
    folder: Path,
    *,
    shards: int,
    since: date | None = None,
    maker: str = "",
    tick: Tick = lambda _done, _of: None,
    files: Files = FILES,
) -> Exported:
    """Write the events of many learners as Parquet files to a new folder, whole or not at all.

    Args:
        found: The learners.
        folder: Where to; it must not be there, or be empty.
        shards: How many files [1..999].
        since: Only what happened on this day or later, by each learner's own calendar.
        maker: Version of quizkit, for the manifest.
        tick: Called after each file.
        files: What does the work on files.

    Raises:
        StoreError: If the folder is taken or cannot be written.
        JobError: If what was written cannot be read back as it was meant.
        MissingExtraError: If DuckDB is not installed.
        QuizkitError: What reading the learners raises.
    """
    folder = folder.absolute()
    refuse_taken(folder)
    part = folder.with_name(f"{folder.name}.part")
    try:
        with _writing(folder):
            shutil.rmtree(part, ignore_errors=True)
            files.make_folder(part)
        spread = _Spread(part, shards)
        with opened(part, spill=part) as connection:
            spread.take(found, since=since)
            with _writing(folder):
                written = list(_written(connection, spread, tick, files))
        head = manifest(written, kinds=spread.kinds, more=spread.told(since, maker))
        with _writing(folder):
            files.put(part / MANIFEST, head)
            verify(part)
            _name(part, folder, files)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(part)
        raise
    learners, rows = sum(each.learners for each in written), sum(each.rows for each in written)
    told = spread.kept, spread.damaged, tuple(spread.faults)
    return Exported(folder, shards, learners, rows, *told)


def _name(part: Path, folder: Path, files: Files) -> None:
    """Give a whole folder its name."""
    refuse_taken(folder)
    if folder.exists():
        folder.rmdir()
    files.rename(part, folder)
    files.sync_folder(folder.parent)


class _Spread:
    """Lines of JSON in one plain file for each shard, written as they come."""

    def __init__(self, part: Path, shards: int) -> None:
        self.shards = shards
        self.kinds = Counter[str]()
        self.kept = self.damaged = 0
        self.faults: list[str] = []
        self.rows = [0] * shards
        self.learners = [0] * shards
        self._part = part
        self._waiting: list[list[str]] = [[] for _ in range(shards)]
        self._held = 0

    def path(self, number: int) -> Path:
        """Return the plain file of a shard; it is there if there are rows."""
        return self._part / f"{number}.ndjson"

    def told(self, since: date | None, maker: str) -> dict[str, Any]:
        """Return what the manifest says of the whole."""
        return {
            "quizkit": maker,
            "since": since.isoformat() if since else None,
            "complete": since is None and not self.damaged and not self.kept,
            "kept": self.kept,
            "damaged": self.damaged,
        }

    def take(self, found: Iterable[Story], *, since: date | None) -> None:
        """Take all learners, one after the other."""
        for story in found:
            read = _applied(story)
            self.kept += len(story.every) - len(read)
            self.damaged += story.damaged
            self.faults += story.faults[: 20 - len(self.faults)]
            number = shard_of(story.learner, self.shards)
            placed = enumerate(read)
            chosen = [each for each in placed if since is None or _day(each[1]) >= since]
            if not chosen:
                continue
            self.learners[number] += 1
            self.rows[number] += len(chosen)
            self.kinds.update(row.event.kind for _, row in chosen)
            lines = [line_of(row, n) for n, row in chosen]
            self._waiting[number] += lines
            self._held += sum(map(len, lines))
            if self._held > _HELD:
                self._write()
        self._write()

    def _write(self) -> None:
        with _writing(self._part):
            for number, lines in enumerate(self._waiting):
                if lines:
                    with self.path(number).open("a", encoding="utf-8", newline="\n") as file:
                        file.writelines(f"{line}\n" for line in lines)
                    lines.clear()
        self._held = 0


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Let no fault of the new folder pass as anything but a StoreError that names it."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        told = f"the folder {folder} cannot be written ({why}); make room there, or name another"
        raise StoreError(told, str(folder)) from error


def _applied(story: Story) -> list[Row]:
    """Return the rows that this version applies; of the live ones the story tells."""
    live = {event.id for _, event in story.moments}
    return [row for row in story.every if (row.event.id in live if row.live else row.is_read)]


def _day(row: Row) -> date:
    zone = timezone(timedelta(minutes=row.event.off))
    return datetime.fromtimestamp(row.t / 1000, UTC).astimezone(zone).date()


def _written(
    connection: "DuckDBPyConnection", spread: _Spread, tick: Tick, files: Files
) -> Iterator[Written]:
    """Turn each plain file into Parquet, on the disk before the next."""
    for number in range(spread.shards):
        plain = spread.path(number)
        if not spread.rows[number]:
            plain.touch()
        target = plain.with_name(name_of(number))
        _convert(connection, plain, target)
        plain.unlink()
        files.sync(target)
        with target.open("rb") as file:
            hashed = file_digest(file, "sha256").hexdigest()
        size = files.size(target) or 0
        yield Written(target.name, size, hashed, spread.rows[number], spread.learners[number])
        tick(number + 1, spread.shards)


def _convert(connection: "DuckDBPyConnection", plain: Path, target: Path) -> None:
    import duckdb

    types = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in COLUMNS.items())
    try:
        connection.execute(
            f"COPY (FROM read_json({quoted(literal(plain))}, format='newline_delimited',"
            f" columns={{{types}}}, maximum_object_size=1048576) ORDER BY {SORTED})"
            f" TO {quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)"
        )
    except duckdb.Error as error:
        message = f"{target.name} cannot be written: {str(error).splitlines()[0]}"
        raise StoreError(message, str(target.parent)) from None
