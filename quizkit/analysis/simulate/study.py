"""Many learners, each following every policy of a study; on several processes if wanted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

from quizkit.analysis.simulate.learner import draw
from quizkit.analysis.simulate.policies import make
from quizkit.analysis.simulate.run import Outcome, Setting, simulate
from quizkit.analysis.simulate.truth import Kind


class Task(NamedTuple):
    """One learner, for all policies of a study.

    Attributes:
        setting: What is to be learned.
        kind: Which truth.
        policies: Names of the policies.
        seed: The learner's text.
    """

    setting: Setting
    kind: Kind
    policies: tuple[str, ...]
    seed: str


def perform(task: Task) -> tuple[Outcome, ...]:
    """Return what comes of each policy, in the order of their names.

    >>> task = Task(Setting(5, 2, 1.0), Kind.A, ("planner", "sm2-20"), "7")
    >>> [outcome.started for outcome in perform(task)]
    [5, 5]
    """
    learner = draw(task.seed, task.setting.facts)
    return tuple(
        simulate(learner, task.kind, make(name, task.setting, seed=task.seed), task.setting)
        for name in task.policies
    )


def perform_all(
    tasks: Sequence[Task], *, workers: int = 1, progress: Callable[[int, int], None] | None = None
) -> list[tuple[Outcome, ...]]:
    """Return the outcomes of many tasks, in their order, whatever the number of workers.

    Args:
        tasks: What to do.
        workers: Processes [>= 1].
        progress: Called after each task with how many are done, and how many there are.
    """
    found = []
    for outcomes in _performed(tasks, workers):
        found.append(outcomes)
        if progress is not None:
            progress(len(found), len(tasks))
    return found


def _performed(tasks: Sequence[Task], workers: int) -> Iterator[tuple[Outcome, ...]]:
    if workers <= 1 or len(tasks) <= 1:
        yield from map(perform, tasks)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield from pool.map(perform, tasks, chunksize=2)
    finally:
        pool.shutdown(cancel_futures=True)


def column(outcomes: Iterable[Sequence[Outcome]], place: int) -> list[Outcome]:
    """Return what came of one policy, learner by learner."""
    return [each[place] for each in outcomes]
