"""Replay, calibration and simulation: the same as one learner's own figures, whoever does it."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from quizkit.analysis.fit.history import histories
from quizkit.analysis.jobs import scores
from quizkit.analysis.jobs.calibrated import Calibration, predictions
from quizkit.analysis.jobs.cluster import Cluster
from quizkit.analysis.jobs.engines import Embedded, Engine
from quizkit.analysis.jobs.job import Job
from quizkit.analysis.jobs.models import DEFAULTS, read_weights, under
from quizkit.analysis.jobs.pool import Pool
from quizkit.analysis.jobs.replayed import Replay, states
from quizkit.analysis.jobs.running import Outcome, run, run_shards
from quizkit.analysis.jobs.simulated import Simulate
from quizkit.analysis.shards.folders import shards_of
from quizkit.analysis.shards.stories import stories
from quizkit.analysis.simulate.run import Setting
from quizkit.analysis.stats.figures import calibration
from quizkit.analysis.stats.past import past
from quizkit.errors import FormatError
from quizkit.memory.replay import fold_moments
from tests.analysis.jobs.clusters import cluster
from tests.analysis.jobs.shard_files import Moments, logs, write

OTHER = (*(round(weight * 1.01) for weight in DEFAULTS[:20]), 200_000)


@pytest.fixture(scope="module")
def known() -> dict[str, Moments]:
    return logs(8, size=90)


@pytest.fixture(scope="module")
def folder(known: dict[str, Moments], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("jobs") / "shards", known)


def rows(found: Outcome) -> list[tuple[Any, ...]]:
    return duckdb.execute("FROM read_parquet(?)", [str(found.table)]).fetchall()


def test_a_shard_gives_its_learners_as_the_log_has_them(
    known: dict[str, Moments], folder: Path
) -> None:
    found = {story.learner: story for shard in shards_of(folder) for story in stories(shard)}
    assert found.keys() == known.keys()
    for learner, moments in known.items():
        story = found[learner]
        assert story.rows == len(moments)
        assert fold_moments(story.moments) == fold_moments(moments)
        assert histories(story.moments) == histories(moments)


def test_shards_of_an_export_give_what_the_log_gives(tmp_path: Path) -> None:
    from quizkit.analysis.shards.writing import write as export
    from quizkit.store.log import open_log
    from quizkit.store.sources import stories as stories_of
    from tests.analysis.answered import write as written

    path = tmp_path / "school.db"
    for who in ("an", "bo", "cy"):
        with open_log(path, learner=who) as log:
            written(log, who, size=40)
    export(stories_of(path), tmp_path / "shards", shards=2)
    found = {s.learner: s for shard in shards_of(tmp_path / "shards") for s in stories(shard)}
    for story in stories_of(path):
        own = found[story.learner]
        assert own.rows == len(story.every)
        assert histories(own.moments) == histories(story.moments)
        assert fold_moments(own.moments).facets == fold_moments(story.moments).facets


def test_replay_gives_every_state_of_every_learner(
    known: dict[str, Moments], folder: Path, tmp_path: Path
) -> None:
    found = run(Replay(), folder, tmp_path / "out")
    wanted = {
        (learner, facet): (*(state.state or (None, None)), state.reviews, state.lapses, state.day)
        for learner, moments in known.items()
        for facet, state in fold_moments(moments).facets.items()
        if state.reviews
    }
    assert {row[:2]: row[2:] for row in rows(found)} == wanted
    assert found.result["reviews"] == sum(row[2] for row in wanted.values())
    assert sum(found.result["steps"]) == found.result["started"]
    assert f"{found.result['started']:,} facets started" in Replay().lines(found.result)[0]


def test_replay_under_other_weights_is_as_if_they_were_in_the_log(
    known: dict[str, Moments], folder: Path, tmp_path: Path
) -> None:
    found = run(Replay(OTHER), folder, tmp_path / "out")
    for learner, moments in known.items():
        memory = fold_moments(under(moments, OTHER))
        assert [round(weight * 1_000_000) for weight in memory.weights] == list(OTHER)
        mine = {row[1]: row[2] for row in rows(found) if row[0] == learner}
        assert mine == {
            facet: state.state and state.state.stability for facet, state in states(moments, OTHER)
        }
    assert found.result != run(Replay(), folder, tmp_path / "own").result


def test_calibration_of_one_learner_is_that_of_the_statistics(
    known: dict[str, Moments], tmp_path: Path
) -> None:
    for learner in ("learner-0000", "learner-0003", "learner-0004"):
        moments = known[learner]
        memory = fold_moments(moments)
        facets = [facet for facet in memory.facets if "#" in facet]
        wanted = calibration(past(moments, memory, facets=facets, today=30_000).answers)
        out = tmp_path / learner
        found = run(Calibration(), write(out / "s", {learner: moments}, shards=1), out / "o").result
        assert wanted is not None
        assert found["n"] == wanted.n
        for name in ("said", "was", "log_loss", "brier", "constant_log_loss", "error"):
            assert found[name] == pytest.approx(getattr(wanted, name), abs=1e-11), name
        assert [row["n"] for row in found["bins"]] == [row.n for row in wanted.bins]
        assert sum(row["n"] for row in found["retention"]) == wanted.n


def test_predictions_are_those_that_the_fold_keeps(known: dict[str, Moments]) -> None:
    for moments in known.values():
        kept = [
            (right_chance(scored), scored.score >= 0.5)
            for state in fold_moments(moments).facets.values()
            for scored in state.scored
        ]
        told = [(each.chance, each.is_right) for each in predictions(moments)]
        assert set(kept) <= set(told)


def right_chance(scored: Any) -> float:
    return scored.guess + (1.0 - scored.guess) * scored.recall


def test_weights_that_are_named_predict_for_everybody(
    known: dict[str, Moments], folder: Path, tmp_path: Path
) -> None:
    own = run(Calibration(), folder, tmp_path / "own").result
    other = run(Calibration(OTHER), folder, tmp_path / "other").result
    assert own["n"] == other["n"] == sum(len(list(predictions(m))) for m in known.values())
    assert own["log_loss"] != other["log_loss"]
    lines = Calibration().lines(own)
    assert lines[0].startswith(f"{own['n']:,} scored reviews of 8 learners; predicted ")


def test_sums_are_the_same_in_any_grouping() -> None:
    rng = Random("sums")
    told = [
        scores.Told(rng.randrange(1, 500), rng.random(), rng.random() < 0.5) for _ in range(997)
    ]
    whole = scores.summed(told).document()
    for size in (1, 7, 100):
        parts = [scores.summed(told[at : at + size]).figures() for at in range(0, 997, size)]
        rng.shuffle(parts)
        sums = scores.Sums()
        for part in parts:
            sums.merge(json.loads(json.dumps(part)))
        assert sums.document() == whole


def test_float_sums_would_depend_on_the_grouping() -> None:
    rng = Random("sums")
    losses = [scores._loss(rng.random(), is_right=True) for _ in range(997)]
    groups = {
        sum(sum(losses[at : at + size]) for at in range(0, 997, size)) for size in (1, 7, 100, 997)
    }
    assert len(groups) > 1


def test_more_shards_give_the_same_figures(
    known: dict[str, Moments], folder: Path, tmp_path: Path
) -> None:
    other = write(tmp_path / "other", known, shards=7)
    one, two = run(Calibration(), folder, tmp_path / "a"), run(Calibration(), other, tmp_path / "b")
    assert one.result == two.result
    assert sorted(rows(one)) == sorted(rows(two))


def test_a_shard_without_learners_counts_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path / "s", {}, shards=2)
    for job in (Replay(), Calibration()):
        found = run(job, folder, tmp_path / job.name)
        assert found.rows == 0
        assert job.lines(found.result)


def test_a_file_that_is_no_parquet_is_told(tmp_path: Path) -> None:
    from tests.analysis.jobs.counting import entry, manifest

    (tmp_path / "shard-000.parquet").write_bytes(b"PAR1 not")
    manifest(tmp_path, [entry("shard-000.parquet", b"PAR1 not", rows=1, learners=1)])
    with pytest.raises(FormatError, match=r"shard-000.parquet cannot be read: "):
        run(Replay(), tmp_path, tmp_path / "out")


SIMULATE = Simulate(Setting(8, 4, 2.0), ("planner", "sm2-20"))


def test_a_simulation_goes_on_to_more_learners(tmp_path: Path) -> None:
    few = run_shards(SIMULATE, SIMULATE.shards(15), tmp_path / "out")
    many = run_shards(SIMULATE, SIMULATE.shards(30), tmp_path / "out")
    assert (few.shards, few.learners, many.shards, many.skipped) == (2, 15, 3, 1)
    whole = run_shards(SIMULATE, SIMULATE.shards(30), tmp_path / "whole")
    assert many.result == whole.result
    assert len(rows(many)) == 60
    assert SIMULATE.lines(many.result)[0] == "4 days, 8 facts, 2 min; truth A, learners 30"


def test_a_simulation_is_that_of_the_plain_command(tmp_path: Path) -> None:
    from quizkit.analysis.simulate.cases import Case
    from quizkit.analysis.simulate.report import section
    from quizkit.analysis.simulate.study import Task, perform_all
    from quizkit.analysis.simulate.tables import document
    from quizkit.analysis.simulate.truth import Kind

    tasks = [Task(SIMULATE.setting, Kind.A, SIMULATE.policies, f"1:{n}") for n in range(12)]
    case = Case("", SIMULATE.setting, SIMULATE.policies, 1.0)
    wanted = document(section(case, Kind.A, perform_all(tasks)))
    found = run_shards(SIMULATE, SIMULATE.shards(12), tmp_path / "out").result
    assert found["policies"] == wanted["policies"]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Engine]]:
    pytest.importorskip("distributed", reason="a cluster needs Dask distributed")
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield [Embedded(), Pool(2), Cluster(found.on)]


@pytest.mark.fault
@pytest.mark.slow
@pytest.mark.parametrize("job", [Replay(), Replay(OTHER), Calibration(), Calibration(OTHER)])
def test_results_are_equal_on_every_engine(
    job: Job, folder: Path, tmp_path: Path, engines: list[Engine]
) -> None:
    found = [run(job, folder, tmp_path / str(n), engine=engine) for n, engine in enumerate(engines)]
    assert len({each.path.read_bytes() for each in found}) == 1
    assert len({each.table.read_bytes() for each in found if each.table}) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is no JSON; wanted a list of 21 weights"),
        ("[1, 2]", "does not hold the weights of fsrs-6: "),
        ('{"weights": "x"}', "want a list of 21 numbers"),
        (json.dumps([1e9] * 21), "does not hold the weights"),
        (json.dumps([True] * 21), "want a list of 21 numbers"),
        ("[" + "1e999," * 20 + "1]", "does not hold the weights"),
    ],
)
def test_weights_that_are_none_are_told(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "w.json").write_text(text)
    with pytest.raises(FormatError, match=told):
        read_weights(tmp_path / "w.json")


def test_weights_are_read_as_numbers_or_as_millionths(tmp_path: Path) -> None:
    path = tmp_path / "w.json"
    path.write_text(json.dumps([weight / 1_000_000 for weight in DEFAULTS]))
    assert read_weights(path) == DEFAULTS
    path.write_text(json.dumps({"model": "fsrs-6", "weights": DEFAULTS}))
    assert read_weights(path) == DEFAULTS
    with pytest.raises(FormatError, match="cannot read"):
        read_weights(tmp_path / "none.json")
