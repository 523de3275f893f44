"""What a job is: work on shards, one after the other or anywhere, whose parts make one result.

A job knows of no engine. It is a frozen value that can be pickled; a worker gets it with a shard
and writes a part; whoever asked for it merges the parts, in the order of the shards. So the same
job gives the same result in this process, on several cores and on a cluster.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from quizkit.analysis.shards.shard import Shard

Cell = str | int | float | None
"""What a table of a result holds."""

Put = Callable[[Sequence[Cell]], None]
"""Takes one row of a job's table; it is written at once, so that a shard's table needs no room."""


class Part(NamedTuple):
    """What a job has found in one shard.

    Attributes:
        rows: How many rows of the shard were read: all of them; it is compared.
        learners: The learners in it, each once, ascending: those in two shards are found by it.
        figures: Sums and the like: what JSON can hold. Floats keep all their digits.
    """

    rows: int
    learners: tuple[str, ...]
    figures: Mapping[str, Any]


class Column(NamedTuple):
    """A column of a result's table.

    Attributes:
        name: Its name.
        type: "VARCHAR", "BIGINT", "INTEGER" or "DOUBLE".
    """

    name: str
    type: str


class Job(Protocol):
    """A job: a frozen value that can be pickled; what it is asked stands in its fields."""

    @property
    def name(self) -> str:
        """Its name, as in `quizkit job NAME`."""

    @property
    def version(self) -> int:
        """Raised with each change of what its parts hold or mean [>= 1]."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table that its shards give row by row; () if there is none."""

    def asked(self) -> Mapping[str, Any]:
        """Return all that a part depends on besides the shard: what JSON can hold.

        Integers, texts, lists and the like; a float is given as its `repr`.
        """

    def run(self, shard: Shard, put: Put) -> Part:
        """Return what one shard holds; the same for the same shard, wherever it runs.

        Args:
            shard: The piece of work; `shard.path` is its file.
            put: Takes the rows of the table, in their order; never called if there is none.

        Raises:
            QuizkitError: If the shard cannot be read; it ends the run.
        """

    def merge(self, parts: Iterable[Part]) -> Mapping[str, Any]:
        """Return the result: what JSON can hold.

        Args:
            parts: One a shard, in the order of the shards; they are read one by one.
        """

    def lines(self, result: Mapping[str, Any]) -> list[str]:
        """Return the result as lines for people."""
