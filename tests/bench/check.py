"""Check a big deck, whole process: `python tests/bench/check.py [--facts N] [--exam]`.

First with nothing kept, then the same deck unchanged, then with one fact changed. Prints seconds of
CPU and peak memory of each, medians of several runs with the smallest and largest. Bars: 3 s and
400 MB at profile practice, 0.3 s unchanged. Profile exam draws every question with 25 seeds and has
no bar; it is run once.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from deck_load import made_deck

HERE = Path(__file__).resolve().parent


def run(path: Path, cache: Path, *options: str) -> tuple[float, float, float]:
    """Return CPU seconds, wall seconds and peak memory [MB] of one check."""
    code = "from quizkit.__main__ import main; raise SystemExit(main())"
    environ = os.environ | {"PYTHONPATH": str(HERE.parents[1]), "XDG_CACHE_HOME": str(cache)}
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, "check", str(path), "--format", "concise", *options],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as program:
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if program.returncode not in (0, 1):
        raise SystemExit(f"check ended with {program.returncode}")
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--facts", type=int, default=10_000)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--exam", action="store_true", help="profile exam as well")
    given = options.parse_args()
    found: dict[str, list[tuple[float, float, float]]] = {}
    text = made_deck(given.facts)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.yaml"
        for number in range(given.runs):
            cache = Path(folder) / str(number)
            path.write_text(text, encoding="utf-8")
            found.setdefault("first", []).append(run(path, cache))
            found.setdefault("unchanged", []).append(run(path, cache))
            path.write_text(text.replace("note: ", "note: New ", 1), encoding="utf-8")
            found.setdefault("one fact changed", []).append(run(path, cache))
        if given.exam:
            found["exam"] = [run(path, Path(folder) / "exam", "--profile", "exam")]
    load = os.getloadavg()[0]
    print(f"python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}")
    print(f"{given.facts} facts, {len(text) / 1e6:.1f} MB")
    print(f"{'':<18}{'cpu s':>22}{'wall s':>9}{'MB':>7}")
    for name, runs in found.items():
        cpu = sorted(each[0] for each in runs)
        wall = statistics.median(each[1] for each in runs)
        spread = f"{statistics.median(cpu):.2f} ({cpu[0]:.2f} .. {cpu[-1]:.2f})"
        print(f"{name:<18}{spread:>22}{wall:>9.2f}{max(each[2] for each in runs):>7.0f}")


if __name__ == "__main__":
    main()
