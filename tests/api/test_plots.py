"""`Log.plot`: what a script or a notebook asks for, of one's own log."""

import subprocess
import sys
from datetime import date, datetime
from random import Random

import pytest

import quizkit as qk
from quizkit.errors import ArgumentError
from quizkit.model import DAY_MS, Draft
from quizkit.practice.clock import FixedClock, moment
from quizkit.store.log import open_log
from tests.memory.logs import review, wrong

COUNTRIES = ("Peru", "Chile", "Kenya", "Laos", "Mali", "Oman")
ROWS = [{"country": name, "capital": f"{name}ville"} for name in COUNTRIES]
ASK = {"capital": "What is the capital of {country}?"}
NAMES = ("forecast", "known", "calibration", "mixed_up", "time", "days", "curve")
START = datetime.fromisoformat("2026-06-01T08:00:00+07:00")


def plots(log: qk.Log, clock: FixedClock) -> dict:
    """Return a plot of each kind."""
    more = {"forecast": {"runs": 4}, "mixed_up": {}}
    return {
        name: getattr(log.plot, name)(
            **({} if name == "mixed_up" else {"clock": clock}), **more.get(name, {})
        )
        for name in NAMES
    }


@pytest.fixture(scope="module")
def deck() -> qk.Deck:
    return qk.Deck.from_rows(ROWS, kind="capital", ask=ASK)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


def study(deck, path, clock, *, days: int) -> None:
    """Study some days; every third answer is wrong."""
    rng = Random("plots")
    for _ in range(days):
        with qk.study(deck, path, seed="7", form="typed", clock=clock) as session:
            while session.question:
                clock.move(seconds=6)
                country = next(each for each in COUNTRIES if each in session.question.stem)
                named = rng.choice(COUNTRIES) if rng.random() < 0.3 else country
                session.answer(f"{named}ville")
        clock.move(days=1)


@pytest.mark.parametrize("name", NAMES)
def test_a_log_that_was_never_written_gives_an_inviting_plot(name, tmp_path) -> None:
    path = tmp_path / "new.db"
    plot = getattr(qk.open_log(path).plot, name)()
    assert plot.to_dicts() == []
    assert repr(plot).endswith((".", "forecast(deck)."))
    assert not path.exists()


@pytest.mark.parametrize("name", NAMES)
def test_so_does_an_empty_log(name, tmp_path) -> None:
    open_log(tmp_path / "me.db", learner="mai").close()
    with qk.open_log(tmp_path / "me.db", learner="mai") as log:
        assert getattr(log.plot, name)().to_dicts() == []


def test_first_answers_of_today_are_worth_a_plot(deck, clock, tmp_path) -> None:
    study(deck, tmp_path / "me.db", clock, days=1)
    clock.move(days=-1)
    with qk.open_log(tmp_path / "me.db") as log:
        found = plots(log, clock)
        assert found["curve"].rows[-1].is_ahead
        assert [row["day"] for row in found["known"].to_dicts()] == ["2026-05-31", "2026-06-01"]
        assert found["days"].to_dicts()[0]["day"] == "2026-06-01"
        assert found["calibration"].rows == ()
        answers = log.plot.curve(clock=clock).to_dicts()
        most = max(each["reviews"] for each in log.memory(clock=clock))
        assert sum(row["answer"] != "" for row in answers) == most


def test_the_figures_are_those_of_the_statistics(deck, clock, tmp_path) -> None:
    study(deck, tmp_path / "me.db", clock, days=12)
    with qk.open_log(tmp_path / "me.db") as log:
        stats = log.stats(deck, clock=clock)
        found = plots(log, clock)
        assert found["known"].rows[-1].known == pytest.approx(stats.known)
        assert log.plot.known(deck, clock=clock).rows == found["known"].rows
        assert found["known"].rows[-1].started == stats.started
        assert [(row.low, row.said, row.was, row.answers) for row in found["calibration"].rows] == [
            (each.low, each.said, each.was, each.n) for each in stats.calibration.bins
        ]
        told = {day.day: day for day in stats.days}
        for row in found["days"].rows:
            assert row.right + row.partly + row.wrong == told[row.day].answers
            assert row.minutes == pytest.approx(told[row.day].minutes)
        spent = sum(row.minutes for row in found["time"].rows)
        assert spent == pytest.approx(sum(day.minutes for day in stats.days))
        ahead = log.plot.forecast(deck, runs=4, clock=clock)
        assert ahead.rows[0].expected == pytest.approx(stats.known)


