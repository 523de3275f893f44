"""Suspend, resume, reset, rename and the clock, through the command line."""

import json

import pytest

LATER = "2036-01-01T00:00:00+07:00"


@pytest.fixture
def known(call, rivers):
    """Have the deck on the list and three answers in the log."""
    call("decks", "add", "rivers.yaml")
    call("study", "rivers", "--plain", stdin="1\n1\n1\n")


@pytest.mark.usefixtures("known")
def test_facts_and_facets_are_suspended_and_asked_again(call):
    assert call("suspend", "q2vz", "kd7w#sea").out == (
        "Not asked any more: rivers/q2vz\nNot asked any more: rivers/kd7w#sea\n"
    )
    again = call("suspend", "rivers/q2vz")
    assert (again.code, again.err) == (1, "nothing changed: that holds already\n")
    assert "suspended" in call("why", "rivers/q2vz#sea").out
    found = json.loads(call("resume", "q2vz", "--json").out)
    assert found == {"v": 1, "kind": "resume", "names": ["rivers/q2vz"]}


@pytest.mark.usefixtures("known")
def test_a_reset_is_taken_back(call):
    facet = json.loads(call("history", "--json").out.splitlines()[0])["facet"]
    assert call("reset", facet).out == f"Begun anew: {facet}\n"
    assert "new to you" in call("why", facet).out or "Not asked" in call("why", facet).out
    assert call("undo").out == f"Took back {facet} started anew\n"
    assert call("reset", "rivers.yaml:21#sea").code in {0, 1}


@pytest.mark.usefixtures("known")
def test_names_that_fit_nothing_or_several(call):
    code, out, err = call("suspend", "#sea")
    assert (code, out) == (3, "")
    assert '"#sea" fits 5: rivers/' in err
    assert call("suspend", "nothing").code == 3
    assert call("suspend").code == 2


@pytest.mark.usefixtures("known")
def test_the_answers_of_an_id_that_changed(call):
    fact = json.loads(call("history", "--json").out.splitlines()[0])["facet"].partition("#")[0]
    code, out, err = call("rename", fact, "rivers/zzzz")
    assert (code, out) == (0, f"1 answer to {fact} now belongs to rivers/zzzz.\n")
    assert "rivers/zzzz is in no deck of your list" in err
    code, _, err = call("rename", "rivers/nothing", "rivers/zzzz")
    assert (code, '"rivers/nothing" has no answers; `quizkit history` shows' in err) == (3, True)
    assert "renamed" in call("undo", "--list").out
    assert len(call("undo", "2", "--list").out.splitlines()) == 2
    assert call("rename", "kd7w", "rivers/zzzz").code == 2
    assert call("rename", "rivers/a", "rivers/b#sea").code == 2


@pytest.mark.usefixtures("known")
def test_a_wrong_clock_is_shown_and_mended(call, monkeypatch):
    assert call("clock").code == 0
    monkeypatch.setenv("QUIZKIT_NOW", LATER)
    call("study", "rivers", "--plain", "--fresh", stdin="1\n")
    monkeypatch.setenv("QUIZKIT_NOW", "2026-06-03T08:00:00+07:00")
    code, out, _ = call("clock")
    assert code == 1
    assert (
        "2 entries of the log, 1 of them an answer, say 2036-01-01 00:00 to 2036-01-01 00:00" in out
    )
    assert call("clock", "--mend", "--ended", "2026-06-02").code == 0
    assert call("clock").code == 0
    days = [json.loads(line)["at"][:10] for line in call("history", "--json").out.splitlines()]
    assert days == ["2026-06-01"] * 3 + ["2026-06-02"]
    assert "the clock mended" in call("undo").out
    assert call("clock", "--ended", "tomorrow").code == 2
    assert call("clock", "--ended", "2027-01-01").code == 2
