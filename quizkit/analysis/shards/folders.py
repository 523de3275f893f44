"""The shards of a folder, as its manifest names them."""

import json
import re
import stat
from pathlib import Path
from typing import Any, Final

from quizkit.analysis.shards.shard import Shard
from quizkit.errors import FormatError, JobError

MANIFEST: Final = "manifest.json"
"""Name of the file that tells of the shards beside it."""

_NAME: Final = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_HASH: Final = r"[0-9a-f]{64}"


def shards_of(folder: Path) -> tuple[Shard, ...]:
    """Return the shards of a folder, as planned: each file is there, and of the size it shall be.

    Args:
        folder: What `quizkit log export --shards` wrote.

    Raises:
        FormatError: If there is no manifest, or it cannot be read.
        JobError: If a file is missing, of another size, or named twice.
    """
    whole = folder.absolute()
    found = _manifest(whole)
    shards = tuple(_shard(whole, number, each) for number, each in enumerate(found))
    names = {shard.name for shard in shards}
    if not shards or len(names) != len(shards):
        told = f"{folder.as_posix()}: the manifest names no shard, or one twice; export again"
        raise JobError(told, folder.as_posix())
    for shard in shards:
        _look(shard)
    return shards


def _manifest(folder: Path) -> list[dict[str, Any]]:
    path = folder / MANIFEST
    place = path.as_posix()
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise FormatError(f"{place} is no file, wanted a manifest of shards; export again", place)
    try:
        shards = json.loads(path.read_bytes())["shards"]
    except OSError as error:
        why = error.strerror or str(error)
        told = f"{place}: {why}; `quizkit log export DIR --shards N` writes such a folder"
        raise FormatError(told, place) from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise FormatError(f"{place} is no manifest of shards; export again", place) from None
    if not isinstance(shards, list):
        raise FormatError(f"{place} is no manifest of shards; export again", place)
    return shards


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
