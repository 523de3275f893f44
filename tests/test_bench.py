"""The benchmarks run: each once and small, without its bar; with it by `pytest -m bench`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent / "bench"

SMALL = {
    "startup.py": ["1"],
    "deck_load.py": ["--facts", "200", "--pairs", "1"],
    "check.py": ["--facts", "100", "--runs", "1"],
    "durable_answer.py": ["--answers", "20", "--facts", "100"],
    "search.py": ["--facts", "300", "--pairs", "1"],
    "fit.py": ["--reviews", "800", "--pairs", "1"],
    "drawing.py": ["--facts", "200", "--runs", "1"],
    "anki_export.py": ["--questions", "100", "--runs", "1"],
    "questions.py": ["--facts", "60", "--runs", "1"],
    "sync.py": ["--events", "600", "--facts", "60", "--runs", "1"],
}


def run(name: str, *argv: str) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PYTHONPATH": str(BENCH.parents[1])}
    return subprocess.run(
        [sys.executable, str(BENCH / name), *argv],
        capture_output=True,
        text=True,
        check=False,
        env=environ,
    )


@pytest.mark.parametrize("name", SMALL)
def test_it_runs_and_says_what_ran(name: str) -> None:
    done = run(name, *SMALL[name])
    assert "Traceback" not in done.stderr
    assert done.stdout.lower().startswith("python 3.")
    assert done.stdout.count("\n") >= 3


@pytest.mark.bench
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", ["startup.py", "durable_answer.py"])
def test_it_meets_its_bars(name: str) -> None:
    done = run(name)
    assert done.returncode == 0, done.stdout + done.stderr
