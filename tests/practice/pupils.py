"""Pupils of a class, with the events of some days of study, each from the same few numbers."""

from pathlib import Path
from random import Random

from quizkit.model import Answer, FeedbackView, Next, Question, QuestionView
from quizkit.practice.clock import FixedClock
from quizkit.practice.study import Study
from quizkit.practice.told import Told
from quizkit.questions.ask import Asker
from quizkit.session.sitting import Wish
from quizkit.store.log import Log, open_log
from quizkit.store.rows import in_time
from quizkit.store.server.joining import claim
from quizkit.store.server.side import ServerSide
from quizkit.store.sync.exchange import exchange
from quizkit.store.sync.local import LocalSide
from tests.practice.desks import START
from tests.servers import Database


def response(question: Question, rng: Random, skill: float) -> str:
    """Return what somebody answers who knows a share of all."""
    if rng.random() >= skill:
        return "1" if question.options else "no idea"
    if question.options:
        return " ".join(str(at + 1) for at in question.keys)
    return question.answer


def study(  # who, what, how well, how long
    log: Log,
    asker: Asker,
    *,
    skill: float,
    days: int,
    answers: int = 12,
    seconds: float = 20.0,
    ends: int = 0,
) -> FixedClock:
    """Answer some questions on each of some days up to yesterday, and return the clock of today.

    With `ends` it all lies so many days further back.
    """
    clock, rng = FixedClock(START), Random(f"{log.learner}:{skill}")
    clock.move(days=-days - ends)
    for _ in range(days):
        run = Study([asker], log, wish=Wish(minutes=0), clock=clock)
        view = run.begin()
        for _ in range(answers):
            if not isinstance(view, QuestionView):
                break
            clock.move(seconds=seconds)
            answered = run.act(Answer(response(run.sitting.screen.question, rng, skill)))
            view = run.act(Next()) if isinstance(answered, FeedbackView) else answered
        clock.move(minutes=-answers * seconds / 60)
        clock.move(days=1)
    return clock


def told(log: Log) -> Told:
    """Return what a log tells, without the log."""
    rows = sorted((row for row in log.entries() if row.live and row.is_read), key=in_time)
    return Told(log.learner, [(row.t, row.event) for row in rows])


def pupil(folder: Path, name: str, asker: Asker, *, skill: float, days: int, **more: float) -> Log:
    """Return the open log of a pupil who has studied."""
    log = open_log(folder / f"{name}.db", learner=name)
    study(log, asker, skill=skill, days=days, **more)  # type: ignore[arg-type]
    return log


def sync(database: Database, login: str, log: Log) -> None:
    """Bring a pupil's answers to a class server, as a login."""
    with database.connected(login) as connection:
        claim(connection, log.learner)
        exchange(LocalSide(log), ServerSide(connection, log.learner))
