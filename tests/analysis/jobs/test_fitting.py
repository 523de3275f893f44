"""The fits of a shard's learners: those of `quizkit fit`, learner by learner."""

from pathlib import Path
from random import Random

import pytest

from quizkit.analysis.fit import child
from quizkit.analysis.fit.fitting import Why, fit
from quizkit.analysis.fit.history import histories
from quizkit.analysis.fit.process import fit_in_child
from quizkit.analysis.jobs import fit_many as many
from quizkit.analysis.jobs.fitting import _results
from quizkit.analysis.jobs.folders import shards_of
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
    return fit(histories(each.moments), now, fitter=lambda given: child.fit({
        "config": child_config(), "lessons": given}))  # fmt: skip


def child_config():
    from quizkit.analysis.fit.training import CONFIG

    return CONFIG


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
