"""Equal results whoever does the work, and whatever becomes of a worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizkit.analysis.jobs.cluster import Cluster
from quizkit.analysis.jobs.engines import Embedded, engine_of
from quizkit.analysis.jobs.plans import Places, tasks_of
from quizkit.analysis.jobs.pool import Pool
from quizkit.analysis.jobs.probing import Wanted, looked_for, seen
from quizkit.analysis.jobs.running import Outcome, run
from quizkit.analysis.jobs.schedulers import address_of
from quizkit.analysis.jobs.tasks import Failure
from quizkit.analysis.shards.folders import shards_of
from quizkit.errors import (
    ArgumentError,
    DeckError,
    FormatError,
    JobError,
    MissingExtraError,
    SyncError,
)
from tests.analysis.jobs.clusters import Processes, cluster
from tests.analysis.jobs.counting import Counting, shards, times


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    pytest.importorskip("distributed", reason="a cluster needs Dask distributed")
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


def same(one: Outcome, other: Outcome) -> bool:
    """Tell whether two runs wrote the same bytes."""
    assert one.table is not None
    assert other.table is not None
    tables = one.table.read_bytes() == other.table.read_bytes()
    return tables and one.path.read_bytes() == other.path.read_bytes()


@pytest.fixture
def embedded(job: Counting, folder: Path, tmp_path: Path, runs: Path) -> Outcome:
    found = run(job, folder, tmp_path / "embedded")
    for mark in runs.iterdir():
        mark.unlink()
    return found


@pytest.mark.fault
def test_a_pool_gives_the_same_though_workers_are_killed(
    job: Counting, folder: Path, runs: Path, tmp_path: Path, embedded: Outcome
) -> None:
    fragile = job._replace(once=("shard-001.txt", "shard-004.txt"))
    found = run(fragile, folder, tmp_path / "pool", engine=Pool(2))
    assert same(found, embedded)
    assert times(runs)["shard-001.txt"] == times(runs)["shard-004.txt"] == 2


@pytest.mark.fault
def test_a_cluster_gives_the_same_though_a_worker_is_killed(
    job: Counting,
    folder: Path,
    runs: Path,
    tmp_path: Path,
    embedded: Outcome,
    processes: Processes,
) -> None:
    fragile = job._replace(once=("shard-002.txt",), wait_s=0.02)
    found = run(fragile, folder, tmp_path / "dask", engine=Cluster(processes.on))
    assert same(found, embedded)
    assert times(runs)["shard-002.txt"] >= 2
    assert sum(worker.poll() is not None for worker in processes.workers) == 1
    again = run(fragile, folder, tmp_path / "dask", engine=Cluster("dask://127.0.0.1:1"))
    assert again.skipped == 6  # where all is done, nobody is asked


@pytest.mark.fault
def test_a_pool_names_the_shard_that_kills_its_workers(
    job: Counting, folder: Path, runs: Path, tmp_path: Path
) -> None:
    poisoned = job._replace(always=("shard-003.txt",))
    with pytest.raises(JobError, match=r"shard-003.txt was given up: 3 processes were killed"):
        run(poisoned, folder, tmp_path / "out", engine=Pool(2))
    assert times(runs)["shard-003.txt"] == 3
    assert run(job, folder, tmp_path / "out").skipped >= 2


@pytest.mark.fault
@pytest.mark.slow
def test_a_cluster_names_the_shard_that_kills_its_workers(
    job: Counting, folder: Path, tmp_path: Path
) -> None:
    poisoned = job._replace(always=("shard-003.txt",))
    with cluster(tmp_path, workers=5) as found:
        with pytest.raises(JobError, match=r"shard-003.txt was given up: every worker"):
            run(poisoned, folder, tmp_path / "out", engine=Cluster(found.on))
        assert sum(worker.poll() is None for worker in found.workers) == 1


@pytest.mark.fault
@pytest.mark.slow
def test_a_scheduler_that_goes_in_mid_run_is_told_and_the_run_goes_on_elsewhere(
    job: Counting, folder: Path, tmp_path: Path, embedded: Outcome
) -> None:
    out = tmp_path / "out"
    with cluster(tmp_path) as found:

        def stop(done: int, _of: int) -> None:
            if done == 2:
                found.scheduler.kill()

        with pytest.raises(SyncError, match=r"is gone.*; what was finished is kept; repeat"):
            run(job._replace(wait_s=0.3), folder, out, engine=Cluster(found.on), tick=stop)
    again = run(job, folder, out)
    assert 2 <= again.skipped < 6
    assert same(again, embedded)


def test_a_scheduler_that_is_not_there_is_told(
    job: Counting, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="a cluster needs Dask distributed")
    monkeypatch.setattr("quizkit.analysis.jobs.cluster.CONNECT_S", 0.2)
    with pytest.raises(SyncError, match=r"no Dask scheduler answers at dask://127.0.0.1:1: "):
        run(job, folder, tmp_path / "out", engine=Cluster("dask://127.0.0.1:1"))


def test_a_scheduler_without_workers_is_told(
    job: Counting, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="a cluster needs Dask distributed")
    with cluster(tmp_path, workers=0) as found:
        monkeypatch.setattr("quizkit.analysis.jobs.cluster.CONNECT_S", 0.5)
        with pytest.raises(SyncError, match="has no workers; start some"):
            run(job, folder, tmp_path / "out", engine=Cluster(found.on))


def test_beyond_this_computer_nothing_is_contacted_without_certificates(
    job: Counting, folder: Path, tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="a cluster needs Dask distributed")
    with pytest.raises(SyncError, match="the connection must be encrypted"):
        run(job, folder, tmp_path / "out", engine=Cluster("dask://192.0.2.1:8786"))


@pytest.mark.parametrize(
    "text",
    ["", "localhost:8786", "http://x:1", "dask://", "dask://x:99999", "dask://x:0", "dask://u@x:1",
     "dask://x:1/y", "dask://x:1?y", "tcp://127.0.0.1:1"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ArgumentError, match="wanted an address like dask://localhost:8786"):
        address_of(text)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("dask://localhost", "tcp://localhost:8786"),
        ("dask://[::1]:99", "tcp://[::1]:99"),
        ("tls://localhost:99", "tls://localhost:99"),
        ("dask://127.0.0.1.example:99", "tls://127.0.0.1.example:99"),
        ("dask://10.0.0.1:99", "tls://10.0.0.1:99"),
        ("dask://[2001:db8::1]:99", "tls://[2001:db8::1]:99"),
    ],
)
def test_only_this_computer_is_reached_without_encryption(text: str, url: str) -> None:
    assert address_of(text).url == url


def test_the_engine_is_what_was_asked_for() -> None:
    assert [type(engine_of(*each)) for each in ((1,), (3,), (1, "dask://localhost"))] == [
        Embedded,
        Pool,
        Cluster,
    ]


def test_a_worker_says_what_it_lacks(job: Counting, folder: Path, tmp_path: Path) -> None:
    places = Places(tmp_path / "out")
    places.parts.mkdir(parents=True)
    with looked_for(tasks_of(job, shards_of(folder), places)) as wanted:
        assert seen(wanted) == ""
        assert seen(wanted._replace(version="9.9")).endswith("not 9.9 as here; install the same")
        assert "cannot see what is in /elsewhere; shards and parts must lie in a folder" in seen(
            wanted._replace(shard=Path("/elsewhere/shard-000.txt"))
        )
        assert "cannot see what is in" in seen(wanted._replace(bytes=1))
        assert "cannot see what is in /other" in seen(wanted._replace(marker=Path("/other/x")))
    assert isinstance(wanted, Wanted)
    assert list(places.parts.iterdir()) == []


@pytest.mark.fault
def test_a_worker_that_does_not_see_the_folder_is_named_before_the_first_task(
    job: Counting,
    folder: Path,
    runs: Path,
    tmp_path: Path,
    processes: Processes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = Wanted

    def elsewhere(*given: object) -> Wanted:
        return real(*given)._replace(marker=Path("/no/such/folder/x"))  # type: ignore[arg-type]

    monkeypatch.setattr("quizkit.analysis.jobs.probing.Wanted", elsewhere)
    with pytest.raises(SyncError, match=r"tcp://127.0.0.1:\d+ cannot see what is in /no/such"):
        run(job, folder, tmp_path / "out", engine=Cluster(processes.on))
    assert times(runs) == {}


@pytest.mark.parametrize(
    "error",
    [
        JobError("a", "b"),
        FormatError("a", "b"),
        MissingExtraError("x needs y", "fit"),
        DeckError("a"),
    ],
)
def test_errors_travel_whole(error: Exception) -> None:
    from pickle import dumps, loads

    back = loads(dumps(Failure.of(error))).error()  # type: ignore[arg-type]
    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))


@pytest.mark.fault
@pytest.mark.slow
def test_many_shards_and_many_kills_change_nothing(runs: Path, tmp_path: Path) -> None:
    folder = shards(tmp_path / "many", 40)
    job = Counting(str(runs))
    right = run(job, folder, tmp_path / "one")
    for mark in runs.iterdir():
        mark.unlink()
    killing = job._replace(once=tuple(f"shard-{n:03}.txt" for n in range(0, 40, 5)))
    assert same(run(killing, folder, tmp_path / "two", engine=Pool(3)), right)
