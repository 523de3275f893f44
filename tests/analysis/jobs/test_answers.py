"""The item analysis of shards: what `items.measures.figures` says of the same answers."""

from itertools import chain
from pathlib import Path
from random import Random

import pytest

from quizkit.analysis.items.answers import Figures
from quizkit.analysis.items.logged import Logged
from quizkit.analysis.items.measures import figures
from quizkit.analysis.jobs.answers import texts
from quizkit.analysis.jobs.answers.itemised import ItemAnalysis, figures_of
from quizkit.analysis.jobs.engines import engine_of
from quizkit.analysis.jobs.running import run
from quizkit.analysis.shards.shard import Shard
from quizkit.errors import FormatError
from quizkit.store.story import Story
from tests.analysis.jobs.learners import answering, of_chance, written

pytest.importorskip("duckdb")
CLOSE = 1e-9


def direct(stories: list[Story], job: ItemAnalysis) -> Figures:
    logged = Logged()
    every = chain.from_iterable(logged.answers(each.learner, each.moments) for each in stories)
    return figures(every, by=job.by, which=job.which)


def sharded(stories: list[Story], job: ItemAnalysis, place: Path, shards: int = 3) -> Figures:
    outcome = run(job, written(stories, place / "shards", shards), place / "out")
    return figures_of(outcome.result)


def near(one: float | None, other: float | None, within: float = CLOSE) -> bool:
    return one == other if one is None or other is None else abs(one - other) <= within


def differing(found: Figures, wanted: Figures) -> list[str]:
    """Return what differs: counts and texts at all, numbers by more than 1e-9."""
    odd = [
        f"{name}: {getattr(found, name)} {getattr(wanted, name)}"
        for name in ("learners", "answers", "is_binary", "self_rated", "confusions")
        if getattr(found, name) != getattr(wanted, name)
    ]
    odd += [
        f"{name}: {getattr(found, name)} {getattr(wanted, name)}"
        for name in ("reliability", "mean", "spread", "error", "efficiency")
        if not near(getattr(found, name), getattr(wanted, name))
    ]
    if len(found.questions) != len(wanted.questions):
        return [*odd, "questions"]
    for ours, theirs in zip(found.questions, wanted.questions, strict=True):
        for name in ours._fields:
            one, other = getattr(ours, name), getattr(theirs, name)
            if name == "seconds":
                same = near(one, other, 0.012 * (other or 0) + 0.001)
            elif name in ("facility", "discrimination", "efficiency"):
                same = near(one, other)
            elif name == "options":
                same = [(o.text, o.is_key, o.n) for o in one] == [
                    (o.text, o.is_key, o.n) for o in other
                ] and all(
                    near(o.share, t.share) and near(o.discrimination, t.discrimination)
                    for o, t in zip(one, other, strict=True)
                )
            else:
                same = one == other
            if not same:
                odd.append(f"{ours.facet} {ours.form} {name}: {one} {other}")
    return odd


@pytest.mark.property
@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 6))]
)
def test_shards_say_what_the_answers_say(tmp_path: Path, seed: int) -> None:
    rng = Random(f"items:{seed}")
    stories = answering(rng, rng.randint(1, 40)) if seed % 3 else of_chance(rng, rng.randint(1, 12))
    job = ItemAnalysis(rng.choice(("question", "facet")), rng.choice(("first", "last")))
    assert differing(sharded(stories, job, tmp_path), direct(stories, job)) == []


def test_reliability_of_few_questions_that_all_answered(tmp_path: Path) -> None:
    stories = answering(Random("alpha"), 60, questions=2, most=40)
    found = sharded(stories, ItemAnalysis("facet"), tmp_path)
    assert found.reliability is not None
    assert differing(found, direct(stories, ItemAnalysis("facet"))) == []


@pytest.mark.slow
@pytest.mark.fault
def test_all_engines_say_the_same(tmp_path: Path) -> None:
    stories = answering(Random("engines"), 20)
    folder = written(stories, tmp_path / "shards", 3)
    alone = run(ItemAnalysis(), folder, tmp_path / "alone")
    pool = run(ItemAnalysis(), folder, tmp_path / "pool", engine=engine_of(2))
    assert pool.result == alone.result
    assert ItemAnalysis().lines(alone.result)[0].startswith("1")


def test_counts_of_answers_instead_of_learners_would_be_noticed(monkeypatch, tmp_path) -> None:
    stories = answering(Random("who"), 20, most=40)
    monkeypatch.setattr(texts, "_who", lambda _connection, _gathered: {})
    found = sharded(stories, ItemAnalysis(), tmp_path)
    assert any(
        odd.startswith("confusions") for odd in differing(found, direct(stories, ItemAnalysis()))
    )


def test_a_file_that_is_no_parquet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "shard-000.parquet"
    path.write_bytes(b"no Parquet at all")
    with pytest.raises(FormatError, match="cannot be read"):
        ItemAnalysis().run(Shard(0, path.name, "", 0, 0, 17, tmp_path), lambda _row: None)
