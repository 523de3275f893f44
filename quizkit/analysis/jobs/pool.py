"""Tasks on several processes of this computer, whatever becomes of one of them."""

import os
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Final

from quizkit.analysis.jobs.tasks import Report, Task, perform
from quizkit.errors import JobError

TRIES: Final = 3
"""How often a task may end its worker before it is given up."""

_THREADS: Final = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class Pool:
    """Several processes. One that the system kills is replaced, and its task done again.

    Whoever uses it in a script guards the script's own beginning with
    `if __name__ == "__main__":`, for each process imports it.

    Args:
        workers: How many [>= 1].
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def reports(self, tasks: Sequence[Task]) -> Iterator[Report]:
        """Yield what comes of each task, as it comes.

        With a killed process goes the whole pool. Those tasks that were under way are suspects:
        each is done alone in a new pool, so that one which ends its worker is found.

        Raises:
            JobError: If a task has ended its worker three times.
        """
        waiting = {task.shard.number: task for task in tasks}
        ended: Counter[int] = Counter()
        while waiting:
            suspects = [number for number in waiting if ended[number]][:1]
            chosen = [waiting[number] for number in suspects or waiting]
            under_way: set[int] = set()
            with suppress(BrokenProcessPool):
                for report in _some(chosen, self.workers, under_way):
                    del waiting[report.number]
                    yield report
            ended.update(under_way & waiting.keys())
            for number in under_way & waiting.keys():
                _refuse_poison(waiting[number], ended[number])


def _refuse_poison(task: Task, times: int) -> None:
    if times >= TRIES:
        raise JobError(
            f"{task.shard.name} was given up: {times} processes were killed while they worked on"
            " it; is there memory enough for it? More shards are smaller ones",
            task.shard.name,
        )


def _some(tasks: Sequence[Task], workers: int, under_way: set[int]) -> Iterator[Report]:
    """Yield reports from a pool of its own; what is under way when it breaks stays noted."""
    size = min(workers, len(tasks))
    pool = ProcessPoolExecutor(size, mp_context=get_context("spawn"), initializer=_begin)
    left, running = iter(tasks), dict[Future[Report], int]()
    is_whole = False
    try:
        while True:
            for task in left:
                under_way.add(task.shard.number)
                running[pool.submit(perform, task)] = task.shard.number
                if len(running) >= size:
                    break
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                report = future.result()
                under_way.discard(running.pop(future))
                yield report
        is_whole = True
    finally:
        if not is_whole:
            _kill(pool)
        pool.shutdown(cancel_futures=True)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool at once: their parts are whole or not there."""
    for process in list((pool._processes or {}).values()):  # until 3.14 has a name for it
        process.kill()


def _begin() -> None:
    """Make a new process heed its parent: an interrupt is the parent's, and its end is its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _THREADS:  # a process has one core, and numpy is not loaded yet
        os.environ.setdefault(name, "1")
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
