"""Logs of many learners, read for an item analysis: stores, folders, servers, shards."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from quizkit.analysis.items.answers import Figures
from quizkit.analysis.items.measures import By, Which
from quizkit.analysis.items.reports import Told
from quizkit.analysis.jobs.answers import itemised
from quizkit.analysis.jobs.checked import checked
from quizkit.analysis.shards.folders import shards_of
from quizkit.analysis.shards.manifest import MANIFEST
from quizkit.analysis.shards.stories import stories as shard_stories
from quizkit.errors import MissingExtraError
from quizkit.store.event import DEVICE_ID
from quizkit.store.server.address import is_server
from quizkit.store.sources import stories

EVENTS: Final = "events"
"""The folder of a log's copies or export that holds the devices' folders."""


def is_shards(place: str) -> bool:
    """Return whether a place is a folder of Parquet shards.

    >>> is_shards("answers.jsonl")
    False
    """
    path = Path(place)
    return (path / MANIFEST).is_file() and any(path.glob("*.parquet"))


def is_log(place: str) -> bool:
    """Return whether a place holds events of learners, not answers that were saved.

    A log is a server's address, a file `.db`, a folder of line files, or one of shards.

    >>> is_log("postgresql://school/quiz"), is_log("me.db"), is_log("answers.jsonl")
    (True, True, False)
    """
    path = Path(place)
    if is_server(place) or path.suffix == ".db" or is_shards(place):
        return True
    return any(
        DEVICE_ID.fullmatch(inner.name)
        for folder in (path, path / EVENTS)
        if folder.is_dir()
        for inner in folder.iterdir()
    )


class Reader:
    """Reads logs.

    Args:
        password: Asks for a server's password, and is told database and host.
        tick: Is told how many learners of a place are done, and how many there are.

    Attributes:
        damaged: Events that were not what was written, left out so far.
        faults: The first of those, each with its place.
    """

    def __init__(
        self,
        *,
        password: Callable[[str], str] | None = None,
        tick: Callable[[int, int], None] | None = None,
    ) -> None:
        self._password, self._tick = password, tick
        self.damaged = 0
        self.faults: list[str] = []

    def stories(self, place: str, *, class_: str | None = None) -> Iterator[Told]:
        """Yield what each learner at a place did: the id, and the live events with their times.

        Args:
            place: Where the log is.
            class_: Of a server only this class.

        Raises:
            FormatError: If a folder of shards cannot be read.
            JobError: If a shard is missing, or of another size than its manifest says.
            StoreError: If a store cannot be read.
            SyncError: If a folder or server cannot be read.
            MissingExtraError: If psycopg or DuckDB is wanted and not installed.
            ArgumentError: If a class is named and the place is no server.
        """
        if is_shards(place):
            shards = shards_of(Path(place))
            for done, shard in enumerate(shards, 1):
                yield from ((one.learner, one.moments) for one in shard_stories(shard))
                if self._tick:
                    self._tick(done, len(shards))
            return
        found = stories(place, class_=class_, password=self._password, tick=self._tick)
        for story in found:
            self.damaged += story.damaged
            self.faults += story.faults
            yield story.learner, story.moments

    def shards(self, place: str, *, by: By, which: Which) -> Figures:
        """Return the figures of a folder of shards, reckoned in DuckDB, a shard at a time.

        Args:
            place: The folder.
            by: As in `measures.figures`.
            which: As in `measures.figures`.

        Raises:
            FormatError: If a shard or the manifest cannot be read.
            JobError: If the shards do not belong together.
            MissingExtraError: If DuckDB is not installed.
        """
        if find_spec("duckdb") is None:
            raise MissingExtraError("an item analysis of shards needs DuckDB", "analysis")
        job = itemised.ItemAnalysis(by, which)
        shards = shards_of(Path(place))
        parts = ((shard, job.run(shard, lambda _rows: None)) for shard in shards)
        return itemised.figures_of(job.merge(checked(parts, shards=len(shards))))
