"""A run: what is there is kept, what is wrong is found."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from quizkit.analysis.jobs import parts, plans
from quizkit.analysis.jobs.checked import checked
from quizkit.analysis.jobs.job import Part
from quizkit.analysis.jobs.running import Outcome, run
from quizkit.analysis.jobs.status import status
from quizkit.analysis.jobs.tasks import Report, Task, perform
from quizkit.analysis.shards.folders import shards_of
from quizkit.errors import FormatError, JobError
from tests.analysis.jobs.clusters import ROOT, wait_until
from tests.analysis.jobs.counting import Counting, entry, manifest, times


def test_a_run_gives_result_and_table(job: Counting, folder: Path, tmp_path: Path) -> None:
    import duckdb

    told: list[tuple[int, int]] = []
    found = run(job, folder, tmp_path / "out", tick=lambda *at: told.append(at))
    assert found[:5] == ("counting", 6, 0, 72, 18)
    assert found.result["rows"] == 72
    assert told == [(done, 6) for done in range(7)]
    rows = duckdb.execute("SELECT count(*), sum(sum) FROM read_parquet(?)", [str(found.table)])
    assert rows.fetchone() == (18, pytest.approx(found.result["sum"], abs=1e-9))
    assert json.loads(found.path.read_bytes())["result"] == found.result


def test_what_is_done_is_not_done_again(
    job: Counting, folder: Path, runs: Path, tmp_path: Path
) -> None:
    first = run(job, folder, tmp_path / "out")
    again = run(job, folder, tmp_path / "out")
    assert again.skipped == 6
    assert again._replace(skipped=0) == first
    assert set(times(runs).values()) == {1}


class Stopping:
    """An engine that is gone after some tasks."""

    def __init__(self, after: int) -> None:
        self.after = after

    def reports(self, tasks: Sequence[Task]) -> Iterator[Report]:
        for number, task in enumerate(tasks):
            if number == self.after:
                raise KeyboardInterrupt
            yield perform(task)


def test_a_stopped_run_goes_on_where_it_was(
    job: Counting, folder: Path, runs: Path, tmp_path: Path
) -> None:
    for after in (0, 2, 3):
        with pytest.raises(KeyboardInterrupt):
            run(job, folder, tmp_path / "out", engine=Stopping(after))
    assert run(job, folder, tmp_path / "out").skipped == 5
    assert set(times(runs).values()) == {1}


def test_a_damaged_part_is_made_again(
    job: Counting, folder: Path, runs: Path, tmp_path: Path
) -> None:
    first = run(job, folder, tmp_path / "out")
    damaged = sorted((tmp_path / "out" / "parts").iterdir())[2]
    damaged.write_bytes(damaged.read_bytes().replace(b"sum", b"mus"))
    again = run(job, folder, tmp_path / "out")
    assert (again.skipped, again.result) == (5, first.result)
    assert times(runs)["shard-002.txt"] == 2


def test_a_missing_part_is_made_again(job: Counting, folder: Path, tmp_path: Path) -> None:
    first = run(job, folder, tmp_path / "out")
    sorted((tmp_path / "out" / "parts").iterdir())[4].unlink()
    again = run(job, folder, tmp_path / "out")
    assert (again.skipped, again.result) == (5, first.result)


def test_a_part_in_the_place_of_another_is_made_again(
    job: Counting, folder: Path, tmp_path: Path
) -> None:
    first = run(job, folder, tmp_path / "out")
    one, two, *_ = sorted((tmp_path / "out" / "parts").iterdir())
    two.write_bytes(one.read_bytes())
    again = run(job, folder, tmp_path / "out")
    assert (again.skipped, again.result) == (5, first.result)


def test_another_question_has_other_parts(
    job: Counting, folder: Path, runs: Path, tmp_path: Path
) -> None:
    run(job, folder, tmp_path / "out")
    assert run(job._replace(asks="more"), folder, tmp_path / "out").skipped == 0
    assert run(job, folder, tmp_path / "out").skipped == 6
    assert set(times(runs).values()) == {2}


def test_another_job_does_not_take_the_same_folder(
    job: Counting, folder: Path, tmp_path: Path
) -> None:
    run(job, folder, tmp_path / "out")

    class Other(Counting):
        name = "other"

    with pytest.raises(JobError, match="holds the parts of `job counting`; name another folder"):
        run(Other(*job), folder, tmp_path / "out")


@pytest.mark.fault
def test_a_shard_that_was_changed_after_planning_is_found(
    job: Counting, folder: Path, tmp_path: Path
) -> None:
    path = folder / "shard-003.txt"
    path.write_bytes(path.read_bytes().replace(b"learner-03-0", b"learner-03-9"))
    with pytest.raises(JobError, match=r"shard-003.txt is not the file that its manifest names"):
        run(job, folder, tmp_path / "out")
    assert len(list((tmp_path / "out" / "parts").iterdir())) == 3


@pytest.mark.fault
def test_a_shard_that_is_changed_while_it_is_read_gives_no_part(
    job: Counting, folder: Path, tmp_path: Path
) -> None:
    class Meddling(Counting):
        def run(self, shard: Any, put: Any) -> Part:
            found = super().run(shard, put)
            os.utime(shard.path, ns=(1, 1))
            return found

    with pytest.raises(JobError, match="is not the file that its manifest names"):
        run(Meddling(*job), folder, tmp_path / "out")
    assert list((tmp_path / "out" / "parts").iterdir()) == []


@pytest.mark.fault
@pytest.mark.parametrize(
    ("change", "kind", "told"),
    [
        (lambda f: (f / "shard-001.txt").unlink(), JobError, "No such file .* export again"),
        (lambda f: (f / "shard-001.txt").write_text("x"), JobError, "has 1 bytes, and its"),
        (lambda f: (f / "manifest.json").unlink(), FormatError, "`quizkit log export DIR"),
        (lambda f: (f / "manifest.json").write_text("{"), FormatError, "is no manifest of shards"),
        (lambda f: (f / "manifest.json").write_text("[1]"), FormatError, "is no manifest"),
        (lambda f: (f / "manifest.json").write_text('{"shards":7}'), FormatError, "no manifest"),
        (lambda f: head(f, format="quizkit log"), FormatError, "is no manifest of shards"),
        (lambda f: head(f, version=2), FormatError, "of version 2, known is 1; update quizkit"),
        (lambda f: head(f, version=0), FormatError, "is no manifest of shards"),
        (lambda f: head(f, version="1"), FormatError, "is no manifest of shards"),
        (lambda f: head(f, rows=73), JobError, "does not add up: its shards have 72 rows"),
        (lambda f: head(f, learners=None), JobError, "its shards have 18 learners"),
        (lambda f: manifest(f, []), JobError, "names no shard, or one twice"),
        (lambda f: rename(f, "../shard-001.txt"), FormatError, "shard 1 is not as a manifest"),
        (lambda f: rename(f, "shard-000.txt"), JobError, "names no shard, or one twice"),
    ],
)
def test_a_folder_that_is_not_whole_is_refused(
    change: Any, kind: Any, told: str, job: Counting, folder: Path, tmp_path: Path
) -> None:
    change(folder)
    with pytest.raises(kind, match=told):
        run(job, folder, tmp_path / "out")


def head(folder: Path, **changes: Any) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def rename(folder: Path, name: str) -> None:
    rows = json.loads((folder / "manifest.json").read_text())["shards"]
    rows[1]["file"] = name
    manifest(folder, rows)


def doubled(folder: Path, *, learners: int = 3) -> None:
    """Add a shard whose learners are in another one too."""
    rows = json.loads((folder / "manifest.json").read_text())["shards"]
    data = (folder / "shard-001.txt").read_bytes()
    (folder / "shard-006.txt").write_bytes(data)
    manifest(folder, [*rows, entry("shard-006.txt", data, rows=12, learners=learners)])


@pytest.mark.fault
def test_a_learner_in_two_shards_is_found(job: Counting, folder: Path, tmp_path: Path) -> None:
    right = run(job, folder, tmp_path / "right")
    doubled(folder)
    with pytest.raises(JobError, match=r"learner-01-0 is in shard-001.txt and shard-006.txt"):
        run(job, folder, tmp_path / "out")
    assert not (tmp_path / "out" / "result.json").exists()
    tasks = [parts.read(path, task) for path, task in made(tmp_path / "out")]
    unchecked = job.merge(part for part in tasks if part)
    assert unchecked["rows"] == right.rows + 12  # without the check: a wrong sum, and no word


def made(out: Path) -> list[tuple[Path, str]]:
    plan = plans.read(plans.Places(out))
    return [
        (parts.path_of(out / "parts", number, task), task) for number, task in enumerate(plan.tasks)
    ]


@pytest.mark.fault
def test_rows_that_were_not_read_are_found(job: Counting, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(JobError, match=r"shard-000.txt has 11 rows, and its manifest says 12"):
        run(job._replace(lost=1), folder, tmp_path / "out")


@pytest.mark.fault
def test_a_manifest_with_other_learners_is_found(
    job: Counting, folder: Path, tmp_path: Path
) -> None:
    doubled(folder, learners=4)
    (folder / "shard-001.txt").unlink()
    rows = json.loads((folder / "manifest.json").read_text())["shards"]
    manifest(folder, [row for row in rows if row["file"] != "shard-001.txt"])
    with pytest.raises(JobError, match=r"shard-006.txt has 3 learners, and its manifest says 4"):
        run(job, folder, tmp_path / "out")


@pytest.mark.fault
def test_parts_that_are_missing_doubled_or_out_of_order_are_found(folder: Path) -> None:
    shards = shards_of(folder)
    whole = [
        (shard, Part(12, tuple(f"{shard.number}{n}" for n in range(3)), {})) for shard in shards
    ]
    assert len(list(checked(whole, shards=6))) == 6
    with pytest.raises(JobError, match="parts of 5 shards, wanted 6"):
        list(checked(whole[:-1], shards=6))
    with pytest.raises(JobError, match=r"shard-000.txt came where shard 1 of 6 was wanted"):
        list(checked([whole[0], *whole], shards=6))
    with pytest.raises(JobError, match=r"shard-002.txt came where shard 1 of 6 was wanted"):
        list(checked([whole[0], *whole[2:]], shards=6))
    with pytest.raises(JobError, match=r"the part of shard-001.txt is missing"):
        list(checked([whole[0], (shards[1], None)], shards=6))


def test_a_folder_that_cannot_be_written_is_told(
    job: Counting, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(FormatError, match=r"cannot write .*out"):
        run(job, folder, tmp_path / "out")


def test_a_plan_that_is_damaged_is_told(job: Counting, folder: Path, tmp_path: Path) -> None:
    run(job, folder, tmp_path / "out")
    (tmp_path / "out" / "job.json").write_text('{"v": 1}')
    with pytest.raises(FormatError, match=r"job.json is damaged; delete it and repeat"):
        run(job, folder, tmp_path / "out")
    (tmp_path / "out" / "job.json").unlink()
    assert run(job, folder, tmp_path / "out").skipped == 6


CLIENT = """
import sys
from pathlib import Path
from quizkit.analysis.jobs.pool import Pool
from quizkit.analysis.jobs.running import run
from tests.analysis.jobs.counting import Counting
if __name__ == "__main__":
    folder, out, runs = map(Path, sys.argv[1:])
    run(Counting(str(runs), wait_s=0.15), folder, out, engine=Pool(2))
