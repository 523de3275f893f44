"""Tasks on a Dask cluster: a scheduler, and workers that see the same folders.

A task goes to one worker after the other until one finishes it; the scheduler sees to that. Before
the first one, every worker is asked whether it has this quizkit and sees the shards and the parts.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any, Final

from quizkit.analysis.jobs.probing import looked_for, seen
from quizkit.analysis.jobs.schedulers import Address, address_of
from quizkit.analysis.jobs.tasks import Report, Task, perform
from quizkit.errors import JobError, MissingExtraError, SyncError
from quizkit.text import digest

CONNECT_S: Final = 10.0
"""How long a scheduler is waited for, and then a first worker [s]."""

ALONE_S: Final = 60.0
"""How long a scheduler may be without a worker in the midst of the work [s]."""

_LOOK_S: Final = 2.0
_LOGGERS: Final = ("distributed", "distributed.client", "distributed.core", "distributed.comm")
_AGAIN: Final = "what was finished is kept; repeat the command to go on"


class Cluster:
    """A Dask cluster.

    Args:
        on: Address of the scheduler: `dask://HOST:PORT` or `tls://HOST:PORT`.

    Raises:
        ArgumentError: If the address is none.
    """

    def __init__(self, on: str) -> None:
        self.on = on
        self.address = address_of(on)

    def reports(self, tasks: Sequence[Task]) -> Iterator[Report]:
        """Yield what comes of each task, as it comes.

        Raises:
            MissingExtraError: If `distributed` is not installed.
            SyncError: If the scheduler cannot be reached, is gone, has no workers, or has some
                that have another quizkit or do not see the folders.
            JobError: If a task ended every worker that got it.
        """
        with _client(self.address, self.on) as client:
            _wait_for_one(client, self.on)
            _ask_all(client, tasks)
            futures: dict[Any, Task] = {
                client.submit(perform, task, key=_key(task), pure=False): task for task in tasks
            }
            yield from _done(client, futures, self.on)


def _library() -> Any:  # it has no types
    try:
        import distributed
    except ImportError:
        raise MissingExtraError("jobs on a cluster need Dask distributed", "cluster") from None
    return distributed


def _key(task: Task) -> str:
    """Return a task's name on the cluster: the same only if its part lies in the same place."""
    return f"quizkit-{digest(f'{task.name} {task.path}'.encode())}"


@contextmanager
def _client(address: Address, on: str) -> Iterator[Any]:
    library = _library()
    for name in _LOGGERS:  # what it has to say is said below, in one sentence
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    security = library.Security()
    if address.is_encrypted and not security.tls_ca_file:
        raise SyncError(
            f"{on} is reached over a network, so the connection must be encrypted, and Dask's"
            " configuration names no certificates: set distributed.comm.tls.ca-file, client.cert"
            " and client.key there",
            on,
        )
    try:
        client = library.Client(
            address.url, security=security, timeout=CONNECT_S, set_as_default=False
        )
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        raise SyncError(f"no Dask scheduler answers at {on}: {_why(error)}", on) from None
    try:
        yield client
    finally:
        client.close(timeout=CONNECT_S)


def _why(error: BaseException) -> str:
    """Return what a library says, as the end of a sentence."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200].rstrip(".")


def _wait_for_one(client: Any, on: str) -> None:
    try:
        client.wait_for_workers(1, timeout=CONNECT_S)
    except (TimeoutError, OSError):
        message = f"the Dask scheduler at {on} has no workers; start some: dask worker HOST:PORT"
        raise SyncError(message, on) from None


def _ask_all(client: Any, tasks: Sequence[Task]) -> None:
    """Ask every worker whether it can do the tasks.

    Raises:
        SyncError: If one cannot; it says which, and why.
    """
    with looked_for(tasks) as wanted:
        try:
            answers: dict[str, Any] = client.run(seen, wanted, on_error="return")
        except Exception as error:  # whatever a worker without quizkit makes of it
            answers = {"a worker": error}
    for worker, answer in answers.items():
        if answer:
            told = answer if isinstance(answer, str) else f"cannot run quizkit: {_why(answer)}"
            raise SyncError(f"{worker} {told}", worker)


def _done(client: Any, futures: dict[Any, Task], on: str) -> Iterator[Report]:
    """Yield reports as they come, as long as there is a scheduler with workers."""
    done: SimpleQueue[Any] = SimpleQueue()
    for future in futures:
        future.add_done_callback(done.put)
    alone_s = 0.0
    while futures:
        try:
            future = done.get(timeout=_LOOK_S)
        except Empty:
            alone_s = 0.0 if _workers(client, on) else alone_s + _LOOK_S
            if alone_s >= ALONE_S:
                message = f"the Dask scheduler at {on} has had no workers for a minute; {_AGAIN}"
                raise SyncError(message, on) from None
            continue
        yield _report(future, futures.pop(future), on)


def _workers(client: Any, on: str) -> int:
    try:
        return len(client.nthreads())
    except Exception as error:
        raise _gone(on, error) from None


def _report(future: Any, task: Task, on: str) -> Report:
    """Return what a future holds.

    Raises:
        SyncError: If it was given up because the scheduler is gone.
        JobError: If its worker was killed too often.
    """
    if future.status == "cancelled":
        raise _gone(on, None)
    error = future.exception() if future.status == "error" else None
    if error is None:
        report: Report = future.result()
        return report
    if type(error).__name__ == "KilledWorker":
        raise JobError(
            f"{task.shard.name} was given up: every worker that got it was killed; is there memory"
            " enough for it? More shards are smaller ones",
            task.shard.name,
        )
    raise error


def _gone(on: str, error: BaseException | None) -> SyncError:
    why = f" ({_why(error)})" if error is not None and str(error) else ""
    return SyncError(f"the Dask scheduler at {on} is gone{why}; {_AGAIN}", on)
