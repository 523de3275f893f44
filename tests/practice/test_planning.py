from dataclasses import replace
from datetime import date

from quizkit.practice import planning
from quizkit.practice.clock import moment
from quizkit.practice.wanted import Wanted, nearest, over
from tests.practice.desks import go
from tests.session.worlds import asker


def studied(desk, days: int = 3):
    """Some days of study, most answers right."""
    for _ in range(days):
        run = desk.study()
        for response in "1211121":
            desk.clock.move(seconds=15)
            go(run, response)
        desk.clock.move(days=1)
    return [asker(40)]


def test_a_learner_without_a_log_has_everything_ahead(desk) -> None:
    scene = planning.look([asker(40)], None, desk.clock, runs=2)
    assert len(scene.future.subjects) == 120
    assert scene.used == 0.0
    assert planning.open_plan(scene, 5).known[0].known == 0.0


def test_what_was_answered_tells_who_learns(desk) -> None:
    scene = planning.look(studied(desk), desk.log, desk.clock, runs=2)
    told = {each.facet: each.history for each in scene.future.subjects if each.history}
    started = set(scene.standing.started)
    assert set(told) == started
    assert {len(h) for h in told.values()} == {
        scene.standing.state(facet).reviews for facet in started
    }


def test_of_a_long_log_a_sample_of_facets_tells(desk, monkeypatch) -> None:
    known = studied(desk)
    monkeypatch.setattr(planning, "MOST_REPLAYED", 3)
    monkeypatch.setattr(planning, "SAMPLED", 4)
    scene = planning.look(known, desk.log, desk.clock, runs=2)
    told = [each for each in scene.future.subjects if each.history]
    assert 4 <= len(told) <= 7
    for each in told:
        assert len(each.history) == scene.standing.state(each.facet).reviews


def test_the_first_day_is_that_of_the_standing(desk) -> None:
    from quizkit.session.sitting import Wish

    scene = planning.look(studied(desk), desk.log, desk.clock, runs=1)
    assert tuple(scene.future.first(10.0)) == scene.standing.order(Wish(minutes=0))


def test_an_exam_that_was_saved_is_what_facets_are_planned_for(desk) -> None:
    known, today = studied(desk), moment(desk.clock).day
    planning.save(desk.log, desk.clock, decks=["trips"], date="2026-06-20", minutes=9)
    assert list(planning.saved(desk.log.memory(), ["trips"])) == [("trips", "2026-06-20", 9)]
    scene = planning.look(known, desk.log, desk.clock, runs=1)
    assert {each.exam for each in scene.future.subjects} == {today + 16}
    planning.save(desk.log, desk.clock, decks=["trips"])
    assert list(planning.saved(desk.log.memory(), ["trips"])) == []


def test_who_is_not_behind_gets_no_plan_to_come_back(desk) -> None:
    known = studied(desk)
    assert planning.backlog(known, desk.log, desk.clock, minutes=10) is None
    assert planning.backlog(known, None, desk.clock, minutes=10) is None
    assert planning.backlog(known, desk.log, desk.clock, minutes=0) is None


def test_the_way_back_is_the_same_whoever_asks(desk) -> None:
    known = studied(desk, days=12)
    desk.clock.move(days=380)
    back = planning.backlog(known, desk.log, desk.clock, minutes=1)
    scene = planning.look(known, desk.log, desk.clock, runs=3)
    assert planning.open_plan(scene, 1, days=2).backlog == back
    planning.save(desk.log, desk.clock, decks=["other"], date="2028-06-20", minutes=9)
    assert planning.backlog(known, desk.log, desk.clock, minutes=1) == back


def test_an_exam_today_expects_what_is_known(desk) -> None:
    run, known = desk.study(), [asker(40)]
    for response in "1121":
        go(run, response)
    today = moment(desk.clock).day
    scene = planning.look(known, desk.log, desk.clock, exam=today, runs=2)
    found = planning.exam_plan(scene, today, 10)
    assert found.expected == found.without_study == scene.known / 120
    assert scene.known == scene.standing.known()


def test_after_a_long_break_there_is_a_plan(desk) -> None:
    known = studied(desk, days=12)
    desk.clock.move(days=380)
    back = planning.backlog(known, desk.log, desk.clock, minutes=1)
    assert back is not None
    assert back.sentence.startswith("You still know about ")
    assert back.days is None or back.days > 1


def test_days_and_minutes_reach_to_the_nearest_exam_or_30_days(desk) -> None:
    known = studied(desk)
    assert planning.look(known, desk.log, desk.clock, runs=1).reach(12) == (30, 12)
    planning.save(desk.log, desk.clock, decks=["trips"], date="2026-06-20", minutes=9)
    assert planning.look(known, desk.log, desk.clock, runs=1).reach(12) == (16, 9)


def test_a_first_figure_rests_on_few_futures(desk) -> None:
    scene = planning.look(studied(desk), desk.log, desk.clock, runs=9)
    assert (scene.rough.future.runs, scene.future.runs) == (planning.ROUGH_RUNS, 9)
    assert scene.rough.future.subjects == scene.future.subjects
    assert planning.look([asker(40)], None, desk.clock, runs=2).rough.future.runs == 2


def test_an_outlook_is_a_plan_without_a_word_on_coming_back(desk) -> None:
    known = studied(desk)
    desk.clock.move(days=60)
    scene = planning.look(known, desk.log, desk.clock, runs=2)
    whole = planning.open_plan(scene, 5)
    assert planning.outlook(scene, 5) == replace(whole, backlog=None)


def test_the_exam_that_counts_is_the_nearest_to_come(desk) -> None:
    studied(desk)
    for decks, day in (((), "2026-07-01"), (("trips",), "2026-06-20"), (("other",), "2026-05-01")):
        planning.save(desk.log, desk.clock, decks=decks, date=day, minutes=9, tags=["far"])
    memory, today = desk.log.memory(), date(2026, 6, 4)
    assert nearest(memory, [], today=today) == Wanted(date(2026, 7, 1), 9, ("far",))
    assert nearest(memory, ["trips"], today=today) == Wanted(date(2026, 6, 20), 9, ("far",))
    assert over(memory, ["trips"], today=today) is None
    assert over(memory, ["other"], today=today) == Wanted(date(2026, 5, 1), 9, ("far",))
    assert nearest(memory, ["trips"], today=date(2026, 8, 1)) is None
