"""A run: parts that are there are kept, the others are made, all are checked and merged.

What is done stays done: a worker writes its part itself, so that a run which was stopped in any way
is taken up again by repeating it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.analysis.jobs import parts, plans, tables
from quizkit.analysis.jobs.checked import checked
from quizkit.analysis.jobs.engines import Embedded, Engine
from quizkit.analysis.jobs.job import Job, Part
from quizkit.analysis.jobs.tasks import Task
from quizkit.analysis.shards.manifest import is_shards
from quizkit.analysis.shards.shard import Shard
from quizkit.errors import JobError

QUIET: Final[Callable[[int, int], object]] = lambda _done, _of: None  # noqa: E731  # a default

_ROUNDS: Final = 2


class Outcome(NamedTuple):
    """What came of a run.

    Attributes:
        job: Name of the job.
        shards: How many there are.
        skipped: Of how many the part was there already.
        rows: Rows of all shards.
        learners: How many learners they are of.
        result: What was found.
        path: The file that holds it as JSON.
        table: The Parquet file that holds its rows, or None if there are none.
    """

    job: str
    shards: int
    skipped: int
    rows: int
    learners: int
    result: Mapping[str, Any]
    path: Path
    table: Path | None


def run(
    job: Job,
    folder: Path,
    out: Path,
    *,
    engine: Engine | None = None,
    tick: Callable[[int, int], object] = QUIET,
) -> Outcome:
    """Run a job over the shards of a folder.

    Args:
        job: The job.
        folder: What `quizkit log export --shards` wrote.
        out: Where parts and result go; one folder a job. Parts that are there are kept.
        engine: What does the tasks; None: this process.
        tick: Called at the beginning and after each part with how many are there, and how many
            there will be.

    Returns:
        What came of it: the same whatever the engine, and however often it was stopped before.

    Raises:
        FormatError: If a file cannot be read or written.
        JobError: If the shards or the parts do not belong together.
        SyncError: If a cluster cannot be reached, is gone, or does not fit.
        MissingExtraError: If an optional part is missing.
    """
    from quizkit.analysis.shards.folders import shards_of

    return run_shards(job, shards_of(folder), out, engine=engine, tick=tick)


def run_shards(
    job: Job,
    shards: Sequence[Shard],
    out: Path,
    *,
    engine: Engine | None = None,
    tick: Callable[[int, int], object] = QUIET,
) -> Outcome:
    """Run a job over shards that are known: as `run`.

    Args:
        job: The job.
        shards: The shards, numbered from 0.
        out: Where parts and result go.
        engine: What does the tasks; None: this process.
        tick: Called with how many parts are there, and how many there will be.
    """
    tables.require(job.columns)
    if is_shards(out):
        raise JobError(f"{out.as_posix()} holds shards; name another folder", out.as_posix())
    places = plans.Places(out.absolute())
    tasks = plans.tasks_of(job, shards, places)
    plan = plans.begin(job, tasks, places)
    left = _missing(tasks)
    skipped = len(tasks) - len(left)
    for _ in range(_ROUNDS):
        if left:
            _make(left, len(tasks), engine or Embedded(), tick)
        left = _missing(left)
    if left:
        place = left[0].path.as_posix()
        raise JobError(f"the part of {left[0].shard.name} was made and is not there", place)
    return _merged(job, tasks, places, plan)._replace(skipped=skipped)


def _missing(tasks: Sequence[Task]) -> list[Task]:
    """Return the tasks whose part is not there or damaged; what was left behind goes."""
    missing = []
    for task in tasks:
        if parts.read(task.path, task.name) is None:
            missing.append(task)
        else:
            parts.sweep(task.path)
    return missing


def _make(
    left: Sequence[Task], total: int, engine: Engine, tick: Callable[[int, int], object]
) -> None:
    """Have the parts of some tasks made.

    Raises:
        QuizkitError: If one cannot be made; those that are under way are ended.
    """
    done = total - len(left)
    tick(done, total)
    reports: Iterator[Any] = engine.reports(left)
    with closing(reports):  # type: ignore[type-var]  # every engine's is a generator
        for report in reports:
            if report.failure is not None:
                raise report.failure.error()
            done += 1
            tick(done, total)


def _merged(job: Job, tasks: Sequence[Task], places: plans.Places, plan: plans.Plan) -> Outcome:
    """Merge the parts, and write the result."""
    result = job.merge(checked(_parts(tasks), shards=len(tasks)))
    table = tables.write(job.columns, [task.path for task in tasks], places.table)
    rows = sum(task.shard.rows for task in tasks)
    learners = sum(task.shard.learners for task in tasks)
    value = {
        "v": 1,
        "job": job.name,
        "plan": plan.id,
        "shards": len(tasks),
        "rows": rows,
        "learners": learners,
        "result": result,
    }
    plans.save(places.result, value)
    return Outcome(job.name, len(tasks), 0, rows, learners, result, places.result, table)


def _parts(tasks: Sequence[Task]) -> Iterator[tuple[Shard, Part | None]]:
    """Yield each shard with its part, read and hashed once more."""
    for task in tasks:
        yield task.shard, parts.read(task.path, task.name)
