"""Simulated learners: what is drawn, what is true, what policies do, what is counted."""

from collections import Counter
from math import exp, isclose, log
from random import Random
from statistics import fmean, median, stdev

import pytest

from quizkit.analysis.simulate.learner import (
    BREAK_DAYS,
    DRAWS,
    FIRST_RATINGS,
    RIGHT_RATINGS,
    Attendance,
    attends,
    draw,
    first_rating,
    right_rating,
)
from quizkit.analysis.simulate.policies import BASELINES, POLICIES, make
from quizkit.analysis.simulate.run import Setting, simulate
from quizkit.analysis.simulate.schedulers import BOX_DAYS, FsrsDates, Leitner, Sm2
from quizkit.analysis.simulate.study import Task, perform, perform_all
from quizkit.analysis.simulate.truth import ActrTruth, FsrsTruth, Kind
from quizkit.memory.calibration import offset
from quizkit.memory.fsrs import BOUNDS, DEFAULT_WEIGHTS, recall
from quizkit.memory.planner import candidates, has_time, order, outlook_for
from quizkit.model import FacetState

SMALL = Setting(30, 10, 3.0)


def test_a_learner_is_a_function_of_the_text() -> None:
    assert draw("7", 5) == draw("7", 5)
    assert draw("7", 5).weights == draw("7", 9).weights
    assert draw("7", 5).thresholds == draw("7", 9).thresholds[:5]
    assert draw("7", 5).weights != draw("8", 5).weights
    assert len(draw("7", 5).draws) == 5 * DRAWS


def test_weights_lie_in_their_bounds_around_the_defaults() -> None:
    drawn = [draw(str(n), 1).weights for n in range(400)]
    for weights in drawn:
        assert all(low <= w <= high for w, (low, high) in zip(weights, BOUNDS, strict=True))
        assert list(weights[:4]) == sorted(weights[:4])
    for place in (4, 8, 10, 14):
        assert abs(median(w[place] for w in drawn) - DEFAULT_WEIGHTS[place]) < 0.15
    spread = stdev(log(weights[2]) for weights in drawn)
    assert 1.0 < spread < 1.5
    first, good = ([log(weights[place]) for weights in drawn] for place in (1, 3))
    both = fmean((a - fmean(first)) * (b - fmean(good)) for a, b in zip(first, good, strict=True))
    assert both / stdev(first) / stdev(good) > 0.4, "who remembers long remembers all long"


def test_facets_differ_as_they_should() -> None:
    learner = draw("7", 4000)
    assert abs(stdev(map(log, learner.ease)) - 0.5) < 0.03
    assert abs(stdev(learner.thresholds) - 0.3) < 0.02
    middles = [fmean(draw(str(n), 50).thresholds) for n in range(300)]
    assert abs(fmean(middles) + 1.5) < 0.06
    assert abs(stdev(middles) - 0.3) < 0.04


@pytest.mark.parametrize(
    ("rate", "shares"), [(first_rating, FIRST_RATINGS), (right_rating, (0.0, *RIGHT_RATINGS))]
)
def test_ratings_come_as_often_as_they_should(rate, shares) -> None:
    count = Counter(rate(n / 10_000) for n in range(10_000))
    assert [round(count[rating] / 10_000, 3) for rating in (1, 2, 3, 4)] == list(shares)


def test_days_off() -> None:
    assert attends("7", Attendance.FULL, 90) == [True] * 90
    away = attends("7", Attendance.BREAK, 90)
    assert (away.count(False), away.index(False)) == (BREAK_DAYS, 30)
    often = attends("7", Attendance.ABSENT, 4000)
    assert abs(often.count(False) / 4000 - 0.15) < 0.02
    assert often == attends("7", Attendance.ABSENT, 4000) != attends("8", Attendance.ABSENT, 4000)


def test_truth_a_is_fsrs_with_its_own_weights() -> None:
    learner = draw("7", 2)
    truth = FsrsTruth(learner)
    truth.meet(1, 3, 0.0, 3)
    stability = learner.weights[2] * learner.ease[1]
    assert isclose(truth.recall(1, 8, 0.0), recall(5.0, stability, decay=learner.weights[20]))
    assert isclose(truth.known(8), truth.recall(1, 8, 0.0))
    truth.answer(1, 8, 0.0, 3)
    assert truth.recall(1, 9, 0.0) > recall(6.0, stability, decay=learner.weights[20])


def test_truth_b_is_the_published_activation() -> None:
    learner = draw("7", 1)
    truth = ActrTruth(learner)
    truth.meet(0, 0, 0.0, 1)
    day = 86_400.0
    one = (0.025 * 2 * day) ** -0.177
    chance = 1.0 / (1.0 + exp((learner.thresholds[0] - log(one)) / 0.255))
    assert isclose(truth.recall(0, 2, 0.0), chance)
    truth.answer(0, 2, 0.0, 1)
    both = (0.025 * 5 * day) ** -0.177 + (0.025 * 3 * day) ** -(0.217 * one + 0.177)
    chance = 1.0 / (1.0 + exp((learner.thresholds[0] - log(both)) / 0.255))
    assert isclose(truth.recall(0, 5, 0.0), chance)
    assert isclose(truth.known(5), chance)


