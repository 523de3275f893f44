"""The learners of a shard, one after the other, with their events as replay and fits take them.

A shard's rows are sorted by learner, so that one learner at a time is held.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.analysis.shards.locked import literal, opened
from quizkit.analysis.shards.shard import Shard
from quizkit.errors import FormatError
from quizkit.memory.replay import Moment
from quizkit.model import Event, EventId
from quizkit.store.event import unread

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BODY: Final = (
    *("sitting", "facet", "form", "seed", "stem", "options", "response", "score", "rating"),
    *("override", "ms", "hints", "key"),
)
_HEAD: Final = ("learner", "n", "t", "live", "dev", "seq", "kind", "off", "body", "picked")
_PICKED: Final = _HEAD.index("picked")
_RESPONSE: Final = _BODY.index("response")
_MANY: Final = 4096
_FAR: Final = 10**15
"""No derived time is further from 1970 [ms], whatever fixes of clocks say."""


class Story(NamedTuple):
    """The events of a learner.

    Attributes:
        learner: Who.
        rows: Rows of the shard that are this learner's.
        moments: The live events that this version applies, with their times, in their order.
    """

    learner: str
    rows: int
    moments: list[Moment]


def stories(shard: Shard) -> Iterator[Story]:
    """Yield the learners of a shard, ascending.

    Raises:
        MissingExtraError: If DuckDB is not installed.
        FormatError: If the file is none of Parquet, or holds other columns or no events.
    """
    with opened(shard.path.parent) as connection:
        for learner, rows in groupby(_rows(connection, shard), key=lambda row: str(row[0])):
            try:
                held = sorted(rows, key=lambda row: int(row[1]))
                moments = [_moment(row) for row in held if row[3]]
            except (TypeError, ValueError, KeyError, RecursionError):
                place = shard.path.as_posix()
                told = f"{place} holds rows that are no events; export again"
                raise FormatError(told, place) from None
            yield Story(learner, len(held), moments)


def _rows(connection: "DuckDBPyConnection", shard: Shard) -> Iterator[tuple[Any, ...]]:
    import duckdb

    names = ", ".join(f'"{name}"' for name in (*_HEAD, *_BODY))
    try:
        query = f"SELECT {names} FROM read_parquet(?)"  # noqa: S608  # names of our own
        found = connection.execute(query, [literal(shard.path)])
        while many := found.fetchmany(_MANY):
            yield from many
    except duckdb.Error as error:
        place = shard.path.as_posix()
        told = f"{place} cannot be read: {str(error).splitlines()[0]}"
        raise FormatError(told, place) from None


def _moment(row: tuple[Any, ...]) -> Moment:
    learner, _, t, _, dev, seq, kind, off, body, picked, *values = row
    if kind == "review":
        if picked is not None:
            values[_RESPONSE] = list(picked)
        held = dict(zip(_BODY, values, strict=True))
    else:
        held = json.loads(body)
    event = Event(1, EventId(""), dev, seq, None, None, t, off, learner, kind, held)
    if not (-_FAR <= t <= _FAR and -960 <= off <= 960) or (kind == "review" and unread(event)):
        raise ValueError(kind)
    return t, event
