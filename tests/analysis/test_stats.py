"""The figures against brute force over the same answers."""

from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from math import isclose, log
from random import Random
from statistics import fmean, median

import pytest

from quizkit.analysis.stats import (
    Prospect,
    ground,
    prospect,
    sentences,
    stats,
    summed,
    usual_minutes,
    walked,
)
from quizkit.analysis.stats.figures import EDGES, wilson
from quizkit.memory.due import due_day
from quizkit.memory.fsrs import Fsrs6
from quizkit.memory.reviews import guess_of
from quizkit.model import DayCount, Draft, FacetState, KnownOn, OpenPlan, Pair, Slice
from quizkit.practice.clock import FixedClock, moment
from quizkit.store.log import open_log
from tests.session.worlds import asker

START = datetime.fromisoformat("2026-04-01T08:00:00+07:00")
MODEL = Fsrs6()


class Told:
    """A log of random answers, and the answers as they were written."""

    def __init__(self, folder, days: int = 45) -> None:
        self.asker, self.clock, rng = asker(30), FixedClock(START), Random("stats")
        self.log = open_log(folder / "log.db", learner="mai")
        self.written = []
        facets = self.asker.planner.facets
        for _ in range(days):
            for facet in rng.sample(facets, 9):
                self.answer(facet, rng)
            self.clock.move(days=1)
        self.today = moment(self.clock).day

    def answer(self, facet: str, rng: Random) -> None:
        now = moment(self.clock)
        score = rng.choice((0, 400_000, 700_000, *(1_000_000,) * 8))
        form = rng.choice(("typed", "choice"))
        options = ["a", "b", "c"] if form == "choice" else []
        body = {
            "sitting": None,
            "facet": facet,
            "form": form,
            "seed": "1",
            "stem": rng.choice(("Who?", "Which?", "What?")),
            "options": options,
            "response": [0] if options else "x",
            "score": score,
            "rating": 1 if score < 500_000 else 3 if score == 1_000_000 else 2,
            "override": None,
            "ms": rng.choice((900, 5_000, 90_000)),
            "hints": 0,
            "key": self.asker.key(facet),
        }
        self.log.append([Draft("review", body)], at=now.ms, off=now.off)
        self.written.append((now.day, body))
        self.clock.move(seconds=5)

    def scored(self):
        """Yield day, body, R and whether it was due, of each answer that tested the memory."""
        states: dict[str, tuple] = {}
        for day, body in self.written:
            facet, guess = body["facet"], guess_of(body)
            score = body["score"] / 1e6
            if facet not in states:
                states[facet] = MODEL.first(body["rating"], guess), day, 1
                continue
            state, last, count = states[facet]
            if day > last:
                before = FacetState(state, last, reviews=count)
                due = due_day(facet, before, model=MODEL) <= day
                yield day, body, MODEL.recall(state, float(day - last)), due
            state = MODEL.step(state, body["rating"], float(day - last), guess=guess, score=score)
            states[facet] = state, day, count + 1


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    found = Told(tmp_path_factory.mktemp("stats"))
    yield found
    found.log.close()


@pytest.fixture(scope="module")
def found(told):
    return stats(told.log, [told.asker], today=told.today)


def right(body) -> bool:
    return body["score"] >= 500_000


def test_retention_is_that_of_its_definition(told, found) -> None:
    due = [(d, b, r) for d, b, r, is_due in told.scored() if is_due and told.today - d < 30]
    assert found.retention.right.n == found.due_answers == len(due) > 20
    assert isclose(found.retention.right.share, fmean(right(b) for _, b, _ in due))
    said = fmean(guess_of(b) + (1 - guess_of(b)) * r for _, b, r in due)
    assert isclose(found.retention.predicted, said)


