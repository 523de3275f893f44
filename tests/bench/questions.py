"""Draw questions from big decks: `python tests/bench/questions.py [--facts N] [--runs N]`.

Prints CPU seconds for making or loading each deck, for its first `questions(1000)` and for further
ones with other seeds, medians of several processes with the smallest and largest. Decks of four
shapes: five kinds of made facts (`generation.py`), visits and terms from rows, and a file
(`deck_load.py`), first with nothing in the cache folder, then loaded again. Bar: 0.3 s for a draw
from a deck of 10,000 facts; the first draw from rows plans the whole deck and has none. At last
what a program takes for `import quizkit`, a bundled deck and its first question, over `-c pass`.
"""

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from deck_load import made_deck
from generation import SYLLABLES, additions
from generation import deck as kinds_deck

HERE = Path(__file__).resolve().parent
WANTED, FURTHER, BAR_SECONDS = 1_000, 3, 0.3
FIRST_QUESTION = "import quizkit; quizkit.load('vietnam-us').questions(1, seed=7)"


def visits(count: int) -> list[dict[str, object]]:
    """Return rows of which many share a year or a land: nearly all need something to tell them."""
    return [
        {"who": f"Person {chr(65 + n % 26)}{n}", "to": f"Land {n % 97}", "date": 1500 + n % 500}
        for n in range(count)
    ]


def terms(count: int) -> list[dict[str, object]]:
    """Return rows of two columns: a term of its own, and words for what it means."""
    rng = Random(3)

    def word(most: int) -> str:
        return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, most)))

    return [
        {"term": f"{word(4)} {n}", "meaning": " ".join(word(3) for _ in range(rng.randint(3, 6)))}
        for n in range(count)
    ]


def maker(shape: str, count: int, path: Path) -> Callable[[], object]:
    """Return what makes or loads a deck of a shape; rows and text are there before."""
    import quizkit as qk

    if shape == "kinds":
        value = kinds_deck(count)
        return lambda: qk.Deck(value)
    if shape == "visits":
        rows = visits(count)
        return lambda: qk.Deck.from_rows(rows, kind="visit")
    if shape == "terms":
        rows = terms(count)
        return lambda: qk.Deck.from_rows(rows, kind="definition")
    return lambda: qk.load(path)


def one(shape: str, count: int, path: Path) -> list[float]:
    """Return CPU seconds of making, of the first draw and of further ones."""
    make = maker(shape, count, path)
    start = time.process_time()
    deck = make()
    seconds = [time.process_time() - start]
    for seed in range(1 + FURTHER):
        start = time.process_time()
        deck.questions(WANTED, seed=seed)
        seconds.append(time.process_time() - start)
    return seconds


def fresh(shape: str, count: int, path: Path, cache: Path) -> list[float]:
    command = [sys.executable, __file__, "--one", shape, "--facts", str(count), "--path", str(path)]
    environ = os.environ | {"PYTHONPATH": str(HERE.parents[1]), "XDG_CACHE_HOME": str(cache)}
    out = subprocess.run(command, check=True, capture_output=True, text=True, env=environ).stdout
    return [float(word) for word in out.split()]


def cpu(code: str, cache: Path) -> float:
    """Return the CPU time of a program [s]."""
    environ = os.environ | {"PYTHONPATH": str(HERE.parents[1]), "XDG_CACHE_HOME": str(cache)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, env=environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def spread(seconds: list[float]) -> str:
    middle = statistics.median(seconds)
    return f"{middle:7.3f} ({min(seconds):.3f} .. {max(seconds):.3f})"


def table(count: int, runs: int, folder: Path) -> None:
    path = folder / "bench.yaml"
    path.write_text(made_deck(count), encoding="utf-8")
    print(f"{'deck':<12}{'made or loaded':>25}{'first draw':>25}{'further draws':>25}")
    for shape in ("kinds", "visits", "terms", "file", "file again"):
        caches = [folder / (str(n) if "file" in shape else "none") for n in range(runs)]
        found = [fresh(shape.split()[0], count, path, cache) for cache in caches]
        made, first = [each[0] for each in found], [each[1] for each in found]
        further = [seconds for each in found for seconds in each[2:]]
        print(f"{shape:<12}{spread(made):>25}{spread(first):>25}{spread(further):>25}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--facts", type=int, default=10_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--one", help=argparse.SUPPRESS)
    options.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        print(*one(given.one, given.facts, given.path))
        return
    load = os.getloadavg()[0]
    print(f"python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}")
    print(f"10 million additions: {additions():.2f} s, 0.5 on a quiet machine")
    print(f"{given.facts} facts, {WANTED} questions a draw, CPU seconds, {given.runs} processes")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table(given.facts, given.runs, folder)
        bare = statistics.median(cpu("pass", folder) for _ in range(given.runs + 1))
        cold = cpu(FIRST_QUESTION, folder / "first") - bare
        warm = [cpu(FIRST_QUESTION, folder / "first") - bare for _ in range(given.runs)]
    print(
        f"bar {BAR_SECONDS} s a draw for 10,000 facts: further draws, and the first of a file again"
    )
    print(f"import, load, one question over -c pass: {cold:.3f} s, then {spread(warm).strip()}")


if __name__ == "__main__":
    main()
