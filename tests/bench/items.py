"""Item analysis of shards: rows a second and memory, from 1e5 rows on.

    python tests/bench/items.py [--rows 1e7] [--workers 2] [--per-shard 500000] [--keep FOLDER]

Each learner answers 100 of 200 questions once: three in four by choice with three distractors of
six, in any order, the others typed; two stems a question. That is the dear case: every answer
counts. The first shard is made answer by answer, the others are the same with other learners.
`--rows 1e8` goes on to 1e8 rows (about 1 GB). Bar: 50 million rows in 30 s and 500 MB on two
cores. Memory is the peak of resident pages: of the largest worker, and of all processes together.
"""

import argparse
import hashlib
import os
import platform
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
QUESTIONS, EACH = 200, 100
BAR_ROWS, BAR_S, BAR_MB = 5e7, 30.0, 500.0

OPTIONS = """list_transform([h // 7 % 4, (h // 7 + 1) % 4, (h // 7 + 2) % 4, (h // 7 + 3) % 4],
    lambda x: CASE WHEN x = 0 THEN 'Answer ' || q
        ELSE 'Other value ' || ((q * 7 + x * 3 + h // 31 % 2) % 400) END)"""

FIRST = f"""
SELECT learner, facet, n, t, true AS live, dev, n + 1 AS seq, 'review' AS kind,
    420::SMALLINT AS "off", day, sitting, form, '7:' || facet || ':' || n AS seed, stem, options,
    CASE WHEN form = 'typed' THEN said END AS response,
    CASE WHEN form = 'choice' THEN [(list_position(options, said) - 1)::UTINYINT] END AS picked,
    CASE WHEN is_right THEN 1000000 ELSE 0 END::INTEGER AS score,
    CASE WHEN is_right THEN 3 ELSE 1 END::UTINYINT AS rating, NULL::VARCHAR AS override,
    ms, 0::UTINYINT AS hints, "key", NULL::VARCHAR AS body
FROM (SELECT *, CASE WHEN is_right THEN 'Answer ' || q
        ELSE 'Other value ' || ((q * 7 + (1 + h % 3) * 3 + h // 31 % 2) % 400) END AS said
    FROM (SELECT *, CASE WHEN form = 'choice' THEN {OPTIONS} ELSE []::VARCHAR[] END AS options,
            h % 1000 / 1000.0 < 1 / (1 + exp(hard - knows)) AS is_right
        FROM (SELECT md5(l::VARCHAR) AS learner, 'deck/' || q || 'f#who' AS facet, n, q,
                1700000000000 + n * 60000 AS t, md5(l || 'd') AS dev,
                (20000 + n)::INTEGER AS day, md5(l || 's') || md5(l || '-' || n // 20) AS sitting,
                hash(l * 1000003 + n) AS h, CASE WHEN q % 4 = 3 THEN 'typed' ELSE 'choice' END
                AS form, 'Which value belongs to the number ' || q || CASE
                WHEN hash(l * 1000003 + n) // 13 % 2 = 0 THEN ', please?' ELSE '?' END AS stem,
                (hash(l) % 1000 / 1000.0 - 0.5) * 3 AS knows, q * 37 % 100 / 50.0 - 1 AS hard,
                (1000 + hash(n * 77 + l) % 30000)::INTEGER AS ms, left(md5(q::VARCHAR), 16) AS "key"
            FROM (SELECT l, n, (n * {QUESTIONS} // {EACH} + l) % {QUESTIONS} AS q
                FROM range({{learners}}) AS a(l), range({EACH}) AS b(n)))))
ORDER BY learner, facet NULLS FIRST, n
"""

OTHERS = "SELECT * REPLACE ('{number}' || learner AS learner) FROM read_parquet('{first}')"


def make(folder: Path, rows: int, per_shard: int) -> None:
    """Write shards with their manifest; those that are there stay."""
    import duckdb

    from quizkit.analysis.shards.manifest import MANIFEST, Written, manifest

    folder.mkdir(parents=True, exist_ok=True)
    per_shard = min(rows, per_shard)
    written = []
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("SET memory_limit = '1GB'")
        for number in range(max(1, rows // per_shard)):
            path = folder / f"shard-{number:03}.parquet"
            if not path.exists():
                first = folder / "shard-000.parquet"
                query = (
                    OTHERS.format(number=f"{number:03}", first=first)
                    if number
                    else FIRST.format(learners=per_shard // EACH)
                )
                connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
            with path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            size = path.stat().st_size
            written.append(Written(path.name, size, sha256, per_shard, per_shard // EACH))
    kinds = {"review": per_shard * len(written)}
    (folder / MANIFEST).write_bytes(manifest(written, kinds=kinds, more={}))


def used() -> tuple[float, float, float]:
    """Return CPU [s] so far, and peaks of memory [MB]: of this process, of its largest child."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    return cpu, own.ru_maxrss / 1024, children.ru_maxrss / 1024


def measure(rows: int, options: argparse.Namespace, place: Path) -> tuple[float, float]:
    """Run the job in this process, print a line, and return wall time [s] and memory [MB]."""
    from quizkit.analysis.jobs.answers.itemised import ItemAnalysis
    from quizkit.analysis.jobs.engines import engine_of
    from quizkit.analysis.jobs.running import run

    folder = options.keep / f"{rows}" if options.keep else place / f"{rows}"
    make(folder, rows, options.per_shard)
    before, begun = used()[0], time.monotonic()
    outcome = run(ItemAnalysis(), folder, place / "out", engine=engine_of(options.workers))
    wall, (cpu, own, child) = time.monotonic() - begun, used()
    whole = own + child * min(options.workers, outcome.shards)
    print(
        f"{outcome.rows:>11,} rows, {outcome.shards:>3} shards: {wall:6.1f} s wall, "
        f"{cpu - before:6.1f} s CPU, {outcome.rows / wall:>9,.0f} rows a second; "
        f"largest worker {child:.0f} MB, all together {whole:.0f} MB",
        flush=True,
    )
    return wall, whole


def main(options: argparse.Namespace) -> int:
    """Print the curve; each size in a process of its own, so that peaks are its own."""
    if options.one:
        with tempfile.TemporaryDirectory() as place:
            wall, memory = measure(int(options.rows), options, Path(place))
        if options.rows >= BAR_ROWS:
            is_met = wall * BAR_ROWS / options.rows <= BAR_S and memory <= BAR_MB
            print(f"bar {BAR_S:.0f} s for 5e7 and {BAR_MB:.0f} MB {'met' if is_met else 'MISSED'}")
            return not is_met
        return 0
    print(
        f"Python {platform.python_version()}, {options.workers} workers, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    import subprocess

    codes, rows = [], 1e5
    while rows <= options.rows:
        argv = [sys.executable, __file__, *sys.argv[1:], "--one", "--rows", str(rows)]
        codes.append(subprocess.run(argv, check=False).returncode)
        rows *= 10 if rows * 10 <= options.rows or rows == options.rows else options.rows / rows
    return max(codes)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=float, default=1e7)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--per-shard", type=int, default=500_000)
    parser.add_argument("--keep", type=Path, help="folder for the shards, which are kept")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    sys.exit(main(parser.parse_args()))
