"""How a class does: by the same fold and forecast as a pupil's own."""

import pytest

from quizkit.memory.exam import Prospect
from quizkit.model import Draft, FacetId
from quizkit.practice import classes, planning
from quizkit.practice.class_facts import Failing
from quizkit.practice.class_words import advice, heading, legend, shown, summary, track
from quizkit.practice.classes import ClassReport, Goal, Progress, Pupil, day_number, report
from quizkit.practice.clock import FixedClock, moment
from quizkit.practice.told import Told, read
from quizkit.store.event import encode
from quizkit.store.take import Offered
from tests.practice.desks import START
from tests.practice.pupils import pupil, told
from tests.session.worlds import asker

EXAM = day_number(START.date()) + 7
GOAL = Goal("trips", "Trips", exam=EXAM)


@pytest.fixture(scope="module")
def trips():
    return asker(8)


@pytest.fixture(scope="module")
def logs(tmp_path_factory, trips):
    """Five pupils: all start wrong, and differ in how much they know."""
    folder, skills = tmp_path_factory.mktemp("class"), (0.2, 0.3, 0.3, 0.4, 1.0)
    found = [
        pupil(folder, f"p{at}", trips, skill=skill, days=4, answers=8)
        for at, skill in enumerate(skills)
    ]
    yield found
    for log in found:
        log.close()


@pytest.fixture(scope="module")
def found(logs, trips) -> ClassReport:
    pupils = [Pupil(log.learner, told(log)) for log in logs]
    return report(trips, GOAL, [Pupil("z-new"), *pupils], FixedClock(START), runs=4)


def test_events_alone_tell_what_the_log_tells(logs) -> None:
    for log in logs:
        one = told(log)
        assert one.memory() == log.memory()
        assert one.newest("review", 3) == log.newest("review", 3)
        assert one.newest("review", -1) == log.newest("review", -1)
        assert one.last("sitting") == log.last("sitting")
        facet = log.newest("review")[0][1].body["facet"]
        assert one.moments_of(facet) == log.moments_of(facet)


def test_events_from_a_server_are_folded_as_everybodys(logs) -> None:
    log = logs[0]
    offered = [Offered(each.id, encode(each)) for each in log.events()]
    again, damaged = read(log.learner, [*reversed(offered), *offered])
    assert damaged == 0
    assert again.memory() == log.memory()
    assert again.moments == told(log).moments


def test_what_is_no_event_or_somebody_elses_is_left_out_and_counted(logs) -> None:
    mine, other = ([Offered(e.id, encode(e)) for e in log.events()] for log in logs[:2])
    spoilt = [Offered(mine[0].id, mine[0].data + b" "), *mine[1:], *other[:3]]
    again, damaged = read(logs[0].learner, spoilt)
    assert damaged == 4
    assert {event.learner for _, event in again.moments} == {"p0"}


def test_undone_answers_do_not_count(logs, trips, tmp_path) -> None:
    log = pupil(tmp_path, "undoes", trips, skill=1.0, days=1, answers=4)
    newest = log.newest("review")[0][1]
    at = newest.at + 1000
    log.append([Draft("undo", {"targets": [newest.id]})], at=at, off=420)
    offered = [Offered(each.id, encode(each)) for each in log.events()]
    again = read("undoes", offered)[0]
    made = report(trips, GOAL, [Pupil("u", again)], FixedClock(START), runs=2)
    assert made.pupils[0].answers == 3
    log.close()


def test_pupils_stand_by_login_with_their_figures(found, logs) -> None:
    assert [each.login for each in found.pupils] == ["p0", "p1", "p2", "p3", "p4", "z-new"]
    best, new = found.pupils[4], found.pupils[5]
    assert best.answers == logs[4].count() - 4  # four sittings
    assert best.last_day == "2026-05-31"
    assert best.week_minutes == pytest.approx(best.answers * 20 / 60)
    assert best.daily_minutes == pytest.approx(best.week_minutes / 4)
    assert new == Progress("z-new")
    assert found.facets == 24
    assert len(found.begun) == 5


def test_known_is_what_the_pupils_own_plan_says(found, logs, trips) -> None:
    for log, each in zip(logs, found.pupils, strict=False):
        scene = planning.look([trips], log, FixedClock(START), runs=1, exam=EXAM)
        assert each.known == scene.known / 24


def test_the_forecast_is_that_of_the_pupils_own_planner(found, logs, trips) -> None:
    log, each = logs[4], found.pupils[4]
    scene = planning.look(
        [trips], log, FixedClock(START), runs=4, exam=EXAM, candidates=classes.CANDIDATES
    )
    minutes = each.daily_minutes
    days = EXAM - moment(FixedClock(START)).day
    scores = [scene.future.run(n, [minutes] * days, watch=[days]).known[0] / 24 for n in range(4)]
    assert each.prospect.expected == pytest.approx(sum(scores) / 4)


def test_who_knows_more_is_expected_to_know_more(found) -> None:
    assert found.pupils[4].prospect.expected > found.pupils[0].prospect.expected + 0.05


def test_no_habit_no_forecast(trips, tmp_path) -> None:
    log = pupil(tmp_path, "fresh", trips, skill=1.0, days=2, answers=6)
    made = report(trips, GOAL, [Pupil("f", told(log))], FixedClock(START), runs=2)
    assert made.pupils[0].prospect is None
    assert made.pupils[0].daily_minutes is None
    assert track(made.pupils[0]) == "too early"
    assert "too early" in " ".join(summary(made))
    log.close()


