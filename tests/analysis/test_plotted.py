"""What plots show, against py-fsrs and against brute force over the same answers."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import isclose
from random import Random
from statistics import fmean

import fsrs
import pytest

from quizkit.analysis.plotted.ahead import ahead
from quizkit.analysis.plotted.curve import MOST_ANSWERS, curve
from quizkit.analysis.plotted.days import days, spent
from quizkit.analysis.plotted.known import known, known_now
from quizkit.analysis.plotted.mixed import by_decks, by_log, either, mixed
from quizkit.analysis.plotted.predicted import predicted
from quizkit.analysis.plotted.reading import answers, moments, of_facet, outcome
from quizkit.analysis.stats.figures import EDGES
from quizkit.memory.calibration import chance, newest, offset
from quizkit.memory.forecast import Basis, Future, Subject
from quizkit.memory.fsrs import DEFAULT_WEIGHTS, Fsrs6, recall
from quizkit.memory.replay import EMPTY, fold
from quizkit.memory.reviews import guess_of
from quizkit.model import DAY_MS, Draft, FacetId, FacetState
from quizkit.session.exams import day_text
from quizkit.session.scope import Scope
from quizkit.store.log import open_log
from tests.memory.logs import Log, review, wrong
from tests.session.worlds import asker

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
START_DAY = 18_262
"""Learner-day of the first answers."""
MODEL = Fsrs6()


class Told:
    """A log on disk, written day by day, and what was written."""

    def __init__(self, folder) -> None:
        self.log = open_log(folder / "log.db", learner="mai")
        self.written: list[tuple[int, dict]] = []
        self._at = 0

    def add(self, day: int, body: dict, kind: str = "review") -> None:
        self._at += 1_000
        at = (START_DAY + day) * DAY_MS + DAY_MS // 2 + self._at
        self.log.append([Draft(kind, body)], at=at, off=0)
        if kind == "review":
            self.written.append((day, body))

    def read(self):
        return moments(self.log), self.log.memory()


@pytest.fixture
def told(tmp_path):
    found = Told(tmp_path)
    yield found
    found.log.close()


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """Return a log of 60 days of random answers to 30 facets."""
    found, rng = Told(tmp_path_factory.mktemp("year")), Random("plots")
    for day in range(60):
        for _ in range(rng.choice((0, 4, 9))):
            score = rng.choice((0, 600_000, 1_000_000, 1_000_000, 1_000_000))
            options = rng.choice(([], ["a", "b", "c"]))
            found.add(
                day,
                review(
                    f"d/f{rng.randrange(30)}#who",
                    score=score,
                    rating=3 if score else 1,
                    form="choice" if options else "typed",
                    options=options,
                    response=[0] if options else "x",
                    ms=rng.choice((900, 8_000, 90_000)),
                ),
            )
    yield found
    found.log.close()


def histories(written) -> dict[str, list[tuple[int, dict]]]:
    found: dict[str, list[tuple[int, dict]]] = {}
    for day, body in written:
        found.setdefault(body["facet"], []).append((day, body))
    return found


def folded(given) -> list[tuple[int, dict, float | None]]:
    """Return day, body and the chance that was predicted, of each answer to one facet."""
    state, last, found = None, 0, []
    for day, body in given:
        guess, score = guess_of(body), body["score"] / 1e6
        if state is None:
            found.append((day, body, None))
            state = MODEL.first(body["rating"], guess)
        else:
            found.append((day, body, MODEL.recall(state, float(day - last))))
            state = MODEL.step(state, body["rating"], float(day - last), guess=guess, score=score)
        last = day
    return [*found, (last, {"state": state}, None)]


# The forgetting curve


@pytest.mark.parametrize("seed", range(8))
def test_a_curve_is_that_of_py_fsrs(seed, told) -> None:
    rng, day, facet = Random(f"curve:{seed}"), 0, "d/a#who"
    scheduler = fsrs.Scheduler(
        DEFAULT_WEIGHTS, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    card, said = fsrs.Card(card_id=1, due=NOON), []
    for number in range(rng.randint(1, 12)):
        rating = rng.choice((1, 2, 3, 3, 4))
        day += rng.choice((0, 1, 3, 9)) if number else 0
        now = NOON + timedelta(days=day)
        said.append(scheduler.get_card_retrievability(card, now) if number else None)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), now)
        told.add(day, (review if rating > 1 else wrong)(facet, rating=rating))
    _, memory = told.read()
    given = of_facet(told.log, memory, facet)
    found = curve(given, memory, facet=facet, today=START_DAY + day + 2, ahead=30)
    marked = [point for point in found.points if point.answer]
    assert [point.retrievability for point in marked] == pytest.approx(said, nan_ok=True)
    assert found.now == pytest.approx(
        scheduler.get_card_retrievability(card, NOON + timedelta(days=day + 2))
    )
    assert found.then == pytest.approx(
        scheduler.get_card_retrievability(card, NOON + timedelta(days=day + 32))
    )
    last = found.points[-1]
    assert (last.day, last.retrievability) == (day + 32, found.then)


def test_a_curve_falls_between_answers_and_begins_anew_at_each(told) -> None:
    for day in (0, 4, 12):
        told.add(day, review())
    _, memory = told.read()
    found = curve(of_facet(told.log, memory, "d/a#who"), memory, facet="d/a#who", today=START_DAY)
    assert [(p.day, p.answer) for p in found.points if p.answer] == [
        (0.0, "right"),
        (4.0, "right"),
        (12.0, "right"),
    ]
    for before, after in pairwise(found.points):
        assert after.day >= before.day
        if after.retrievability is not None and not before.answer:
            assert before.retrievability is not None
            assert after.retrievability < before.retrievability
        if before.answer:
            assert after.retrievability == 1.0
    assert all(p.is_ahead == (p.day > 12) for p in found.points)
    assert len(found.points) < 200


def test_a_first_answer_of_today_already_has_a_curve_ahead(told) -> None:
    told.add(0, wrong())
    told.add(0, review())
    _, memory = told.read()
    found = curve(of_facet(told.log, memory, "d/a#who"), memory, facet="d/a#who", today=START_DAY)
    state = memory.facets["d/a#who"].state
    assert (found.answers, found.wrong, found.now) == (2, 1, 1.0)
    ahead_of = [point for point in found.points if point.is_ahead]
    assert 0 < ahead_of[0].day < 0.2
    assert {float(day) for day in range(1, 31)} <= {point.day for point in ahead_of}
    assert ahead_of[-1].day == 30.0
    for point in ahead_of:
        assert point.retrievability == pytest.approx(recall(point.day, state.stability))


def test_the_day_a_curve_falls_below_the_wanted_level(told) -> None:
    for day in (0, 3, 10, 40):
        told.add(day, review())
    _, memory = told.read()
    given = of_facet(told.log, memory, "d/a#who")
    found = curve(given, memory, facet="d/a#who", today=START_DAY + 41)
    state = memory.facets["d/a#who"].state
    below = next(n for n in range(10_000) if recall(float(n), state.stability) < 0.9)
    assert (found.falls_on, found.is_below) == (day_text(START_DAY + 40 + below), False)
    later = curve(given, memory, facet="d/a#who", today=START_DAY + 40 + below)
    assert later.is_below


def test_a_reset_breaks_a_curve(told) -> None:
    told.add(0, review())
    told.add(5, {"facet": "d/a"}, kind="reset")
    _, memory = told.read()
    given = of_facet(told.log, memory, "d/a#who")
    found = curve(given, memory, facet="d/a#who", today=START_DAY + 9)
    assert (found.now, found.then, found.falls_on) == (None, None, None)
    assert (found.points[-1].day, found.points[-1].retrievability) == (5.0, None)
    told.add(9, review())
    _, memory = told.read()
    again = curve(
        of_facet(told.log, memory, "d/a#who"), memory, facet="d/a#who", today=START_DAY + 9
    )
    assert [p.retrievability for p in again.points if p.answer] == [None, None]
    assert again.points[-1].is_ahead


def test_a_curve_follows_its_facet_through_renames_and_undos(told) -> None:
    told.add(0, review("d/old#who"))
    told.add(2, {"old": "d/old", "new": "d/a"}, kind="rename")
    told.add(4, review("d/a#who"))
    told.add(6, wrong("d/a#who"))
    last = told.log.last("review")[0]
    told.add(6, {"targets": [last.id]}, kind="undo")
    _, memory = told.read()
    given = of_facet(told.log, memory, "d/a#who")
    found = curve(given, memory, facet="d/a#who", today=START_DAY + 6)
    assert [(p.day, p.answer) for p in found.points if p.answer] == [(0.0, "right"), (4.0, "right")]
    assert found.now == pytest.approx(MODEL.recall(memory.facets["d/a#who"].state, 2.0))


def test_a_long_history_is_drawn_by_its_newest_answers(told) -> None:
    for day in range(MOST_ANSWERS + 30):
        told.add(day, review())
    _, memory = told.read()
    found = curve(of_facet(told.log, memory, "d/a#who"), memory, facet="d/a#who", today=START_DAY)
    assert found.answers == MOST_ANSWERS + 30
    assert sum(bool(point.answer) for point in found.points) == MOST_ANSWERS
    assert len(found.points) < 500


# What was known, and what was predicted


def test_what_was_known_is_the_sum_of_the_corrected_chances(year) -> None:
    told, memory = year.read()
    today = START_DAY + 62
    facets = sorted(histories(year.written))
    rows = known(told, memory, facets=facets, today=today)
    assert (rows[0].known, rows[0].day) == (0.0, day_text(START_DAY + year.written[0][0]))
    assert rows[-1].day == day_text(today)
    for row in rows[1:-1]:
        day = date.fromisoformat(row.day).toordinal() - date(1970, 1, 1).toordinal() - START_DAY
        before = [(d, body) for d, body in year.written if d < day]
        scored, total = [], 0.0
        whole = fold_of(before)
        scored = newest(whole.facets.values())
        for given in histories(before).values():
            last, end, _ = folded(given)[-1]
            total += chance(MODEL.recall(end["state"], float(day - last)), offset(scored))
        assert row.known == pytest.approx(total)
        assert row.started == len(histories(before))


def fold_of(written):
    log = Log()
    for day, body in written:
        log.add("review", body, at=(START_DAY + day) * DAY_MS + DAY_MS // 2)
    return fold(log.events)


def test_what_was_answered_wrong_today_is_not_known_now(told) -> None:
    told.add(0, review("d/a#who"))
    told.add(3, wrong("d/b#who"))
    _, memory = told.read()
    facets = ["d/a#who", "d/b#who", "d/never#who"]
    found = known_now(memory, facets, START_DAY + 3)
    assert found == pytest.approx(MODEL.recall(memory.facets["d/a#who"].state, 3.0))
    assert known_now(memory, facets, START_DAY + 4) > found


def test_predictions_stand_beside_what_came_true(year) -> None:
    told, memory = year.read()
    rows = predicted(told, memory, facets=sorted(histories(year.written)), today=START_DAY + 60)
    scored = []
    for given in histories(year.written).values():
        asked = folded(given)[:-1]
        for (before, _, _), (day, body, said) in pairwise(asked):
            if day > before:
                guess = guess_of(body)
                scored.append((guess + (1 - guess) * said, body["score"] >= 500_000))
    assert sum(row.answers for row in rows) == len(scored) > 50
    for row in rows:
        inside = [(p, ok) for p, ok in scored if row.low <= p < row.high]
        assert (row.low, row.high) in list(pairwise(EDGES))
        assert row.answers == len(inside)
        assert isclose(row.said, fmean(p for p, _ in inside))
        assert isclose(row.was, fmean(ok for _, ok in inside))
        assert row.was_low <= row.was <= row.was_high


def test_an_empty_log_has_no_rows() -> None:
    for found in (known, predicted):
        assert found([], EMPTY, facets=(), today=START_DAY) == ()
    assert days([], today=START_DAY, most=30) == spent([], today=START_DAY, most=30) == ()
    assert mixed(EMPTY, by_log([], EMPTY)) == ()
    assert curve([], EMPTY, facet="d/a#who", today=START_DAY).points == ()


# Days and time


def test_days_and_times_are_counted(year) -> None:
    told, memory = year.read()
    given = list(answers(told, memory))
    rows = days(given, today=START_DAY + 61, most=40)
    assert [row.day for row in rows] == [
        day_text(day) for day in range(START_DAY + first_of(year, 22), START_DAY + 62)
    ]
    for row in rows:
        day = date.fromisoformat(row.day).toordinal() - date(1970, 1, 1).toordinal() - START_DAY
        bodies = [body for d, body in year.written if d == day]
        counts = Counter(outcome(body["score"] / 1e6) for body in bodies)
        assert (row.right, row.partly, row.wrong) == (
            counts["right"],
            counts["partly"],
            counts["wrong"],
        )
        assert isclose(row.minutes, sum(min(b["ms"], 60_000) for b in bodies) / 60_000)
    times = spent(given, today=START_DAY + 61, most=40)
    assert sum(row.answers for row in times) == sum(r.right + r.partly + r.wrong for r in rows)
    assert isclose(sum(row.minutes for row in times), sum(row.minutes for row in rows))
    for row in times:
        assert isclose(row.seconds, 60 * row.minutes / row.answers)


def first_of(year, least: int) -> int:
    return min(day for day, _ in year.written if day >= least)


def test_only_answers_about_decks_that_count(told) -> None:
    told.add(0, review("d/a#who"))
    told.add(0, review("e/a#who"))
    events, memory = told.read()
    assert [each.facet for each in answers(events, memory, decks=["e"])] == ["e/a#who"]


# What is mixed up


def test_pairs_are_counted_both_ways(told) -> None:
    told.add(0, review("d/a#who", response="John Kerry"))
    told.add(0, review("d/b#who", response="John Vessey"))
    for day in (1, 2):
        told.add(day, wrong("d/a#who", response="john vessey"))
    told.add(3, wrong("d/b#who", response="John Kerry"))
    told.add(3, wrong("d/b#who", response=None))
    told.add(3, wrong("d/c#who", response="John Kerry"))
    events, memory = told.read()
    (row,) = mixed(memory, by_log(events, memory))
    assert row == ("John Kerry", "John Vessey", 3, 2, 1, day_text(START_DAY + 3))
    assert mixed(memory, by_log(events, memory), decks=["e"]) == ()


def test_a_deck_tells_what_a_wrong_answer_means(told) -> None:
    trips = asker(4)
    one, two = (f for f in trips.planner.facets if f in ("trips/t0#who", "trips/t1#who"))
    scope = Scope([trips])
    told.add(0, wrong(one, response=scope.answer(two)))
    told.add(0, wrong(one, response="nobody at all"))
    told.add(0, wrong("e/x#who", response="Ann"))
    events, memory = told.read()
    named = either(by_decks(scope), by_log(events, memory), decks=["trips"])
    (row,) = mixed(memory, named)
    assert {row.one, row.other} == {scope.answer(one), scope.answer(two)}
    assert row.times == 1


# What will be known


def test_a_forecast_begins_with_what_is_known_and_fades_without_study() -> None:
    state = FacetState(MODEL.first(3, 0.0), 0, 0, 1)
    subjects = [Subject(FacetId(f"d/f{n}#who"), state if n < 5 else FacetState()) for n in range(9)]
    future = Future(subjects, Basis(0), seed="7", runs=20)
    rows = ahead(future, minutes=5, used=5.0, days=30, known=4.5)
    assert rows[0] == ("1970-01-01", 4.5, 4.5, 4.5, 4.5)
    assert rows[-1].day == "1970-01-31"
    assert 10 <= len(rows) <= 18
    for row in rows[1:]:
        assert row.low <= row.expected <= row.high <= 9
    assert rows[-1].expected > 5 > rows[-1].without_study > 0
    faded = [row.without_study for row in rows[1:]]
    assert faded == sorted(faded, reverse=True)


def test_minutes_used_today_are_not_counted_twice() -> None:
    future = Future([Subject(FacetId("d/f#who"))], Basis(0), seed="7", runs=10)
    (_, spent_all) = ahead(future, minutes=5, used=5.0, days=1, known=0.0)
    (_, unspent) = ahead(future, minutes=5, used=0.0, days=1, known=0.0)
    assert spent_all.expected == 0.0 < unspent.expected