"""


@pytest.mark.fault
@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for processes")
def test_a_killed_client_loses_nothing_that_was_done(
    job: Counting, folder: Path, runs: Path, tmp_path: Path
) -> None:
    script, out = tmp_path / "client.py", tmp_path / "out"
    script.write_text(CLIENT)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, str(script), str(folder), str(out), str(runs)]
    client = subprocess.Popen(words, env=environ)
    try:
        wait_until(lambda: len(list(out.glob("parts/*.part"))) >= 2)
        workers = children(client.pid)
    finally:
        client.send_signal(signal.SIGKILL)
        client.wait()
    wait_until(lambda: not any(map(is_alive, workers)), seconds=5)
    done = {path.name for path in out.glob("parts/*.part")}
    stamps = {path.name: path.stat().st_mtime_ns for path in out.glob("parts/*.part")}
    assert 2 <= len(done) < 6
    found: Outcome = run(job, folder, out)
    assert found.skipped == len(done)
    assert {
        p.name: p.stat().st_mtime_ns for p in out.glob("parts/*.part") if p.name in done
    } == stamps
    assert found.result == run(job, folder, tmp_path / "other").result
    assert not list(out.glob("parts/.*"))


def children(pid: int) -> list[Path]:
    """Return the processes that a process has started, as Linux names them."""
    words = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [Path("/proc") / word / "cmdline" for word in words]


def is_alive(process: Path) -> bool:
    """Tell whether a process runs, and is not just waiting to be buried."""
    try:
        return bool(process.read_bytes())
    except OSError:
        return False


@pytest.mark.parametrize(
    "changes",
    [{"rows": float("inf")}, {"name": "a\0"}, {"name": "\ud800"}],
    ids=repr,
)
def test_a_plan_of_odd_values_is_damaged(
    job: Counting, folder: Path, tmp_path: Path, changes: dict[str, Any]
) -> None:
    run(job, folder, tmp_path / "out")
    path = tmp_path / "out" / "job.json"
    plan = json.loads(path.read_bytes())
    plan["shards"][0] |= changes
    path.write_text(json.dumps(plan))
    with pytest.raises(FormatError, match="is damaged; delete it"):
        status(tmp_path / "out")


def test_a_plan_with_an_odd_folder_is_damaged(job: Counting, folder: Path, tmp_path: Path) -> None:
    run(job, folder, tmp_path / "out")
    path = tmp_path / "out" / "job.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"folder": "a\0"}))
    with pytest.raises(FormatError, match="is damaged; delete it"):
        status(tmp_path / "out")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="wants named pipes")
def test_no_pipe_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "manifest.json")
    with pytest.raises(FormatError, match="is no file, wanted a manifest"):
        shards_of(tmp_path)
    (tmp_path / "manifest.json").unlink()
    os.mkfifo(tmp_path / "pipe")
    manifest(tmp_path, [entry("pipe", b"", rows=0, learners=0)])
    with pytest.raises(JobError, match="pipe is no file"):
        shards_of(tmp_path)
    os.mkfifo(tmp_path / "job.json")
    with pytest.raises(FormatError, match=r"holds no job: job\.json is no file"):
        status(tmp_path)
