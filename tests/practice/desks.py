"""A learner's folder, clock and log for tests of practice."""

from datetime import datetime

import apsw

from quizkit.model import Answer, FeedbackView, Next
from quizkit.practice.clock import FixedClock
from quizkit.practice.study import Study
from quizkit.session.sitting import Wish
from quizkit.store import rows
from quizkit.store.event import encode
from quizkit.store.log import open_log
from quizkit.text import digest
from tests.session.worlds import asker

START = datetime.fromisoformat("2026-06-01T08:00:00+07:00")


class Desk:
    """A learner's folder, clock and log."""

    def __init__(self, folder):
        self.folder = folder
        self.clock = FixedClock(START)
        self.log = open_log(folder / "log.db", learner="mai")

    def study(self, *, fresh=False, count=40, **wish) -> Study:
        run = Study(
            [asker(count)],
            self.log,
            wish=Wish(**{"minutes": 0, **wish}),
            clock=self.clock,
            state=self.folder / "state",
        )
        run.begin(fresh=fresh)
        return run

    def reopen(self) -> None:
        """Go on as after `kill -9`: nothing was closed properly."""
        self.log.close()
        self.log = open_log(self.folder / "log.db", learner="mai")

    @property
    def kept(self):
        return self.folder / "state" / "sitting.json"


def put(path, event) -> None:
    """Write an event as another version of quizkit would: by its canonical bytes."""
    connection = apsw.Connection(str(path))
    data = encode(event)
    event = event._replace(id=digest(data))
    n = rows.insert(connection, event, data)
    rows.put_times(connection, [(n, event.at, True)])
    connection.close()


def go(run: Study, *responses: str) -> None:
    for response in responses:
        assert isinstance(run.act(Answer(response)), FeedbackView)
        run.act(Next())
