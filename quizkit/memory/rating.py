"""From a graded answer to a rating: quizkit rates first, the learner may overrule.

Slow and fast are the learner's own: the logarithm of the time, less what reading and typing take,
against the median and the spread of the last right answers in the same form.
"""

from collections.abc import Sequence
from math import log
from statistics import median
from typing import Final, NamedTuple

from quizkit.model import Form, Rating

MS_A_CHARACTER_SHOWN: Final = 50
"""Time to read a character [ms]."""

MS_A_CHARACTER_TYPED: Final = 150
"""Time to type a character [ms]."""

LEAST_MS: Final = 300
"""No answer is taken to be quicker than this [ms]."""

INTERRUPTED_MS: Final = 60_000
"""A longer answer [ms] was interrupted: it is neither slow nor fast."""

WINDOW: Final = 200
"""Right answers in a form that the learner's pace is taken from."""

FEWEST: Final = 20
"""Right answers in a form below which nobody's pace is known."""

_TYPED_IN: Final = frozenset({Form.TYPED, Form.CLOZE})


class Answer(NamedTuple):
    """A graded answer, as far as its rating needs it.

    Attributes:
        score: How right it was [0..1]; giving up is 0.
        form: How it was asked.
        ms: Time taken [ms].
        shown: Characters shown: stem and options.
        typed: Characters of a typed response, else 0.
        hints: Hints that the learner asked for.
    """

    score: float
    form: Form
    ms: int
    shown: int = 0
    typed: int = 0
    hints: int = 0


def latency(ms: int, *, shown: int, typed: int) -> float:
    """Return the logarithm of the time an answer took, less reading and typing.

    x = ln max(300, ms - 50 * shown - 150 * typed)

    Args:
        ms: Time taken [ms].
        shown: Characters of the stem and the options.
        typed: Characters of a typed response, else 0.

    >>> latency(5000, shown=40, typed=0) == log(3000)
    True
    """
    return log(max(LEAST_MS, ms - MS_A_CHARACTER_SHOWN * shown - MS_A_CHARACTER_TYPED * typed))


def rate(answer: Answer, pace: Sequence[float] = ()) -> Rating:
    """Return the rating of a graded answer.

    Args:
        answer: The answer.
        pace: Latencies (`latency`) of the last 200 right answers in that form; fewer than 20, or
            all of them alike, tell nothing.

    Returns:
        Again below a score of 0.5; Hard if partly right, with a hint or slow; Easy if fast and
        typed; else Good.

    >>> rate(Answer(1.0, Form.CHOICE, 4000)).name
    'GOOD'
    >>> pace = [log(3000 + 10 * n) for n in range(-20, 20)]
    >>> [rate(Answer(1.0, Form.TYPED, ms), pace).name for ms in (1500, 3000, 9000)]
    ['EASY', 'GOOD', 'HARD']
    """
    if answer.score < 0.5:
        return Rating.AGAIN
    if answer.score < 1.0 or answer.hints:
        return Rating.HARD
    return _by_pace(answer, pace)


def _by_pace(answer: Answer, pace: Sequence[float]) -> Rating:
    """Return the rating of a right answer without hints."""
    if len(pace) < FEWEST or answer.ms > INTERRUPTED_MS:
        return Rating.GOOD
    middle = median(pace)
    spread = 1.4826 * median(abs(x - middle) for x in pace)
    x = latency(answer.ms, shown=answer.shown, typed=answer.typed)
    if spread > 0.0 and x > middle + 1.5 * spread:
        return Rating.HARD
    if spread > 0.0 and x < middle - 0.5 * spread and answer.form in _TYPED_IN:
        return Rating.EASY
    return Rating.GOOD
