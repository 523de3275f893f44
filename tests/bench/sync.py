"""A hundred thousand answers out to an empty folder, and back into an empty store.

    python tests/bench/sync.py [--events 100000] [--facts 10000] [--runs 3] [--copies]

The bar is 10 s for both ways together. Every hash is proved on the way out, at reading the
folder and at taking in, and both sides are compared in the end. Each run has a new folder and a
new store; a third sync, with nothing to do, is shown beside them.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

import apsw

from quizkit.store.log import open_log
from quizkit.store.sync.exchange import Exchanged, exchange
from quizkit.store.sync.folder import FolderSide
from quizkit.store.sync.local import LocalSide
from tests.bench.open_store import fill

BAR_S = 10.0


class Spent(NamedTuple):
    """Seconds by the clock, and of CPU."""

    wall: float
    cpu: float


def synced(store: Path, shared: Path, *, copies: bool) -> tuple[Spent, Exchanged]:
    """Return what syncing took, the log's opening and closing not counted, and what came of it."""
    with open_log(store, learner="bench", copies=copies) as log:
        wall, cpu = time.perf_counter(), time.process_time()
        told = exchange(LocalSide(log), FolderSide(shared, "bench", device=log.device))
        return Spent(time.perf_counter() - wall, time.process_time() - cpu), told


def once(place: Path, source: Path, events: int, *, copies: bool) -> list[Spent]:
    """Return what the way out, the way back and a sync with nothing to do took."""
    shared, store = place / "shared", place / "new.db"
    out, sent = synced(source, shared, copies=False)
    back, received = synced(store, shared, copies=copies)
    idle, nothing = synced(store, shared, copies=copies)
    assert (sent.sent, received.received, nothing.received) == (events, events, 0)
    assert sent.is_verified
    assert received.is_verified
    assert nothing.is_verified
    return [out, back, idle]


def main() -> int:
    """Print what was measured; exit 1 over the bar."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--copies", action="store_true", help="the new store keeps line files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "bench.db"
        fill(source, options.events, options.facts)
        runs = []
        for number in range(options.runs):
            place = Path(folder) / str(number)
            place.mkdir()
            runs.append(once(place, source, options.events, copies=options.copies))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(
        f"python {platform.python_version()}, SQLite {apsw.sqlite_lib_version()}, "
        f"{os.cpu_count()} cores, load {load:.1f}; {options.events} events, {options.runs} runs"
    )
    for name, spent in zip(
        ("out to an empty folder", "back into an empty store", "nothing to do"),
        zip(*runs, strict=True),
        strict=True,
    ):
        wall = sorted(each.wall for each in spent)
        print(
            f"{name:26} {median(wall):6.2f} s ({wall[0]:.2f} .. {wall[-1]:.2f}), "
            f"{median(each.cpu for each in spent):6.2f} s of CPU"
        )
    both = median(out.wall + back.wall for out, back, _ in runs)
    told = "met" if both < BAR_S else "MISSED"
    print(f"{'out and back':26} {both:6.2f} s, bar {BAR_S:.0f} s {told}")
    return int(both >= BAR_S)


if __name__ == "__main__":
    sys.exit(main())
