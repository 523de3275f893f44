"""The columns of a shard: one row an event, enough to replay a learner from them.

Rows are sorted by learner, facet (those without one first) and n. What of an event is not among
the columns is not needed: its id, its links to others, and what its own clock said.
"""

from collections.abc import Mapping
from typing import Any, Final

from quizkit.memory.timeline import learner_day
from quizkit.store.rows import Row
from quizkit.text import canonical

COLUMNS: Final[Mapping[str, str]] = {
    "learner": "VARCHAR",
    "facet": "VARCHAR",
    "n": "BIGINT",
    "t": "BIGINT",
    "live": "BOOLEAN",
    "dev": "VARCHAR",
    "seq": "BIGINT",
    "kind": "VARCHAR",
    "off": "SMALLINT",
    "day": "INTEGER",
    "sitting": "VARCHAR",
    "form": "VARCHAR",
    "seed": "VARCHAR",
    "stem": "VARCHAR",
    "options": "VARCHAR[]",
    "response": "VARCHAR",
    "picked": "UTINYINT[]",
    "score": "INTEGER",
    "rating": "UTINYINT",
    "override": "VARCHAR",
    "ms": "INTEGER",
    "hints": "UTINYINT",
    "key": "VARCHAR",
    "body": "VARCHAR",
}
"""Name to DuckDB's type.

`facet` is the name in the event; `n` the place of the event in the learner's order, from 0; `t`
its derived time [ms since 1970, UTC]; `live`: no live undo names it; `off` [minutes east of UTC];
`day` the number of the learner-day. From `sitting` on a `review`'s own: `response` is what was
typed, `picked` the numbers of the options from 0, both missing where it was given up; `score` is
in millionths. `body` is the canonical JSON of every other kind's body.
"""

SORTED: Final = '"learner", "facet" NULLS FIRST, "n"'
"""The order of a shard's rows."""

_REVIEW: Final = (
    *("sitting", "form", "seed", "stem", "options", "score", "rating", "override", "ms", "hints"),
    "key",
)


def row_of(row: Row) -> dict[str, Any]:
    """Return an event as a shard holds it, without what is missing.

    Args:
        row: The event; its `n` is its place in the learner's order.
    """
    event = row.event
    found = {
        "learner": event.learner,
        "n": row.n,
        "t": row.t,
        "live": row.live,
        "dev": event.dev,
        "seq": event.seq,
        "kind": event.kind,
        "off": event.off,
        "day": learner_day(row.t, event.off),
    }
    body = event.body
    if isinstance(body.get("facet"), str):
        found["facet"] = body["facet"]
    if event.kind != "review":
        found["body"] = canonical(dict(body)).decode()
        return found
    found |= {name: body[name] for name in _REVIEW}
    response = body["response"]
    if response is not None:
        found["response" if isinstance(response, str) else "picked"] = response
    return found
