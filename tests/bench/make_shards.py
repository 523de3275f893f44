"""Shards of learners who never lived, for benchmarks: millions of answers a second, by SQL alone.

    python tests/bench/make_shards.py OUT --learners 250000 --reviews 200 --shards 64

Each learner goes over a stretch of the facets in several rounds that lie ever farther apart: first
by choice among three options in a drawn order, later by cloze and typed, now and then by flip.
Whether an answer is right follows the two-parameter logistic model (ability and difficulty are
normal, discrimination log-normal), with a chance to guess among options and a gain in each round.
A wrong answer is mostly the first distractor. Same seed and same DuckDB, same shards, whatever the
number of workers.
"""

import argparse
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import Final, NamedTuple

import duckdb

from quizkit.analysis.shards.columns import COLUMNS
from quizkit.analysis.shards.manifest import MANIFEST, Written, manifest, name_of

ROUNDS: Final = 5
"""How often a learner is asked each facet."""

START: Final = 1_767_225_600_000
"""When the first of all answers may be given [ms]."""

_NORMAL: Final = "sqrt(-2 * ln({0})) * cos(2 * pi() * {1})"

_LEARNERS: Final = """
CREATE TABLE learner AS
SELECT row_number() OVER (ORDER BY learner) - 1 AS l, learner, md5(learner || ':dev') AS dev,
    hash(learner, {seed}) AS who,
    {ability} AS ability, CAST({first} * {spare} AS INTEGER) AS first,
    {start} + CAST(hash(learner, 'day') % 200 AS BIGINT) * 86400000
        + CAST(hash(learner, 'hour') % 14 AS BIGINT) * 3600000 AS begun
FROM (SELECT md5({seed} || ':' || i) AS learner FROM range({learners}) AS whole(i))
WHERE CAST('0x' || left(sha256(learner), 16) AS UBIGINT) % {shards} = {number}"""

_FACETS: Final = """
CREATE TABLE facet AS
SELECT CAST(f AS INTEGER) AS f, {difficulty} AS difficulty, exp(0.3 * {slope}) AS slope,
    'bench/' || lpad(f::VARCHAR, 6, '0') || '#'
        || ['leader', 'host', 'date', 'place'][f % 4 + 1] AS name,
    ['Who led', 'Who received', 'In which year was', 'Where did one sign'][f % 4 + 1]
        || ' the ' || ['first', 'second', 'third'][f % 3 + 1] || ' treaty of '
        || (1500 + f % 500) || ', number ' || f || '?' AS stem,
    left(md5('key' || f), 16) AS fingerprint,
    ['Nguyen ', 'Pham ', 'Kerry ', 'Vessey ', 'Hà '][f % 5 + 1] || f AS answer,
    ['Tran ', 'Le ', 'Clinton '][f % 3 + 1] || (f + 7) AS near,
    ['Vo ', 'Bush ', 'Huế '][f % 3 + 1] || (f + 19) AS far
FROM range({facets}) AS whole(f)"""

# In the order of the shard: whoever reads `range` in its order gets sorted rows without a sort.
_ROWS: Final = """
WITH place AS (
    SELECT r // {reviews} AS l, r % {reviews} // {rounds} AS p, r % {rounds} AS k, r
    FROM range({rows}) AS whole(r)),
drawn AS (
    SELECT *, k * {asked} + p AS n, first + p AS f,
        hash(who, p, k) AS h, hash(who, p, k, 1) AS g
    FROM place JOIN learner USING (l)),
asked AS (
    SELECT *, begun + [0, 1, 4, 12, 33][k + 1] * CAST(86400000 AS BIGINT) + p * 20000 AS t,
        CASE WHEN h % 37 = 0 THEN 'flip' WHEN k < 2 THEN 'choice'
             WHEN k = 2 THEN 'cloze' ELSE 'typed' END AS form,
        (h // 1024 % 1000003) / 1000003.0 AS u
    FROM drawn JOIN facet USING (f)),
marked AS (
    SELECT *, u < CASE form WHEN 'choice' THEN 1/3.0 + 2/3.0 * chance ELSE chance END AS is_right
    FROM (SELECT *, 1 / (1 + exp(-slope * (ability - difficulty + 0.5 * k))) AS chance
          FROM asked)),
chosen AS (
    SELECT *, CASE WHEN is_right THEN 0 WHEN g % 100 < 65 THEN 1 ELSE 2 END AS which,
        CAST(g // 128 % 6 AS INTEGER) AS turn
    FROM marked)
SELECT learner, name AS facet, n, t, true AS live, dev, n + 1 AS seq, 'review' AS kind,
    420 AS off, (t // 60000 + 420 - 240) // 1440 AS day,
    repeat(lower(lpad(to_hex(hash(who, k)), 16, '0')), 4) AS sitting, form,
    'bench:' || f || ':' || n AS seed, stem,
    CASE WHEN form <> 'choice' THEN [] WHEN turn = 0 THEN [answer, near, far]
        WHEN turn = 1 THEN [answer, far, near] WHEN turn = 2 THEN [near, answer, far]
        WHEN turn = 3 THEN [far, answer, near] WHEN turn = 4 THEN [near, far, answer]
        ELSE [far, near, answer] END AS options,
    CASE WHEN form NOT IN ('typed', 'cloze') OR (which = 2 AND g % 3 = 0) THEN NULL
        ELSE [answer, near, far][which + 1] END AS response,
    CASE WHEN form = 'choice'
        THEN [[[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
            [turn + 1][which + 1]] END AS picked,
    CASE WHEN is_right THEN 1000000 ELSE 0 END AS score,
    CASE WHEN NOT is_right THEN 1 WHEN g % 7 = 0 THEN 2 WHEN g % 11 = 0 THEN 4 ELSE 3 END
        AS rating,
    NULL AS override, 1500 + CAST(g // 4096 % 12000 AS INTEGER) AS ms, 0 AS hints,
    fingerprint AS "key", NULL AS body
FROM chosen"""


