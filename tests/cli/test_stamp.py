import json


def unstamped(rivers) -> str:
    text = rivers.read_text().replace("id: q2vz, ", "").replace("id: s6bn, ", "")
    rivers.write_text(text)
    return text


def test_ids_are_written_and_named(call, rivers) -> None:
    before = unstamped(rivers)
    assert call("stamp", "rivers.yaml") == (0, "rivers.yaml\n", "2 new ids\n")
    after = rivers.read_text()
    assert len(after) == len(before) + 2 * len("id: q2vz, ")
    document = json.loads(call("check", "rivers.yaml", "--json").out)
    assert document["decks"][0]["facts"] == 5


def test_twice_is_once(call, rivers) -> None:
    unstamped(rivers)
    call("stamp", "rivers.yaml")
    once = rivers.read_text()
    assert call("stamp", "rivers.yaml") == (0, "", "every fact and card has an id\n")
    assert rivers.read_text() == once


def test_check_writes_nothing_and_answers_1(call, rivers) -> None:
    before = unstamped(rivers)
    assert call("stamp", "rivers.yaml", "--check") == (1, "rivers.yaml\n", "2 new ids\n")
    assert rivers.read_text() == before


def test_diff_writes_nothing_and_shows_it(call, rivers) -> None:
    before = unstamped(rivers)
    code, out, _ = call("stamp", "rivers.yaml", "--diff", "--seed", "1")
    assert code == 0
    assert out.startswith("--- rivers.yaml\n+++ rivers.yaml\n@@ ")
    assert out.count("\n+    - {id: ") == 2
    assert rivers.read_text() == before
    assert call("stamp", "rivers.yaml", "--diff", "--seed", "1").out == out


def test_a_deck_that_cannot_be_read_is_3(call, tmp_path) -> None:
    (tmp_path / "d.yaml").write_text("quizkit: 9\ndeck: d\n")
    assert call("stamp", "d.yaml").code == 3
    assert call("stamp", "missing.yaml").code == 3
    assert call("stamp").code == 2
