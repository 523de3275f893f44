"""Fitting many learners as a job: what it costs beside the fits alone.

    python tests/bench/jobs.py [--learners 2000] [--reviews 500] [--workers 2] [--runs 1]
        [--lived] [--keep FOLDER]

Each learner has so many scored reviews, and the first answers before them: made by SQL, or with
`--lived` by a simulated memory, which takes minutes. `--keep` takes shards that are there already.

One side runs `quizkit job fit`, from shards to result, with the start of its processes. The other
side is nothing but the fits: the same fits one after the other on one core, with the CPU inside the
fitter (lessons to weights: the library's reviews, items and fit) and inside the library's last call
alone. Bar: CPU of the job, its processes included, at most 1.3 times the fitter's.
"""

import argparse
import os
import platform
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

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


def shards(options: argparse.Namespace, folder: Path) -> Path:
    """Return the folder of the shards, which are made unless they are there."""
    from tests.bench.make_shards import ROUNDS, Size, make

    if (folder / "manifest.json").is_file():
        return folder
    if options.lived:
        from quizkit.analysis.shards.writing import write

        write(stories(options.learners, options.reviews), folder, shards=options.shards)
        return folder
    answers = options.reviews * ROUNDS // (ROUNDS - 1)  # the first one of a facet is not scored
    make(folder, Size(options.learners, answers, 1000, options.shards, "bench"), workers=1)
    return folder


def fitter_cpu(folder: Path) -> tuple[int, float, float]:
    """Return how many fits there are, and the CPU inside the fitter and the library's call [s]."""
    import fsrs_rs_python as library

    from quizkit.analysis.fit import child
    from quizkit.analysis.jobs.fits import many
    from quizkit.analysis.jobs.fits.fitting import Fitting
    from quizkit.analysis.shards.folders import shards_of

    fits, inside, real, fit, can_fork = 0, [0.0, 0.0], library.FSRS, child.fit, many._can_fork

    class Timed:
        def __init__(self, weights):
            self.model = real(weights)

        def compute_parameters(self, *args, **options):
            start = time.process_time()
            found = self.model.compute_parameters(*args, **options)
            inside[1] += time.process_time() - start
            return found

    def timed(request, **_):
        nonlocal fits
        start = time.process_time()
        found = fit(request)  # as `quizkit fit` does it
        inside[0] += time.process_time() - start
        fits += 1
        return found

    library.FSRS, child.fit, many._can_fork = Timed, timed, lambda: False
    try:
        for shard in shards_of(folder):
            Fitting().run(shard, lambda _row: None)
    finally:
        library.FSRS, child.fit, many._can_fork = real, fit, can_fork
    return fits, inside[0], inside[1]


def main(options: argparse.Namespace) -> int:
    """Print what was measured; 1 if the bar is missed."""
    from quizkit.analysis.jobs.engines import engine_of
    from quizkit.analysis.jobs.fits.fitting import Fitting
    from quizkit.analysis.jobs.running import run

    print(
        f"Python {platform.python_version()}, {options.learners} learners x {options.reviews} "
        f"reviews, {options.workers} workers, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory() as place:
        folder = shards(options, options.keep or Path(place) / "shards")
        ratios = []
        for number in range(options.runs):
            before, begun = cpu(), time.monotonic()
            outcome = run(
                Fitting(), folder, Path(place) / f"out{number}", engine=engine_of(options.workers)
            )
            wall, used = time.monotonic() - begun, cpu() - before
            fits, own, library = fitter_cpu(folder)
            ratios.append(used / own)
            both = wall * options.workers
            print(
                f"{fits} fits: fitter {own:.2f} s, of it the library's call {library:.2f} s; "
                f"job {used:.2f} s CPU, {wall:.2f} s wall, wall x workers {both:.2f} s\n"
                f"of the fitter: CPU {used / own:.2f}, wall {wall / own:.2f}, wall x workers "
                f"{both / own:.2f}; of the library's call: CPU {used / library:.2f}"
            )
        print("\n".join(Fitting().lines(outcome.result)))
    found = median(ratios)
    print(f"CPU / fitter: median {found:.2f}, bar {BAR} {'met' if found <= BAR else 'MISSED'}")
    return found > BAR


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=2000)
    parser.add_argument("--reviews", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--shards", type=int, default=4)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--lived", action="store_true")
    parser.add_argument("--keep", type=Path)
    sys.exit(main(parser.parse_args()))