class Size(NamedTuple):
    """How much is made, and from which seed."""

    learners: int
    reviews: int
    facets: int
    shards: int
    seed: str

    @property
    def asked(self) -> int:
        """Facets that each learner is asked."""
        return self.reviews // ROUNDS


def uniform(*drawn: str) -> str:
    """Return an expression for a number in (0, 1) that depends on what was drawn from."""
    return f"((hash({', '.join(drawn)}) % 1000003 + 1) / 1000005.0)"


def normal(*drawn: str) -> str:
    """Return an expression for a standard normal number."""
    return _NORMAL.format(uniform(*drawn, "'first'"), uniform(*drawn, "'second'"))


def make_shard(number: int, size: Size, folder: Path) -> Written:
    """Write one shard, and return what the manifest says of it."""
    seed = "'" + size.seed.replace("'", "''") + "'"
    with duckdb.connect(config={"threads": 1, "memory_limit": "1GB"}) as connection:
        connection.execute(
            _LEARNERS.format(
                seed=seed,
                number=number,
                start=START,
                learners=size.learners,
                shards=size.shards,
                ability=normal("learner", "'ability'"),
                first=uniform("learner", "'first'"),
                spare=size.facets - size.asked,
            )
        )
        connection.execute(
            _FACETS.format(
                facets=size.facets,
                difficulty=normal("f", seed, "'difficulty'"),
                slope=normal("f", seed, "'slope'"),
            )
        )
        (learners,) = connection.execute("SELECT count(*) FROM learner").fetchone() or (0,)
        rows = learners * size.asked * ROUNDS
        query = _ROWS.format(
            reviews=size.asked * ROUNDS, rounds=ROUNDS, asked=size.asked, rows=rows
        )
        typed = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in COLUMNS.items())
        target = folder / name_of(number)
        connection.execute(
            f"COPY (SELECT {typed} FROM ({query})) TO ? (FORMAT parquet, COMPRESSION zstd)",
            [str(target)],
        )
    with target.open("rb") as file:
        hashed = file_digest(file, "sha256").hexdigest()
    return Written(target.name, target.stat().st_size, hashed, rows, learners)


def make(folder: Path, size: Size, *, workers: int = 2) -> list[Written]:
    """Write all shards and their manifest into a new folder.

    Raises:
        FileExistsError: If the folder is there.
        ValueError: If the facets are fewer than a learner is asked.
    """
    if not 0 < size.asked <= size.facets:
        raise ValueError(f"facets is {size.facets}, want at least {max(1, size.asked)}")
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    folder.mkdir(parents=True)
    folder.rename(part)
    one = partial(make_shard, size=size, folder=part)
    if workers == 1:
        shards = [one(number) for number in range(size.shards)]
    else:
        with ProcessPoolExecutor(workers) as pool:
            shards = list(pool.map(one, range(size.shards)))
    kinds = {"review": sum(each.rows for each in shards)}
    more = {"quizkit": "", "since": None, "complete": True, "kept": 0, "damaged": 0}
    (part / MANIFEST).write_bytes(manifest(shards, kinds=kinds, more=more))
    part.rename(folder)
    return shards


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    for name, default in (("learners", 2_000), ("reviews", 500), ("facets", 1_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--shards", type=int, default=8)
    parser.add_argument("--seed", default="bench")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args(argv)
    size = Size(asked.learners, asked.reviews, asked.facets, asked.shards, asked.seed)
    begun = time.perf_counter()
    made = make(asked.folder, size, workers=asked.workers)
    seconds = time.perf_counter() - begun
    rows, total = sum(each.rows for each in made), sum(each.bytes for each in made)
    sys.stdout.write(
        f"{rows:,} rows of {size.learners:,} learners in {len(made)} shards, "
        f"{total / max(rows, 1):.1f} bytes a row, {seconds:.1f} s\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
