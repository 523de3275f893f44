"""What a notebook waits for at the end of a cell: a big deck, questions, problems, an error.

    python tests/bench/drawing.py [--runs 5]

Prints the CPU milliseconds to draw each in all three ways (text, Markdown, HTML): the median of the
runs, with the smallest and the largest. The deck is read anew for every run, so nothing is planned
before; of the questions only the drawing counts.

Bars: 50 ms for a deck of 5,000 facts, 200 ms for 100 questions.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import deck_load

import quizkit as qk
from quizkit.model import Location, Problem, Severity

BARS = {"deck of 5,000 facts": 50.0, "100 questions": 200.0}


def spent(draw: Callable[[], object]) -> float:
    """Return the CPU time of a call [ms]."""
    start = time.process_time()
    draw()
    return (time.process_time() - start) * 1000


def run(path: Path) -> dict[str, float]:
    """Return what each drawing takes [ms]."""
    big, questions = qk.load(path), qk.load("vietnam-us").questions(100, seed=7)
    found = [
        Problem("QK202", Severity.WARNING, f"given twice ({n})", Location(str(path), n))
        for n in range(1, 1001)
    ]
    return {
        "deck of 5,000 facts": spent(big._repr_mimebundle_),
        "100 questions": spent(questions._repr_mimebundle_),
        "1,000 problems": spent(qk.Problems(found)._repr_mimebundle_),
        "an error with 1,000 problems": spent(
            qk.DeckError("cannot be used", found)._render_traceback_
        ),
    }


def main() -> int:
    """Print the figures; 1 where a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--facts", type=int, default=5_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.yaml"
        path.write_text(deck_load.made_deck(given.facts), encoding="utf-8")
        runs = [run(path) for _ in range(given.runs)]
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    missed = False
    for what in runs[0]:
        times = sorted(each[what] for each in runs)
        middle, bar = statistics.median(times), BARS.get(what)
        missed |= bar is not None and middle > bar
        told = f", bar {bar:.0f}" if bar else ""
        print(f"{what}: {middle:.1f} ms ({times[0]:.1f} to {times[-1]:.1f}{told})")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