def test_a_forecast_is_that_of_the_plan(deck, clock, tmp_path) -> None:
    study(deck, tmp_path / "me.db", clock, days=4)
    with qk.open_log(tmp_path / "me.db") as log:
        plan = qk.plan(deck, log, minutes=5, runs=6, clock=clock)
        found = log.plot.forecast(deck, minutes=5, runs=6, clock=clock)
        assert found.rows[-1][:4] == tuple(plan.known[-1])
        assert found.rows[-1].without_study == pytest.approx(plan.without_study)
        exam = qk.plan(deck, log, exam="2026-06-20", minutes=5, runs=6, clock=clock)
        told = log.plot.forecast([deck], exam=date(2026, 6, 20), minutes=5, runs=6, clock=clock)
        assert told.rows[-1].day == "2026-06-20"
        assert told.rows[-1].without_study == pytest.approx(exam.without_study * exam.facets)
        assert told.rows[-1].low == pytest.approx(exam.low * exam.facets)
        assert "for the exam on 20 June 2026" in repr(told)


def test_decks_that_are_not_found_are_named(deck, clock, tmp_path) -> None:
    path = tmp_path / "me.db"
    bundled = qk.load("spaced-learning")
    for each in (deck, bundled):
        with qk.study(each, path, seed="7", clock=clock) as session:
            session.answer("1")
    with qk.open_log(path) as log:
        found = log.plot.forecast(runs=2, clock=clock)
        assert f"of {len(bundled.facets)} facets" in found.sentence
        assert found.note.startswith("Left out, for no deck with this id was found: rows.")
        assert log.plot.forecast([deck, bundled], runs=2, clock=clock).note == ""


def test_what_is_mixed_up_needs_no_deck(deck, clock, tmp_path) -> None:
    with open_log(tmp_path / "me.db", learner="mai") as log:
        now = moment(clock)
        bodies = [
            review("rows/peru#capital", response="Lima"),
            review("rows/chile#capital", response="Santiago"),
            wrong("rows/peru#capital", response="santiago"),
        ]
        log.append([Draft("review", body) for body in bodies], at=now.ms, off=now.off)
    (row,) = qk.open_log(tmp_path / "me.db").plot.mixed_up().to_dicts()
    assert (row["one"], row["other"], row["times"]) == ("Lima", "Santiago", 1)
    assert (row["other_for_one"], row["one_for_other"], row["last"]) == (1, 0, "2026-06-01")


def test_after_a_long_break_the_last_days_are_empty(deck, clock, tmp_path) -> None:
    study(deck, tmp_path / "me.db", clock, days=1)
    clock.move(days=90)
    with qk.open_log(tmp_path / "me.db") as log:
        for plot in (log.plot.days(clock=clock), log.plot.time(clock=clock)):
            assert repr(plot) == "No answers in the last 60 days; days=366 looks further back."
        assert len(log.plot.days(days=366, clock=clock).rows) == 92
        assert log.plot.curve(clock=clock).rows[-1].day == 121.0


def test_a_facet_is_found_by_its_end_and_the_likeliest_are_named(clock, tmp_path) -> None:
    with open_log(tmp_path / "me.db", learner="mai") as log:
        now = moment(clock)
        names = ("d/kerry92#leader", "d/kerry92#host", "d/vessey87#leader")
        log.append([Draft("review", review(name)) for name in names], at=now.ms, off=now.off)
    with qk.open_log(tmp_path / "me.db") as found:
        curve = found.plot.curve("kerry92#host", clock=clock)
        assert curve.pictures[0].title == "Forgetting curve of d/kerry92#host"
        with pytest.raises(
            ArgumentError, match="several end so: d/kerry92#leader, d/vessey87#leader"
        ):
            found.plot.curve("#leader")
        with pytest.raises(ArgumentError, match="the likeliest: d/kerry92#leader"):
            found.plot.curve("d/kery92#leeder")
        with pytest.raises(ArgumentError, match="facet is 7, wanted a facet's id"):
            found.plot.curve(7)


