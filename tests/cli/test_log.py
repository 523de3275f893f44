"""`quizkit log export`, and `history` beside it."""

import json
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def answer(call, *learner: str) -> None:
    call(*learner, "study", "rivers.yaml", "--plain", "--form", "typed", stdin="Rhine\n\nq\n")


def test_all_answers_are_exported(call, rivers, tmp_path) -> None:
    answer(call)
    done = call("log", "export", "mine", "--json")
    told = json.loads(done.out)
    assert (done.code, told["v"], told["damaged"]) == (0, 1, 0)
    assert told["events"] > told["answers"] > 0
    assert sorted(file.name for file in (tmp_path / "mine").iterdir()) == [
        "answers.csv",
        "events",
        "manifest.json",
    ]
    again = call("log", "export", "mine")
    assert again.code == 3
    assert "nothing is overwritten" in again.err


def test_a_day_that_has_not_come_exports_nothing(call, rivers, tmp_path) -> None:
    answer(call)
    assert (
        json.loads(call("log", "export", "m", "--since", "2027-01-01", "--json").out)["events"] == 0
    )
    assert call("log", "export", "n", "--since", "soon").code == 2


def test_without_answers_there_is_nothing_to_export(call) -> None:
    done = call("log", "export", "mine")
    assert done.code == 3
    assert "there are no answers yet" in done.err


def test_each_learner_exports_the_own_answers(call, rivers, tmp_path) -> None:
    answer(call, "--learner", "Mai")
    answer(call, "--learner", "Lan")
    assert call("--learner", "Mai", "log", "export", "mai").code == 0
    manifest = json.loads((tmp_path / "mai" / "manifest.json").read_text())
    texts = "".join(file.read_text() for file in (tmp_path / "mai").rglob("*.jsonl"))
    assert f'"learner":"{manifest["learner"]}"' in texts
    assert texts.count('"learner":') == manifest["events"]
    assert call("--learner", "Zoe", "log", "export", "zoe").code == 3
    assert call("log", "export", "whose").code == 5


def test_the_history_of_each_learner_is_apart(call, rivers) -> None:
    answer(call, "--learner", "Mai")
    assert call("--learner", "Mai", "history", "--json").out
    assert call("--learner", "Lan", "history", "--json").out == ""


def test_the_history_by_deck_facet_and_number(call, rivers) -> None:
    answer(call)
    line = json.loads(call("history", "--json", "--last", "1").out)
    facet = line["facet"]
    assert call("history", "--json", "--facet", facet, "--deck", "rivers").out
    assert call("history", "--json", "--deck", "other").out == ""
    assert call("history", "--json", "--overrides").out == ""
    assert call("history", "--json", "--since", "2026-06-02").out == ""
