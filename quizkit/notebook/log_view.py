"""A log at the end of a cell: whose it is, how many answers, when the last one was."""

from collections.abc import Iterator
from pathlib import Path

from quizkit.errors import StoreError
from quizkit.memory.timeline import learner_day
from quizkit.notebook.blocks import Block, Line
from quizkit.notebook.marks import counted
from quizkit.session.exams import day_text
from quizkit.store.log import Log
from quizkit.text import visible


def blocks(path: Path, log: Log | None) -> Iterator[Block]:
    """Yield what is shown of a log.

    Args:
        path: Its file.
        log: The log, open; None: there is no file yet.
    """
    yield Line(str(path), "Log", strong=True)
    if log is None:
        yield Line("Nothing is in it yet: the file is made at the first answer.")
        return
    states = [state for state in log.memory().facets.values() if state.reviews]
    answers = sum(state.reviews for state in states)
    facets = counted(len(states), "facet")
    last = f", the last on {_last(log)}" if answers else ""
    yield Line(f"{counted(answers, 'answer')} to {facets}{last}.")
    yield Line(log.learner, "Learner", small=True)


def one_line(path: Path, log: Log | None) -> str:
    """Return a log in one line: its file, how many answers, the day of the last.

    Args:
        path: Its file.
        log: The log, open; None: there is no file, or it is not open.
    """
    name = visible(str(path))
    if log is None:
        return f"<Log {name}>"
    try:
        answers = sum(state.reviews for state in log.memory().facets.values())
        last = f", the last on {_last(log)}" if answers else ""
    except StoreError:  # one line is to be had of any log, a damaged one too
        return f"<Log {name}>"
    return f"<Log {name}: {counted(answers, 'answer')}{last}>"


def _last(log: Log) -> str:
    """Return the learner-day of the newest answer, or "-"."""
    for time, event in log.newest("review"):
        return day_text(learner_day(time, event.off))
    return "-"
