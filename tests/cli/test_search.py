"""`quizkit search`: facts and past questions by their words."""

import json
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def answer(call, *learner: str) -> None:
    call(*learner, "study", "rivers.yaml", "--plain", "--form", "typed", stdin="Rhine\n\nq\n")


def test_facts_are_shown_with_their_place(call, rivers) -> None:
    done = call("search", "black", "sea", "--deck", "rivers.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "rivers/m4xq  The river Danube ends in Black Sea and has a length of 2850 km.  "
        "rivers.yaml:19",
        "rivers/q2vz  The river Dnieper ends in Black Sea and has a length of 2200 km.  "
        "rivers.yaml:21",
    ]


def test_json_has_a_line_a_fact(call, rivers) -> None:
    done = call("search", "rhine", "--deck", "rivers.yaml", "--json")
    assert json.loads(done.out) == {
        "v": 1,
        "in": "facts",
        "deck": "rivers",
        "fact": "kd7w",
        "says": "The river Rhine ends in North Sea and has a length of 1233 km.",
        "path": "rivers.yaml",
        "line": 18,
    }


def test_the_whole_list_is_searched_and_accents_are_optional(call) -> None:
    done = call("search", "ha noi", "-n", "1")
    assert done.code == 0
    assert "Hanoi" in done.out
    assert "there may be more; -n 5 shows" in done.err


def test_nothing_found_is_a_no(call, rivers) -> None:
    assert call("search", "zzzz", "--deck", "rivers.yaml")[::2] == (
        1,
        "nothing is found; try fewer words, or the beginning of one\n",
    )


def test_past_questions_are_found_with_their_date(call, rivers) -> None:
    answer(call)
    done = call("search", "--in", "answers", "which", "river")
    assert done.code in (0, 1)
    found = call("search", "--in", "answers", "--json", "length")
    line = json.loads(found.out.splitlines()[0])
    assert line["in"] == "answers"
    assert line["at"].startswith("2026-06-01T08:00")
    assert line["facet"].startswith("rivers/")


def test_only_signs_are_no_search(call) -> None:
    done = call("search", "--", "--", "?!")
    assert done.code == 2
    assert "no letter or digit" in done.err


def test_a_deck_that_is_not_there_is_told(call) -> None:
    done = call("search", "x", "--deck", "nowhere")
    assert done.code == 3
    assert "there is no deck nowhere" in done.err


def test_facts_are_found_where_answers_cannot_be_read(call, rivers, tmp_path) -> None:
    (tmp_path / "bad.db").write_bytes(b"x" * 5000)
    done = call("--log", "bad.db", "search", "rhine", "--deck", "rivers.yaml")
    assert done.code == 0
    assert done.err.startswith("answers are left out: the log ")
    assert done.err.endswith("bad.db is not a log of quizkit; name another file\n")
    assert call("--log", "bad.db", "search", "--in", "answers", "rhine").code == 5


def test_each_learner_finds_the_own_answers_only(call, rivers) -> None:
    answer(call, "--learner", "Mai")
    assert call("--learner", "Mai", "search", "--in", "answers", "river").code == 0
    assert call("--learner", "Lan", "search", "--in", "answers", "river").code == 1


def test_no_sign_of_a_deck_reaches_the_terminal_as_a_command(call, rivers) -> None:
    done = call("search", "\x1b]0;rhine\x07", "--deck", "rivers.yaml")
    assert done.code in (0, 1)
    assert "\x1b" not in done.out + done.err
