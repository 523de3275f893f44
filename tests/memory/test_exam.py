from random import Random
from statistics import fmean

import pytest

from quizkit.memory.exam import band, exam_plan, open_plan, prospect, quantile
from quizkit.memory.forecast import Basis, Future, Subject
from quizkit.model import FacetState, State

TODAY = 100


def future(count: int = 120, *, exam: int | None = None, started: float = 0.3) -> Future:
    rng, found = Random("exam"), []
    for number in range(count):
        state = FacetState()
        if rng.random() < started:
            kept = State(rng.uniform(1, 30), 5.0)
            state = FacetState(kept, TODAY - rng.randint(1, 9), reviews=2)
        found.append(Subject(f"d/f{number}#{'who' if number % 2 else 'when'}", state, exam))
    return Future(found, Basis(TODAY), seed="7", runs=12)


def test_a_quantile_is_that_of_its_definition() -> None:
    rng = Random("q")
    values = [rng.random() for _ in range(31)]
    for share in (0.0, 0.05, 0.5, 0.95, 1.0):
        found = quantile(values, share)
        assert sum(v < found for v in values) <= share * 30 + 1
        assert sum(v > found for v in values) <= (1 - share) * 30 + 1
    assert band([5.0]) == (5.0, 5.0)


def test_a_plan_holds_together() -> None:
    plan = exam_plan(future(exam=110), exam=110, minutes=6, target=0.8)
    assert (plan.days, len(plan.plan), plan.facets, plan.runs) == (10, 10, 120, 12)
    assert plan.exam == "1970-04-21"
    assert plan.without_study < plan.fewer[1] <= plan.expected <= plan.more[1]
    assert plan.low <= plan.expected <= plan.high
    assert (plan.fewer[0], plan.more[0]) == (4, 10)
    assert plan.kept_60_days < plan.expected
    assert plan.missed_day <= 0.0


def test_the_minutes_that_would_do_do_and_fewer_do_not() -> None:
    found = future(exam=110)
    needed = exam_plan(found, exam=110, minutes=2, target=0.85).needed
    assert needed is not None

    def reached(minutes: float) -> float:
        runs = [found.run(n, [minutes] * 10, watch=[10]).known[0] / 120 for n in range(10)]
        return fmean(score >= 0.85 for score in runs)

    assert reached(needed) >= 0.7
    assert reached(0.7 * needed) < 0.7


def test_a_target_out_of_reach_needs_no_minutes_but_something_else() -> None:
    plan = exam_plan(future(exam=101, started=0.0), exam=101, minutes=5, target=1.0)
    assert plan.needed is None
    assert not plan.is_on_track


def test_what_does_not_fit_is_told_by_role() -> None:
    plan = exam_plan(
        future(exam=103, started=0.0),
        exam=103,
        minutes=5,
        roles={f"d/f{n}#who": "visit.who" for n in range(120)},
    )
    assert {each.role for each in plan.left_out} == {"visit.who", "when"}
    started = sum(day.new for day in plan.plan)
    assert abs(sum(each.facets for each in plan.left_out) - (120 - started)) <= 6


def test_an_exam_today_is_what_is_known_today() -> None:
    plan = exam_plan(future(exam=TODAY), exam=TODAY, minutes=5)
    assert (plan.days, plan.plan) == (0, ())
    assert plan.expected == plan.without_study == plan.more[1]


def test_what_is_used_of_today_is_not_there_any_more() -> None:
    found = future(exam=110)
    all_day, rest = (exam_plan(found, exam=110, minutes=5, used=u).plan for u in (0.0, 5.0))
    assert rest[0].minutes == 0.0
    assert all_day[0].minutes >= 5.0


def test_a_plan_without_an_exam_fans_out() -> None:
    plan = open_plan(future(), minutes=5)
    assert [plan.known[0].day, plan.known[-1].day] == ["1970-04-11", "1970-05-11"]
    assert all(point.low <= point.known <= point.high for point in plan.known)
    assert plan.known[-1].known > plan.without_study
    assert plan.known[0].high - plan.known[0].low < plan.known[-1].high - plan.known[-1].low


def test_a_plan_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="subjects: none"):
        exam_plan(Future([], Basis(TODAY), seed="7"), exam=110, minutes=5)


def test_a_prospect_near_the_target_is_that_of_the_plan() -> None:
    found, minutes = future(exam=110), 6
    near = exam_plan(found, exam=110, minutes=minutes).expected
    plan = exam_plan(found, exam=110, minutes=minutes, target=near)
    seen = prospect(found, exam=110, minutes=minutes, target=near)
    assert seen == (plan.expected, plan.low, plan.high, plan.reached)
    assert seen.is_on_track is plan.is_on_track


@pytest.mark.parametrize(("target", "reached"), [(0.05, 1.0), (1.0, 0.0)])
def test_a_prospect_far_from_the_target_looks_at_few_futures(target, reached, monkeypatch) -> None:
    found, looked = future(exam=110), []
    run = found.run
    monkeypatch.setattr(found, "run", lambda n, *a, **k: looked.append(n) or run(n, *a, **k))
    seen = prospect(found, exam=110, minutes=3, target=target)
    assert (seen.reached, seen.is_on_track) == (reached, reached == 1.0)
    assert looked == [0, 1, 2, 3, 4]


def test_a_prospect_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="subjects: none"):
        prospect(Future([], Basis(TODAY), seed="7"), exam=110, minutes=5)
