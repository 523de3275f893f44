"""The plan of a run: its shards and tasks, written beside the parts so that files alone tell it."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.analysis.jobs import parts
from quizkit.analysis.jobs.job import Job
from quizkit.analysis.jobs.tasks import Task, task_of
from quizkit.analysis.shards.shard import Shard
from quizkit.errors import FormatError, JobError
from quizkit.text import canonical, digest

PARTS: Final = "parts"
"""The folder of the parts."""

_PLAN: Final = "job.json"
_RESULT: Final = "result.json"
_TABLE: Final = "result.parquet"
_VERSION: Final = 1


class Plan(NamedTuple):
    """What a run was to do, as it was written down.

    Attributes:
        job: Name of the job.
        asked: What it was asked.
        folder: Where its shards lie; "" where there are none.
        shards: The shards.
        tasks: Their tasks' hashes.
    """

    job: str
    asked: dict[str, Any]
    folder: str
    shards: tuple[Shard, ...]
    tasks: tuple[str, ...]

    @property
    def id(self) -> str:
        """Hash of all that is to be done; a result bears it."""
        return digest(canonical(self.tasks))


class Places(NamedTuple):
    """Where a run writes.

    Attributes:
        root: The folder that was named.
    """

    root: Path

    @property
    def parts(self) -> Path:
        """The folder of the parts."""
        return self.root / PARTS

    @property
    def plan(self) -> Path:
        """What is to be done."""
        return self.root / _PLAN

    @property
    def result(self) -> Path:
        """What was found."""
        return self.root / _RESULT

    @property
    def table(self) -> Path:
        """The rows of the result, where it has any."""
        return self.root / _TABLE


def tasks_of(job: Job, shards: Sequence[Shard], places: Places) -> list[Task]:
    """Return the tasks of a job, in the order of the shards.

    Raises:
        JobError: If the shards are not numbered 0, 1, 2 .., or none is there.
    """
    if not shards or [shard.number for shard in shards] != list(range(len(shards))):
        raise JobError(f"{len(shards)} shards that are not numbered from 0 make no job")
    return [task_of(job, shard, places.parts) for shard in shards]


def begin(job: Job, tasks: Sequence[Task], places: Places) -> Plan:
    """Make the folder of a run, and write down what is to be done.

    Raises:
        FormatError: If the folder cannot be written.
        JobError: If another job has its parts there.
    """
    folder = tasks[0].shard.folder
    plan = Plan(
        job.name,
        dict(job.asked()),
        "" if folder is None else str(folder),
        tuple(task.shard for task in tasks),
        tuple(task.name for task in tasks),
    )
    other = read(places) if places.plan.exists() else None
    if other is not None and other.job != job.name:
        place = places.root.as_posix()
        raise JobError(f"{place} holds the parts of `job {other.job}`; name another folder", place)
    if other != plan:
        _write(places, plan, job.version)
    return plan


def _write(places: Places, plan: Plan, version: int) -> None:
    value = {
        "v": _VERSION,
        "job": plan.job,
        "version": version,
        "asked": plan.asked,
        "folder": plan.folder,
        "shards": [
            {
                "name": shard.name,
                "bytes": shard.bytes,
                "sha256": shard.sha256,
                "rows": shard.rows,
                "learners": shard.learners,
                "task": task,
            }
            for shard, task in zip(plan.shards, plan.tasks, strict=True)
        ],
    }
    try:
        places.parts.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(places.root, error) from None
    save(places.plan, value)


def save(path: Path, value: object) -> None:
    """Write a value as JSON, whole or not at all.

    Raises:
        FormatError: If it cannot be written.
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    try:
        with parts.whole(path) as stream:
            stream.write(f"{text}\n".encode())
    except OSError as error:
        raise unwritten(path, error) from None


def unwritten(path: Path, error: OSError) -> FormatError:
    """Return the error of a place that cannot be written."""
    place = path.as_posix()
    return FormatError(f"cannot write {place}: {error.strerror or error}", place)


def read(places: Places) -> Plan:
    """Return what was to be done in a folder.

    Raises:
        FormatError: If there is no plan, or it cannot be read.
    """
    place = places.root.as_posix()
    if places.plan.exists() and not places.plan.is_file():  # a pipe would be waited for
        raise FormatError(f"{place} holds no job: {places.plan.name} is no file", place)
    try:
        found = json.loads(places.plan.read_bytes())
        if found["v"] != _VERSION:
            raise FormatError(f"{place} was written by a newer quizkit; install that one", place)
        folder = Path(_path(found["folder"])) if found["folder"] else None
        shards = tuple(_shard(number, each, folder) for number, each in enumerate(found["shards"]))
        tasks = tuple(str(each["task"]) for each in found["shards"])
        return Plan(str(found["job"]), dict(found["asked"]), found["folder"], shards, tasks)
    except OSError as error:
        told = f"{place} holds no job: {places.plan.name}: {error.strerror or error}"
        raise FormatError(told, place) from None
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        told = f"{places.plan.as_posix()} is damaged; delete it and repeat the command"
        raise FormatError(told, place) from None


def _path(text: str) -> str:
    """Return a text that can be a path.

    Raises:
        ValueError: If no system could find it.
    """
    if b"\0" in os.fsencode(text):
        raise ValueError
    return text


def _shard(number: int, found: dict[str, Any], folder: Path | None) -> Shard:
    return Shard(
        number,
        _path(str(found["name"])),
        str(found["sha256"]),
        int(found["rows"]),
        int(found["learners"]),
        int(found["bytes"]),
        folder,
    )
