"""The fits of a shard's learners: those of `quizkit fit`, learner by learner."""

import importlib.util
import os
import shutil
import signal
import time
from pathlib import Path
from random import Random

import pytest

from quizkit.analysis.fit import child, process
from quizkit.analysis.fit.fitting import Why, fit
from quizkit.analysis.fit.history import histories
from quizkit.analysis.fit.process import fit_in_child
from quizkit.analysis.fit.training import CONFIG, lessons
from quizkit.analysis.jobs.engines import engine_of
from quizkit.analysis.jobs.fits import batch, columns, many
from quizkit.analysis.jobs.fits.fitting import Fitting, _results
from quizkit.analysis.jobs.running import run
from quizkit.analysis.shards.folders import shards_of
from quizkit.analysis.shards.reading import shard_stories, verify
from quizkit.errors import MissingExtraError
from quizkit.memory.fsrs import Fsrs6
from quizkit.memory.replay import fold_moments
from quizkit.model import DAY_MS
from quizkit.store.story import Story
from tests.analysis.answered import answers
from tests.analysis.jobs.learners import of_chance, story, written
from tests.analysis.test_fit_process import LESSONS
from tests.memory.logs import START, Log, review

pytest.importorskip("duckdb")


def learner(seed: str, size: int, *, by_choice: bool = False, odd: str = "") -> Story:
    """Return a learner of simulated memory; of choices some are half right, some keys change."""
    rng, log = Random(seed), Log()
    stream = answers(seed, by_choice=by_choice)
    for _ in range(size):
        one = next(stream)
        form = "choice" if one.answer.guess > 0.05 else "typed"
        body = review(
            f"d/f{one.facet:03}#who",
            rating=int(one.answer.rating),
            score=1_000_000 * one.answer.is_right,
            form=form,
            options=["a", "b", "c"] if form == "choice" else [],
            response=[0] if form == "choice" else "x",
        )
        if by_choice and rng.random() < 0.1:
            body |= {"score": rng.choice((400_000, 600_000)), "rating": 2}
        if by_choice and rng.random() < 0.02:
            body |= {"key": rng.choice(("0" * 16, "1" * 16))}
        log.add("review", body, at=START + one.answer.t)
    if odd == "rename":
        log.add("rename", {"old": "d/f000", "new": "d/f001"}, at=START + 900 * DAY_MS)
    if odd == "reset":
        log.add("reset", {"facet": "d/f002"}, at=START + 5 * DAY_MS)
    return story(log, seed)


def direct(each: Story):
    now = fold_moments([one for one in each.moments if one[1].kind == "params"]).weights
    known = histories(each.moments)
    return fit(known, now, fitter=lambda given: child.fit({"config": CONFIG, "lessons": given}))


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    rng = Random("fit")
    found = [learner(f"plain{n}", 900) for n in range(3)]
    found += [learner(f"choice{n}", 900, by_choice=True) for n in range(4)]
    found += [learner("renamed", 800, odd="rename"), learner("reset", 800, odd="reset")]
    return found + of_chance(rng, 4)


def test_weights_are_those_of_the_laptop(stories, tmp_path: Path) -> None:
    (shard,) = shards_of(written(stories, tmp_path / "shards", 1))
    learners, results = _results(shard)
    found = {learners.names[who]: result for who, result in results.items()}
    kept = 0
    for each in stories:
        wanted, ours = direct(each), found.get(each.learner)
        if ours is None:
            assert wanted.reviews == 0
            continue
        assert ours.weights == wanted.weights
        assert (ours.reviews, ours.why, ours.remark) == (wanted.reviews, wanted.why, wanted.remark)
        if wanted.held_out:
            assert ours.held_out == pytest.approx(wanted.held_out, abs=1e-9)
        kept += wanted.weights is not None
    assert kept >= 2
    assert {result.why for result in results.values()} >= {Why.BETTER, Why.TOO_FEW}


def test_many_fits_give_the_floats_of_the_child() -> None:
    found = many.fit_many([LESSONS, LESSONS[::-1]])
    assert tuple(found[0]) == fit_in_child(LESSONS)
    assert found[1] != found[0]


def crashing(monkeypatch, bad, how) -> None:
    """Let the library fail in some way on some lessons."""
    real = child.fit

    def fit_or_not(asked, **options):
        return how() if list(asked["lessons"]) == list(bad) else real(asked, **options)

    monkeypatch.setattr(child, "fit", fit_or_not)


class Panic(BaseException):
    """What a panic of the library looks like."""


def panic() -> None:
    raise Panic("index out of bounds")