@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        ("forecast", {"days": 0}, "days is 0, wanted a whole number from 1 to 366"),
        ("forecast", {"minutes": "x"}, "minutes is 'x'"),
        ("forecast", {"exam": "soon"}, "exam is 'soon', wanted a day"),
        ("forecast", {"exam": "2001-01-01"}, "which is over"),
        ("forecast", {"deck": "vietnam-us"}, "wanted a Deck"),
        ("days", {"days": 1.5}, "days is 1.5"),
        ("time", {"days": 1000}, "days is 1000"),
        ("curve", {"ahead": 0}, "ahead is 0"),
    ],
)
def test_wrong_arguments_are_told(name, wrong, told, tmp_path) -> None:
    with pytest.raises(ArgumentError, match=told):
        getattr(qk.open_log(tmp_path / "new.db").plot, name)(**wrong)


def test_only_one_deck_counts_where_it_is_named(deck, clock, tmp_path) -> None:
    path, other = tmp_path / "me.db", qk.load("spaced-learning")
    study(deck, path, clock, days=2)
    with qk.study(other, path, seed="7", clock=clock) as session:
        clock.move(seconds=5)
        session.answer("1")
    with qk.open_log(path) as log:
        rows = log.plot.days(other, clock=clock).to_dicts()
        assert sum(row["right"] + row["partly"] + row["wrong"] for row in rows) == 1
        assert len(log.plot.time(other, clock=clock).rows) == 1
        assert log.plot.known(other, clock=clock).rows[-1].started == 1
        assert log.plot.calibration(other, clock=clock).rows == ()


def test_a_long_log_is_a_few_rows(clock, tmp_path) -> None:
    rng, path = Random("long"), tmp_path / "me.db"
    with open_log(path, learner="mai") as log:
        now = moment(clock)
        for day in range(90, 0, -1):
            names = [f"d/f{rng.randrange(80)}#who" for _ in range(8)]
            drafts = [Draft("review", review(name, ms=4_000)) for name in names]
            log.append(drafts, at=now.ms - day * DAY_MS, off=now.off)
    with qk.open_log(path) as found:
        sizes = {name: len(plot.rows) for name, plot in plots(found, clock).items()}
        assert max(sizes.values()) <= 200, sizes
        assert sizes["known"] <= 62
        assert sizes["days"] == 60


def test_plots_and_their_libraries_wait_until_they_are_asked_for(tmp_path) -> None:
    code = (
        "import sys, quizkit as qk; log = qk.open_log('new.db'); log.plot; log.plot.known();"
        "print([m for m in ('altair', 'narwhals', 'pandas', 'IPython') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip() == "[]"
    assert "curve()" in repr(qk.open_log(tmp_path / "new.db").plot)


def test_what_is_only_called_as_a_deck_is_not_taken_for_it(clock, tmp_path, monkeypatch) -> None:
    mine = qk.Deck.from_rows(ROWS, kind="capital", ask=ASK, deck="capitals")
    other = qk.Deck.from_rows(ROWS, kind="capital", ask=ASK, deck="another")
    study(mine, tmp_path / "me.db", clock, days=2)
    (tmp_path / "capitals").mkdir()
    (tmp_path / "capitals" / "deck.yaml").write_text(other.to_yaml(), "utf-8")
    monkeypatch.chdir(tmp_path)
    with qk.open_log(tmp_path / "me.db") as log:
        plot = log.plot.forecast(runs=2, days=3, clock=clock)
        assert (plot.rows, "no deck with this id was found: capitals." in plot.note) == ((), True)
        (tmp_path / "capitals" / "deck.yaml").write_text(mine.to_yaml(), "utf-8")
        assert log.plot.forecast(runs=2, days=3, clock=clock).rows
