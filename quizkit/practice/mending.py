"""A log that a wrong clock wrote into, mended: for every front end in the same words."""

from quizkit.practice import deeds
from quizkit.practice.clock import Clock
from quizkit.store.log import Log


def mended(log: Log, clock: Clock) -> str:
    """Put answers that a wrong clock saved where they belong, and say what came of it.

    Args:
        log: The learner's open log.
        clock: What tells the time.

    Raises:
        StoreError: If it cannot be written.
    """
    done = deeds.mend_clocks(log, clock, stretches=deeds.wrong_clocks(log, clock))
    if not done:
        return "No answer stands out in the log: set this computer's clock right."
    count = sum(deeds.answers_in(log, done))
    return f"Mended: {count:,} answer{'' if count == 1 else 's'} put where they belong."
