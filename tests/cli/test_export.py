"""`quizkit export`: what goes out, what is told first, and what is refused."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Called


def test_the_format_follows_from_the_name_or_is_asked_for(call, rivers: Path) -> None:
    done: Called = call("export", str(rivers), "-o", "rivers.gift")
    assert (done.code, done.out) == (0, "rivers.gift\n")
    assert "$CATEGORY: Two rivers/river\n" in Path("rivers.gift").read_text(encoding="utf-8")
    done = call("export", str(rivers), "-o", "rivers.zip")
    assert done.code == 3
    assert "it may be canvas or qti or qti3 (--to)" in done.err
    done = call("export", str(rivers), "-o", "rivers.odt")
    assert "say which: xlsx, csv, moodle, gift" in done.err


def test_the_same_wish_gives_the_same_bytes_and_another_seed_others(call, rivers: Path) -> None:
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        assert call("export", str(rivers), "-o", f"{name}.gift", "--seed", seed).code == 0
    a, b, c = (Path(f"{name}.gift").read_bytes() for name in "abc")
    assert a == b != c


def test_what_is_there_is_written_over_only_by_force(call, rivers: Path) -> None:
    Path("a.gift").write_text("mine", encoding="utf-8")
    done = call("export", str(rivers), "-o", "a.gift")
    assert done.code == 3
    assert "--force writes over it" in done.err
    assert Path("a.gift").read_text(encoding="utf-8") == "mine"
    assert call("export", str(rivers), "-o", "a.gift", "--force").code == 0


def test_losses_are_told_first_and_strict_writes_nothing(call, rivers: Path) -> None:
    done = call("export", str(rivers), "-o", "a.gift", "--form", "choice")
    assert (done.code, "QK909" in done.err) == (0, True)
    done = call("export", str(rivers), "-o", "b.gift", "--form", "order", "--strict")
    assert done.code == 1
    assert "nothing was written" in done.err
    assert not Path("b.gift").exists()


def test_nothing_is_written_where_no_question_can_go_out(call, rivers: Path) -> None:
    done = call("export", str(rivers), "-o", "a.gift", "--form", "order")
    assert done.code == 1
    assert "QK901" in done.err
    assert done.err.endswith("gift: it can hold none of these questions; nothing was written\n")
    assert not Path("a.gift").exists()


def test_json_tells_the_same(call, rivers: Path) -> None:
    done = call("export", str(rivers), "-o", "a.gift", "-n", "2", "--json")
    told = json.loads(done.out)
    assert (told["v"], told["path"], told["questions"]) == (1, "a.gift", 2)
    assert all(lost["code"].startswith("QK9") for lost in told["lost"])


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--kind", "rivr"], "the deck has no kind rivr"),
        (["--tag", "nothing"], "nothing"),
        (["--at", "yesterday"], "'yesterday' is no time"),
        (["-n", "0"], "0 is not in the range"),
    ],
)
def test_wrong_options_say_what_to_do(call, rivers: Path, argv, said) -> None:
    done = call("export", str(rivers), "-o", "a.gift", *argv)
    assert done.code in (2, 3)
    assert said in done.err
    assert not Path("a.gift").exists()


@pytest.mark.parametrize("argv", [["-n", "2"], ["--form", "choice"], ["--seed", "7"]])
def test_sheets_hold_no_questions(call, rivers: Path, argv) -> None:
    done = call("export", str(rivers), "--to", "csv", "-o", "sheets", *argv)
    assert done.code == 2
    assert f"csv holds rows, not questions: {argv[0]} means nothing for it" in done.err


def test_when_it_was_made_comes_from_the_option_or_the_environment(
    call, rivers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(name: str, *argv: str) -> bytes:
        assert call("export", str(rivers), "-o", name, *argv).code == 0
        return Path(name).read_bytes()

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")
    by_variable = made("a.apkg")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert made("b.apkg", "--at", "2026-06-01") == by_variable
    assert made("c.apkg", "--at", "2026-06-01T07:00:00+07:00") == by_variable
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    done = call("export", str(rivers), "-o", "d.apkg")
    assert done.code == 2
    assert "SOURCE_DATE_EPOCH is 'soon'" in done.err


def test_a_check_for_a_format_tells_what_an_export_would(call, rivers: Path) -> None:
    told = json.loads(call("export", str(rivers), "-o", "a.gift", "--json").out)["lost"]
    done = call("check", str(rivers), "--for", "gift", "--json")
    found = json.loads(done.out)["problems"]
    assert [each["code"] for each in found if each["code"].startswith("QK9")] == [
        each["code"] for each in told
    ]
    assert told
    plain = json.loads(call("check", str(rivers), "--json").out)["problems"]
    assert not [each for each in plain if each["code"].startswith("QK9")]
    piped = call("check", "-", "--for", "csv", stdin=rivers.read_text(encoding="utf-8"))
    assert piped.code == 0
    assert call("check", str(rivers), "--for", "gift", "--fix").code == 2
