"""Shards that are made for benchmarks: of the same make as an export, the same from one seed."""

from pathlib import Path

import polars
import pytest

from quizkit.analysis.fit.history import histories
from quizkit.analysis.shards.manifest import name_of
from quizkit.analysis.shards.reading import shard_stories, verify
from quizkit.memory.replay import fold_moments
from quizkit.store.event import unread
from tests.bench.make_shards import Size, make

SIZE = Size(learners=60, reviews=100, facets=40, shards=3, seed="o'seed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made") / "out"
    make(place, SIZE, workers=1)
    return place


def test_they_are_of_the_make_of_an_export(folder: Path) -> None:
    assert sum(shard.rows for shard in verify(folder)) == 6_000
    found = list(shard_stories(folder))
    assert len(found) == 60
    for story in found:
        assert len(story.moments) == 100
        assert not [unread(event) for _, event in story.moments if unread(event)]
        assert len(fold_moments(story.moments).facets) == 20
        assert len(histories(story.moments)) == 20


def test_they_are_the_same_from_one_seed(folder: Path, tmp_path: Path) -> None:
    make(tmp_path / "again", SIZE, workers=1)
    make(tmp_path / "other", SIZE._replace(seed="other"), workers=1)
    same, other = tmp_path / "again" / name_of(1), tmp_path / "other" / name_of(1)
    assert same.read_bytes() == (folder / name_of(1)).read_bytes() != other.read_bytes()


def test_the_able_know_more_and_the_first_distractor_draws_most(folder: Path) -> None:
    whole = polars.concat([polars.read_parquet(folder / name_of(n)) for n in range(3)])
    assert set(whole["form"]) == {"choice", "cloze", "typed", "flip"}
    means = whole.group_by("learner").agg(polars.col("score").mean())["score"]
    assert means.std() > 80_000
    chosen = whole.filter(polars.col("form") == "choice")
    key = chosen["score"] == 1_000_000
    assert 0.5 < key.mean() < 0.9
    first = chosen.filter(~key)["picked"].list.first()
    assert set(first) == {0, 1, 2}


def test_fewer_facets_than_are_asked_are_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="facets is 3, want at least 20"):
        make(tmp_path / "out", SIZE._replace(facets=3), workers=1)
