"""A question that asks several facets is saved as a whole or not at all."""

from pathlib import Path

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.memory.replay import fold
from quizkit.model import Answer, Form, Next, QuestionView
from quizkit.practice.clock import FixedClock
from quizkit.practice.study import Study
from quizkit.session.sitting import Asking, Wish
from quizkit.store.log import Log, open_log
from tests.fault.failing import Failing
from tests.practice.desks import START
from tests.session.test_several import trips

pytestmark = pytest.mark.fault


def study(log: Log, clock: FixedClock, **wish: object) -> Study:
    run = Study([trips()], log, wish=Wish(minutes=0, **wish), clock=clock)
    run.begin()
    return run


def answer(run: Study) -> None:
    asking = run.sitting.screen
    assert isinstance(asking, Asking)
    question = asking.question
    keys = " ".join(str(key + 1) for key in question.keys)
    run.act(Answer(keys or question.answer))


@pytest.mark.parametrize(("sort", "error"), [("write", apsw.FullError), ("sync", apsw.IOError)])
def test_a_match_is_saved_as_a_whole_or_not_at_all(
    tmp_path: Path, sort: str, error: type[apsw.Error]
) -> None:
    vfs, clock = Failing(sort, error), FixedClock(START)
    failed = 0
    with open_log(tmp_path / "me.db", vfs=vfs.called, learner="mai") as log:
        run = study(log, clock)
        while isinstance(run.view, QuestionView):
            answer(run)
            run.act(Next())
        clock.move(days=40)
        run = study(log, clock, form=Form.MATCH, extra="weak")
        for calls in range(12):
            if not isinstance(run.view, QuestionView):
                break
            asking = run.sitting.screen
            assert isinstance(asking, Asking)
            facets = asking.question.facets or (asking.question.facet,)
            before = list(log.events())
            vfs.left = calls % (2 if sort == "sync" else 6)
            try:
                answer(run)
            except StoreError:
                failed += 1
                vfs.left = -1
                assert list(log.events()) == before
                assert run.sitting.screen == asking
                answer(run)
            vfs.left = -1
            written = list(log.events())[len(before) :]
            assert {event.body["facet"] for event in written} == set(facets)
            assert log.memory() == fold(tuple(log.events()))
            run.act(Next())
    assert failed
