"""What does the tasks: this process, several processes, or a cluster. None of them knows a job."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from quizkit.analysis.jobs.tasks import Report, Task, perform


class Engine(Protocol):
    """Does tasks, in any order and anywhere."""

    def reports(self, tasks: Sequence[Task]) -> Iterator[Report]:
        """Yield what comes of each task, as it comes; closing the iterator ends the work.

        Args:
            tasks: What is to be done [at least one].

        Raises:
            MissingExtraError: If an optional part is missing.
            SyncError: If those who do the work cannot be reached, are gone, or do not fit.
            JobError: If a task ends every worker that gets it: it is named.
        """


class Embedded:
    """This process: one task after the other."""

    def reports(self, tasks: Sequence[Task]) -> Iterator[Report]:
        """Yield what comes of each task, in their order."""
        yield from map(perform, tasks)


def engine_of(workers: int, on: str = "") -> Engine:
    """Return what does the tasks.

    Args:
        workers: Processes of this computer [>= 1]; 1: this one alone.
        on: Address of a Dask scheduler, or "".

    Raises:
        ArgumentError: If the address is none.

    >>> type(engine_of(1)).__name__, type(engine_of(2)).__name__
    ('Embedded', 'Pool')
    """
    if on:
        from quizkit.analysis.jobs.cluster import Cluster

        return Cluster(on)
    if workers > 1:
        from quizkit.analysis.jobs.pool import Pool

        return Pool(workers)
    return Embedded()
