"""Shards of Parquet made by hand: some learners with logs made by chance."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from quizkit.memory.timeline import learner_day, ordered
from quizkit.model import DAY_MS, Event
from quizkit.text import canonical
from tests.analysis.jobs.counting import entry, manifest
from tests.memory.logs import START, random_log, review

COLUMNS = {
    "learner": "VARCHAR", "facet": "VARCHAR", "n": "BIGINT", "t": "BIGINT", "live": "BOOLEAN",
    "dev": "VARCHAR", "seq": "BIGINT", "kind": "VARCHAR", "off": "SMALLINT", "day": "INTEGER",
    "sitting": "VARCHAR", "form": "VARCHAR", "seed": "VARCHAR", "stem": "VARCHAR",
    "options": "VARCHAR[]", "response": "VARCHAR", "picked": "UTINYINT[]", "score": "INTEGER",
    "rating": "UTINYINT", "override": "VARCHAR", "ms": "INTEGER", "hints": "UTINYINT",
    "key": "VARCHAR", "body": "VARCHAR",
}  # fmt: skip

Moments = list[tuple[int, Event]]


def logs(count: int, *, size: int = 120, seed: str = "jobs") -> dict[str, Moments]:
    """Return the live events of some learners, by learner."""
    found = {}
    for number in range(count):
        rng = Random(f"{seed}:{number}")
        events = random_log(rng, size=size).events if number % 2 else steady(rng, size)
        found[f"learner-{number:04}"] = ordered(events)
    return found


def steady(rng: Random, size: int) -> list[Event]:
    """Return a log of one device whose facets are asked again and again."""
    from tests.memory.logs import Log

    log = Log()
    for number in range(size):
        right = rng.random() < 0.8
        form = rng.choice(("choice", "typed"))
        options = ["Kerry", "Vessey", "Clinton"] if form == "choice" else []
        body = review(
            f"d/f{rng.randrange(12)}#who",
            form=form,
            options=options,
            response=[0 if right else 1] if options else "Kerry",
            score=1_000_000 if right else 0,
            rating=3 if right else 1,
        )
        log.add("review", body, at=START + number * DAY_MS // 3)
    return log.events


def write(folder: Path, known: Mapping[str, Moments], *, shards: int = 4) -> Path:
    """Write learners into shards with their manifest, each whole in one of them."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, Any]] = []
    for number in range(shards):
        own = sorted(known)[number::shards]
        table = sorted(
            (row for learner in own for row in _rows(learner, known[learner])),
            key=lambda row: (row[0], row[1] is not None, row[1] or "", row[2]),
        )
        path = folder / f"shard-{number:03}.parquet"
        _write(path, table)
        rows.append(entry(path.name, path.read_bytes(), rows=len(table), learners=len(own)))
    manifest(folder, rows)
    return folder


def _rows(learner: str, moments: Moments) -> list[Sequence[Any]]:
    return [_row(learner, n, t, event) for n, (t, event) in enumerate(moments)]


def _row(learner: str, n: int, t: int, event: Event) -> list[Any]:
    body, is_review = event.body, event.kind == "review"
    place = n, t, True, event.dev, event.seq, event.kind, event.off, learner_day(t, event.off)
    head = [learner, body.get("facet"), *place]
    if not is_review:
        return [*head, *[None] * 13, canonical(body).decode()]
    picked = body["response"] if isinstance(body["response"], list) else None
    response = body["response"] if isinstance(body["response"], str) else None
    values = [body[name] for name in ("sitting", "form", "seed", "stem", "options")]
    rest = [body[name] for name in ("score", "rating", "override", "ms", "hints", "key")]
    return [*head, *values, response, picked, *rest, None]


def _write(path: Path, table: Sequence[Sequence[Any]]) -> None:
    plain = path.with_suffix(".ndjson")
    lines = [json.dumps(dict(zip(COLUMNS, row, strict=True))) for row in table]
    plain.write_text("".join(f"{line}\n" for line in lines))
    with duckdb.connect() as connection:
        types = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
        connection.execute(
            f"COPY (FROM read_json('{plain}', format='newline_delimited', columns={{{types}}}))"
            f" TO '{path}' (FORMAT parquet)"
        )
    plain.unlink()
