"""What waits, why, and what was answered, from outside a sitting."""

import pytest

from quizkit.memory.replay import EMPTY
from quizkit.model import PutOff, Suspend, Undo
from quizkit.practice import deeds, reports
from quizkit.practice.clock import FixedClock, SystemClock, doubt, moment
from quizkit.practice.reports import Today
from tests.practice.desks import START, go, put
from tests.session.worlds import asker


def test_a_new_deck_has_only_new_facets(desk):
    (found,) = reports.due([asker(12)], EMPTY, desk.clock, Today(10))
    assert (found.deck, found.facets, found.started) == ("trips", 36, 0)
    assert (found.due, found.new) == (0, 36)
    assert (found.minutes, found.known, found.next_days) == (10.0, 0.0, 0)


def test_the_next_day_what_is_due_counts(desk):
    go(desk.study(count=12), "0", "0", "0")
    memory = desk.log.memory()
    (today,) = reports.due([asker(12)], memory, desk.clock)
    assert (today.due, today.started, today.new) == (3, 3, 27)  # each waits for a right answer
    desk.clock.move(days=1)
    (tomorrow,) = reports.due([asker(12)], memory, desk.clock)
    assert (tomorrow.due, tomorrow.new) == (3, 33)
    assert 0 < tomorrow.known < 3 / 36


def test_minutes_are_those_of_the_due_ones_and_of_new_ones_as_far_as_they_fit(desk):
    go(desk.study(count=12), "0", "0", "0")
    desk.clock.move(days=1)
    memory = desk.log.memory()
    asked = [reports.due([asker(12)], memory, desk.clock, Today(m))[0].minutes for m in (1, 2, 0)]
    assert asked[:2] == [1.0, 2.0]
    assert asked[2] > 10


def test_minutes_used_today_are_not_to_be_had_again(desk):
    run = desk.study(count=12)
    desk.clock.move(seconds=50)
    go(run, "1")
    memory = desk.log.memory()
    used = reports.used_ms(desk.log, desk.clock)
    assert used == 50_000
    assert reports.used_ms(None, desk.clock) == 0
    found = [
        reports.due([asker(12)], memory, desk.clock, Today(2, ms))[0].minutes
        for ms in (0, used, 500_000)
    ]
    again = 8 / 60  # it was wrong and is asked once more, whatever the minutes
    assert found == pytest.approx([2.0, 70 / 60, again])
    told = [
        reports.why([asker(12)], memory, desk.clock, facet="t1#who", today=Today(1, ms))
        for ms in (0, used, 60_000)
    ]
    assert [reason.kind for reason in told] == ["new", "new", "minutes"]
    assert told[2].sentence == "Not asked today: today's minutes are used."
    desk.clock.move(days=1)
    assert reports.used_ms(desk.log, desk.clock) == 0


def test_decks_share_the_minutes_of_a_day():
    decks = [asker(12), asker(12, name="tours")]
    rows = reports.due(decks, EMPTY, FixedClock(START), Today(2))
    assert [row.minutes for row in rows] == [2.0, 0.0]
    rows = reports.due(decks, EMPTY, FixedClock(START), Today(20))
    assert sum(row.minutes for row in rows) == pytest.approx(20)
    assert all(row.new == 36 for row in rows)


def test_why_tells_when_and_where_a_facet_was_suspended(desk):
    run = desk.study(count=12)
    facet = run.view.facet
    run.act(Suspend())
    memory = desk.log.memory()
    found = reports.why([asker(12)], memory, desk.clock, facet=facet, log=desk.log)
    device = desk.log.device[:8]
    assert found.sentence == f"Not asked: it was suspended on 2026-06-01, on device {device}."


