from math import isclose
from random import Random

import pytest

from quizkit.memory.forecast import Basis, Future, Subject
from quizkit.memory.fsrs import Fsrs6
from quizkit.memory.learners import Answered, replayed
from quizkit.memory.planner import Costs, candidates, has_time, order, outlook_for
from quizkit.model import FacetState, Scored, State

MODEL = Fsrs6()
TODAY = 100


def subjects(rng: Random, count: int, *exams: int | None) -> list[Subject]:
    """Facets in every sort of state; several alike, so that ties occur."""
    found = []
    for number in range(count):
        state = FacetState(suspended=rng.random() < 0.05)
        if rng.random() < 0.7:
            memory = State(rng.choice((0.3, 2.3065, 10.0, rng.uniform(1, 200))), rng.choice((5, 9)))
            day = TODAY - rng.choice((0, 1, 1, 3, 10, rng.randint(0, 60)))
            reviews, failed = rng.randint(1, 9), rng.choice((-1, -1, -1, 2))
            scored = rng.choice(((), (Scored(0, 0.9, 0.0, 1.0),)))
            state = state._replace(state=memory, day=day, reviews=reviews, failed_rung=failed)
            state = state._replace(scored=scored)
        costs = tuple(Costs(8.0 + rung, 23.0, 18.3) for rung in range(4))
        found.append(Subject(f"d/f{number}#who", state, rng.choice(exams), costs))
    return found


def by_the_planner(found: list[Subject], minutes: float, offset: float) -> list[str]:
    """The day's order as the planner itself gives it."""
    costs = {each.facet: each.costs for each in found}

    def of(facet, state):
        from quizkit.memory.ladder import rung

        return costs[facet][rung(state.state and state.state.stability, state.failed_rung)]

    asked = []
    to_come = {each.facet: None if (each.exam or 0) < TODAY else each.exam for each in found}
    for exam in dict.fromkeys(to_come.values()):
        group = {each.facet: each.state for each in found if to_come[each.facet] == exam}
        new = sum(not state.suspended and state.state is None for state in group.values())
        outlook = outlook_for(TODAY, exam, model=MODEL)
        if outlook.is_exam and has_time(exam - TODAY, minutes=minutes, new=new):
            outlook = outlook.with_second_looks(offset)
        asked += candidates(group, outlook, costs=of)
    return [each.facet for each in order(asked)]


@pytest.mark.parametrize("exams", [(None,), (107,), (100,), (99,), (None, 103, 131, 90)])
@pytest.mark.parametrize(("minutes", "offset"), [(10.0, 0.0), (0.5, 0.0), (60.0, -0.7)])
@pytest.mark.parametrize("seed", range(4))
def test_the_first_day_is_asked_in_the_planners_own_order(seed, minutes, offset, exams) -> None:
    found = subjects(Random(f"{seed}"), 120, *exams)
    future = Future(found, Basis(TODAY, offset=offset), seed="7", runs=1)
    assert future.first(minutes) == by_the_planner(found, minutes, offset)


def test_the_same_seed_gives_the_same_future_and_another_one_another() -> None:
    found = subjects(Random("7"), 40, None)
    one, same, other = (Future(found, Basis(TODAY), seed=s, runs=2) for s in ("a", "a", "b"))
    assert one.run(1, [10.0] * 5, watch=[5]) == same.run(1, [10.0] * 5, watch=[5])
    assert one.run(1, [10.0] * 5, watch=[5]) != other.run(1, [10.0] * 5, watch=[5])


def test_a_day_ends_with_the_answer_that_crosses_its_minutes() -> None:
    found = [Subject(f"d/f{n}#who") for n in range(200)]
    run = Future(found, Basis(TODAY), seed="7", runs=1).run(0, [10.0, 0.0, 10.0])
    assert [day.new > 0 for day in run.days] == [True, False, True]
    for day in (run.days[0], run.days[2]):
        assert 600.0 <= day.seconds < 600.0 + 23.0


def test_without_study_only_time_goes_by() -> None:
    found = subjects(Random("7"), 60, None)
    future = Future(found, Basis(TODAY), seed="7", runs=1)
    run = future.run(0, (), watch=[0, 30])
    learner = future._learners[0]
    for at, ahead in enumerate((0, 30)):
        known = sum(
            learner.model.recall(s.state.state, float(TODAY + ahead - s.state.day))
            for s in found
            if s.state.state is not None
            and (s.state.failed_rung < 0 or s.state.day < TODAY + ahead)
        )
        assert isclose(run.known[at], known)
    assert run.known[1] < run.known[0]


def test_one_new_facet_of_a_fact_a_day() -> None:
    found = [Subject(f"d/f{n // 4}#{n % 4}") for n in range(40)]
    run = Future(found, Basis(TODAY), seed="7", runs=1).run(0, [60.0] * 5)
    assert [day.new for day in run.days] == [10, 10, 10, 10, 0]


def test_what_may_not_start_today_starts_tomorrow() -> None:
    found = [Subject("d/f#who", is_ready=False)]
    run = Future(found, Basis(TODAY), seed="7", runs=1).run(0, [10.0, 10.0])
    assert [day.new for day in run.days] == [0, 1]


def test_more_minutes_leave_less_out() -> None:
    found = [Subject(f"d/f{n}#who", exam=TODAY + 5) for n in range(300)]
    future = Future(found, Basis(TODAY), seed="7", runs=1)
    left = [len(future.run(0, [m] * 5).left_out) for m in (0, 5, 10, 40)]
    assert left[0] == 300
    assert left == sorted(left, reverse=True)


def test_what_was_answered_is_replayed_for_each_learner() -> None:
    history = [Answered(90, 3), Answered(95, 1, score=0.0), Answered(95, 3)]
    state = FacetState(State(50.0, 5.0), 95, reviews=3)
    future = Future([Subject("d/f#who", state, history=history)], Basis(TODAY), seed="7", runs=9)
    for number, learner in enumerate(future._learners):
        kept = replayed(learner.model, history)[0]
        known = learner.model.recall(kept, 5.0)
        assert abs(future.run(number, (), watch=[0]).known[0] - known) < 0.25
