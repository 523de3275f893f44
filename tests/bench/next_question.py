"""What comes next, with 50,000 facets: `python tests/bench/next_question.py [FACETS] [RUNS]`.

Prints CPU seconds of scoring and ordering so many started facets, of opening the day through the
engine, and of each answer and each next question after that. What depends on the deck alone (its
plans, its tables) is made before; what the first questions add to it is printed as the slowest.
Every run begins without anything that an earlier one remembered about the learner.

Two learners: one who comes every day, so that nothing is long overdue, and one after a break.
"""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from random import Random

from quizkit.memory import due, planner
from quizkit.memory.fsrs import Fsrs6
from quizkit.memory.replay import EMPTY
from quizkit.memory.timeline import learner_day
from quizkit.model import FacetId, FacetState, Memory, State
from quizkit.questions.ask import Asker
from quizkit.session.sitting import Asking, Wish
from tests.bench.planning import deck
from tests.session.worlds import OFF, START, World

OPEN_BAR, NEXT_BAR = 0.25, 0.05
ANSWERS = 100
DAY = learner_day(START, OFF)
MODEL = Fsrs6()
FACETS_A_FACT = 3


def cpu(run: Callable[[], object]) -> float:
    """Return what a call takes [CPU s]."""
    start = time.process_time()
    run()
    return time.process_time() - start


def memory(facets: Sequence[FacetId], key: Callable[[FacetId], str], *, away: bool) -> Memory:
    """Return a memory of nine in ten facets, whose learner has been away or not."""
    rng = Random(f"next:{away}")

    def state(facet: FacetId) -> FacetState:
        kept = State(rng.lognormvariate(3.0, 1.2), min(10.0, max(1.0, rng.gauss(5.5, 2.0))))
        days = rng.randint(1, due.due_in(kept, model=MODEL) + 1) + 30 * away
        return FacetState(
            kept,
            DAY - days,
            START - days * 86_400_000,
            reviews=rng.randint(1, 12),
            key=key(facet),
            stem="Who?",
            form="choice",
        )

    started = {facet: state(facet) for at, facet in enumerate(facets) if at % 10}
    return EMPTY._replace(facets=started, last=START - 86_400_000)


def forget() -> None:
    """Empty what is remembered about a learner."""
    for kept in (due.chance, due._first_call, due._expected, planner._fresh):
        kept.cache_clear()


def scoring(known: Memory) -> float:
    """Return what the planner takes to score and order all facets of a memory [CPU s]."""
    forget()
    outlook = planner.outlook_for(DAY, model=MODEL)
    return cpu(lambda: planner.order(planner.candidates(known.facets, outlook)))


def opening(world: World, known: Memory) -> float:
    """Return what the day's first question takes [CPU s]."""
    forget()
    world.log._memory = known
    return cpu(world.begin)


def answering(world: World) -> tuple[list[float], list[float]]:
    """Return what each answer and each next question take [CPU s]."""
    rng, answers, nexts = Random("answers"), list[float](), list[float]()
    for _ in range(ANSWERS):
        if not isinstance(world.sitting.screen, Asking):
            break
        well = rng.random() < 0.8
        answers.append(cpu(lambda well=well: world.answer(well=well)))
        nexts.append(cpu(world.next))
    return answers, nexts


def told(what: str, seconds: Sequence[float], bar: float) -> str:
    """Return one line: median, least and most, against the bar."""
    median = statistics.median(seconds)
    word = "met" if median < bar else "MISSED"
    return (
        f"{what}: {1000 * median:.1f} ms ({1000 * min(seconds):.1f} .. "
        f"{1000 * max(seconds):.1f}), bar {1000 * bar:g} ms {word}"
    )


def main(count: int, runs: int) -> None:
    """Print the figures, with what they were measured on."""
    asker = Asker(deck(count // FACETS_A_FACT + 20))
    facets = asker.planner.facets[:count]
    loop = cpu(lambda: sum(range(10**7)))
    print(f"Python {platform.python_version()}, {len(facets):,} facets, {runs} runs, "
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
          f"a sum of ten million numbers {loop:.2f} s")  # fmt: skip
    worlds = World(asker, wish=Wish(minutes=0, seed="7"))
    worlds.engine.scope.facets = facets
    key = worlds.engine.scope.key
    for away in (False, True):
        known = memory(facets, key, away=away)
        print("after 30 days away" if away else "every day")
        print("  " + told("scoring and order", [scoring(known) for _ in range(runs)], OPEN_BAR))
        found = [opening(worlds, known) for _ in range(runs + 1)][1:]
        print("  " + told("opening the day", found, OPEN_BAR))
        answers, nexts = answering(worlds)
        print("  " + told("an answer", answers, NEXT_BAR))
        print("  " + told("the next question", nexts, NEXT_BAR))


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(*(given + [50_000, 5][len(given) :]))
