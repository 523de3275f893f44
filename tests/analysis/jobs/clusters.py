"""A scheduler and workers of Dask as processes of their own, on this computer alone."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]


class Processes:
    """A scheduler and its workers; each worker is one process, without a nanny."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.on = f"dask://127.0.0.1:{self.port}"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"
        )
        self.workers: list[subprocess.Popen[bytes]] = []

    def work(self) -> None:
        """Start one more worker."""
        self.workers.append(
            self._start(
                "worker",
                f"tcp://127.0.0.1:{self.port}",
                *("--host", "127.0.0.1", "--no-dashboard", "--no-nanny", "--nthreads", "1"),
                *("--local-directory", str(self.folder), "--death-timeout", "30"),
            )
        )

    def _start(self, *words: str) -> "subprocess.Popen[bytes]":
        environ = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "60s",
        }
        with (self.folder / f"{words[0]}.txt").open("ab") as told:
            return subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
                env=environ,
                stdout=told,
                stderr=told,
            )

    def told(self, who: str, what: str, times: int = 1) -> bool:
        """Tell whether the scheduler or the workers have said something so often."""
        if not times:
            return True
        return (self.folder / f"{who}.txt").read_text(errors="replace").count(what) >= times

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
        for process in (*self.workers, self.scheduler):
            process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_until(is_so, *, seconds: float = 20.0) -> None:
    """Wait until something is so, or fail."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come to be so"
        time.sleep(0.02)


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Processes]:
    found = Processes(folder)
    try:
        for _ in range(workers):
            found.work()
        wait_until(lambda: found.told("scheduler", "Scheduler at"), seconds=60)
        wait_until(lambda: found.told("worker", "Starting established", workers), seconds=60)
        yield found
    finally:
        found.stop()
