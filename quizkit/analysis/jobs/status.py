"""How far a run is, from its files alone: whoever runs it, wherever, and whether it still runs."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from quizkit.analysis.jobs import parts, plans
from quizkit.analysis.shards.shard import Shard
from quizkit.text import counted


class Status(NamedTuple):
    """How far a run is.

    Attributes:
        job: Name of the job.
        shards: How many there are.
        done: Of how many there is a whole part.
        damaged: How many parts are damaged; they are made again.
        rows: Rows of all shards.
        last: When the newest part was written [s since 1970]; None where there is none.
        is_finished: There is a result of just these parts.
        gone: Why it cannot go on: a shard that is missing or has changed; "" if it can.
        path: Its folder.
    """

    job: str
    shards: int
    done: int
    damaged: int
    rows: int
    last: float | None
    is_finished: bool
    gone: str
    path: Path


def status(out: Path) -> Status:
    """Return how far a run is. Every part is read and hashed.

    Args:
        out: Its folder.

    Raises:
        FormatError: If it is none, or what was to be done there cannot be read.
    """
    places = plans.Places(out.absolute())
    plan = plans.read(places)
    done = damaged = 0
    times, left = [], []
    for shard, task in zip(plan.shards, plan.tasks, strict=True):
        path = parts.path_of(places.parts, shard.number, task)
        if parts.read(path, task) is not None:
            done += 1
            times.append(path.stat().st_mtime)
            continue
        damaged += path.exists()
        left.append(shard)
    rows = sum(shard.rows for shard in plan.shards)
    is_finished = not left and _result_of(places) == plan.id
    last, gone = max(times, default=None), next(_gone(left), "")
    return Status(
        plan.job, len(plan.shards), done, damaged, rows, last, is_finished, gone, places.root
    )


def _result_of(places: plans.Places) -> str:
    """Return the hash of the plan that the result is of, or ""."""
    try:
        return str(json.loads(places.result.read_bytes())["plan"])
    except (OSError, ValueError, TypeError, KeyError):
        return ""


def _gone(left: Iterable[Shard]) -> Iterator[str]:
    """Yield why a part cannot be made."""
    for shard in left:
        if shard.folder is None:
            continue
        place = shard.path.as_posix()
        try:
            size = shard.path.stat().st_size
        except OSError as error:
            yield f"{place}: {error.strerror or error}"
        else:
            if size != shard.bytes:
                yield f"{place} has {size} bytes, wanted {shard.bytes}"


def sentences(found: Status, *, last: str) -> list[str]:
    r"""Return how far a run is, in words.

    Args:
        found: How far it is.
        last: When the newest part was written, in words.

    >>> half = Status("items", 4, 3, 1, 90, 0.0, False, "", Path("out"))
    >>> print(*sentences(half, last="10:31"), sep="\n")
    job items: 3 of 4 shards are done, the last one at 10:31.
    1 part is damaged; it is made again.
    It can go on: repeat the command.
    """
    newest = f", the last one at {last}" if found.done else ""
    told = [f"job {found.job}: {found.done} of {found.shards} shards are done{newest}."]
    if found.damaged:
        are = "is damaged; it is" if found.damaged == 1 else "are damaged; they are"
        told.append(f"{counted(found.damaged, 'part')} {are} made again.")
    if found.is_finished:
        told.append(f"The result is in {(found.path / 'result.json').as_posix()}.")
    elif found.gone:
        told.append(f"It cannot go on: {found.gone}. Export again, and begin anew.")
    elif found.done == found.shards:
        told.append("All parts are there; repeat the command to merge them.")
    else:
        told.append("It can go on: repeat the command.")
    return told
