import json

BAD = """\
quizkit: 1
deck: bad
title: Bad
language: en
facts:
  visit:
    - {id: f4vz, who: Bill Clinton, to: Vietnam, date: 18/11/2000}
    - {id: f5vz, who: Bill Clinton, to: Vietnam, date: 2000, source: nowhere p. 1}
"""
BROKEN = "quizkit: 1\ndeck: broken\ntitle: x\nlanguage: en\nfcts: {}\n"


def test_a_sound_deck_is_silent_on_stdout(call, rivers) -> None:
    code, out, err = call("check", "rivers.yaml")
    assert (code, out) == (0, "")
    assert err == ("rivers: no problems (5 facts, 14 asked, 0 refused, 1 left out by `dont ask`)\n")


def test_errors_answer_1_with_frames(call, tmp_path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD)
    code, out, err = call("check", "bad.yaml")
    assert code == 1
    assert "error[QK011]: " in out
    assert " --> bad.yaml:7:" in out
    assert "^" in out
    assert err.startswith("bad: 2 errors")


def test_what_stops_a_file_from_loading_answers_1_as_well(call, tmp_path) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN)
    code, out, _ = call("check", "broken.yaml")
    assert code == 1
    assert "error[QK004]: " in out


def test_concise_is_one_line_a_problem(call, tmp_path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD)
    _, out, _ = call("check", "bad.yaml", "--format", "concise")
    lines = out.splitlines()
    assert [line.split(":")[:2] for line in lines] == [["bad.yaml", "7"], ["bad.yaml", "8"]]
    assert "QK011 error: " in lines[0]
    assert "QK116 error: " in lines[1]


def test_json_has_the_shape_of_version_1(call, tmp_path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD)
    code, out, _ = call("check", "bad.yaml", "--json")
    document = json.loads(out)
    assert code == 1
    assert list(document) == ["v", "profile", "decks", "problems", "counts"]
    assert document["profile"] == "practice"
    assert list(document["decks"][0]) == [
        *("deck", "path", "facts", "asked", "refused", "dont_ask", "together", "uncertain")
    ]
    assert document["decks"][0]["deck"] == "bad"
    assert [p["code"] for p in document["problems"]] == ["QK011", "QK116"]
    assert document["problems"][0]["path"] == "bad.yaml"
    assert document["counts"]["errors"] == 2
    assert call("check", "bad.yaml", "--format", "json").out == out


def test_select_and_ignore_take_codes_and_families(call, tmp_path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD)
    concise = ("check", "bad.yaml", "--format", "concise")
    assert call(*concise, "--select", "QK0").out.count("\n") == 1
    assert call(*concise, "--ignore", "qk011").out.count("\n") == 1
    assert call(*concise, "--ignore", "QK0", "--ignore", "QK1").code == 0


def test_what_stops_a_file_from_loading_cannot_be_ignored(call, tmp_path) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN)
    assert call("check", "broken.yaml", "--ignore", "QK").code == 1


def test_strict_counts_warnings(call, rivers) -> None:
    twice = "    - {name: Elbe, sea: North Sea, length: 1094 km}\n"
    rivers.write_text(rivers.read_text() + twice.replace("{", "{id: t3kk, ") + twice)
    assert call("check", "rivers.yaml").code == 0
    assert call("check", "rivers.yaml", "--strict").code == 1


def test_the_setting_is_as_good_as_the_option(call, rivers, monkeypatch) -> None:
    twice = "    - {name: Elbe, sea: North Sea, length: 1094 km}\n"
    rivers.write_text(rivers.read_text() + twice.replace("{", "{id: t3kk, ") + twice)
    monkeypatch.setenv("QUIZKIT_CHECK_STRICT", "yes")
    assert call("check", "rivers.yaml").code == 1


def test_standard_input_is_a_deck_too(call) -> None:
    code, out, _ = call("check", "-", stdin=BAD)
    assert code == 1
    assert " --> -:7:" in out
    assert "18/11/2000" in out


def test_a_folder_of_decks_is_each_of_them(call, tmp_path, rivers) -> None:
    (tmp_path / "many" / "inner").mkdir(parents=True)
    rivers.rename(tmp_path / "many" / "inner" / "deck.yaml")
    (tmp_path / "many" / "bad.yaml").write_text(BAD)
    _, _, err = call("check", "many")
    assert [line.split(":")[0] for line in err.splitlines()[:2]] == ["bad", "rivers"]


def test_a_missing_path_is_3_and_one_sentence(call) -> None:
    code, out, err = call("check", "nothing.yaml")
    assert (code, out) == (3, "")
    assert err.count("\n") == 1
    assert "nothing.yaml" in err


def test_a_folder_without_a_deck_is_3_and_one_sentence(call, tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = call("check", "empty")
    assert (code, out) == (3, "")
    assert err == "error: there is no deck in the folder empty\n"


def test_what_is_no_text_is_no_traceback(call, tmp_path) -> None:
    (tmp_path / "picture.yaml").write_bytes(bytes(range(256)) * 20)
    code, out, _ = call("check", "picture.yaml")
    assert code == 1
    assert "error[QK002]: " in out


def test_hostile_text_is_shown_clean(call, tmp_path) -> None:
    (tmp_path / "evil.yaml").write_text(BAD.replace("Bill", "\x1b[2JBill\u202e"))
    code, out, err = call("check", "evil.yaml")
    assert code == 1
    assert not set(out + err) & {"\x1b", "\u202e"}


def test_stats_are_lines_on_stdout(call, rivers) -> None:
    done = call("check", "rivers.yaml", "--stats", "--draws", "2")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("rivers: ")
    assert any(line.startswith("  flaws: ") and "none" in line for line in lines)
    assert any("longest option correct" in line for line in lines)
    assert any("chance is" in line or "no choice questions" in line for line in lines)


def test_stats_are_numbers_in_json(call, rivers) -> None:
    done = call("check", "rivers.yaml", "--stats", "--draws", "2", "--json")
    stats = json.loads(done.out)["decks"][0]["stats"]
    assert stats["questions"] == sum(stats["forms"].values()) == sum(stats["roles"].values())
    assert stats["questions"] == sum(stats["flaws"]["spread"].values())
    assert len(stats["flaws"]["criteria"]) == 19
    assert {"cue", "hit", "chance", "tells"} <= stats["cues"][0].keys()


def test_without_stats_there_are_none(call, rivers) -> None:
    done = call("check", "rivers.yaml", "--json")
    assert "stats" not in json.loads(done.out)["decks"][0]
