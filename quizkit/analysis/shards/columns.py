"""The columns of a shard: one row an event, enough to replay a learner from them.

Rows are sorted by learner, facet (those without one first) and n. What of an event is not among
the columns is not needed: its id, its links to others, and what its own clock said.
"""

from collections.abc import Mapping
from json.encoder import encode_basestring
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

_text: Final = encode_basestring


def line_of(row: Row, n: int) -> str:
    """Return an event as the JSON of a row, without what is missing.

    The members are written one by one: an export has millions of these lines.

    Args:
        row: The event, one that this version applies.
        n: Its place in the learner's order, from 0.
    """
    event, body = row.event, row.event.body
    facet = body.get("facet")
    named = f',"facet":{_text(facet)}' if isinstance(facet, str) else ""
    told = _review(body) if event.kind == "review" else f'"body":{_text(_canonical(body))}'
    return (
        f'{{"learner":{_text(event.learner)}{named},"n":{n},"t":{row.t},'
        f'"live":{"true" if row.live else "false"},"dev":{_text(event.dev)},"seq":{event.seq},'
        f'"kind":{_text(event.kind)},"off":{event.off},"day":{learner_day(row.t, event.off)},'
        f"{told}}}"
    )


def _review(body: Mapping[str, Any]) -> str:
    """Return the members that a review alone has."""
    given, sitting, override = body["response"], body["sitting"], body["override"]
    options = ",".join(map(_text, body["options"]))
    more = f'"sitting":{_text(sitting)},' if sitting is not None else ""
    if override is not None:
        more += f'"override":{_text(override)},'
    if isinstance(given, str):
        more += f'"response":{_text(given)},'
    elif given is not None:
        more += f'"picked":{given},'  # whole numbers, whose list Python writes as JSON does
    return (
        f'{more}"form":{_text(body["form"])},"seed":{_text(body["seed"])},'
        f'"stem":{_text(body["stem"])},"options":[{options}],"score":{body["score"]},'
        f'"rating":{body["rating"]},"ms":{body["ms"]},"hints":{body["hints"]},'
        f'"key":{_text(body["key"])}'
    )


def _canonical(body: Mapping[str, Any]) -> str:
    return canonical(dict(body)).decode()