def test_in_truth_b_the_same_minute_counts_as_a_minute() -> None:
    truth = ActrTruth(draw("7", 1))
    truth.meet(0, 0, 0.0, 3)
    assert truth.recall(0, 0, 1.0) == truth.recall(0, 0, 2000.0)
    assert truth.recall(0, 0, 1.0) > truth.recall(0, 0, 4000.0)


def test_in_truth_b_about_six_in_ten_are_known_after_a_day() -> None:
    rng = Random("7")
    thresholds = tuple(rng.gauss(-1.5, 0.42) for _ in range(4000))
    truth = ActrTruth(draw("7", 1)._replace(thresholds=thresholds))
    for facet in range(4000):
        truth.meet(facet, 0, 0.0, 3)
    assert 0.55 < truth.known(1) / 4000 < 0.65


def test_sm2_as_in_anki() -> None:
    def days(*answers: tuple[int, int]) -> list[int]:
        rule = Sm2()
        return [rule.after(0, day, rating, 0.0)[0] for day, rating in answers]

    assert days((0, 3)) == days((0, 1)) == [1]
    assert days((0, 4)) == [4]
    assert days((0, 3), (1, 3), (4, 3)) == [1, 3, 8]
    assert days((0, 3), (1, 2), (3, 3)) == [1, 2, 5]
    assert days((0, 3), (1, 4)) == [1, 4]
    assert days((0, 3), (1, 3), (4, 1), (5, 3)) == [1, 3, 1, 3]
    assert days((0, 3), (5, 3)) == [1, 8], "four days late, half of them count"


def test_the_ease_of_sm2_has_a_floor() -> None:
    rule = Sm2()
    for day in range(20):
        rule.after(0, day, 1, 0.0)
    days, day = [1], 20
    while days[-1] < 60:
        days.append(rule.after(0, day, 3, 0.0)[0])
        day += days[-1]
    assert abs(days[-1] / days[-2] - 1.3) < 0.02


def test_fsrs_dates_and_boxes() -> None:
    assert [FsrsDates(0.9).after(0, 0, rating, 0.0)[0] for rating in (1, 2, 3, 4)] == [1, 1, 2, 8]
    assert FsrsDates(0.8).after(0, 0, 3, 0.0)[0] == 8
    boxes = Leitner()
    assert [boxes.after(0, 0, rating, 0.0)[0] for rating in (3, 3, 3, 1, 3)] == [1, 2, 4, 1, 2]
    assert [boxes.after(0, 0, 3, 0.0)[0] for _ in range(9)][-1] == BOX_DAYS[-1]


@pytest.mark.parametrize("name", [name for name in BASELINES if not name.startswith("random")])
def test_baselines_ask_what_is_due_and_nothing_twice(name) -> None:
    policy, rng, due = make(name, Setting(40, 1, 1.0)), Random(name), set()
    for day in range(30):
        seen = []
        for facet in policy.open(day):
            seen.append(facet)
            policy.learn(facet, day, rng.choice((1, 3, 3, 4)), 0.0)
            if len(seen) >= 12:
                break
        assert len(seen) == len(set(seen))
        due |= set(seen)
    assert due == set(range(40))


def test_the_three_ways_of_starting() -> None:
    def second_day(name: str) -> list[int]:
        policy = make(name, Setting(60, 1, 1.0))
        for place, facet in enumerate(policy.open(0)):
            policy.learn(facet, 0, 1, 0.0)
            if place == 9:
                break
        return list(policy.open(1))

    assert second_day("sm2-reviews") == [*range(10), *range(10, 60)]
    assert second_day("sm2-new") == [*range(10, 60), *range(10)]
    assert second_day("sm2-20") == [*range(10, 30), *range(10)]


@pytest.mark.parametrize("exam", [None, 25])
@pytest.mark.parametrize("has_ladder", [True, False])
def test_the_policy_asks_in_the_planners_own_order(exam, has_ladder) -> None:
    setting = Setting(60, 25, 10.0, is_exam=exam is not None)
    policy = make("planner" if has_ladder else "planner-without-ladder", setting)
    rng = Random(f"{exam}{has_ladder}")
    for day in range(25):
        outlook = outlook_for(day, exam, model=policy._model)
        states = {name: policy._states.get(name, FacetState()) for name in policy._ids}
        new = sum(state.state is None for state in states.values())
        if exam and has_time(exam - day, minutes=10.0, new=new):
            outlook = outlook.with_second_looks(offset(policy._scored))
        wanted = order(candidates(states, outlook))
        assert policy.ordered(day) == wanted
        for candidate in wanted[: rng.randrange(15)]:
            facet = policy._numbers[candidate.facet]
            policy.learn(facet, day, rng.choice((1, 2, 3, 3, 4)), policy.guess(facet))
    assert len(policy._states) == 60