@pytest.mark.fault
@pytest.mark.parametrize("how", ["killed", "hangs"])
def test_a_fit_that_ends_its_process_is_one_learners_own(monkeypatch, how: str) -> None:
    bad = LESSONS[:40]
    action = {
        "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "hangs": lambda: time.sleep(60),
    }[how]
    crashing(monkeypatch, bad, action)
    monkeypatch.setattr(many, "fit_in_child", refuse)
    found = many.fit_many([LESSONS, bad, LESSONS], limit_s=2.0)
    assert found == [list(fit_in_child(LESSONS)), "no result", list(fit_in_child(LESSONS))]


def refuse(_lessons, *, limit_s: float):
    from quizkit.errors import FitError

    raise FitError("no result")


@pytest.mark.fault
@pytest.mark.parametrize("forks", [True, False])
def test_a_panic_is_told_and_the_next_is_fitted(monkeypatch, forks: bool) -> None:
    bad = LESSONS[:40]
    crashing(monkeypatch, bad, panic)
    monkeypatch.setattr(many, "_can_fork", lambda: forks)
    found = many.fit_many([bad, LESSONS])
    assert found == ["the fit ended without a result: Panic", list(fit_in_child(LESSONS))]


@pytest.mark.slow
@pytest.mark.fault
def test_who_fails_is_told_in_the_row(monkeypatch, stories, tmp_path: Path) -> None:
    folder = written(stories, tmp_path / "shards", 2)
    whole = rows_of(run(Fitting(), folder, tmp_path / "whole").table)
    broken = next(name for name, row in whole.items() if row[1] == "better")
    ours = next(each for each in stories if each.learner == broken)
    now = fold_moments([]).weights
    bad = lessons(histories(ours.moments), Fsrs6(now))
    crashing(monkeypatch, bad, panic)
    outcome = run(Fitting(), folder, tmp_path / "out")
    told = rows_of(outcome.table)
    assert told[broken][1] == "failed"
    assert "Panic" in told[broken][4]
    assert {name for name in whole if whole[name] != told[name]} == {broken}
    assert outcome.result["failed"] == 1
    assert "1 fit crashed or hung: see `remark` in the table." in Fitting().lines(outcome.result)


def rows_of(table: Path, copy: Path | None = None) -> dict[str, tuple]:
    import duckdb

    table = shutil.copy(table, copy) if copy else table

    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(table)).fetchall()
    return {row[0]: row[1:] for row in rows}


@pytest.mark.slow
@pytest.mark.fault
def test_all_engines_fit_the_same(stories, tmp_path: Path) -> None:
    folder = written(stories, tmp_path / "shards", 3)
    alone = run(Fitting(), folder, tmp_path / "alone")
    pool = run(Fitting(), folder, tmp_path / "pool", engine=engine_of(2))
    assert pool.result == alone.result
    assert rows_of(pool.table) == rows_of(alone.table)
    assert alone.result["learners"] == len(stories)


@pytest.mark.slow
@pytest.mark.fault
def test_a_numpy_that_forgets_guesses_would_be_noticed(monkeypatch, stories, tmp_path) -> None:
    real = batch.recalls

    def forgetful(found, weights):
        return real(found._replace(guess=found.guess * 0.5), weights)

    monkeypatch.setattr(batch, "recalls", forgetful)
    with pytest.raises(AssertionError):
        test_weights_are_those_of_the_laptop(stories, tmp_path)


@pytest.mark.parametrize(
    ("gone", "extra", "ask"),
    [
        ("fsrs_rs_python", "fit", lambda shard: Fitting().asked()),
        ("numpy", "analysis", lambda shard: Fitting().run(shard, print)),
    ],
)
def test_what_is_missing_is_named(monkeypatch, stories, tmp_path: Path, gone, extra, ask) -> None:
    (shard,) = shards_of(written(stories[:1], tmp_path / "shards", 1))
    real = importlib.util.find_spec
    for module in (process, columns):
        monkeypatch.setattr(module, "find_spec", lambda name: None if name == gone else real(name))
    with pytest.raises(MissingExtraError) as caught:
        ask(shard)
    assert caught.value.extra == extra


def test_a_folder_named_like_a_pattern_is_read_and_no_other(stories, tmp_path: Path) -> None:
    ours = written(stories[:1], tmp_path / "[x]*y?", 1)
    written(stories[1:2], tmp_path / "xay1", 1)
    outcome = run(Fitting(), ours, tmp_path / "[out]*")
    assert list(rows_of(outcome.table, tmp_path / "plain.parquet")) == [stories[0].learner]
    assert [each.learner for each in shard_stories(ours)] == [stories[0].learner]
    assert verify(ours)
