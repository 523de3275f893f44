"""Does it pay to fit the weights, and does the rule keep learners from harm?

    python -m tests.analysis.judge_fit [--learners 60] [--sizes 600 1200 3000] [--by-choice]

Simulated learners (tests/analysis/answered.py) answer until they have so many scored reviews; the
weights are fitted, and both weights predict as many later answers, which no fit has seen. A
learner is worse off if the log loss there is larger than with the default weights: of the answers
as they came, and of the chances they had, which is the same without luck. Bar: with the rule at
most 12 % of learners are worse off, by either.
"""

import argparse
import platform
import statistics
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from math import log
from typing import NamedTuple

from quizkit.analysis.fit import child
from quizkit.analysis.fit.fitting import Fitter, fit, fitted
from quizkit.analysis.fit.history import predictions
from quizkit.analysis.fit.rule import log_loss
from quizkit.analysis.fit.training import Lesson, Weights, request
from quizkit.memory.fsrs import DEFAULT_WEIGHTS, Fsrs6
from tests.analysis.answered import Given, answers, histories

BAR = 0.12
SIZES = (600, 1_200, 3_000)


class Judged(NamedTuple):
    """How much mean log loss [nats] fitted weights gain on the later answers.

    Attributes:
        gain: Of the answers as they came.
        true_gain: Of the chances they had.
        is_kept: The rule keeps the weights.
    """

    gain: float
    true_gain: float
    is_kept: bool


def in_process(given: Sequence[Lesson]) -> Weights:
    """Fit in this process: the harness holds no lock that anybody else wants."""
    return tuple(child.fit(request(given)))


def judge(seed: str, size: int, *, by_choice: bool = False, fitter: Fitter = in_process) -> Judged:
    """Return what a fit to so many scored reviews is worth to a learner."""
    past: list[Given] = []
    later: list[Given] = []
    stream, scored = answers(seed, by_choice=by_choice), 0
    while scored < 2 * size:
        given = next(stream)
        scored += given.answer.days > 0
        (past if scored <= size else later).append(given)
    chances = {one.answer.t: one.chance for one in later}
    known, whole = histories(past), histories(past + later)
    since = later[0].answer.t

    def losses(weights: Weights) -> tuple[float, float]:
        said = predictions(whole, Fsrs6(weights), since=since)
        came = statistics.fmean(log_loss(p.chance, is_right=p.is_right) for p in said)
        return came, statistics.fmean(expected(p.chance, chances[p.t]) for p in said)

    usual, own = losses(DEFAULT_WEIGHTS), losses(fitted(known, DEFAULT_WEIGHTS, fitter=fitter))
    is_kept = fit(known, DEFAULT_WEIGHTS, fitter=fitter).weights is not None
    return Judged(usual[0] - own[0], usual[1] - own[1], is_kept)


def expected(said: float, true: float) -> float:
    """Return the expected log loss [nats] of a prediction."""
    said = min(1 - 1e-6, max(1e-6, said))
    return -true * log(said) - (1.0 - true) * log(1.0 - said)


def worse(gains: Iterable[float]) -> float:
    """Return the share [0..1] of learners who lose."""
    return statistics.fmean(gain < 0 for gain in gains)


def row(size: int, judged: Sequence[Judged]) -> tuple[str, bool]:
    """Return a line of the report, and whether the bar is met."""
    came, true = [j.gain for j in judged], [j.true_gain for j in judged]
    ruled = [j.gain * j.is_kept for j in judged]
    shares = worse(ruled), worse(j.true_gain * j.is_kept for j in judged)
    mean = statistics.fmean(came)
    error = statistics.stdev(came) / len(came) ** 0.5
    is_met = max(shares) <= BAR
    columns = (
        f"{size:7,}",
        f"{worse(came):7.0%} {worse(true):6.0%}",
        f"{shares[0]:7.0%} {shares[1]:6.0%}",
        f"{statistics.fmean(j.is_kept for j in judged):5.0%}",
        f"{mean:8.4f} +- {error:.4f}",
        f"{statistics.fmean(ruled) / mean:8.0%}",
        "met" if is_met else "MISSED",
    )
    return "  ".join(columns), is_met


def main() -> int:
    """Print the report; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--learners", type=int, default=60)
    parser.add_argument("--first", type=int, default=0, help="number of the first learner's seed")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--by-choice", action="store_true", help="ask the first rungs by choice")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.learners)
    print(
        f"Python {platform.python_version()}, fsrs-rs-python {version('fsrs-rs-python')}, "
        f"{len(seeds)} learners from seed {options.first}"
        f"{', first rungs by choice' if options.by_choice else ''}"
    )
    print("         worse, always   worse, by rule  rule   mean gain on the   share kept")
    print(
        "reviews  came   chance   came   chance   keeps  later answers      by the rule  bar 12 %"
    )
    is_met = True
    for size in options.sizes:
        judged = [judge(str(seed), size, by_choice=options.by_choice) for seed in seeds]
        line, met = row(size, judged)
        print(line, flush=True)
        is_met = is_met and met
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
