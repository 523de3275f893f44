"""Jobs over many learners on a small Dask cluster of this computer, one worker killed in mid-run.

python examples/cluster_on_one_machine.py

It makes up the answers of a school, exports them as shards, starts `dask scheduler` and two `dask
worker` on the loopback interface, runs each job twice: here, one shard after the other, and on
the cluster, where the first run loses a worker; and compares the results byte for byte. All that
was started is stopped at the end, whatever happens. It needs `pip install "quizkit[cluster]"`.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from quizkit.model import DAY_MS, Draft
from quizkit.store.log import open_log

LEARNERS = 24
SHARDS = 12
FIRST_DAY = 1_767_225_600_000  # 1 January 2026 [ms]
JOBS = ("calibration", "items", "fit")
NAMES = ("Ada", "Ben", "Cam")


def make_school(path: Path) -> None:
    """Write the answers of some learners into one log: six facets on six days."""
    for number in range(LEARNERS):
        rng = Random(f"school:{number}")
        with open_log(path, learner=f"pupil-{number:02}") as log:
            for day in (0, 1, 3, 7, 14, 30):
                answers = [answer(rng, facet, day) for facet in range(6)]
                log.append(answers, at=FIRST_DAY + day * DAY_MS, off=0)


def answer(rng: Random, facet: int, day: int) -> Draft:
    """Return one answer by choice; practice helps."""
    right = rng.random() < 0.55 + 0.01 * day
    body = {
        "sitting": None,
        "facet": f"school/fact{facet}#who",
        "form": "choice",
        "seed": f"{day}:{facet}",
        "stem": f"Who came on day {facet}?",
        "options": list(NAMES),
        "response": [facet % 3 if right else (facet + 1) % 3],
        "score": 1_000_000 if right else 0,
        "rating": 3 if right else 1,
        "override": None,
        "ms": rng.randrange(2_000, 9_000),
        "hints": 0,
        "key": f"{facet:016x}",
    }
    return Draft("review", body)


class Cluster:
    """A scheduler and two workers: three programs, of which any can be killed."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.told = folder / "dask.txt"
        here = ("--host", "127.0.0.1", "--no-dashboard")
        self.processes = [self.start("scheduler", *here, "--port", str(self.port))]
        self.processes += [
            self.start(
                *("worker", f"tcp://127.0.0.1:{self.port}", *here, "--nthreads", "1"),
                *("--no-nanny", "--local-directory", str(folder)),
            )
            for _ in range(2)
        ]

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start one of Dask's programs; what it says goes into a file."""
        with self.told.open("ab") as told:
            return subprocess.Popen(  # noqa: S603  # this interpreter
                [sys.executable, "-m", "dask", *words], stdout=told, stderr=told
            )

    def wait(self) -> None:
        """Wait until both workers are there."""
        for _ in range(1200):
            if self.told.read_text(errors="replace").count("Starting established") >= 4:
                return
            time.sleep(0.05)
        raise SystemExit(f"the cluster did not start:\n{self.told.read_text(errors='replace')}")

    def stop(self) -> None:
        """End all that is left, the workers first."""
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Start a cluster, and stop it whatever happens."""
    found = Cluster(folder)
    try:
        found.wait()
        yield found
    finally:
        found.stop()


def quizkit(*words: str) -> str:
    """Run a command as one would type it, and return what it prints."""
    print("$ quizkit", *words)
    command = [sys.executable, "-m", "quizkit", *words]
    done = subprocess.run(  # noqa: S603  # this interpreter
        command, capture_output=True, text=True, check=True
    )
    return done.stdout


def run_and_lose_a_worker(found: Cluster, *words: str) -> None:
    """Run a job, and kill a worker once some of its shards are done."""
    print("$ quizkit", *words)
    command = [sys.executable, "-m", "quizkit", *words]
    with subprocess.Popen(  # noqa: S603  # this interpreter
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as job:
        told = []
        for line in job.stderr or ():
            told.append(line)
            if line.startswith("2 of "):
                found.processes[-1].kill()
                print(f"killed a worker after {line.strip()}")
    if job.returncode:
        raise SystemExit("".join(told))
    print("the run ended as if nothing had happened")


def compare(name: str) -> None:
    """Compare what a job found here and on the cluster."""
    here, there = (Path(place, name, "result.json").read_bytes() for place in ("here", "there"))
    rows = json.loads(here)["rows"]
    print(f"{name}: {rows} rows, {'equal' if here == there else 'DIFFERENT'}")
    if here != there:
        raise SystemExit(1)


def main() -> None:
    make_school(Path("school.db"))
    quizkit("log", "export", "shards", "--shards", str(SHARDS), "--from", "school.db")
    for name in JOBS:
        quizkit("job", name, "shards", "-o", f"here/{name}")
    with cluster(Path.cwd()) as found:
        on = f"dask://127.0.0.1:{found.port}"
        first, *others = JOBS
        run_and_lose_a_worker(found, "job", first, "shards", "-o", f"there/{first}", "--on", on)
        for name in others:
            quizkit("job", name, "shards", "-o", f"there/{name}", "--on", on)
    for name in JOBS:
        compare(name)
    print(quizkit("job", "status", "there/calibration"), end="")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        before = Path.cwd()
        os.chdir(folder)
        try:
            main()
        finally:
            os.chdir(before)
