"""First paint on a terminal, and what it costs, beside the smallest Textual app.

    python tests/bench/tui_first_paint.py [--facts 10000] [--pairs 7]

Each round starts the smallest app, `quizkit study BIGDECK` and bare `quizkit` in turn, each on a
pseudo-terminal of its own, and reads the CPU time (user + system, of all threads) of the process
when its first whole frame has come: of ours, the heading and the hints of the last line. The
figure is the median of the rounds' ratios, with the smallest and the largest. Bar: 1.3.

Then `quizkit study BIGDECK` goes on to its first question: how long that takes, and memory there.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import textual

from tests.bench.deck_load import made_deck
from tests.tui.terminal import QUIZKIT, Terminal

BAR = 1.3
MEMORY_MB = 90
SMALLEST = """\
from textual.app import App, ComposeResult
from textual.widgets import Static


class Smallest(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("Hello")


Smallest().run()
"""


class Paint(NamedTuple):
    """What a first frame cost: CPU time [s], time [s], memory at its peak [MB]."""

    cpu_s: float
    wall_s: float
    memory_mb: float


def home(folder: Path) -> Mapping[str, str]:
    """Return variables that keep a learner's files in a folder."""
    names = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    return {name: str(folder / name.lower()) for name in names}


def cpu_s(process: int) -> float:
    """Return the CPU time of a running process, to the nanosecond where Linux says it [s]."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return sum(int((one / "schedstat").read_text().split()[0]) for one in threads) / 1e9


def memory_mb(process: int, *, name: str = "VmHWM") -> float:
    """Return the memory of a running process [MB]: at its peak, or VmRSS now."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def painted(program: Sequence[str], wanted: Sequence[str], env: Mapping[str, str]) -> Paint:
    """Start a program, and end it once its first frame is there."""
    with Terminal(program=program, env=env) as terminal:
        wall = terminal.wait_for(*wanted)
        number = terminal.process.pid
        return Paint(cpu_s(number), wall, memory_mb(number))


def first_question(deck: Path, env: Mapping[str, str]) -> Paint:
    """Start to study, and end once the first question is there."""
    with Terminal(["study", str(deck), "--form", "choice"], env=env, patience_s=120) as terminal:
        wall = terminal.wait_for("I don't know")
        number = terminal.process.pid
        return Paint(cpu_s(number), wall, memory_mb(number))


def main() -> int:
    """Print what was measured; exit 1 over a bar."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=7)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print(
        f"python {platform.python_version()}, textual {textual.__version__}, "
        f"{os.cpu_count()} cores, load {load:.1f}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = home(folder)
        deck, smallest = folder / "big.yaml", folder / "smallest.py"
        deck.write_text(made_deck(options.facts), encoding="utf-8")
        smallest.write_text(SMALLEST, encoding="utf-8")
        ours = {
            "quizkit study BIGDECK": (*QUIZKIT, "study", str(deck)),
            "quizkit": QUIZKIT,
        }
        found: dict[str, list[Paint]] = {one: [] for one in ours}
        peers: list[Paint] = []
        for number in range(options.pairs + 1):
            peer = painted((sys.executable, str(smallest)), ["Hello"], env)
            paints = {one: painted(argv, ["quizkit", "? Help"], env) for one, argv in ours.items()}
            if number:
                peers.append(peer)
                for one, paint in paints.items():
                    found[one].append(paint)
        begun = first_question(deck, env)
        warm = first_question(deck, env)
    middle = statistics.median(each.cpu_s for each in peers)
    print(f"smallest Textual app: {middle:.3f} s CPU, {peers[-1].memory_mb:.0f} MB")
    missed = 0
    for one, paints in found.items():
        ratios = [paint.cpu_s / peer.cpu_s for paint, peer in zip(paints, peers, strict=True)]
        ratio = statistics.median(ratios)
        missed += ratio > BAR
        print(
            f"{one}: {statistics.median(p.cpu_s for p in paints):.3f} s CPU, "
            f"{paints[-1].memory_mb:.0f} MB; ratio {ratio:.2f} "
            f"({min(ratios):.2f} .. {max(ratios):.2f}), bar {BAR} {_met(ratio <= BAR)}"
        )
    for which, paint in (("first time", begun), ("again", warm)):
        print(
            f"first question of {options.facts} facts, {which}: {paint.wall_s:.2f} s, "
            f"{paint.cpu_s:.2f} s CPU, peak {paint.memory_mb:.0f} MB, "
            f"bar {MEMORY_MB} {_met(paint.memory_mb <= MEMORY_MB)}"
        )
        missed += paint.memory_mb > MEMORY_MB
    return int(missed > 0)


def _met(is_met: bool) -> str:
    return "met" if is_met else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
