"""Fitting the memory model to 10,000 reviews, against the optimizer of py-fsrs.

    python tests/bench/fit.py [--pairs 5] [--reviews 10000] [--peer PYTHON]

PYTHON is an interpreter with the peer, `pip install "fsrs[optimizer]==6.3.2"` (it brings torch); by
default this one. Without the peer only ours is measured, and the bar is not judged. Both sides get
the same answers of one simulated learner and run in turn in fresh processes; a figure is CPU of the
process and its children, from answers in memory to 21 weights. Bar: 300 times as fast.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
BAR = 300.0
OURS = ("fit", "whole")


def cpu() -> float:
    """Return the CPU of this process and of the children that it waited for [s]."""
    return sum(os.times()[:4])


def ours(reviews: int, *, whole: bool) -> float:
    """Return what a fit takes in a child process [s]; whole: with the trial and the rule."""
    from quizkit.analysis.fit.fitting import fit, fitted
    from quizkit.analysis.fit.process import fit_in_child
    from quizkit.memory.fsrs import DEFAULT_WEIGHTS
    from tests.analysis.answered import histories

    known = histories(given(reviews))

    def child(lessons):
        return fit_in_child(lessons)

    start = cpu()
    if whole:
        assert fit(known, DEFAULT_WEIGHTS, fitter=child).reviews
    else:
        assert len(fitted(known, DEFAULT_WEIGHTS, fitter=child)) == 21
    return cpu() - start


def peers() -> float:
    """Return what the optimizer of py-fsrs takes for the answers on standard input [s]."""
    from datetime import datetime, timedelta, timezone

    import fsrs

    noon = datetime(2020, 1, 1, 12, tzinfo=timezone.utc)  # noqa: UP017 (py-fsrs compares with it)
    logs = []
    for line in sys.stdin:
        facet, day, rating = map(int, line.split())
        at = noon + timedelta(days=day)
        logs.append(fsrs.ReviewLog(facet, fsrs.Rating(rating), at, None))
    start = cpu()
    assert len(fsrs.Optimizer(logs).compute_optimal_parameters()) == 21
    return cpu() - start


def given(reviews: int):
    """Return so many answers of a learner."""
    from tests.analysis.answered import answers

    stream = answers("2")
    return [next(stream) for _ in range(reviews)]


def run(python: str, side: str, reviews: int) -> float:
    """Return what a side takes in a fresh process [s]."""
    lines = ""
    if side == "peer":
        found = given(reviews)
        lines = "".join(
            f"{one.facet} {one.answer.t // 86_400_000} {int(one.answer.rating)}\n" for one in found
        )
    argv = [python, __file__, "--side", side, "--reviews", str(reviews)]
    environ = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}  # no idle spinning
    done = subprocess.run(
        argv, input=lines, capture_output=True, text=True, check=True, env=environ
    )
    return float(done.stdout)


def has_peer(python: str) -> bool:
    """Tell whether an interpreter has the peer."""
    code = "import fsrs, torch; fsrs.Optimizer"
    return not subprocess.run([python, "-c", code], capture_output=True, check=False).returncode


def said(name: str, times: list[float]) -> str:
    """Return a line of the result."""
    return f"{name}: {statistics.median(times):.3f} s ({min(times):.3f} .. {max(times):.3f})"


def main(options: argparse.Namespace) -> int:
    """Print what was measured; 1 if the bar is missed."""
    from importlib.metadata import version

    print(
        f"Python {platform.python_version()}, fsrs-rs-python {version('fsrs-rs-python')}, "
        f"{options.reviews} reviews, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    is_there = has_peer(options.peer)
    rows: dict[str, list[float]] = {"fit": [], "whole": [], "peer": []}
    for _ in range(options.pairs):
        begun = time.perf_counter()
        for side in OURS:
            rows[side].append(run(sys.executable, side, options.reviews))
        if is_there:
            rows["peer"].append(run(options.peer, "peer", options.reviews))
        newest = ", ".join(f"{side} {times[-1]:.2f} s" for side, times in rows.items() if times)
        print(f"{newest} in {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    print(said("one fit, its process included", rows["fit"]))
    print(said("trial, rule and fit", rows["whole"]))
    if not is_there:
        print('the peer is not installed: pip install "fsrs[optimizer]==6.3.2"; bar not judged')
        return 0
    ratios = [peer / mine for mine, peer in zip(rows["fit"], rows["peer"], strict=True)]
    is_met = statistics.median(ratios) >= BAR
    print(said("py-fsrs 6.3.2, Optimizer", rows["peer"]))
    print(
        f"py-fsrs / ours: {statistics.median(ratios):.0f} ({min(ratios):.0f} .. {max(ratios):.0f}),"
        f" bar {BAR:g} {'met' if is_met else 'MISSED'}"
    )
    return 0 if is_met else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--reviews", type=int, default=10_000)
    parser.add_argument("--peer", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--side", choices=[*OURS, "peer"], help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side == "peer":
        print(peers())
    elif chosen.side:
        print(ours(chosen.reviews, whole=chosen.side == "whole"))
    else:
        sys.exit(main(chosen))