def test_calibration_is_that_of_its_definition(told, found) -> None:
    answers = [(guess_of(b) + (1 - guess_of(b)) * r, right(b)) for _, b, r, _ in told.scored()]
    kept = found.calibration
    assert kept.n == len(answers) == sum(each.n for each in kept.bins)
    for each in kept.bins:
        inside = [(p, ok) for p, ok in answers if each.low <= p < each.high]
        assert each.n == len(inside)
        assert isclose(each.said, fmean(p for p, _ in inside))
        assert isclose(each.was, fmean(ok for _, ok in inside))
        assert (each.low, each.high) in list(pairwise(EDGES))
    assert isclose(kept.log_loss, -fmean(log(p if ok else 1 - p) for p, ok in answers))
    assert isclose(kept.brier, fmean((p - ok) ** 2 for p, ok in answers))
    was = fmean(ok for _, ok in answers)
    assert isclose(kept.constant_brier, fmean((was - ok) ** 2 for _, ok in answers))
    assert isclose(kept.constant_log_loss, -(was * log(was) + (1 - was) * log(1 - was)))


def test_transfer_tells_wordings_seen_before_from_new_ones(told, found) -> None:
    seen, same, new = set(), [], []
    scored = {id(body) for _, body, _, _ in told.scored()}
    for _, body in told.written:
        stem = body["facet"], body["stem"]
        if id(body) in scored:
            (same if stem in seen else new).append(right(body))
        seen.add(stem)
    assert (found.transfer.same.n, found.transfer.new.n) == (len(same), len(new))
    assert isclose(found.transfer.same.share, fmean(same))
    assert isclose(found.transfer.new.share, fmean(new))


def test_seconds_are_medians_by_form_and_outcome(told, found) -> None:
    groups = defaultdict(list)
    for _, body in told.written:
        outcome = {0: "wrong", 1: "partly", 2: "right"}[right(body) + (body["score"] == 10**6)]
        groups[body["form"], outcome].append(min(body["ms"], 60_000) / 1000)
    assert {(p.form, p.outcome): (p.seconds, p.n) for p in found.time} == {
        at: (median(times), len(times)) for at, times in groups.items()
    }


def test_slices_add_up(told, found) -> None:
    scored = [body for _, body, _, _ in told.scored()]
    forms = Counter(body["form"] for body in scored)
    assert {each.name: each.answers for each in found.by["form"]} == forms
    for name in ("kind", "role", "deck"):
        assert sum(each.answers for each in found.by[name]) == len(scored)
        assert sum(each.facets for each in found.by[name]) == found.facets
    for each in found.by["role"]:
        mine = [b for b in scored if b["facet"].endswith("#" + each.name.partition(".")[2])]
        assert isclose(each.right, fmean(right(b) for b in mine))
    whole = sum(each.known * each.started for each in found.by["kind"] if each.known)
    assert isclose(whole, found.known)


def test_days_and_what_was_known(told, found) -> None:
    assert len(found.days) == 30
    count = Counter(day for day, _ in told.written)
    assert [each.answers for each in found.days] == [
        count[day] for day in range(told.today - 29, told.today + 1)
    ]
    assert found.history[-1].day == found.day
    assert isclose(found.history[-1].known, found.known)
    assert found.history[0].known < found.history[-1].known


def test_since_leaves_older_answers_out(told, found) -> None:
    day = date(2026, 5, 6)
    later = stats(told.log, [told.asker], today=told.today, since=day)
    since = day.toordinal() - date(1970, 1, 1).toordinal()
    assert later.answers == sum(each >= since for each, _ in told.written) < found.answers
    assert later.known == found.known


def test_answers_about_other_decks_are_told_apart(told) -> None:
    other = stats(told.log, [asker(5, name="other")], today=told.today)
    assert (other.answers, other.elsewhere, other.started) == (0, len(told.written), 0)
    assert (other.retention, other.calibration) == (None, None)


@pytest.mark.parametrize(("k", "n"), [(0, 20), (20, 20), (7, 30), (88, 99)])
def test_wilsons_interval_is_where_the_normal_test_just_holds(k, n) -> None:
    found, z = wilson(k, n), 1.959963984540054
    for end in (found.low, found.high):
        if 0.0 < end < 1.0:
            assert isclose(abs(k / n - end), z * (end * (1 - end) / n) ** 0.5, rel_tol=1e-9)
    assert found.low <= found.share <= found.high


