"""Several learners in one log: by name, by id, and one who never gave a name."""

import json
import re

import pytest

from quizkit.settings.places import places


def ids(call, *argv: str) -> set[str]:
    """Return the ids of the answers that a learner sees."""
    lines = call(*argv, "history", "--json").out.splitlines()
    return {json.loads(line)["event"] for line in lines}


@pytest.fixture
def two(call, rivers) -> tuple[set[str], set[str]]:
    """Return the answers of one without a name and of Mai, who came later."""
    call("study", "rivers.yaml", stdin="1\n1\n")
    before = ids(call)
    assert call("--learner", "mai", "study", "rivers.yaml", stdin="1\n").code == 0
    return before, ids(call, "--learner", "mai")


def test_who_began_without_a_name_goes_on_without_one(call, two) -> None:
    nameless, mai = two
    assert (len(nameless), len(mai)) == (2, 1)
    assert ids(call) == nameless
    assert call("study", "rivers.yaml", "--fresh", stdin="1\n").code == 0
    assert ids(call) > nameless
    assert ids(call, "--learner", "mai") == mai


def test_an_id_of_the_log_is_as_good_as_a_name(call, two) -> None:
    found = dict(re.findall(r'"?(\w*)"? = "(\w{32})"', places().config_file.read_text()))
    for name, expected in zip(("", "mai"), two, strict=True):
        assert ids(call, "--learner", found[name]) == expected


def test_several_without_a_name_are_named_in_the_error(call, two) -> None:
    text = places().config_file.read_text()
    places().config_file.write_text(re.sub('"" = .*\n', "", text))
    (nameless,) = re.findall(r'"" = "(\w+)"', text)
    code, out, err = call("study", "rivers.yaml", stdin="1\n")
    assert (code, out) == (5, "")
    assert err.endswith(f'holds 2 learners; choose one with --learner: "mai", {nameless}\n')
    checks = {c["name"]: c for c in json.loads(call("doctor", "--json").out)["checks"]}
    assert checks["learners"]["message"] == f"2, of whom these have no name: {nameless}"
    places().config_file.write_text("")
    assert nameless in call("due", "rivers.yaml").err


def test_another_log_has_its_own_only_learner(call, rivers, two) -> None:
    assert call("--log", "b.db", "study", "rivers.yaml", stdin="1\n").code == 0
    assert len(ids(call, "--log", "b.db")) == 1
    assert ids(call) == two[0]
    checks = {c["name"] for c in json.loads(call("doctor", "--json").out)["checks"]}
    assert "learners" not in checks


def test_a_name_that_the_log_does_not_know_is_told_once(call, two) -> None:
    code, out, err = call("--learner", "Mai", "due", "rivers.yaml")
    assert code == 0
    assert out.startswith("deck")
    assert err.count('no answers of "Mai" yet; this log has "mai", ') == 1
    assert "no answers of" not in call("--learner", "mai", "due", "rivers.yaml").err
    assert "no answers of" not in call("--learner", "Mai", "--quiet", "due", "rivers.yaml").err


def test_the_first_name_in_a_new_log_is_no_stranger(call, rivers) -> None:
    assert call("--learner", "Mai", "due", "rivers.yaml").err == ""
