import json

import pytest


def test_the_doctor_finds_all_well(call, rivers) -> None:
    call("study", "rivers.yaml", stdin="1\n1\n")
    code, out, _ = call("doctor", "--json")
    document = json.loads(out)
    assert code == 0
    assert list(document) == ["v", "ok", "checks"]
    assert document["ok"] is True
    assert list(document["checks"][0]) == ["name", "ok", "message", "do"]


def test_the_doctor_shows_the_clock_that_was_set(call) -> None:
    checks = json.loads(call("doctor", "--json").out)["checks"]
    clock = next(check for check in checks if check["name"] == "clock")
    assert clock["message"] == "2026-06-01T08:00:00+07:00 (QUIZKIT_NOW sets where it starts)"


def test_the_doctor_of_what_is_no_log_answers_5(call, tmp_path) -> None:
    (tmp_path / "x.db").write_text("this is no store " * 1000)
    code, out, _ = call("--log", "x.db", "doctor")
    assert code == 5
    assert "✗ fault" in out


def test_a_damaged_log_is_5_and_says_so(call, rivers, tmp_path) -> None:
    (tmp_path / "x.db").write_text("this is no store " * 1000)
    for argv in (["study", "rivers.yaml"], ["due", "rivers.yaml"], ["history"], ["undo"]):
        code, out, err = call("--log", "x.db", *argv, stdin="1\n")
        assert (code, out) == (5, ""), argv
        assert err.startswith("error: ")


def test_a_deck_is_added_listed_and_removed(call, rivers) -> None:
    assert call("decks", "add", "rivers.yaml").code == 0
    rows = {row["deck"]: row for row in json.loads(call("decks", "--json").out)["decks"]}
    assert rows["rivers"] == {
        "deck": "rivers",
        "title": "Two rivers",
        "facts": 5,
        "path": "rivers.yaml",
        "bundled": False,
        "problems": 0,
    }
    assert rows["vietnam-us"]["bundled"] is True
    assert "Two rivers" in call("decks", "list").out
    assert call("decks", "remove", "rivers").code == 0
    assert "rivers" not in call("decks").out
    assert rivers.exists()


def test_adding_twice_is_adding_once(call, rivers) -> None:
    assert call("decks", "add", "rivers.yaml").code == 0
    assert call("decks", "add", "rivers.yaml").code == 0
    assert call("decks").out.count("Two rivers") == 1


def test_two_decks_of_one_id_are_not_taken(call, rivers, tmp_path) -> None:
    (tmp_path / "copy.yaml").write_text(rivers.read_text())
    call("decks", "add", "rivers.yaml")
    code, _, err = call("decks", "add", "copy.yaml")
    assert code == 3
    assert "in the list already" in err


def test_only_what_was_added_can_be_removed(call) -> None:
    code, _, err = call("decks", "remove", "vietnam-us")
    assert code == 3
    assert "vietnam-us: It came with quizkit and stays in the list" in err
    code, _, err = call("decks", "remove", "vietnam-uk")
    assert code == 3
    assert "the list has no deck vietnam-uk" in err


@pytest.mark.parametrize("name", ["rivers.yaml", "rivers"])
def test_a_deck_whose_file_is_gone_can_be_removed(call, rivers, name) -> None:
    call("decks", "add", "rivers.yaml")
    rivers.unlink()
    assert call("decks", "remove", name).code == 0
    assert call("decks").err == ""


def test_what_cannot_be_added_is_told_with_what_to_do(call, rivers, tmp_path) -> None:
    code, _, err = call("decks", "add", "nowhere.yaml")
    assert code == 3
    assert "there is no file nowhere.yaml; see that it is spelt right" in err
    (tmp_path / "bad.yaml").write_text("quizkit: 1\ndeck: bad\ntitle: [\n")
    code, _, err = call("decks", "add", "bad.yaml")
    assert code == 3
    assert "bad.yaml:" in err
    assert str(tmp_path) not in err


def test_an_added_deck_is_found_by_its_id(call, rivers, tmp_path) -> None:
    call("decks", "add", "rivers.yaml")
    assert call("preview", "rivers", "-n", "1").code == 0
    assert [row["deck"] for row in json.loads(call("due", "rivers", "--json").out)["decks"]] == [
        "rivers"
    ]


def test_a_deck_of_the_list_that_is_gone_is_left_out_with_a_word(call, rivers) -> None:
    call("decks", "add", "rivers.yaml")
    rivers.unlink()
    code, out, err = call("due", "--json")
    assert code == 0
    assert "rivers" not in out
    assert err.startswith("left out rivers.yaml: ")
