"""`quizkit job`: run, stopped, repeated, told."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit.analysis.jobs import running
from tests.analysis.jobs.clusters import ROOT, wait_until
from tests.analysis.jobs.shard_files import logs, write

SMALL = ("--facts", "5", "--days", "2", "--policy", "planner")


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("job") / "shards", logs(4, size=60), shards=2)


@pytest.mark.parametrize("name", ["fit", "replay", "calibration"])
def test_a_job_says_what_it_found_and_where_it_is(call, shards: Path, name: str) -> None:
    done = call("job", name, str(shards), "-o", "out")
    out = Path("out").absolute()
    assert (done.code, "4 learners" in done.out) == (0, True)
    told = done.err.splitlines()
    assert told == [
        "1 of 2 shards",
        "2 of 2 shards",
        f"all of it is in {out}/result.json",
        f"its rows are in {out}/result.parquet",
    ]
    assert json.loads((out / "result.json").read_text())["job"] == name


def test_an_item_analysis_has_no_table(call, shards: Path) -> None:
    done = call("job", "items", str(shards), "-o", "out", "--by", "facet")
    assert (done.code, len(done.err.splitlines())) == (0, 3)
    assert done.out.startswith("4 learners, ")
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "job.json",
        "parts",
        "result.json",
    ]


def test_the_summary_is_one_object(call, shards: Path) -> None:
    first = call("job", "replay", str(shards), "-o", "out", "--json", "--model", "fsrs-6")
    again = call("job", "replay", str(shards), "-o", "out", "--json", "--model", "fsrs-6")
    told = json.loads(again.out)
    assert list(told)[:7] == ["v", "job", "shards", "done", "skipped", "rows", "path"]
    assert (told["shards"], told["done"], told["skipped"]) == (2, 2, 2)
    assert json.loads(first.out) == told | {"skipped": 0}
    assert (again.code, again.err) == (0, "")


def test_a_simulation_takes_no_folder(call) -> None:
    done = call("job", "simulate", "-o", "out", "--learners", "12", *SMALL)
    assert done.code == 0
    assert done.out.splitlines()[0] == "2 days, 5 facts, 10 min; truth A, learners 12"
    status = call("job", "status", "out", "--json")
    told = json.loads(status.out)
    assert (told["job"], told["shards"], told["done"], told["finished"]) == ("simulate", 2, 2, True)
    assert told["gone"] is None


def test_the_status_says_what_is_left_and_whether_it_can_go_on(call, shards: Path) -> None:
    import shutil

    shutil.copytree(shards, "own")
    call("job", "calibration", "own", "-o", "out")
    done = call("job", "status", "out")
    assert done.out.startswith("job calibration: 2 of 2 shards are done, the last one at 20")
    part = min(Path("out/parts").iterdir())
    part.write_bytes(part.read_bytes()[:-9])
    done = call("job", "status", "out")
    assert "1 of 2 shards are done" in done.out
    assert "1 part is damaged; it is made again.\nIt can go on: repeat the command.\n" in done.out
    Path("own/shard-000.parquet").unlink()
    done = call("job", "status", "out")
    assert "It cannot go on: " in done.out
    assert "shard-000.parquet: No such file or directory. Export again" in done.out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("status", "none"), 3, "none holds no job: job.json: No such file or directory"),
        (("replay", "none", "-o", "out"), 3, "`quizkit log export DIR --shards N` writes such"),
        (("replay", "none"), 2, "Missing option '-o'"),
        (("simulate", "-o", "out", "--on", "localhost"), 2, "wanted an address like dask://"),
        (("simulate", "-o", "o", "--on", "dask://localhost", "--workers", "2"), 2, "cannot both"),
        (("simulate", "-o", "o", "--policy", "dream"), 2, "'dream' is none of planner,"),
        (("simulate", "-o", "o", "--on", "dask://192.0.2.1"), 3, "must be encrypted"),
    ],
)
def test_what_cannot_be_done_is_told(call, words: tuple[str, ...], code: int, told: str) -> None:
    done = call("job", *words)
    assert done.code == code
    assert told in done.err
    assert "Traceback" not in done.err


def test_parts_that_do_not_fit_end_with_1(call, shards: Path) -> None:
    import shutil

    shutil.copytree(shards, "own")
    found = json.loads(Path("own/manifest.json").read_text())
    found["shards"][0]["rows"] += 1
    found["rows"] += 1
    Path("own/manifest.json").write_text(json.dumps(found))
    done = call("job", "replay", "own", "-o", "out")
    assert done.code == 1
    assert "and its manifest says" in done.err


def test_a_result_is_not_put_among_shards(call, shards: Path) -> None:
    before = sorted(shards.iterdir())
    done = call("job", "replay", str(shards), "-o", str(shards))
    assert (done.code, "holds shards; name another folder" in done.err) == (1, True)
    assert sorted(shards.iterdir()) == before


def test_an_item_analysis_of_shards_names_its_extra(
    call, shards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.analysis.items.reading.find_spec", lambda _name: None)
    done = call("items", "--from", str(shards))
    assert (done.code, 'pip install "quizkit[analysis]"' in done.err) == (2, True)


def test_a_missing_extra_is_named_before_the_work_begins(
    call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.analysis.fit.process.find_spec", lambda _name: None)
    done = call("job", "fit", "shards", "-o", "out")
    assert (done.code, 'pip install "quizkit[fit]"' in done.err) == (2, True)
    monkeypatch.setattr("quizkit.analysis.jobs.tables.find_spec", lambda _name: None)
    done = call("job", "simulate", "-o", "out", *SMALL)
    assert done.code == 2
    assert 'pip install "quizkit[analysis]"' in done.err
    assert not Path("out").exists()


def test_a_stop_says_how_to_go_on(call, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped:
        def reports(self, tasks):
            from quizkit.analysis.jobs.tasks import perform

            yield perform(tasks[0])
            raise KeyboardInterrupt

    monkeypatch.setattr(running, "Embedded", Stopped)
    monkeypatch.setattr("quizkit.analysis.jobs.engines.Embedded", Stopped)
    done = call("job", "simulate", "-o", "out", "--learners", "25", *SMALL)
    assert done.code == 130
    assert "stopped: 1 of 3 shards are done; the same command goes on from there" in done.err


@pytest.mark.fault
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="sends an interrupt to a group of processes")
def test_an_interrupt_ends_all_processes_quietly_and_loses_nothing(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "quizkit", "job", "simulate", "-o", "out", "--workers", "2"]
    words += ["--learners", "60", "--facts", "40", "--days", "15"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    with subprocess.Popen(
        words, cwd=tmp_path, env=environ, stderr=subprocess.PIPE, start_new_session=True, text=True
    ) as client:
        wait_until(lambda: len(list(tmp_path.glob("out/parts/*.part"))) >= 2)
        os.killpg(client.pid, signal.SIGINT)
        _, told = client.communicate(timeout=50)
    assert client.returncode == 130
    assert told.splitlines()[-1].endswith(
        "of 6 shards are done; the same command goes on from there"
    )
    assert "Traceback" not in told
    again = subprocess.run(
        [*words, "--json"],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        check=True,
    )
    assert json.loads(again.stdout)["skipped"] >= 2
    assert not list(tmp_path.glob("out/parts/.*"))  # what was half written is gone


def test_shards_since_a_day_are_told_once(call, shards: Path) -> None:
    import shutil

    shutil.copytree(shards, "own")
    found = json.loads(Path("own/manifest.json").read_text())
    Path("own/manifest.json").write_text(json.dumps({**found, "since": "2026-03-01"}))
    done = call("job", "replay", "own", "-o", "out")
    told = "the shards hold only what happened on 2026-03-01 or later\n"
    assert (done.code, done.err.count(told)) == (0, 1)
    assert told not in call("job", "replay", str(shards), "-o", "whole").err
