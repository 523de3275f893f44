"""`quizkit forget`: asks, deletes, and says what it reached."""

import json
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def answer(call, *learner: str) -> None:
    call(*learner, "study", "rivers.yaml", "--plain", "--form", "typed", stdin="Rhine\n\nq\n")


def events(call, *learner: str) -> int:
    return len(call(*learner, "history", "--json").out.splitlines())


def test_a_name_is_forgotten_and_others_stay(call, rivers, tmp_path) -> None:
    answer(call, "--learner", "Mai")
    answer(call, "--learner", "Lan")
    before = events(call, "--learner", "Lan")
    done = call("forget", "Mai", "--yes")
    assert done.code == 0
    head, *lines = done.out.splitlines()
    assert head == "Deleted:"
    assert "events out of the log" in lines[0]
    assert any('the name "Mai" out of' in line for line in lines)
    assert "Not reached:" in lines
    assert any("other devices" in line for line in lines)
    assert events(call, "--learner", "Lan") == before > 0
    assert events(call, "--learner", "Mai") == 0
    assert "Mai" not in (tmp_path / "config" / "quizkit" / "config.toml").read_text()
    assert call("doctor").code == 0


def test_an_id_is_forgotten_as_well_and_json_tells(call, rivers, tmp_path) -> None:
    answer(call)
    (id_,) = {
        json.loads(line)["learner"]
        for file in tmp_path.rglob("*.jsonl")
        for line in file.read_text().splitlines()
    } or {""}
    if not id_:
        pytest.skip("no line files are kept here")
    done = call("forget", id_, "--yes", "--json")
    told = json.loads(done.out)
    assert (told["v"], told["learner"]) == (1, id_)
    assert told["events"] > 0
    assert told["reached"]
    assert told["not_reached"]
    again = call("forget", id_, "--yes", "--json")
    assert json.loads(again.out)["events"] == 0


def test_nobody_is_forgotten_unasked(call, rivers) -> None:
    answer(call, "--learner", "Mai")
    done = call("forget", "Mai")
    assert done.code == 4
    assert "deletes" in done.err
    assert "needs --yes where nobody can be asked" in done.err
    assert events(call, "--learner", "Mai") > 0


def test_somebody_unknown_is_told_with_who_is_there(call, rivers) -> None:
    assert call("forget", "Mai", "--yes").code == 3
    answer(call, "--learner", "Mai")
    done = call("forget", "Moi", "--yes")
    assert done.code == 3
    assert 'has no learner "Moi"; there are "Mai"\n' in done.err