def test_why_tells_what_was_put_off_today(desk):
    run = desk.study()
    go(run, "1")
    facet = run.view.facet
    run.act(PutOff())

    def why():
        memory, state = desk.log.memory(), desk.kept.parent
        today = reports.today(desk.log, memory, desk.clock, minutes=0, state=state)
        return reports.why([asker(40)], memory, desk.clock, facet=facet, today=today)

    assert (why().kind, why().asked) == ("put off", False)
    assert why().sentence == "Not asked again in today's sitting: you put it off."
    desk.clock.move(days=1)
    assert why().kind != "put off"


def test_a_facet_is_found_by_any_end_that_fits_one():
    assert reports.find([asker(12)], "t3#who") == "trips/t3#who"
    with pytest.raises(LookupError, match="fits 12 facets"):
        reports.find([asker(12)], "#who")
    with pytest.raises(LookupError, match="there is no facet"):
        reports.find([asker(12)], "nothing")
    with pytest.raises(LookupError, match=r'"trips/t3" is a fact; name one .* trips/t3#who, trips'):
        reports.find([asker(12)], "trips/t3")


def test_why_tells_the_reason(desk):
    found = reports.why([asker(12)], EMPTY, desk.clock, facet="t3#who")
    assert (found.kind, found.asked) == ("new", True)
    assert found.sentence == "Asked because it is new to you; it takes about 18 seconds."


def test_why_weighs_the_facets_own_deck_only():
    decks, clock = [asker(40), asker(12, name="tours")], FixedClock(START)
    found = [
        reports.why(known, EMPTY, clock, facet="tours/t3#who", today=Today(1))
        for known in (decks, decks[1:])
    ]
    assert found[0] == found[1]


def test_history_and_memory_are_plain_values(desk):
    go(desk.study(), "1", "0")
    deeds.undo(desk.log, desk.clock)
    first, second = reports.history(desk.log)
    assert (first["deck"], first["role"], first["undone"]) == ("trips", "who", False)
    assert (second["response"], second["rating"], second["undone"]) == (None, 1, True)
    (facet,) = reports.remembered(desk.log.memory(), desk.clock)
    assert facet["facet"] == first["facet"]
    assert facet["retrievability"] == 1.0
    assert facet["due"] > "2026-06-01"


def test_the_systems_clock_runs():
    clock = SystemClock()
    assert clock.at() > 1_700_000_000_000
    assert -960 <= clock.off() <= 960
    assert moment(clock).ms > 1_700_000_000_000


def test_a_clock_is_doubted_only_far_from_the_newest_event(desk):
    now = moment(desk.clock)
    assert doubt(EMPTY, now) == ""
    assert doubt(EMPTY._replace(last=now.ms - 1000), now) == ""
    assert doubt(EMPTY._replace(last=now.ms + 3_600_000), now) == ""
    assert "behind" in doubt(EMPTY._replace(last=now.ms + 90_000_000), now)


@pytest.mark.parametrize("change", [{"v": 2}, {"body": {"facet": 7}}, {"body": {}}])
def test_what_is_kept_and_not_applied_is_passed_over(desk, change):
    run = desk.study()
    go(run, "1")
    answer = desk.log.last("review")[0]
    put(desk.log.path, answer._replace(seq=9, prev=answer.id, at=answer.at + 9, **change))
    assert len(reports.history(desk.log)) == 1
    assert [deed.events[-1].id for deed in deeds.undoable(desk.log)] == [answer.id]
    run.act(Undo())
    assert run.view.facet == answer.body["facet"]
    assert deeds.undo(desk.log, desk.clock) == ()


def test_a_response_beyond_the_options_is_told_by_its_number(desk):
    go(desk.study(), "1")
    answer = desk.log.last("review")[0]
    body = {**answer.body, "response": [0, 19]}
    put(desk.log.path, answer._replace(seq=9, prev=answer.id, at=answer.at + 9, body=body))
    assert reports.history(desk.log)[-1]["response"] == f"{body['options'][0]}, option 20"


def test_who_rated_a_flip_did_not_give_up() -> None:
    assert reports.answered({"form": "choice", "response": None, "options": []}) == "gave up"
    assert reports.answered({"form": "typed", "response": "Po", "options": []}) == "Po"
