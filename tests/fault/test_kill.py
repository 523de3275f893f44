"""kill -9 while answers are written: what was acknowledged is in the store."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import apsw
import pytest

from quizkit.store.doctor import examine
from tests.fault.kill import Kills

pytestmark = [
    pytest.mark.fault,
    pytest.mark.timeout(7200),
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX"),
]

WRITER = str(Path(__file__).with_name("writer.py"))
KILLS = {"quick": 3, "ci": 30, "full": 60, "release": 10_000}


def saved(line: str) -> str | None:
    """Return what a line of the writer promises."""
    return line.removeprefix("saved ") if line.startswith("saved ") else None


def killed(path: Path, mode: str, kills: int, seed: str) -> Iterator[tuple[int, set[str]]]:
    """Yield, after each kill, its number and what was promised and is not there."""
    for n in range(kills):
        argv = [
            sys.executable,
            WRITER,
            str(path),
            mode,
            "100000" if mode != "late" else "300",
            f"k{n}",
        ]
        harness = Kills(argv, acknowledged=saved, rng=Random(f"{seed}:{n}"))
        promised = set(harness.once())
        yield n, promised - seeds(path)


def seeds(path: Path) -> set[str]:
    """Return what the store holds, read without quizkit."""
    connection = apsw.Connection(str(path))
    found = connection.execute("SELECT body ->> '$.body.seed' FROM event").fetchall()
    connection.close()
    return {seed for (seed,) in found}


def test_no_acknowledged_answer_is_lost(tmp_path: Path, size: str) -> None:
    path = tmp_path / "me.db"
    for n, lost in killed(path, "right", KILLS[size], "7"):
        assert lost == set()
        if n % 10 == 9 or n == KILLS[size] - 1:
            assert [check for check in examine(path) if not check.ok] == []
    assert len(seeds(path)) >= KILLS[size]


@pytest.mark.parametrize("mode", ["early", "late"])
def test_a_program_that_promises_too_early_is_caught(tmp_path: Path, mode: str) -> None:
    for _, lost in killed(tmp_path / "me.db", mode, 100, "8"):
        if lost:
            return
    pytest.fail("100 kills noticed nothing")
