"""Fitting many learners as a job: what it costs beside the fits alone.

    python tests/bench/jobs.py [--learners 2000] [--reviews 500] [--workers 2] [--runs 3]

Each learner has so many scored reviews (and the first answers before them) of a simulated memory.
One side runs `quizkit job fit` on two processes, from shards to
result, with the start of the processes. The other side does nothing but the fits: for the same
lessons the time inside the fitter (lessons to weights) and inside the library's own call is added
up over all learners, on one core. Bar: wall x workers, and CPU, at most 1.3 times the fitter's CPU.
"""

import argparse
import os
import platform
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
BAR = 1.3
START = 1_767_225_600_000


def cpu() -> float:
    """Return the CPU of this process and of the children that it waited for [s]."""
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in found)


def stories(learners: int, reviews: int):
    """Yield learners with so many scored reviews each."""
    from tests.analysis.answered import answers
    from tests.analysis.jobs.learners import story
    from tests.memory.logs import Log, review

    for number in range(learners):
        log, scored = Log(), 0
        for one in answers(str(number)):
            body = review(
                f"d/f{one.facet:04}#who",
                rating=int(one.answer.rating),
                score=1_000_000 * one.answer.is_right,
            )
            log.add("review", body, at=START + one.answer.t)
            scored += one.answer.days > 0
            if scored == reviews:
                break
        yield story(log, f"learner-{number:06}")


def fitter_cpu(folder: Path) -> tuple[float, float, float]:
    """Return the CPU inside the fitter, inside the library's call, and of all fits one by one."""
    import fsrs_rs_python as library

    from quizkit.analysis.fit import child
    from quizkit.analysis.fit.fitting import fit
    from quizkit.analysis.fit.history import histories
    from quizkit.analysis.fit.training import request
    from quizkit.analysis.shards.folders import shards_of
    from quizkit.analysis.shards.stories import stories as told
    from quizkit.memory.fsrs import DEFAULT_WEIGHTS

    inside, real = [0.0, 0.0], library.FSRS

    class Timed:
        def __init__(self, weights):
            self.model = real(weights)

        def compute_parameters(self, *args, **options):
            start = time.process_time()
            found = self.model.compute_parameters(*args, **options)
            inside[1] += time.process_time() - start
            return found

    def fitter(lessons):
        start = time.process_time()
        found = child.fit(request(lessons))
        inside[0] += time.process_time() - start
        return found

    whole = 0.0
    library.FSRS = Timed
    try:
        for shard in shards_of(folder):
            for each in told(shard):
                known = histories(each.moments)
                start = time.process_time()
                fit(known, DEFAULT_WEIGHTS, fitter=fitter)
                whole += time.process_time() - start
    finally:
        library.FSRS = real
    return inside[0], inside[1], whole


def main(options: argparse.Namespace) -> int:
    """Print what was measured; 1 if the bar is missed."""
    from quizkit.analysis.jobs.engines import engine_of
    from quizkit.analysis.jobs.fits.fitting import Fitting
    from quizkit.analysis.jobs.running import run
    from quizkit.analysis.shards.writing import write

    print(
        f"Python {platform.python_version()}, {options.learners} learners x {options.reviews} "
        f"reviews, {options.workers} workers, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "shards"
        write(stories(options.learners, options.reviews), folder, shards=options.shards)
        ratios = []
        for number in range(options.runs):
            own, library, whole = fitter_cpu(folder)
            before, begun = cpu(), time.monotonic()
            outcome = run(
                Fitting(), folder, Path(place) / f"out{number}", engine=engine_of(options.workers)
            )
            wall, used = time.monotonic() - begun, cpu() - before
            ratios.append(used / own)
            print(
                f"fitter {own:.2f} s (the library's call {library:.2f} s), fits one by one "
                f"{whole:.2f} s; job {wall:.2f} s wall, {used:.2f} s CPU: CPU / fitter "
                f"{used / own:.2f}, wall x workers / fitter {wall * options.workers / own:.2f}"
            )
        print("\n".join(Fitting().lines(outcome.result)))
    best = min(ratios)
    print(f"CPU / fitter: best {best:.2f}, bar {BAR} {'met' if best <= BAR else 'MISSED'}")
    return best > BAR


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=2000)
    parser.add_argument("--reviews", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--shards", type=int, default=4)
    parser.add_argument("--runs", type=int, default=3)
    sys.exit(main(parser.parse_args()))
