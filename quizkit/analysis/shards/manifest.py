"""The manifest of shards: what they hold, so that whoever reads them can see that all is there."""

from collections.abc import Mapping, Sequence
from json import dumps
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.analysis.shards.columns import COLUMNS

MANIFEST: Final = "manifest.json"
"""Its name, beside the shards."""

FORMAT: Final = "quizkit shards"
"""What a manifest says it is of."""

VERSION: Final = 1
"""Version of the shards that are written, and the newest that is read."""

_ABOUT: Final = (
    "Parquet files; all rows of a learner are in one of them, sorted by learner, facet and n. "
    "Learners are ids, not names; whoever chose an own id is known by it."
)


class Written(NamedTuple):
    """A shard that was written.

    Attributes:
        file: Its name.
        bytes: Its size.
        sha256: Its hash, 64 hex digits.
        rows: Its rows.
        learners: Its learners.
    """

    file: str
    bytes: int
    sha256: str
    rows: int
    learners: int


def name_of(number: int) -> str:
    """Return the name of a shard's file.

    >>> name_of(7)
    'shard-007.parquet'
    """
    return f"shard-{number:03}.parquet"


def manifest(
    shards: Sequence[Written], *, kinds: Mapping[str, int], more: Mapping[str, Any]
) -> bytes:
    """Return a manifest as it is written.

    Args:
        shards: The shards, by number.
        kinds: How many rows there are of each kind of event.
        more: What else there is to say; it stands before the shards.
    """
    head = {
        "format": FORMAT,
        "version": VERSION,
        "about": _ABOUT,
        **more,
        "rows": sum(each.rows for each in shards),
        "learners": sum(each.learners for each in shards),
        "kinds": dict(sorted(kinds.items())),
        "columns": dict(COLUMNS),
        "shards": [each._asdict() for each in shards],
    }
    return dumps(head, ensure_ascii=False, indent=1).encode() + b"\n"


def is_shards(folder: Path) -> bool:
    """Return whether a folder has shards in it: a manifest and the first of them.

    >>> is_shards(Path("no-such-folder"))
    False
    """
    return (folder / MANIFEST).is_file() and (folder / name_of(0)).is_file()
