"""`quizkit diff` tells an author what learners will notice."""

import json

import pytest


@pytest.fixture
def newer(rivers):
    """Return a newer version of the deck: one sea corrected, one river gone."""
    path = rivers.with_name("newer.yaml")
    text = rivers.read_text(encoding="utf-8")
    gone = next(line for line in text.splitlines(keepends=True) if "Po" in line)
    path.write_text(text.replace(gone, "").replace("1233 km", "1230 km"), encoding="utf-8")
    return path


def test_what_changed_is_told_in_words(call, newer) -> None:
    done = call("diff", "rivers.yaml", "newer.yaml")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[:4] == [
        "value               kd7w#length",
        "    - 1233 km",
        "    + 1230 km",
        "    what is known of it is weakened",
    ]
    assert any(line.startswith("gone                s6bn") for line in lines)
    assert "QK103" in done.out
    assert done.err.startswith("1 fact gone; 11 memories kept, 1 weakened, 2 asked no more")


def test_json_and_the_exit_code(call, newer) -> None:
    done = call("diff", "rivers.yaml", "newer.yaml", "--json", "--exit-code")
    assert done.code == 1
    found = json.loads(done.out)
    assert found["v"] == 1
    assert found["changes"][0] == {
        "fact": "kd7w",
        "change": "value",
        "role": "length",
        "old": "1233 km",
        "new": "1230 km",
        "facets": ["rivers/kd7w#length"],
    }
    same = call("diff", "rivers.yaml", "rivers.yaml", "--exit-code")
    assert same.code == 0
    assert same.err.startswith("nothing that learners would notice")


def test_what_is_no_deck_is_named(call, rivers) -> None:
    done = call("diff", "rivers.yaml", "nowhere.yaml")
    assert done.code == 3
    assert "nowhere.yaml" in done.err
