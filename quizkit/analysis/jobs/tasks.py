"""A task: a job and one of its shards, done by whoever gets it, wherever that is.

The worker itself writes the part, so that what is done stays done if the one who asked is gone. An
error that quizkit raises on purpose comes back as a value: not all of them survive a pickle.
"""

from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

from quizkit.analysis.jobs import parts
from quizkit.analysis.jobs.job import Job, Part, Put
from quizkit.analysis.shards.shard import Shard
from quizkit.errors import FormatError, JobError, QuizkitError
from quizkit.text import canonical, digest


class Task(NamedTuple):
    """A job and one of its shards.

    Attributes:
        job: The job.
        shard: The shard.
        name: The task's hash: 64 hex digits.
        path: Where its part shall lie.
    """

    job: Job
    shard: Shard
    name: str
    path: Path


class Failure(NamedTuple):
    """An error of quizkit that can travel.

    Attributes:
        kind: Its class.
        args: What `str` shows.
        state: Its attributes.
    """

    kind: type[QuizkitError]
    args: tuple[Any, ...]
    state: Mapping[str, Any]

    @classmethod
    def of(cls, error: QuizkitError) -> "Failure":
        """Return an error as a value."""
        return cls(type(error), error.args, dict(error.__dict__))

    def error(self) -> QuizkitError:
        """Return the error again.

        >>> str(Failure.of(JobError("shard 3 is gone", "a.parquet")).error())
        'shard 3 is gone'
        """
        error = self.kind.__new__(self.kind, *self.args)
        error.__dict__.update(self.state)
        return error


class Report(NamedTuple):
    """What a worker says when it is done with a task.

    Attributes:
        number: Which shard [>= 0].
        failure: Why there is no part, or None.
    """

    number: int
    failure: Failure | None = None


def task_of(job: Job, shard: Shard, folder: Path) -> Task:
    """Return the task of a shard; its name tells all that its part depends on.

    Args:
        job: The job.
        shard: The shard.
        folder: The folder of the parts.
    """
    asked = {
        "job": job.name,
        "version": job.version,
        "asked": job.asked(),
        "shard": [shard.number, shard.sha256 or shard.name],
    }
    name = digest(canonical(asked))
    return Task(job, shard, name, parts.path_of(folder, shard.number, name))


def perform(task: Task) -> Report:
    """Do a task and write its part: what workers call.

    Args:
        task: The task. If its shard is not what the plan says, before or after, there is no part.
    """
    try:
        parts.write(task.path, task.name, lambda put: _work(task, put))
    except QuizkitError as error:
        return Report(task.shard.number, Failure.of(error))
    except OSError as error:
        if parts.read(task.path, task.name) is not None:
            return Report(task.shard.number)  # another worker made it meanwhile
        told = f"cannot write {task.path.as_posix()}: {error.strerror or error}"
        return Report(task.shard.number, Failure.of(FormatError(told, task.path.as_posix())))
    return Report(task.shard.number)


def _work(task: Task, put: Put) -> Part:
    shard = task.shard
    if shard.folder is None:
        return task.job.run(shard, put)
    before = _stamp(shard)
    verify(shard)
    part = task.job.run(shard, put)
    if _stamp(shard) != before:
        raise _changed(shard)
    return part


def verify(shard: Shard) -> None:
    """Refuse a shard whose file is not the one that was planned.

    Raises:
        FormatError: If it cannot be read.
        JobError: If it is another one.
    """
    if _stamp(shard)[0] != shard.bytes:
        raise _changed(shard)
    with shard.path.open("rb") as stream:
        found = file_digest(stream, "sha256").hexdigest()
    if found != shard.sha256:
        raise _changed(shard)


def _stamp(shard: Shard) -> tuple[int, int]:
    """Return size [bytes] and time of change [ns] of a shard's file."""
    try:
        found = shard.path.stat()
    except OSError as error:
        place = shard.path.as_posix()
        told = f"cannot read {place}: {error.strerror or error}"
        raise FormatError(told, place) from None
    return found.st_size, found.st_mtime_ns


def _changed(shard: Shard) -> JobError:
    place = shard.path.as_posix()
    return JobError(f"{place} is not the file that its manifest names; export it again", place)
