"""`quizkit check --watch` without a terminal: whole lines, again at each change."""

import json

import pytest

from quizkit.cli import watching


@pytest.fixture
def steps(monkeypatch):
    """Return what lets the given functions happen between the looks, and then interrupts."""

    def stepped(*todo) -> None:
        left = list(todo)

        def pause(_seconds: float) -> None:
            if not left:
                raise KeyboardInterrupt
            left.pop(0)()

        monkeypatch.setattr(watching, "pause", pause)

    return stepped


def test_problems_come_again_at_each_change_and_ctrl_c_ends_with_130(call, rivers, steps) -> None:
    text = rivers.read_text()
    bad = text.replace("652 km, dont", "long, dont")
    steps(lambda: None, lambda: rivers.write_text(bad), lambda: rivers.write_text(text))
    code, out, err = call("check", "rivers.yaml", "--watch")
    assert code == 130
    assert out.count("error[QK013]: ") == 1
    lines = err.splitlines()
    assert lines[0].startswith("08:00:0")
    assert lines[0].endswith(" watching rivers.yaml; ctrl+c ends")
    assert [line.partition(" ")[2] for line in lines if line.endswith(" changed")] == [
        "rivers.yaml changed"
    ] * 2
    totals = [line for line in lines if line.startswith("rivers: ")]
    assert [line.partition(" (")[0] for line in totals] == [
        "rivers: no problems",
        "rivers: 1 error",
        "rivers: no problems",
    ]


def test_json_is_one_object_a_change(call, rivers, steps) -> None:
    steps(lambda: rivers.write_text(rivers.read_text() + "# more\n"))
    code, out, _ = call("check", "rivers.yaml", "--watch", "--json")
    assert code == 130
    found = [json.loads(line) for line in out.splitlines()]
    assert [list(each)[:3] for each in found] == [["v", "at", "profile"]] * 2
    assert found[0]["at"].startswith("2026-06-01T08:00:0")
    assert found[1]["decks"][0]["deck"] == "rivers"


def test_only_what_changed_is_checked_again(call, tmp_path, rivers, steps) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(rivers.read_text().replace("deck: rivers", "deck: other"))
    steps(lambda: other.write_text(other.read_text() + "# more\n"))
    _, _, err = call("check", ".", "--watch")
    assert (err.count("\nrivers: "), err.count("\nother: ")) == (1, 2)


def test_a_deck_that_goes_is_told_and_waited_for(call, rivers, steps) -> None:
    text = rivers.read_text()
    steps(rivers.unlink, lambda: rivers.write_text(text))
    code, _, err = call("check", "rivers.yaml", "--watch")
    assert code == 130
    assert "there is no deck at rivers.yaml" in err
    assert err.count("rivers: no problems") == 2


def test_a_broken_deck_stays_watched(call, rivers, steps) -> None:
    text = rivers.read_text()
    steps(lambda: rivers.write_text(text + "x: [\n"), lambda: rivers.write_text(text))
    code, out, err = call("check", "rivers.yaml", "--watch", "--format", "concise")
    assert code == 130
    assert "QK001 error" in out
    assert err.splitlines()[-1].startswith("rivers: no problems")


def test_a_deck_that_never_was_there_is_3(call, steps) -> None:
    steps()
    assert call("check", "nowhere.yaml", "--watch").code == 3


def test_standard_input_cannot_be_watched(call) -> None:
    code, _, err = call("check", "-", "--watch", stdin="quizkit: 1\n")
    assert code == 2
    assert "--watch needs files" in err


def test_many_decks_are_named_shortly(call, tmp_path, rivers, steps) -> None:
    for name in "abcd":
        text = rivers.read_text().replace("deck: rivers", f"deck: {name}")
        (tmp_path / f"{name}.yaml").write_text(text)
    steps()
    _, _, err = call("check", ".", "--watch")
    assert err.splitlines()[0].endswith("watching a.yaml, b.yaml, c.yaml and 2 more; ctrl+c ends")
