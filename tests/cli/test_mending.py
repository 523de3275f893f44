"""`check --fix`, `--diff`, and the formats that programs read."""

import json
import stat

import pytest

from quizkit.decks.source import MAX_FILE

UNSTAMPED = """\
quizkit: 1
deck: trips
title: Trips
language: en
facts:
  visit:
    # the first
    - {who: Ann Walsh, to: Oslo, date: 1992}
    - who: Bao Tran
      to: Hue
      date: 1993
"""
CLASS = ("--profile", "class")


@pytest.fixture
def trips(tmp_path):
    path = tmp_path / "trips.yaml"
    path.write_bytes(UNSTAMPED.encode())
    return path


def test_fix_writes_what_is_safe_and_lists_it(call, trips) -> None:
    trips.chmod(0o640)
    code, out, err = call("check", "trips.yaml", "--fix", *CLASS, "--select", "QK1")
    assert code == 0
    assert out.splitlines() == [
        "trips.yaml:8:7: QK101 mended: write an id",
        "trips.yaml:9:7: QK101 mended: write an id",
    ]
    assert "2 mended" in err.splitlines()
    text = trips.read_text(encoding="utf-8")
    assert text.count("id: ") == 2
    assert "    # the first\n" in text
    assert stat.S_IMODE(trips.stat().st_mode) == 0o640
    again = call("check", "trips.yaml", "--fix", *CLASS, "--select", "QK1")
    assert (again.code, again.out) == (0, "")
    assert trips.read_text(encoding="utf-8") == text


def test_the_frame_and_the_totals_say_that_it_can_be_mended(call, trips) -> None:
    code, out, err = call("check", "trips.yaml", *CLASS, "--select", "QK101")
    assert code == 0
    assert out.count("  = fix:  quizkit check --fix trips.yaml\n") == 2
    assert err.splitlines()[-1] == "2 can be mended: --fix"


def test_diff_writes_nothing_and_answers_1(call, trips) -> None:
    code, out, err = call("check", "trips.yaml", "--diff", *CLASS, "--select", "QK101")
    assert code == 1
    assert trips.read_bytes() == UNSTAMPED.encode()
    lines = out.splitlines()
    assert lines[:2] == ["--- trips.yaml", "+++ trips.yaml"]
    changed = [line.split("id: ")[0] for line in lines[2:] if line[0] in "+-"]
    assert changed == [
        *("-    - {who: Ann Walsh, to: Oslo, date: 1992}", "-    - who: Bao Tran"),
        *("+    - {", "+    - ", "+      who: Bao Tran"),
    ]
    assert err == "2 would be mended; nothing was written\n"
    assert call("check", "trips.yaml", "--fix", "--diff", *CLASS, "--select", "QK101").out == out
    call("check", "trips.yaml", "--fix", *CLASS)
    assert call("check", "trips.yaml", "--diff", *CLASS, "--select", "QK101").code == 0


def test_select_narrows_what_is_mended(call, trips) -> None:
    call("check", "trips.yaml", "--fix", *CLASS, "--select", "QK2")
    assert trips.read_bytes() == UNSTAMPED.encode()
    call("check", "trips.yaml", "--fix", *CLASS, "--ignore", "QK1")
    assert trips.read_bytes() == UNSTAMPED.encode()


def test_settings_select_and_ignore_as_options_do(call, trips, tmp_path) -> None:
    (tmp_path / "quizkit.toml").write_text('[check]\nprofile = "class"\nselect = ["qk101"]\n')
    assert call("check", "trips.yaml", "--format", "concise").out.count("QK101") == 2
    assert call("check", "trips.yaml", "--format", "concise", "--select", "QK2").out == ""
    (tmp_path / "quizkit.toml").write_text('[check]\nprofile = "class"\nignore = "QK101, QK4"\n')
    assert "QK101" not in call("check", "trips.yaml", "--format", "concise").out
    (tmp_path / "quizkit.toml").write_text("[check]\nselect = 7\n")
    code, _, err = call("check", "trips.yaml")
    assert code == 3
    assert "codes or families" in err


def test_standard_input_is_printed_mended(call) -> None:
    code, out, err = call("check", "-", "--fix", *CLASS, "--select", "QK101", stdin=UNSTAMPED)
    assert code == 0
    assert out.count("id: ") == 2
    assert out.count("\n") == UNSTAMPED.count("\n") + 1
    assert "-:8:7: QK101 mended: write an id" in err
    same = call("check", "-", "--fix", stdin=out.encode())
    assert same.out == out
    assert call("check", "-", "--fix", "--json", stdin=UNSTAMPED).code == 2


def test_what_would_stop_the_deck_is_not_written(call, trips, monkeypatch) -> None:
    from quizkit.practice import mendable

    problem = _spoiling(trips)
    monkeypatch.setattr(mendable, "look", _with(mendable.look, problem))
    before = trips.read_bytes()
    code, out, _ = call("check", "trips.yaml", "--fix", "--unsafe")
    assert code == 1
    assert trips.read_bytes() == before
    assert "nothing was written: there would be a new error" in out
    assert call("check", "trips.yaml", "--diff", "--unsafe").code == 1


