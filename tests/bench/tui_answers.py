"""Answers on a terminal with a big deck: from press to feedback and to the next question, memory.

    python tests/bench/tui_answers.py [--facts 10000] [--answers 300]

One sitting on a pseudo-terminal, 80 x 24. Times are taken at the terminal: from writing the press
until the whole feedback, or the whole next question, has come; they hold the process, the
pseudo-terminal and whatever else the machine did. A second sitting runs with a watch on the event
loop, which tells what held it up once the first question was there.

Bars: 100 ms at p95; 90 MB at the peak, 15 MB more after all answers than after the first 20;
nothing that holds up the event loop for more than 50 ms.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import textual

from tests.bench.deck_load import made_deck
from tests.bench.tui_first_paint import home, memory_mb
from tests.tui.learner import GUARD_S, Learner
from tests.tui.terminal import QUIZKIT, ROOT, Terminal

PRESS_MS, PEAK_MB, GROWTH_MB, BLOCKED_MS = 100.0, 90.0, 15.0, 50.0
WARM = 20
HEARTBEAT = (sys.executable, str(ROOT / "tests" / "bench" / "tui_heartbeat.py"))


class Sitting:
    """What one sitting was like: times [s] and memory [MB]."""

    def __init__(self) -> None:
        self.begin_s = 0.0
        self.asked_at = 0.0
        self.left_at = 0.0
        self.feedback: list[float] = []
        self.next: list[float] = []
        self.memory: list[float] = []
        self.peak = 0.0


def sit(deck: Path, env: Mapping[str, str], answers: int, program: Sequence[str]) -> Sitting:
    """Answer so many questions, one in three by "I don't know"."""
    found = Sitting()
    argv = ["study", str(deck), "--form", "choice", "--minutes", "1000"]
    with Terminal(argv, program=program, env=env, patience_s=120) as terminal:
        learner = Learner(terminal)
        found.begin_s = learner.wait_question()
        found.asked_at = time.perf_counter()
        for n in range(answers):
            found.feedback.append(learner.answer("120"[n % 3]))
            terminal.idle(GUARD_S)
            terminal.press("enter")
            found.next.append(learner.wait_question())
            found.memory.append(memory_mb(terminal.process.pid, name="VmRSS"))
            terminal.idle(0.05)
        found.peak = memory_mb(terminal.process.pid)
        found.left_at = time.perf_counter()
        terminal.press("ctrl+q")
        terminal.ended()
    return found


class Held(NamedTuple):
    """A callback that held up the event loop: how long, how long it ran itself [s], what it was."""

    took_s: float
    ran_s: float
    what: str


def held(path: Path, since: float, until: float) -> list[Held]:
    """Return what held up the event loop between two moments [s], longest first."""
    rows = (line.split(" ", 3) for line in path.read_text(encoding="utf-8").splitlines())
    found = [
        Held(float(took), float(ran), what)
        for began, took, ran, what in rows
        if since <= float(began) < until
    ]
    return sorted(found, reverse=True)


def share(times: Sequence[float], part: float) -> float:
    """Return a quantile in milliseconds; 0 where there is nothing."""
    return 1000 * sorted(times)[min(len(times) - 1, int(part * len(times)))] if times else 0.0


def told(what: str, times: Sequence[float]) -> int:
    """Print p50 and p95 of some times; return 1 over the bar."""
    late = share(times, 0.95)
    print(
        f"{what:<24} p50 {share(times, 0.5):6.1f}  p95 {late:6.1f}  "
        f"max {1000 * max(times):6.1f} ms, bar {PRESS_MS:.0f} {_met(late <= PRESS_MS)}"
    )
    return int(late > PRESS_MS)


def main() -> int:
    """Print what was measured; exit 1 over a bar."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--answers", type=int, default=300)
    options = parser.parse_args()
    print(
        f"python {platform.python_version()}, textual {textual.__version__}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        deck, beats = folder / "big.yaml", folder / "beats.txt"
        deck.write_text(made_deck(options.facts), encoding="utf-8")
        found = sit(deck, home(folder / "a"), options.answers, QUIZKIT)
        few = max(5, options.answers // 5)
        watched = sit(deck, home(folder / "b"), few, (*HEARTBEAT, str(beats)))
        late = held(beats, watched.asked_at, watched.left_at)
    print(f"{options.facts} facts, {options.answers} answers; first question {found.begin_s:.1f} s")
    missed = told("press to feedback", found.feedback) + told("press to next question", found.next)
    growth = found.memory[-1] - found.memory[min(WARM, options.answers) - 1]
    for what, size, bar in (("peak memory", found.peak, PEAK_MB), ("growth", growth, GROWTH_MB)):
        print(f"{what:<24} {size:6.1f} MB, bar {bar:.0f} {_met(size <= bar)}")
        missed += size > bar
    longest = 1000 * late[0].took_s if late else 0.0
    print(
        f"{'event loop held up':<24} {longest:6.1f} ms at most, bar {BLOCKED_MS:.0f} "
        f"{_met(longest <= BLOCKED_MS)}"
    )
    for each in late[:3]:
        took, ran = 1000 * each.took_s, 1000 * each.ran_s
        print(f"    {took:6.1f} ms, {ran:.1f} ms of it running: {each.what[:70]}")
    return int(missed > 0 or longest > BLOCKED_MS)


def _met(is_met: bool) -> str:
    return "met" if is_met else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
