"""The shards of a folder, as its manifest names them."""

import json
import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from quizkit.analysis.shards.manifest import FORMAT, MANIFEST, VERSION
from quizkit.analysis.shards.shard import Shard
from quizkit.errors import FormatError, JobError
from quizkit.text import visible

_NAME: Final = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_HASH: Final = r"[0-9a-f]{64}"


def shards_of(folder: Path) -> tuple[Shard, ...]:
    """Return the shards of a folder, as planned: each file is there, and of the size it shall be.

    Args:
        folder: What `quizkit log export --shards` wrote.

    Raises:
        FormatError: If there is no manifest, or it cannot be read, or is of a newer quizkit.
        JobError: If a file is missing, of another size, or named twice; or the shards do not add
            up to what the manifest says of the whole.
    """
    whole = folder.absolute()
    head = _manifest(whole)
    shards = tuple(_shard(whole, number, each) for number, each in enumerate(head["shards"]))
    names = {shard.name for shard in shards}
    if not shards or len(names) != len(shards):
        told = f"{folder.as_posix()}: the manifest names no shard, or one twice; export again"
        raise JobError(told, folder.as_posix())
    _add_up(head, shards, whole / MANIFEST)
    for shard in shards:
        _look(shard)
    return shards


def since_of(folder: Path) -> str:
    """Return the day before which the shards of a folder hold nothing, or "" if there is none.

    Args:
        folder: What `quizkit log export --shards` wrote.

    Raises:
        FormatError: As `shards_of`.
    """
    since = _manifest(folder.absolute()).get("since")
    return visible(since) if isinstance(since, str) else ""


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    place = path.as_posix()
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise FormatError(f"{place} is no file, wanted a manifest of shards; export again", place)
    try:
        head = json.loads(path.read_bytes())
    except OSError as error:
        why = error.strerror or str(error)
        told = f"{place}: {why}; `quizkit log export DIR --shards N` writes such a folder"
        raise FormatError(told, place) from None
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise FormatError(f"{place} is no manifest of shards; export again", place)
    version = head.get("version")
    if type(version) is int and version > VERSION:
        told = f"{place} is of version {version}, known is {VERSION}; update quizkit"
        raise FormatError(told, place)
    if type(version) is not int or version < 1 or not isinstance(head.get("shards"), list):
        raise FormatError(f"{place} is no manifest of shards; export again", place)
    return head


def _add_up(head: Mapping[str, Any], shards: Sequence[Shard], path: Path) -> None:
    """Refuse a manifest from which a shard was left out."""
    counted = {
        "rows": sum(shard.rows for shard in shards),
        "learners": sum(shard.learners for shard in shards),
    }
    for name, count in counted.items():
        if type(head.get(name)) is not int or head[name] != count:
            place = path.as_posix()
            told = f"{place} does not add up: its shards have {count} {name}; export again"
            raise JobError(told, place)


def _shard(folder: Path, number: int, found: dict[str, Any]) -> Shard:
    try:
        name, sha256 = found["file"], found["sha256"]
        counts = [found["rows"], found["learners"], found["bytes"]]
        is_sound = all(type(count) is int and count >= 0 for count in counts)
        if not (is_sound and re.fullmatch(_NAME, name) and re.fullmatch(_HASH, sha256)):
            raise ValueError
    except (ValueError, TypeError, KeyError):
        place = (folder / MANIFEST).as_posix()
        told = f"{place}: shard {number} is not as a manifest says it; export again"
        raise FormatError(told, place) from None
    return Shard(number, name, sha256, counts[0], counts[1], counts[2], folder)


def _look(shard: Shard) -> None:
    """Refuse a shard that is gone or has changed; its hash is compared when it is read."""
    place = shard.path.as_posix()
    try:
        found = shard.path.stat()
    except OSError as error:
        told = f"{place}: {error.strerror or error}; its manifest names it: export again"
        raise JobError(told, place) from None
    if not stat.S_ISREG(found.st_mode):
        raise JobError(f"{place} is no file, and its manifest names it; export again", place)
    size = found.st_size
    if size != shard.bytes:
        told = f"{place} has {size} bytes, and its manifest says {shard.bytes}; export again"
        raise JobError(told, place)
