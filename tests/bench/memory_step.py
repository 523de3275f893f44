"""Memory: one review against py-fsrs, and the fold of a log of 100,000 events.

Run by hand:

    python tests/bench/memory_step.py [PAIRS]

A review is a step of the model, or that and when to ask again. Two answers are given to the latter:
what py-fsrs computes (an interval for a recall of 0.9, spread by one random number), and quizkit's
own due day (the first on which asking is worth its time, found by trial; spread by the facet's
number, which takes a random generator of its own).

Each pair runs ours and py-fsrs in turn, in fresh processes, over the same 100,000 answers of 2,500
histories, drawn before the clock is read; the figure is the median of the pairs' ratios of CPU
time, with the smallest and the largest. The fold has no peer: CPU seconds against its bar.
"""

import os
import platform
import statistics
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from random import Random
from time import process_time

ROOT = Path(__file__).parents[2]
ANSWERS, LENGTH = 100_000, 40
STEP_BAR, FOLD_BAR = 4.0, 3.0


def histories() -> list[list[tuple[int, int]]]:
    """Return histories of 40 answers: rating, and learner-days since the answer before."""
    rng = Random("memory_step")
    found = []
    for _ in range(ANSWERS // LENGTH):
        ratings = rng.choices((1, 2, 3, 4), (0.20, 0.12, 0.55, 0.13), k=LENGTH)
        gaps = [0 if rng.random() < 0.25 else max(1, int(rng.lognormvariate(1.8, 1.0)))
                for _ in range(LENGTH)]  # fmt: skip
        found.append(list(zip(ratings, gaps, strict=True)))
    return found


def step() -> float:
    """Return the CPU time of all steps [s]."""
    from quizkit.memory.fsrs import Fsrs6

    model = Fsrs6()
    answers = [[(rating, float(gap)) for rating, gap in history] for history in histories()]
    start = process_time()
    for history in answers:
        state = model.first(history[0][0], 0.0)
        for rating, gap in history[1:]:
            state = model.step(state, rating, gap)
    return process_time() - start


def with_interval() -> float:
    """Return the CPU time of all steps, each with an interval that is spread [s]."""
    from quizkit.memory.fsrs import Fsrs6, interval
    from quizkit.memory.fuzz import fuzz

    model, rng = Fsrs6(), Random("u")
    answers = [[(rating, float(gap)) for rating, gap in history] for history in histories()]
    start = process_time()
    for history in answers:
        state = model.first(history[0][0], 0.0)
        for rating, gap in history[1:]:
            state = model.step(state, rating, gap)
            fuzz(max(1, round(interval(state.stability, retention=0.9))), rng.random())
    return process_time() - start


def with_due() -> float:
    """Return the CPU time of all steps, each with quizkit's own due day [s]."""
    from quizkit.memory.due import due_day
    from quizkit.memory.fsrs import Fsrs6
    from quizkit.model import FacetState

    model = Fsrs6()
    answers = [[(rating, float(gap)) for rating, gap in history] for history in histories()]
    start = process_time()
    for number, history in enumerate(answers):
        facet = f"d/f{number}#who"
        state = model.first(history[0][0], 0.0)
        for reviews, (rating, gap) in enumerate(history[1:]):
            state = model.step(state, rating, gap)
            due_day(facet, FacetState(state, 0, None, reviews), model=model)
    return process_time() - start


def py_fsrs(*, fuzz: bool) -> float:
    """Return the CPU time of all steps [s]."""
    import fsrs

    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=fuzz)
    noon = datetime(2020, 1, 1, 12, tzinfo=timezone.utc)  # noqa: UP017 (py-fsrs compares with it)
    answers = []
    for history in histories():
        day, dated = 0, []
        for rating, gap in history:
            day += gap
            dated.append((fsrs.Rating(rating), noon + timedelta(days=day)))
        answers.append((fsrs.Card(card_id=1, due=noon), dated))
    start = process_time()
    for first, history in answers:
        card = first
        for rating, at in history:
            card, _ = scheduler.review_card(card, rating, at)
    return process_time() - start


def fold() -> float:
    """Return the CPU time of folding 100,000 reviews of 10,000 facets [s]."""
    from quizkit.memory.replay import fold as fold_events
    from quizkit.model import Event, EventId
    from tests.memory.logs import START, random_review

    rng, at, prev, events = Random("fold"), START, None, []
    for seq in range(1, ANSWERS + 1):
        at += rng.choice((8_000, 9_000, 20_000, 600_000))
        body = random_review(rng) | {"facet": f"d/f{rng.randrange(10_000)}#who"}
        name = EventId(sha256(str(seq).encode()).hexdigest())
        events.append(Event(1, name, "a", seq, prev, None, at, 420, "mai", "review", body))
        prev = name
    start = process_time()
    fold_events(events)
    return process_time() - start


SIDES = {
    "step": step,
    "step and interval": with_interval,
    "step and due day": with_due,
    "py-fsrs": lambda: py_fsrs(fuzz=False),
    "py-fsrs with fuzz": lambda: py_fsrs(fuzz=True),
    "fold": fold,
}


def run(side: str) -> float:
    """Return what a side takes in a fresh process [s]."""
    argv = [sys.executable, __file__, "--side", side]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(argv, check=True, capture_output=True, text=True, env=environ)
    return float(done.stdout)


def compare(side: str, peer: str, pairs: int) -> str:
    """Return one line: how many times as fast as the peer."""
    timed = [(run(side), run(peer)) for _ in range(pairs + 1)][1:]
    ratios = [theirs / mine for mine, theirs in timed]
    ours = 1e6 * statistics.median(mine for mine, _ in timed) / ANSWERS
    other = 1e6 * statistics.median(theirs for _, theirs in timed) / ANSWERS
    median = statistics.median(ratios)
    word = "met" if median >= STEP_BAR else "MISSED"
    return (
        f"{peer} / {side}: {median:.1f} ({min(ratios):.1f} .. {max(ratios):.1f}), "
        f"bar {STEP_BAR:g} {word}; {ours:.2f} against {other:.2f} us a review"
    )


def main(pairs: int) -> None:
    """Print the figures, with what they were measured on."""
    print(f"Python {platform.python_version()}, fsrs {version('fsrs')}, {pairs} pairs, "
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(compare("step", "py-fsrs", pairs))
    for side in ("step", "step and interval", "step and due day"):
        print(compare(side, "py-fsrs with fuzz", pairs))
    folds = [run("fold") for _ in range(3)]
    word = "met" if statistics.median(folds) < FOLD_BAR else "MISSED"
    print(f"fold of {ANSWERS:,} events: {statistics.median(folds):.2f} s "
          f"({min(folds):.2f} .. {max(folds):.2f}), bar {FOLD_BAR:g} s {word}")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--side"]:
        print(SIDES[sys.argv[2]]())
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 5)
