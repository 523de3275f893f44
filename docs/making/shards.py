"""The columns of shards and the members of their manifest, from the code that writes them."""

from typing import Final

from making.markdown import code, page, plain, table
from quizkit.analysis.shards.columns import COLUMNS
from quizkit.analysis.shards.manifest import Written

_WORDS: Final = {
    "learner": "The learner's id.",
    "facet": "Facet or fact that the event names; missing where it names none.",
    "n": "Place of the event in the learner's order, from 0.",
    "t": "When it happened, worked out from all events [ms since 1970, UTC].",
    "live": "No undo that holds names it.",
    "dev": "The device.",
    "seq": "1, 2, 3 and so on for each device.",
    "kind": "Kind of the event.",
    "off": "Zone offset [minutes east of UTC].",
    "day": "Number of the learner-day, which starts at 04:00.",
    "sitting": "Id of the event that began the sitting.",
    "form": "How it was asked.",
    "seed": "What all chance of the question started from.",
    "stem": "The question as it was shown.",
    "options": "The options as they were shown.",
    "response": "What was typed.",
    "picked": "Numbers of the options that were picked, from 0. Both missing: given up.",
    "score": "How right it was [millionths].",
    "rating": "1 Again, 2 Hard, 3 Good, 4 Easy.",
    "override": "What the learner overruled.",
    "ms": "How long it took [ms].",
    "hints": "How many hints were taken.",
    "key": "Fingerprint of the right answer.",
    "body": "Canonical JSON of the body of every kind but `review`.",
}
_SHARD: Final = {
    "file": "Name of the Parquet file.",
    "bytes": "Its size.",
    "sha256": "Its hash, 64 hex digits.",
    "rows": "Its rows: events.",
    "learners": "Of how many learners.",
}

_ABOUT: Final = (
    "[`quizkit log export DIR --shards N`](../cli/log.md) writes Parquet files: all events of a "
    "learner in one of them, a row an event, sorted by learner, facet (missing ones first) and "
    "`n`. DuckDB, polars, Spark and others read them; [jobs](../cli/job.md) work on them. What "
    "this version of quizkit cannot read is not among them; `manifest.json` counts it."
)
_MANIFEST: Final = (
    "`manifest.json` says `format`, `version`, the `quizkit` that wrote it, `since` (the first "
    "day, or null), `complete` (nothing was left out), how many events were `kept` back or "
    "`damaged`, `rows` and `learners` in all, rows by kind (`kinds`), the `columns`, and a list "
    "`shards` with:"
)


def pages() -> dict[str, str]:
    """Return the page on shards."""
    odd = (set(_WORDS) ^ set(COLUMNS)) | (set(_SHARD) ^ set(Written._fields))
    if odd:
        message = f"columns or members of shards that nobody describes: {sorted(odd)}"
        raise ValueError(message)
    columns = [(code(name), code(kind), plain(_WORDS[name])) for name, kind in COLUMNS.items()]
    members = [(code(name), plain(_SHARD[name])) for name in Written._fields]
    return {
        "reference/log/shards": page(
            "Shards",
            _ABOUT,
            "## Columns",
            "From `sitting` to `key` they are a `review`'s own, and missing in other rows.",
            table(("column", "type", "what"), columns),
            "## The manifest",
            _MANIFEST,
            table(("member", "what"), members),
        )
    }
