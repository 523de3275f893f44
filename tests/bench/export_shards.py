"""Export of a log of many learners to shards: how fast, how large, in how much memory.

    python tests/bench/export_shards.py --learners 2000 --reviews 500 --shards 8

A store is filled with answers that a class may give (verified when they are written), then
exported as `quizkit log export --shards` does, read back and compared in number. The peak is that
of the process that exports, DuckDB included.
"""

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from quizkit.analysis.shards.folders import shards_of
from quizkit.analysis.shards.stories import stories as shard_stories
from quizkit.analysis.shards.writing import write
from quizkit.model import DAY_MS, Draft, Event
from quizkit.store import rows
from quizkit.store.event import Link, make
from quizkit.store.schema import connect, transaction
from quizkit.store.sources import stories

START = 1_767_225_600_000
NAMES = ["John Kerry", "John Vessey", "Bill Clinton", "Võ Văn Kiệt", "Nguyễn Cơ Thạch"]


def answer(rng: Random, n: int) -> Draft:
    facet, right = n * 7 % 100, rng.random() < 0.8
    options = rng.sample(NAMES, 3) if n % 3 else []
    body = {
        "sitting": None,
        "facet": f"vietnam-us/fact{facet:03}#leader",
        "form": "choice" if options else "typed",
        "seed": f"sitting:{facet}:{n}",
        "stem": f"Who led the delegation of {1900 + facet} to Vietnam?",
        "options": options,
        "response": [rng.randrange(3)] if options else rng.choice(NAMES),
        "score": 1_000_000 if right else 0,
        "rating": 3 if right else 1,
        "override": None,
        "ms": rng.randrange(1_500, 15_000),
        "hints": 0,
        "key": f"{facet:016x}",
    }
    return Draft("review", body)


def fill(path: Path, learners: int, reviews: int) -> None:
    """Write a store with events alone: what is derived is derived anew by who reads it."""
    connection = connect(path)
    with transaction(connection, "IMMEDIATE"):
        for number in range(learners):
            rng = Random(f"export:{number}")
            last: Event | None = None
            for n in range(reviews):
                before = last.id if last else None
                link = Link(f"{number + 1:032x}", n + 1, before, None, f"{number:032x}")
                at = START + n * DAY_MS // 20
                last, data = make(answer(rng, n), link, at=at, off=420)
                rows.insert(connection, last, data)
    connection.close()


def export(path: Path, folder: Path, shards: int) -> None:
    begun, cpu = time.perf_counter(), time.process_time()
    done = write(stories(path), folder, shards=shards)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(shard.bytes for shard in shards_of(folder))
    sys.stdout.write(
        f"{done.rows:,} events of {done.learners:,} learners from {path.stat().st_size / 2**20:.0f}"
        f" MiB: {seconds:.1f} s, {cpu:.1f} s of CPU, {done.rows / seconds:,.0f} events/s, "
        f"{size / done.rows:.1f} bytes a row, peak {peak:.0f} MiB\n"
    )


def read(folder: Path) -> None:
    begun = time.perf_counter()
    found = sum(len(one.moments) for shard in shards_of(folder) for one in shard_stories(shard))
    seconds = time.perf_counter() - begun
    sys.stdout.write(f"read back: {found:,} events, {found / seconds:,.0f} events/s\n")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser()
    for name, default in (("learners", 2_000), ("reviews", 500), ("shards", 8)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--store", type=Path, help="keep the store here, and use it again")
    parser.add_argument("--out", type=Path, help="only export the store to this folder")
    asked = parser.parse_args(argv)
    if asked.out:
        export(asked.store, asked.out, asked.shards)
        read(asked.out)
        return 0
    with TemporaryDirectory() as name:
        store = asked.store or Path(name) / "class.db"
        if not store.exists():
            fill(store, asked.learners, asked.reviews)
        own = [sys.executable, __file__, "--shards", str(asked.shards), "--store", str(store)]
        return subprocess.run([*own, "--out", f"{name}/shards"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
