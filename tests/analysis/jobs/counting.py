"""A job for the tests: counts lines of plain files, and what each run of it did."""

import json
import os
import signal
import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from quizkit.analysis.jobs.job import Column, Part, Put
from quizkit.analysis.shards.shard import Shard


class Counting(NamedTuple):
    """Sums the numbers of each learner; a line of a shard is `learner number`.

    `runs` is a folder in which each run leaves a file; `once` names shards whose worker kills
    itself in the first run, `always` those whose worker does so in every run.
    """

    runs: str
    once: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    wait_s: float = 0.0
    lost: int = 0
    asks: str = ""

    @property
    def name(self) -> str:
        return "counting"

    @property
    def version(self) -> int:
        return 1

    @property
    def columns(self) -> tuple[Column, ...]:
        return Column("learner", "VARCHAR"), Column("sum", "DOUBLE")

    def asked(self) -> Mapping[str, Any]:
        return {"asks": self.asks}

    def run(self, shard: Shard, put: Put) -> Part:
        marks = Path(self.runs)
        count = len(list(marks.glob(f"{shard.name}.*")))
        (marks / f"{shard.name}.{os.getpid()}.{time.monotonic_ns()}").touch()
        if shard.name in self.always or (shard.name in self.once and not count):
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(self.wait_s)
        sums: dict[str, float] = {}
        rows = 0
        for line in shard.path.read_text().splitlines():
            learner, number = line.split()
            sums[learner] = sums.get(learner, 0.0) + float(number)
            rows += 1
        for learner in sorted(sums):
            put((learner, sums[learner]))
        return Part(rows - self.lost, tuple(sorted(sums)), {"sum": sum(sums.values())})

    def merge(self, parts: Iterable[Part]) -> Mapping[str, Any]:
        found = list(parts)
        return {"rows": sum(p.rows for p in found), "sum": sum(p.figures["sum"] for p in found)}

    def lines(self, result: Mapping[str, Any]) -> list[str]:
        return [f"{result['rows']} rows, {result['sum']}"]


def times(runs: Path) -> dict[str, int]:
    """Return how often each shard was worked on."""
    found: dict[str, int] = {}
    for mark in runs.iterdir():
        name = ".".join(mark.name.split(".")[:-2])
        found[name] = found.get(name, 0) + 1
    return found


def shards(folder: Path, count: int = 6, *, learners: int = 3) -> Path:
    """Write shards of some learners with their manifest, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number in range(count):
        lines = [
            f"learner-{number:02}-{who} {1 / (number + 3) * (who + 1) * n!r}"
            for who in range(learners)
            for n in range(4)
        ]
        data = "".join(f"{line}\n" for line in lines).encode()
        name = f"shard-{number:03}.txt"
        (folder / name).write_bytes(data)
        rows.append(entry(name, data, rows=len(lines), learners=learners))
    manifest(folder, rows)
    return folder


def entry(name: str, data: bytes, *, rows: int, learners: int) -> dict[str, Any]:
    return {
        "file": name,
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
        "rows": rows,
        "learners": learners,
    }


def manifest(folder: Path, rows: list[dict[str, Any]]) -> None:
    head = {
        "format": "quizkit shards",
        "version": 1,
        "rows": sum(row["rows"] for row in rows),
        "learners": sum(row["learners"] for row in rows),
        "shards": rows,
    }
    (folder / "manifest.json").write_text(json.dumps(head))
