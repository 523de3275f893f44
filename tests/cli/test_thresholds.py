"""Thresholds and draws from the command line and the settings, to the rules."""

import json

import pytest

DECK = """\
quizkit: 1
deck: finds
title: Finds
language: en
kinds:
  survey:
    called: "the survey of {date}"
    roles:
      found: {is: text, ask: "What did {it} find?"}
      date: date
facts:
  survey:
    - {id: bcd1, found: iron ore, date: 1801}
    - {id: bcd2, found: none of these, date: 1811}
    - {id: bcd3, found: blue clay, date: 1821}
    - {id: bcd4, found: white salt, date: 1831}
"""


def codes(call, *options: str) -> set[str]:
    _, out, _ = call("check", "finds.yaml", "--json", *options)
    return {problem["code"] for problem in json.loads(out)["problems"]}


@pytest.fixture(autouse=True)
def _deck(tmp_path) -> None:
    (tmp_path / "finds.yaml").write_text(DECK)


def test_a_threshold_of_the_project_counts(call, tmp_path) -> None:
    assert "QK410" not in codes(call, "--profile", "class")
    (tmp_path / "quizkit.toml").write_text("[check.QK410]\nwords = 5\n")
    assert "QK410" in codes(call, "--profile", "class")
    assert "QK410" not in codes(call)


def test_a_threshold_that_is_none_is_said_with_the_nearest(call, tmp_path) -> None:
    (tmp_path / "quizkit.toml").write_text("[check.QK410]\nword = 5\n")
    code, _, err = call("check", "finds.yaml")
    assert code == 3
    assert 'QK410 has no option "word"; did you mean "words"?' in err


def test_a_class_draws_and_practice_does_not(call) -> None:
    assert "QK504" in codes(call, "--profile", "class")
    assert "QK504" in codes(call, "--profile", "class", "--draws", "1")
    assert codes(call) == set()


def test_a_threshold_is_set_shown_and_taken_out(call) -> None:
    assert call("config", "set", "check.QK410.words", "30")[0] == 0
    assert call("config", "get", "check.QK410.words")[1] == "30\n"
    shown = json.loads(call("config", "--json")[1])["settings"]
    assert {"name": "check.QK410.words", "value": 30, "from": "user config"} in shown
    assert call("config", "unset", "check.QK410.words")[0] == 0
    assert call("config", "get", "check.QK410.words")[1] == "25\n"
