"""A class at full speed against one server, all on this computer.

    python tests/bench/class_server.py [--learners 100] [--answers 200] [--runs 3]

Each learner sends an answer, waits for its commit, sends the next. The server is started here, with
fsync on, on loopback, and is gone afterwards; learners and server share the cores. Bar: p99 of an
answer under 100 ms with 100 learners on two cores (160 ms with 200).
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests import servers
from tests.store.server import load

BAR_MS = 100.0
BAR_OF_MORE_MS = 160.0
"""p99 of an answer with up to 100 learners, and with more."""


def run(server: servers.Server, learners: int, answers: int) -> str:
    """Return the figures of one run as a line."""
    with server.database() as database, tempfile.TemporaryDirectory() as folder:
        load.enrol(database, learners)
        began = time.monotonic()
        running = load.started(
            "timed", database, Path(folder), learners=learners, n=answers, seconds=120
        )
        found = [each.ms for each in load.ended(running, Path(folder), seconds=150)]
        took = time.monotonic() - began
    p50, p90, p99 = (load.percentile(found, share) for share in (0.5, 0.9, 0.99))
    rate = learners * 1000 / (sum(found) / len(found))
    bar = BAR_MS if learners <= 100 else BAR_OF_MORE_MS
    met = "met" if p99 < bar else "MISSED"
    return (
        f"{len(found)} answers: p50 {p50:.1f} ms, p90 {p90:.1f} ms, p99 {p99:.1f} ms, longest "
        f"{max(found):.1f} ms, {rate:.0f} a second, {took:.1f} s with starting; "
        f"bar {bar:.0f} ms {met}"
    )


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=100)
    parser.add_argument("--answers", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if why := servers.missing():
        print(why)
        return 1
    server = servers.Server(fsync=True, settings={"max_connections": "250"})
    with server.connect() as admin:
        (version,) = admin.execute("SHOW server_version").fetchone()
    print(
        f"Python {platform.python_version()}, PostgreSQL {version}, {os.cpu_count()} cores, load "
        f"{os.getloadavg()[0]:.1f}, {options.learners} learners"
    )
    for _ in range(options.runs):
        print(run(server, options.learners, options.answers), flush=True)
    server.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