def test_the_three_sentences(found) -> None:
    known, kept, to_do, *rest = sentences(found, Prospect("2026-06-15", 25.4, 1))
    assert known == (
        f"You know about {found.known:.0f} of {found.facets} facets; "
        "25 on 15 June at 1 minute a day."
    )
    share, said = found.retention.right.share, found.retention.predicted
    assert kept.startswith(f"Asked when due you were right {100 * share:.0f} % of the time")
    assert kept.endswith(f"; the forecast was {100 * said:.0f} %.")
    assert to_do.startswith(("This one fails most", "You know least", "Nothing"))
    assert len(rest) <= 1


def test_a_pair_that_is_mixed_up_is_the_thing_to_do(found) -> None:
    import dataclasses

    mixed = dataclasses.replace(found, confusions=(Pair("Kerry", "Vessey", 1.6),))
    assert sentences(mixed)[2] == "You mix up Kerry and Vessey most."


@pytest.mark.parametrize(
    ("known", "answers", "least"),
    [((0.7, 0.8), (5, 5), True), ((0.9, 0.95), (5, 5), False), ((0.1, 0.8), (0, 5), False)],
)
def test_what_is_known_least_was_tested_and_is_not_known_well(found, known, answers, least) -> None:
    import dataclasses

    one, two = (
        Slice(name, n, 0.5, 4.0, share, 9, 9)
        for name, n, share in zip(("road", "town"), answers, known, strict=True)
    )
    plain = dataclasses.replace(found, confusions=(), leeches=(), by={"kind": (two, one)})
    said = "You know least about road: 70 % of what you began."
    assert sentences(plain)[2] == (said if least else "Nothing needs attention.")


def test_predictions_that_are_off_are_said_to_be(found) -> None:
    import dataclasses

    def said(n: int, said: float, error: float) -> tuple[str, ...]:
        kept = found.calibration._replace(n=n, said=said, was=0.84, error=error)
        return sentences(dataclasses.replace(found, calibration=kept))[3:]

    told = "Predictions are 6 points too high; numbers above are corrected."
    assert said(200, 0.90, 0.02) == (told,)
    assert said(199, 0.90, 0.02) == said(200, 0.90, 0.031) == said(200, 0.869, 0.01) == ()
    assert said(200, 0.78, 0.02) == (told.replace("high", "low"),)


def test_before_twenty_answers_it_is_said_when(told, found) -> None:
    import dataclasses

    few = dataclasses.replace(found, retention=None, due_answers=13)
    assert sentences(few)[1] == (
        "After 7 more answers to questions that were due, this says how often you are right; "
        "the last 30 days count."
    )


def test_the_minutes_are_what_is_really_done_if_that_is_less() -> None:
    days = [DayCount("2026-06-01", n, m) for n, m in ((0, 0.0), (9, 4.0), (9, 6.0), (9, 30.0))]
    assert usual_minutes(10, days) == 6
    assert usual_minutes(5, days) == 5


def test_read_through_another_handle_in_another_thread_the_figures_are_the_same(told) -> None:
    start = ground(told.log, [told.asker], today=told.today)

    def read():
        with open_log(told.log.path, learner=told.log.learner, readonly=True) as log:
            return walked(log, start)

    with ThreadPoolExecutor(1) as pool:
        past = pool.submit(read).result()
    for since in (None, date(2026, 5, 10)):
        alone = stats(told.log, [told.asker], today=told.today, since=since)
        assert summed(start, past, since=since) == alone


def test_what_is_expected_is_counted_from_what_is_known_today(found) -> None:
    points = (KnownOn("2026-05-16", 10.0, 10.0, 10.0), KnownOn("2026-06-15", 13.0, 12.0, 14.0))
    ahead = OpenPlan(7, found.facets, points, 9.0, (), None, 20)
    assert prospect(found, None) is None
    assert prospect(found, ahead) == Prospect("2026-06-15", found.known + 3.0, 7)
    far = replace(ahead, known=(points[0], points[1]._replace(known=1e6)))
    assert prospect(found, far).known == found.facets
