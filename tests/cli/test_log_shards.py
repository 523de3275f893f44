"""`quizkit log export --shards`: many learners as Parquet, and every sentence that it says."""

import json
from pathlib import Path

import pytest

from quizkit.analysis.shards.reading import verify
from quizkit.store.log import open_log
from tests.fault.writer import START, review


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


@pytest.fixture
def school(call, tmp_path: Path) -> Path:
    """Return a log of two learners in the folder that commands run in."""
    for learner in ("lan", "mai"):
        with open_log(tmp_path / "school.db", learner=learner, copies=True) as log:
            for n in range(3):
                log.append([review(f"{n}", n)], at=START + n, off=0)
    return tmp_path / "school.db"


def test_a_log_becomes_shards(call, school, tmp_path) -> None:
    done = call("log", "export", "out", "--shards", "2", "--from", str(school))
    target = tmp_path / "out"
    assert done == (0, f"6 events of 2 learners are in 2 shards in {target}\n", "")
    assert sum(shard.rows for shard in verify(target)) == 6
    again = call("log", "export", "out", "--shards", "2", "--from", str(school))
    assert (again.code, again.out) == (3, "")
    assert "nothing is overwritten; name a new folder" in again.err


def test_line_files_become_the_same_shards(call, school, tmp_path) -> None:
    copies = f"{school}-copies"
    told = json.loads(call("log", "export", "out", "--shards", "1", "--from", copies, "--json").out)
    assert (told["v"], told["rows"], told["learners"], told["damaged"]) == (1, 6, 2, 0)
    assert told["folder"] == str(tmp_path / "out")


def test_damaged_lines_are_said_and_the_code_is_1(call, school, tmp_path) -> None:
    device = next(Path(f"{school}-copies/events").glob("*/*.jsonl")).parent
    (device / "odd.jsonl").write_bytes(b"{}\n")
    done = call("log", "export", "out", "--shards", "1", "--from", f"{school}-copies")
    assert done.code == 1
    assert "6 events of 2 learners" in done.out
    assert "1 damaged event or line is left out:\n" in done.err
    assert f"events/{device.name}/odd.jsonl:1: not the JSON of an event" in done.err


def test_the_own_log_is_exported_where_nothing_is_named(call, rivers) -> None:
    empty = call("log", "export", "out", "--shards", "1")
    assert empty.code == 3
    assert "so there is nothing to export" in empty.err
    call("study", "rivers.yaml", "--plain", "--form", "typed", stdin="Rhine\n\nq\n")
    done = call("log", "export", "out", "--shards", "1")
    assert done.code == 0
    assert "events of 1 learner are in 1 shard in" in done.out


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--shards", "0"), 2, "0 is not in the range 1<=x<=999"),
        (("--from", "school.db"), 2, "--from goes with --shards N"),
        (("--class", "10A"), 2, "--class goes with --shards N"),
        (("--shards", "2", "--class", "10A"), 2, "--class names a class of a server"),
        (("--shards", "2", "--from", "nowhere"), 3, "there is no folder and no log at nowhere"),
        (("--shards", "2", "--from", "nowhere.db"), 5, "no log at nowhere.db"),
        (("--shards", "2", "--from", "."), 3, "there are no answers in ."),
        (
            ("--shards", "2", "--from", "postgresql://kim:secret@127.0.0.1/quiz"),
            3,
            "the address of quiz on 127.0.0.1 holds a password",
        ),
    ],
)
def test_what_cannot_be_is_told(call, school, tmp_path, options, code, words) -> None:
    done = call("log", "export", "out", *options)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert "secret" not in done.err
    assert not list(tmp_path.glob("out*"))


def test_a_missing_extra_is_named(call, school, monkeypatch, tmp_path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    done = call("log", "export", "out", "--shards", "1", "--from", str(school))
    assert done.code == 2
    assert 'install it with: pip install "quizkit[analysis]"' in done.err
    assert not list(tmp_path.glob("out*"))
