"""What minutes a day bring: the plan of an exam, or of the days to come."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from quizkit.api import arguments
from quizkit.api.deck import Deck, decks_of
from quizkit.api.log import Log, open_log
from quizkit.errors import ArgumentError
from quizkit.model import ExamPlan, OpenPlan
from quizkit.practice.clock import Clock, moment

_EPOCH = date(1970, 1, 1).toordinal()


def plan(  # noqa: PLR0913  # whose plan, over what, until when, each by its own name
    deck: Deck | Sequence[Deck],
    log: "str | Path | Log | None" = None,
    *,
    exam: date | str | None = None,
    minutes: int = 10,
    tags: Collection[str] = (),
    target: float = 0.9,
    runs: int = 40,
    clock: Clock | None = None,
) -> ExamPlan | OpenPlan:
    """Look ahead: the planner is run forward with learners who answer as this one does.

    Args:
        deck: One deck, or several.
        log: The answers so far: a file, an open log, or None for somebody who begins.
        exam: The day to be ready for, as a date or YYYY-MM-DD; None: 30 days without an exam.
        minutes: Minutes a day [1..1440].
        tags: Only facts with one of these; all if empty.
        target: The score wanted [0..1].
        runs: How many possible futures are looked at [>= 1].
        clock: What tells the time; the system's where not given.

    Returns:
        An `ExamPlan` with an exam, an `OpenPlan` without one; frozen values.

    Raises:
        StoreError: If the log cannot be read.
        ArgumentError: If there is nothing to ask, the exam is over, or a number is out of range.

    >>> from datetime import datetime
    >>> from quizkit.api.deck import load
    >>> from quizkit.practice.clock import FixedClock
    >>> clock = FixedClock(datetime.fromisoformat("2026-06-01T08:00:00+07:00"))
    >>> soon = plan(load("spaced-learning"), exam="2026-06-05", minutes=5, runs=4, clock=clock)
    >>> soon.days, 0.0 == soon.without_study < soon.expected <= 1.0
    (4, True)
    """
    from quizkit.practice import planning  # SQLite only when needed

    _check(minutes, target, runs)
    arguments.several("tags", tags, "war")
    clock = arguments.clocked(clock)
    decks = decks_of(deck)
    day = None if exam is None else exam_day(exam, moment(clock).day)
    handle = open_log(log) if isinstance(log, str | Path) else log
    try:
        scene = planning.look(
            [each.asker for each in decks],
            None if handle is None else handle.readable(),
            clock,
            tags=tags,
            exam=day,
            runs=runs,
        )
    finally:
        if handle is not None and handle is not log:
            handle.close()
    if not scene.future.subjects:
        arguments.known_tags(tags, [each.asker for each in decks])
        message = "there is nothing to ask; `deck.check()` says why"
        raise ArgumentError(message, "deck")
    if day is None:
        return planning.open_plan(scene, minutes)
    return planning.exam_plan(scene, day, minutes, target=target)


def _check(minutes: int, target: float, runs: int) -> None:
    arguments.whole("minutes", minutes, 1, 1440)
    arguments.number("target", target, 0.0, 1.0)
    arguments.whole("runs", runs, 1, 10_000)


def exam_day(exam: date | str, today: int) -> int:
    """Return the number of the learner-day of an exam.

    Args:
        exam: The day, as a date or YYYY-MM-DD.
        today: Number of the learner-day.

    Raises:
        ArgumentError: If it is no day, or is over.

    >>> exam_day("2026-06-05", 20605)
    20609
    """
    try:
        found = date.fromisoformat(exam) if isinstance(exam, str) else exam
        day = found.toordinal() - _EPOCH
    except (ValueError, AttributeError):
        raise ArgumentError.of("exam", exam, "a day, as a date or YYYY-MM-DD") from None
    if day < today:
        message = f"exam is {found}, which is over; wanted today or later"
        raise ArgumentError(message, "exam")
    return day