def test_what_changes_a_question_is_left_out_and_said(call, trips, monkeypatch) -> None:
    from quizkit.practice import mendable

    problem = _spoiling(trips, text="1994", line=8, begin=39, end=43, safety="safe")
    monkeypatch.setattr(mendable, "look", _with(mendable.look, problem))
    done = call("check", "trips.yaml", "--fix", "--format", "concise")
    line = "trips.yaml:8:39: QK999 left out: spoil (it would change what is asked)"
    assert done.out.splitlines()[0] == line
    left = json.loads(call("check", "trips.yaml", "--fix", "--json").out)["left_out"]
    assert [(each["code"], each["why"]) for each in left] == [
        ("QK999", "it would change what is asked")
    ]


def test_bundled_decks_and_the_whole_list_are_not_changed(call) -> None:
    code, _, err = call("check", "vietnam-us", "--fix")
    assert code == 3
    assert "came with quizkit" in err
    code, _, err = call("check", "--fix")
    assert code == 2
    assert "needs a file or folder" in err


@pytest.mark.parametrize(
    "options", [["--unsafe"], ["--fix", "--watch"], ["--diff", "--stats"], ["--fix", "--tui"]]
)
def test_options_without_a_meaning_together_are_refused(call, trips, options) -> None:
    assert call("check", "trips.yaml", *options).code == 2


def test_json_lists_what_was_mended(call, trips) -> None:
    document = json.loads(call("check", "trips.yaml", "--fix", "--json", *CLASS).out)
    first = document["mended"][0]
    assert [each["code"] for each in document["mended"]] == ["QK101", "QK101"]
    assert first["fix"]["safety"] == "safe"
    assert first["fix"]["edits"][0]["line"] == 8
    assert document["left_out"] == document["refused"] == []


def test_github_gets_annotations_and_a_summary(call, trips, tmp_path, monkeypatch) -> None:
    trips.write_text(UNSTAMPED.replace("1993", "18/11/1993"), encoding="utf-8")
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    code, out, _ = call("check", "trips.yaml", "--format", "github", *CLASS)
    lines = out.splitlines()
    assert code == 1
    assert lines[0].startswith("::error file=trips.yaml,line=11,endLine=11,col=13,endColumn=23,")
    assert any(line.startswith("::warning file=trips.yaml,line=8") for line in lines)
    assert "    trips.yaml:11:13: QK011 error: " in summary.read_text(encoding="utf-8")
    out = call("check", "trips.yaml", "--format", "github", "--fix", *CLASS).out
    assert "title=QK101 mended::write an id" in out


def test_sarif_is_one_run(call, trips) -> None:
    log = json.loads(call("check", "trips.yaml", "--format", "sarif", *CLASS).out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["tool"]["driver"]["version"] == "0.1.0"
    assert "QK101" in {result["ruleId"] for result in run["results"]}
    log = json.loads(call("check", "trips.yaml", "--format", "sarif", "--fix", *CLASS).out)
    told = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert [each["message"]["text"] for each in told] == ["mended: write an id"] * 2


def test_all_shows_what_merely_follows(call, trips) -> None:
    trips.write_text(
        UNSTAMPED.replace("date: 1992", "date: 18/11/1992").replace("1993", "18/11/1993"),
        encoding="utf-8",
    )
    less = call("check", "trips.yaml", "--format", "concise").out.splitlines()
    more = call("check", "trips.yaml", "--format", "concise", "--all").out.splitlines()
    assert set(less) <= set(more)


def _spoiling(path, *, text="two", line=10, begin=7, end=9, safety="unsafe"):
    from quizkit.model import Edit, Fix, Location, Problem, Severity

    edit = Edit("trips.yaml", line, begin, line, end, text)
    fix = Fix(safety, "spoil", (edit,))
    at = Location("trips.yaml", line, begin)
    return Problem("QK999", Severity.NOTE, "spoilt", at, fix=fix)


def _with(look, problem):
    def looked(reading, wanted, **more):
        found = look(reading, wanted, **more)
        return found._replace(problems=(*found.problems, problem))

    return looked


def test_standard_input_comes_back_byte_for_byte_where_it_cannot_be_read(call, monkeypatch) -> None:
    printed: list[bytes] = []
    monkeypatch.setattr("quizkit.cli.out.Out.raw", lambda _, data: printed.append(data))
    spoilt = UNSTAMPED.replace("Bao", "Bé").encode("latin-1")
    long = UNSTAMPED.encode() + b"# long\r\n" * (MAX_FILE // 8)
    for data, code in ((spoilt, "QK002"), (long, "QK014")):
        found = call("check", "-", "--fix", stdin=data)
        assert (found.code, code in found.err) == (1, True)
        assert printed.pop() == data


def test_a_file_of_two_decks_is_mended_once(call, tmp_path) -> None:
    more = tmp_path / "more.yaml"
    more.write_text("facts:\n  visit:\n    - {who: Ann Walsh, to: Oslo, date: 1992}\n")
    head = "quizkit: 1\ndeck: {}\ntitle: Trips\nlanguage: en\ninclude: [more.yaml]\n"
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(head.format(name))
    code, out, err = call(
        "check", "a.yaml", "b.yaml", "--fix", *CLASS, "--select", "QK101", stdin=""
    )
    assert (code, out) == (0, "more.yaml:3:7: QK101 mended: write an id\n"), err
    assert more.read_text().count("id: ") == 1
