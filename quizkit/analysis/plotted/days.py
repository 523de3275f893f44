"""Answers and minutes of each learner-day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from quizkit.analysis.plotted.reading import Answered
from quizkit.session.exams import day_text


class AnsweredOn(NamedTuple):
    """What was answered on a learner-day.

    Attributes:
        day: The learner-day, YYYY-MM-DD.
        right: Answers that were wholly right, slips of spelling included.
        partly: Answers that were at least half right.
        wrong: All others.
        minutes: Time to answer, summed [minutes].
    """

    day: str
    right: int
    partly: int
    wrong: int
    minutes: float


class SpentOn(NamedTuple):
    """What was answered in one form on a learner-day.

    Attributes:
        day: The learner-day, YYYY-MM-DD.
        form: The form.
        answers: How many.
        minutes: Time to answer, summed [minutes].
        seconds: Time to answer, mean [s].
    """

    day: str
    form: str
    answers: int
    minutes: float
    seconds: float


def days(answers: Iterable[Answered], *, today: int, most: int) -> tuple[AnsweredOn, ...]:
    """Return the newest learner-days, oldest first; none before the first answer.

    Args:
        answers: The live answers.
        today: Number of the learner-day.
        most: How many days, today the last [>= 1].

    >>> told = [Answered(9, "d/f#who", "typed", 1.0, 6.0), Answered(10, "d/f#who", "typed", 0, 9)]
    >>> [(each.day, each.right, each.wrong) for each in days(told, today=11, most=30)]
    [('1970-01-10', 1, 0), ('1970-01-11', 0, 1), ('1970-01-12', 0, 0)]
    """
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    seconds: dict[int, float] = defaultdict(float)
    for answer in answers:
        if today - most < answer.day <= today:
            counts[answer.day][answer.outcome] += 1
            seconds[answer.day] += answer.seconds
    if not counts:
        return ()
    return tuple(
        AnsweredOn(
            day_text(day),
            right=counts[day]["right"],
            partly=counts[day]["partly"],
            wrong=counts[day]["wrong"],
            minutes=seconds[day] / 60.0,
        )
        for day in range(min(counts), today + 1)
    )


def spent(answers: Iterable[Answered], *, today: int, most: int) -> tuple[SpentOn, ...]:
    """Return the time of the newest learner-days by form; days and forms without an answer not.

    Args:
        answers: The live answers.
        today: Number of the learner-day.
        most: How many days, today the last [>= 1].

    >>> told = [Answered(9, "d/f#who", "typed", 1.0, 6.0), Answered(9, "d/g#who", "typed", 0, 9)]
    >>> spent(told, today=9, most=30)
    (SpentOn(day='1970-01-10', form='typed', answers=2, minutes=0.25, seconds=7.5),)
    """
    found: dict[tuple[int, str], list[float]] = defaultdict(list)
    for answer in answers:
        if today - most < answer.day <= today:
            found[answer.day, answer.form].append(answer.seconds)
    return tuple(
        SpentOn(day_text(day), form, len(times), sum(times) / 60.0, sum(times) / len(times))
        for (day, form), times in sorted(found.items())
    )