def test_an_exam_that_is_over_gets_no_forecast(logs, trips) -> None:
    past = GOAL._replace(exam=day_number(START.date()) - 1)
    made = report(trips, past, [Pupil("p", told(logs[0]))], FixedClock(START), runs=2)
    assert made.pupils[0].prospect is None
    assert heading(made).endswith("over.")


@pytest.mark.parametrize(
    ("body", "accepted"),
    [
        ({"deck": "trips", "tags": [], "date": "2026-06-08"}, 15),
        ({"deck": "", "tags": [], "date": "2026-06-08"}, 15),
        ({"deck": "trips", "tags": [], "date": "2026-06-09"}, None),
        ({"deck": "trips", "tags": ["other"], "date": "2026-06-08"}, None),
        ({"deck": "rivers", "tags": [], "date": "2026-06-08"}, None),
    ],
)
def test_an_exam_is_accepted_by_its_day_and_scope(body, accepted, trips, tmp_path) -> None:
    log = pupil(tmp_path, "takes", trips, skill=1.0, days=1, answers=2)
    log.append([Draft("exam", {**body, "minutes": 15})], at=int(START.timestamp() * 1000), off=420)
    made = report(trips, GOAL, [Pupil("t", told(log))], FixedClock(START), runs=2)
    assert made.pupils[0].accepted == accepted
    log.close()


def test_what_most_fail_is_told_and_what_one_fails_is_not(found) -> None:
    assert found.failing
    for each in found.failing:
        assert max(each.lapsed, each.agreed) >= 2
        assert each.tested <= each.asked <= 5
        assert each.lapsed <= each.tested
    faults = [each.is_fault for each in found.failing]
    assert faults == sorted(faults, reverse=True)


def test_one_pupil_alone_says_nothing_of_a_fact(logs, trips) -> None:
    made = report(trips, GOAL, [Pupil("p", told(logs[0]))], FixedClock(START), runs=2)
    assert made.failing == ()


def test_only_facts_with_the_tags_count(logs, trips) -> None:
    made = report(
        trips, GOAL._replace(tags=("none",)), [Pupil("p", told(logs[0]))], FixedClock(START)
    )
    assert (made.facets, made.pupils[0].answers, made.pupils[0].prospect) == (0, 0, None)
    assert made.pupils[0].known == 0.0


def test_progress_is_told_after_each_pupil(logs, trips) -> None:
    seen: list[tuple[int, int]] = []
    pupils = [Pupil(log.learner, told(log)) for log in logs[:2]]
    report(
        trips, GOAL, pupils, FixedClock(START), runs=2, tick=lambda done, n: seen.append((done, n))
    )
    assert seen == [(1, 2), (2, 2)]


def test_the_same_events_give_the_same_report(logs, trips) -> None:
    pupils = [Pupil(log.learner, told(log)) for log in logs[:2]]
    one, two = (report(trips, GOAL, each, FixedClock(START), runs=2) for each in (pupils, pupils))
    assert one == two


FAILS = Failing(FacetId("d/f#leader"), "Who led it?", "Ann", asked=5, tested=5, lapsed=0)


@pytest.mark.parametrize(
    ("each", "is_fault", "told_"),
    [
        (FAILS._replace(lapsed=3), True, "3 of 5 mostly miss it on later days: look whether "),
        (FAILS._replace(lapsed=2), False, "2 of 5 mostly miss it on later days."),
        (FAILS._replace(other="Bo", agreed=3), True, "3 of 5 answer Bo, right is Ann: teach the"),
        (FAILS._replace(other="Bo", agreed=2), False, "2 of 5 answer Bo, right is Ann."),
        (FAILS._replace(asked=3, tested=3, lapsed=3), False, "3 of 3 mostly miss it"),
        (FAILS._replace(asked=3, other="Bo", agreed=3), False, "3 of 3 answer Bo, right is Ann."),
    ],
)
def test_six_in_ten_make_it_the_facts_and_not_the_pupils(each, is_fault, told_) -> None:
    assert each.is_fault is is_fault
    assert advice(each).startswith(told_)


@pytest.mark.parametrize(
    ("reached", "word"), [(1.0, "yes"), (0.7, "yes"), (0.69, "not safely"), (0.1, "not yet")]
)
def test_on_track_is_seven_in_ten(reached: float, word: str) -> None:
    each = Progress("p", answers=9, prospect=Prospect(0.8, 0.7, 0.9, reached))
    assert track(each) == word
    assert each.is_on_track is (reached >= 0.7)


def test_the_words_say_of_whom_and_rank_nobody(found) -> None:
    text = " ".join([shown("10A", found), *summary(found), legend(found), heading(found)])
    assert "class 10A" in text
    assert "no ranking" in text
    for word in ("best", "worst", "weak", "bad", "poor", "lazy", "behind", "failed", "rank "):
        assert word not in text.casefold().replace("no ranking", "")
    assert heading(found) == "24 facets; exam on Mon 8 June 2026, in 7 days."


def test_an_empty_class_invites() -> None:
    empty = ClassReport(GOAL, "2026-06-01", frozenset(), (), ())
    assert summary(empty) == ["There is nobody in this class yet."]
    nobody = ClassReport(GOAL, "2026-06-01", frozenset(), (Progress("a"),), ())
    assert "quizkit sync" in summary(nobody)[0]


def test_somebody_without_events_is_told_like_one_who_never_began() -> None:
    assert Told("mai", ()).memory().last is None
