"""Opening a log of 100,000 answers, with its line files: warm, without a snapshot, from nothing.

    python tests/bench/open_store.py [--events 100000] [--facts 10000] [--runs 5]

Bars, in CPU (user and system) of opening and asking for the memory, in a process that has loaded
quizkit: 0.3 s with a warm cache (a snapshot); 1 s in a fresh process, imports included. A log
whose snapshot is gone or of other code is replayed: 3 s.
"""

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import apsw

from quizkit.store.files import copies_of
from quizkit.store.log import open_log
from tests.bench.durable_answer import BATCH, START, review

WARM_S, COLD_S, REPLAY_S = 0.3, 1.0, 3.0

FRESH = """
import sys
from quizkit.store.log import open_log
with open_log(sys.argv[1], learner="bench", copies=True) as log:
    assert len(log.memory().facets) == int(sys.argv[2])
"""


def fill(path: Path, events: int, facts: int) -> None:
    """Make a log of so many answers, every fact about as often."""
    with open_log(path, learner="bench", copies=True) as log:
        for first in range(0, events, BATCH):
            ns = range(first, min(events, first + BATCH))
            drafts = [review(n * 7 % facts, n) for n in ns]
            log.append(drafts, at=START + first * 60_000, off=420)


def opened(path: Path, facts: int) -> float:
    """Return the CPU of opening the log and asking for the memory [s]."""
    start = time.process_time()
    with open_log(path, learner="bench", copies=True) as log:
        found = len(log.memory().facets)
        spent = time.process_time() - start
    assert found == facts
    return spent


def fresh(path: Path, facts: int) -> float:
    """Return the CPU of a whole process that opens the log and asks for the memory [s]."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", FRESH, str(path), str(facts)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def spoilt(path: Path, sql: str, facts: int) -> float:
    """Return the CPU of opening a copy that was changed first [s]."""
    place = path.with_name("other.db")
    shutil.copy(path, place)
    connection = apsw.Connection(str(place))
    connection.execute(sql)
    connection.close()
    copies_of(path).root.rename(copies_of(place).root)
    try:
        return opened(place, facts)
    finally:
        copies_of(place).root.rename(copies_of(path).root)


def lost(path: Path, facts: int) -> float:
    """Return the CPU of making the store again from its line files alone [s]."""
    place = path.with_name("again.db")
    shutil.copytree(copies_of(path).root, copies_of(place).root)
    return opened(place, facts)


def median(times: list[float]) -> float:
    """Return the median."""
    return sorted(times)[len(times) // 2]


def main() -> int:
    """Print what was measured; exit 1 over a bar."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=None, help="where the store is made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "bench.db"
        fill(path, options.events, options.facts)
        runs = range(options.runs)
        warm = median([opened(path, options.facts) for _ in runs])
        process = median([fresh(path, options.facts) for _ in runs])
        replay = spoilt(path, "DELETE FROM meta WHERE k LIKE 'memory:%'", options.facts)
        stale = spoilt(path, "UPDATE meta SET v = '' WHERE k = 'caches'", options.facts)
        again = lost(path, options.facts)
        size = path.stat().st_size >> 20
        files = len(list(copies_of(path).events.glob("*/*.jsonl")))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(
        f"python {platform.python_version()}, SQLite {apsw.sqlite_lib_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load:.2f}"
    )
    print(f"{options.events} events on {options.facts} facets, {size} MiB, {files} line files")
    for name, spent, bar in (
        ("warm: snapshot, line files as they were", warm, WARM_S),
        ("cold: the same in a fresh process", process, COLD_S),
        ("without a snapshot: replay", replay, REPLAY_S),
        ("caches of other code: replay, all rows anew", stale, 0.0),
        ("the store lost: from the line files alone", again, 0.0),
    ):
        told = f"   bar {bar:.1f} s" if bar else ""
        print(f"{name:44} {spent:7.3f} s of CPU{told}")
    return int(warm >= WARM_S or process >= COLD_S or replay >= REPLAY_S)


if __name__ == "__main__":
    sys.exit(main())