def test_second_looks_come_first_while_there_is_time_for_what_is_new() -> None:
    def second_day(name: str, minutes: float) -> list[int]:
        policy = make(name, Setting(60, 10, minutes, is_exam=True))
        for place, facet in enumerate(policy.open(0)):
            policy.learn(facet, 0, (1, 3)[place % 2], 1 / 3)
            if place == 9:
                break
        return list(policy.open(1))

    without = "planner-without-second-looks"
    assert set(second_day("planner", 5.0)[:5]) == {0, 2, 4, 6, 8}, "those that were not known"
    assert second_day("planner", 1.0) == second_day(without, 1.0)
    assert second_day(without, 5.0)[:5] == [10, 11, 12, 13, 14]


def test_who_remembers_well_needs_no_second_look() -> None:
    policy = make("planner", Setting(60, 10, 50.0, is_exam=True))
    for facet in range(30):
        policy.learn(facet, 0, 3, 0.0)
    for facet in range(20):
        policy.learn(facet, 1, 1, 0.0)
    assert set(list(policy.open(2))[:10]) == set(range(20, 30)), "forgets sooner than expected"
    policy = make("planner", Setting(60, 10, 50.0, is_exam=True))
    for facet in range(30):
        policy.learn(facet, 0, 3, 0.0)
    for facet in range(20):
        policy.learn(facet, 1, 3, 0.0)
    assert list(policy.open(2))[:10] == list(range(30, 40))


def test_the_ladder_is_a_chance_to_guess_and_nothing_else() -> None:
    policy = make("planner", SMALL)
    assert policy.guess(0) == 1 / 3
    policy.learn(0, 0, 3, 1 / 3)
    policy.learn(0, 3, 3, 1 / 3)
    assert policy.guess(0) == 1 / 4
    policy.learn(0, 20, 1, 1 / 4)
    assert policy.guess(0) == 1 / 3
    for day in (30, 60, 120):
        policy.learn(0, day, 3, policy.guess(0))
    assert policy.guess(0) == 0.0
    assert make("planner-without-ladder", SMALL).guess(0) == 0.0


def test_a_guess_teaches_nothing_and_saves_no_time() -> None:
    class Always:
        """Asks one facet a day, always by the same chance to guess."""

        def __init__(self, chance: float) -> None:
            self.chance = chance

        def open(self, day):
            return iter([0])

        def guess(self, facet):
            return self.chance

        def learn(self, facet, day, rating, guess):
            return None

        def belief(self, day):
            return None

    learner, setting = draw("7", 1), Setting(1, 12, 1.0)
    for kind in Kind:
        plain, lucky = (simulate(learner, kind, Always(g), setting) for g in (0.0, 0.999))
        assert plain._replace(right=0) == lucky._replace(right=0)
        assert lucky.right >= plain.right


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("kind", Kind)
def test_every_policy_runs_and_its_figures_are_shares(name, kind) -> None:
    (found,) = perform(Task(SMALL, kind, (name,), "7"))
    for share in (found.exam, found.later, found.known, found.right):
        assert 0.0 <= share <= 1.0
    assert 0.0 < found.minutes <= SMALL.minutes + 33.79 / 60
    assert found.started <= 30
    assert found.back is None


def test_a_break_is_made_good() -> None:
    setting = Setting(60, 90, 10.0, attendance=Attendance.BREAK)
    (found,) = perform(Task(setting, Kind.A, ("planner",), "7"))
    assert found.back is not None
    assert 0 <= found.back < 30


def test_more_minutes_give_more() -> None:
    few, many = (
        perform(Task(Setting(200, 14, minutes, is_exam=True), Kind.B, ("planner",), "7"))[0]
        for minutes in (4.0, 12.0)
    )
    assert many.exam > few.exam + 0.1


def test_the_same_whatever_the_number_of_workers() -> None:
    tasks = [Task(SMALL, kind, ("planner", "random-20"), str(n)) for n in range(3) for kind in Kind]
    seen: list[tuple[int, int]] = []
    alone = perform_all(tasks, progress=lambda done, total: seen.append((done, total)))
    assert alone == perform_all(tasks, workers=2)
    assert seen == [(n + 1, 6) for n in range(6)]


def test_an_unknown_policy_is_named() -> None:
    with pytest.raises(ValueError, match='policy is "sm3", want one of planner, '):
        make("sm3", SMALL)


def test_the_planner_beats_chance() -> None:
    ours, random = perform(
        Task(Setting(200, 14, 8.0, is_exam=True), Kind.A, ("planner", "random-new"), "3")
    )
    assert ours.exam > random.exam
