"""Story: coming back after a break. A sentence, and it is near to what then comes."""

from statistics import median

import pytest

from quizkit.analysis.simulate.learner import draw
from quizkit.analysis.simulate.planned import Planned
from quizkit.analysis.simulate.run import Setting, _study, _Tally
from quizkit.analysis.simulate.truth import Kind, truth_of
from quizkit.memory.backlog import backlog, sentence
from quizkit.memory.forecast import Basis, Future
from quizkit.memory.planner import candidates, outlook_for
from tests.analysis.judge_forecast import MODEL, Recorded

FACTS, BEFORE, AWAY, MINUTES = 900, 25, 21, 10


def back(seed: int) -> tuple[int, int]:
    """What was said after 21 days off, and on which day nothing was below the level any more."""
    learner = draw(f"{seed}", FACTS)
    truth, tally = truth_of(Kind.A, learner), _Tally(FACTS)
    policy = Recorded(Planned(Setting(FACTS, BEFORE, 30)), FACTS)
    for day in range(BEFORE):
        _study(learner, truth, policy, day, 30 * 60.0, tally)
    day = BEFORE + AWAY
    future = Future(policy.subjects(None), Basis(day), seed=f"{seed}", runs=9)
    found = backlog(future, MINUTES)
    assert found is not None
    assert found.days is not None
    assert f"{found.days} days at {MINUTES} minutes" in found.sentence
    for count in range(1, 90):
        _study(learner, truth, policy, day, MINUTES * 60.0, tally)
        states = {s.facet: s.state for s in policy.subjects(None) if s.state.state}
        if not any(c.keeps for c in candidates(states, outlook_for(day, model=MODEL))):
            return found.days, count
        day += 1
    return found.days, 90


@pytest.mark.slow
@pytest.mark.property
@pytest.mark.timeout(240)
def test_after_21_days_off_the_sentence_is_within_3_days_of_what_comes() -> None:
    told = [back(seed) for seed in (1, 2, 3)]
    assert median(abs(said - came) for said, came in told) <= 3, told


def test_who_is_not_behind_gets_no_plan() -> None:
    policy = Recorded(Planned(Setting(50, 5, 20)), 50)
    learner = draw("7", 50)
    truth, tally = truth_of(Kind.A, learner), _Tally(50)
    for day in range(5):
        _study(learner, truth, policy, day, 1200.0, tally)
    future = Future(policy.subjects(None), Basis(5), seed="7", runs=3)
    assert backlog(future, 20) is None


def test_the_sentence() -> None:
    assert sentence(71.0, 100, 25, days=1, new_again=1) == (
        "You still know about 71 % (71 of 100). 1 day at 25 minutes brings you back; "
        "new facets start again on day 1."
    )
    assert sentence(71.0, 100, 5, days=None, new_again=None) == (
        "You still know about 71 % (71 of 100). "
        "With 5 minutes a day it takes more than 120 days to come back."
    )
