"""`quizkit doctor`: what it says of a log and its copies, and what it saves of a damaged one."""

import json
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


@pytest.fixture
def store(call, rivers, tmp_path: Path) -> Path:
    call("study", "rivers.yaml", "--plain", "--form", "typed", stdin="Rhine\n\nRhine\n\nq\n")
    return tmp_path / "data" / "quizkit" / "log.db"


def checks(call, *argv: str) -> dict[str, dict]:
    return {
        each["name"]: each for each in json.loads(call("doctor", "--json", *argv).out)["checks"]
    }


def test_a_log_that_was_studied_with_is_whole(call, store) -> None:
    found = checks(call)
    assert [name for name, each in found.items() if not each["ok"]] == []
    assert {"events", "chains", "states", "clocks", "search", "lines", "backups"} <= found.keys()


def test_a_log_that_nobody_may_write_is_told(call, store, monkeypatch) -> None:
    monkeypatch.setattr("os.access", lambda place, mode: Path(place) != store.parent)
    done = call("doctor", "--json")
    (bad,) = (each for each in json.loads(done.out)["checks"] if not each["ok"])
    assert (done.code, bad["name"]) == (1, "writable")
    assert bad["message"] == f"you may not write {store.parent}"


def test_a_folder_that_cannot_be_made_is_told_before_there_is_a_log(
    call, tmp_path, monkeypatch
) -> None:
    assert checks(call)["writable"]["ok"]
    monkeypatch.setattr("os.access", lambda place, mode: Path(place) != tmp_path)
    assert not checks(call)["writable"]["ok"]


def test_settings_that_are_not_there_are_told(call, tmp_path) -> None:
    assert checks(call)["settings"]["message"].endswith("is not there; the defaults hold")
    call("config", "set", "color", "never")
    assert "not there" not in checks(call)["settings"]["message"]


def test_events_from_the_future_are_a_doubt(call, store, monkeypatch) -> None:
    monkeypatch.setenv("QUIZKIT_NOW", "2026-05-01T08:00:00+07:00")
    done = call("doctor")
    assert done.code == 1
    assert "stretches that a wrong clock wrote" in done.out
    assert "quizkit clock" in done.out


def test_a_damaged_log_is_told_and_salvaged(call, store, tmp_path) -> None:
    whole = json.loads(call("doctor", "--salvage", "whole.db", "--json").out)
    data = store.read_bytes()
    store.write_bytes(data.replace(b'"response":"Rhine"', b'"response":"Rhone"', 1))
    assert not checks(call)["events"]["ok"]
    done = call("doctor", "--salvage", "saved.db", "--json")
    told = json.loads(done.out)
    assert told["v"] == 1
    assert 0 < whole["events"] - told["events"] <= 1 or told["from"].get("the line files") == 1
    assert done.code == (1 if told["lost"] else 0)
    shown = call("--log", "saved.db", "history", "--json")
    assert shown.code == 0
    assert "Rhone" not in shown.out


def test_salvage_tells_what_is_missing_and_what_to_do(call, store) -> None:
    done = call("doctor", "--salvage", "saved.db")
    assert done.code == 0
    head, *_, last = done.out.splitlines()
    assert "events are saved in saved.db" in head
    assert "from the log" in head
    assert last == "old file and its -wal aside, and give the new one its name."


def test_salvage_overwrites_nothing(call, store, tmp_path) -> None:
    (tmp_path / "mine.db").write_text("mine")
    done = call("doctor", "--salvage", "mine.db")
    assert done.code == 3
    assert "nothing is overwritten" in done.err
    assert (tmp_path / "mine.db").read_text() == "mine"


def test_nothing_left_to_salvage_answers_5(call, tmp_path) -> None:
    done = call("doctor", "--salvage", "saved.db")
    assert done.code == 5
    assert "not one whole event is left" in done.err
