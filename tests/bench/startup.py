"""Start-up: what `--version`, `--help` and `import quizkit` cost over an empty program.

Run by hand, or by `pytest -m bench`:

    python tests/bench/startup.py [PAIRS]

Each pair runs ours and the peer in turn, in fresh processes; the figure is the median of the
pairs' ratios of CPU time (user + system), with the smallest and the largest.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
ENTRY = "from quizkit.__main__ import main; main()"
CLICK_APP = """\
import click

@click.command()
@click.version_option("1")
def main():
    "The smallest app."

main()
"""


class Pair(NamedTuple):
    """Two programs that are run in turn; `bar` is the largest ratio, or difference in ms."""

    name: str
    ours: list[str]
    peer: list[str]
    bar: float
    difference: bool = False


def pairs(folder: Path) -> list[Pair]:
    """Return what is compared; `folder` takes the peers' files."""
    (folder / "empty").mkdir()
    (folder / "empty" / "__init__.py").write_text("")
    (folder / "empty" / "__main__.py").write_text("")
    (folder / "smallest.py").write_text(CLICK_APP)
    nothing = ["-c", "pass"]
    click_app = [str(folder / "smallest.py")]
    found = [Pair("import quizkit, over -c pass [ms]", ["-c", "import quizkit"], nothing, 5, True)]
    for option in ("--version", "--help"):
        entry, module = ["-c", ENTRY, option], ["-m", "quizkit", option]
        found += [
            Pair(f"entry point {option} / -c pass", entry, nothing, 1.3),
            Pair(f"-m quizkit {option} / -m empty", module, ["-m", "empty"], 1.1),
            Pair(f"entry point {option} / click app", entry, [*click_app, option], 0.4),
            Pair(f"-m quizkit {option} / click app", module, [*click_app, option], 0.4),
        ]
    return found


def cpu(argv: list[str], folder: Path) -> float:
    """Return the CPU time of a fresh interpreter that finds one folder's packages [s]."""
    environ = {**os.environ, "PYTHONPATH": str(folder)}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *argv], check=True, capture_output=True, env=environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(pair: Pair, folder: Path, count: int) -> list[float]:
    """Return a figure a pair of runs: a ratio, or a difference [ms]."""
    figures = []
    for number in range(count + 1):
        ours, peer = cpu(pair.ours, ROOT), cpu(pair.peer, folder)
        if number:
            figures.append(1000 * (ours - peer) if pair.difference else ours / peer)
    return figures


def main(count: int = 15) -> int:
    """Print the table; return how many bars were missed."""
    load = os.getloadavg()[0]
    print(f"python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}")
    print(f"{'what':<42} {'median':>7} {'least':>7} {'most':>7} {'bar':>6}")
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        for pair in pairs(Path(name)):
            figures = measure(pair, Path(name), count)
            middle = statistics.median(figures)
            missed += middle > pair.bar
            print(
                f"{pair.name:<42} {middle:7.2f} {min(figures):7.2f} {max(figures):7.2f}"
                f" {pair.bar:6.1f}{'  MISSED' if middle > pair.bar else ''}"
            )
    return missed


if __name__ == "__main__":
    sys.exit(min(main(*map(int, sys.argv[1:])), 1))
