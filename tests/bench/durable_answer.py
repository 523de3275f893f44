"""CPU of one durable answer: choose nothing, word nothing, commit one review.

    python tests/bench/durable_answer.py [--answers 2000] [--facts 10000] [--line-files]

Bar: p50 under 1 ms of CPU (user and system of this process), on a log of 10,000 facts, WAL and
synchronous=FULL. Wall time depends on the disk and is printed beside it without a bar. With line
files each answer is also written to the second copy, and waits for the disk a second time.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

import apsw

from quizkit.model import Draft
from quizkit.store.log import Log, open_log

BAR_MS = 1.0
DAY = 86_400_000
START = 1_767_225_600_000
BATCH = 500


def review(fact: int, n: int) -> Draft:
    """Return an answer of usual size."""
    right = n % 5 != 0
    return Draft(
        "review",
        {
            "sitting": None,
            "facet": f"bench/fact{fact:05d}#leader",
            "form": "choice",
            "seed": f"7:bench/fact{fact:05d}#leader:{n}",
            "stem": f"Who led the delegation number {fact} to Vietnam in the year {1900 + n % 99}?",
            "options": ["John Kerry", "John Vessey", "George H. W. Bush"],
            "response": [n % 3],
            "score": 1_000_000 if right else 0,
            "rating": 3 if right else 1,
            "override": None,
            "ms": 3000 + n % 4000,
            "hints": 0,
            "key": "0123456789abcdef",
        },
    )


def fill(path: Path, facts: int) -> None:
    """Make a log in which every fact was answered once."""
    with open_log(path, learner="bench") as log:
        for first in range(0, facts, BATCH):
            drafts = [review(fact, fact) for fact in range(first, min(facts, first + BATCH))]
            log.append(drafts, at=START + first * 1000, off=420)


def measure(log: Log, answers: int, facts: int) -> tuple[list[float], list[float]]:
    """Return CPU and wall time of each answer [ms], sorted."""
    cpu, wall = [], []
    for n in range(answers):
        draft = review(n * 7 % facts, n)
        wall_from, cpu_from = time.perf_counter(), time.process_time()
        log.append([draft], at=START + DAY + n * 5000, off=420)
        cpu.append((time.process_time() - cpu_from) * 1000)
        wall.append((time.perf_counter() - wall_from) * 1000)
    return sorted(cpu), sorted(wall)


def opened(path: Path) -> float:
    """Return the CPU of opening the log and asking for the memory [ms]."""
    start = time.process_time()
    with open_log(path, learner="bench") as log:
        log.memory()
        return (time.process_time() - start) * 1000


def row(name: str, times: list[float]) -> str:
    """Return a line of the result."""
    p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
    return f"{name:5} p50 {p50:6.3f} ms   p99 {p99:6.3f} ms   max {times[-1]:7.3f} ms"


def main() -> int:
    """Print what was measured; exit 1 over the bar."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--answers", type=int, default=2000)
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, default=None, help="where the store is made")
    parser.add_argument("--line-files", action="store_true", help="keep the second copy as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "bench.db"
        fill(path, options.facts)
        opening = opened(path)
        with open_log(path, learner="bench", copies=options.line_files) as log:
            log.memory()
            cpu, wall = measure(log, options.answers, options.facts)
            events, size = log.count(), path.stat().st_size
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(
        f"python {platform.python_version()}, apsw {apsw.apsw_version()}, "
        f"SQLite {apsw.sqlite_lib_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, load {load:.2f}"
    )
    print(
        f"{options.answers} answers on {options.facts} facts: {events} events, {size >> 20} MiB"
        f"{', with line files' if options.line_files else ''}"
    )
    print(f"open and read the memory: {opening:.1f} ms of CPU")
    print(row("cpu", cpu))
    print(row("wall", wall))
    return int(cpu[len(cpu) // 2] >= BAR_MS)


if __name__ == "__main__":
    sys.exit(main())
