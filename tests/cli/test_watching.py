"""`quizkit check --watch` without a terminal: whole lines, again at each change."""

import json
from pathlib import Path

import pytest

from quizkit.cli import watching
from quizkit.cli.main import run
from quizkit.practice.opening import Closed, Opening


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


@pytest.fixture
def screens(monkeypatch, capsys):
    """Return what calls the command line where there are screens, and what they were asked for."""
    monkeypatch.setattr("quizkit.cli.gate.obstacle", lambda _environ: "")
    asked: list[Opening] = []

    def opened(_desk, opening: Opening) -> Closed:
        asked.append(opening)
        return Closed(0)

    def called(*argv: str) -> tuple[int, list[Opening], str]:
        asked.clear()
        return run(argv, opened), list(asked), capsys.readouterr().err

    return called


def test_on_a_terminal_one_deck_is_followed_on_the_screen(screens, rivers) -> None:
    for argv in (
        ["--watch"],
        ["--tui", "--select", "QK3"],
        ["--watch", "--strict", "--profile=exam"],
    ):
        code, asked, _ = screens("check", "rivers.yaml", *argv)
        assert code == 0
        assert asked == [Opening("check", (Path("rivers.yaml"),))]


def test_lines_are_wanted_by_an_option_or_by_several_decks(
    screens, steps, tmp_path, rivers
) -> None:
    steps()
    for argv in (["--plain"], ["--format", "concise"], ["--json"], ["--draws", "2"]):
        code, asked, _ = screens("check", "rivers.yaml", "--watch", *argv)
        assert (code, asked) == (130, [])
    (tmp_path / "b.yaml").write_text(rivers.read_text().replace("deck: rivers", "deck: b"))
    assert screens("check", ".", "--watch")[:2] == (130, [])


def test_the_screen_cannot_show_what_is_for_lines(screens, rivers) -> None:
    code, _, err = screens("check", "rivers.yaml", "--tui", "--stats")
    assert code == 2
    assert "the screen has no place for --stats" in err


def test_the_screen_shows_one_deck(screens, tmp_path, rivers) -> None:
    (tmp_path / "b.yaml").write_text(rivers.read_text().replace("deck: rivers", "deck: b"))
    code, _, err = screens("check", ".", "--tui")
    assert code == 2
    assert "--tui shows one deck, and here are 2" in err


def test_where_there_is_no_screen_it_cannot_be_asked_for(call, rivers) -> None:
    code, _, err = call("check", "rivers.yaml", "--tui")
    assert code == 4
    assert "--tui cannot be" in err
    assert call("preview", "rivers.yaml", "--tui").code == 4


def test_a_preview_opens_at_its_deck_and_its_fact(screens, rivers) -> None:
    code, asked, _ = screens("preview", "rivers.yaml", "--tui", "--fact", "p9rt")
    assert code == 0
    assert asked == [Opening("check", (Path("rivers.yaml"),), fact="p9rt")]


def test_a_preview_of_no_deck_is_3(screens) -> None:
    assert screens("preview", "nowhere.yaml", "--tui")[:2] == (3, [])
