"""From the first answer to the next day, through the command line alone."""

import json
from datetime import datetime

import pytest

from quizkit.store.log import open_log
from tests.practice.desks import put

TOMORROW = "2026-06-02T08:00:00+07:00"


def answers(count: int) -> str:
    return "1\n" * count


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_sitting_through_a_pipe_is_kept(call, rivers) -> None:
    code, out, err = call("study", "rivers.yaml", "--plain", stdin=answers(3))
    assert (code, err) == (0, "")
    assert out.startswith("10 minutes. ? help, :q stop.\nQuestion 1, ")
    kept = lines(call("history", "--json").out)
    assert len(kept) == 3
    assert list(kept[0]) == [
        *("v", "event", "at", "facet", "form", "response", "score", "rating", "override", "ms"),
        "undone",
    ]
    assert kept[0]["facet"].startswith("rivers/")
    assert datetime.fromisoformat(kept[0]["at"]).isoformat().startswith("2026-06-01T08:00:0")


def test_the_history_as_text_names_what_was_asked(call, rivers) -> None:
    call("study", "rivers.yaml", stdin=answers(2))
    code, out, _ = call("history", "--last", "1")
    assert code == 0
    assert out.splitlines()[0] == "2026-06-01 08:00"
    assert len(out.splitlines()) == 2
    assert "[rivers/" in out


def test_what_was_answered_comes_back_tomorrow(call, rivers, monkeypatch) -> None:
    before = json.loads(call("due", "rivers.yaml", "--json").out)
    assert (before["v"], before["at"][:19]) == (1, "2026-06-01T08:00:00")
    assert (before["due"], before["new"]) == (0, 14)
    call("study", "rivers.yaml", stdin=answers(3))
    monkeypatch.setenv("QUIZKIT_NOW", TOMORROW)
    after = json.loads(call("due", "rivers.yaml", "--json").out)
    assert after["due"] + after["new"] <= 14
    assert after["due"] > 0
    assert list(after) == ["v", "at", "due", "new", "minutes", "decks"]
    assert list(after["decks"][0])[:5] == ["deck", "due", "new", "minutes", "known"]


def test_due_as_text_and_for_a_prompt(call, rivers) -> None:
    assert call("due", "rivers.yaml", "--short").out == "0 due ~4 min\n"
    table = call("due", "rivers.yaml").out.splitlines()
    assert table[0].split() == ["deck", "due", "new", "minutes", "known"]
    assert table[1].split() == ["rivers", "0", "14", "4", "0", "%"]


def test_an_answer_can_be_taken_back_and_brought_back(call, rivers) -> None:
    call("study", "rivers.yaml", stdin=answers(2))
    code, out, _ = call("undo", "--json")
    assert code == 0
    (undone,) = json.loads(out)["undone"]
    assert list(undone) == ["event", "facet", "rating", "stability_days", "kind"]
    assert undone["stability_days"] is None
    assert [line["undone"] for line in lines(call("history", "--json").out)] == [False, True]
    assert call("undo", "--redo").out.startswith("Brought back rivers/")
    assert [line["undone"] for line in lines(call("history", "--json").out)] == [False, False]


def test_several_answers_need_a_yes_where_nobody_is_asked(call, rivers) -> None:
    call("study", "rivers.yaml", stdin=answers(3))
    code, out, err = call("undo", "2")
    assert (code, out) == (4, "")
    assert "--yes" in err
    assert len(json.loads(call("undo", "2", "--yes", "--json").out)["undone"]) == 2
    assert len(call("undo", "--list").out.splitlines()) == 1
    assert len(json.loads(call("undo", "--sitting", "--json").out)["undone"]) == 1


def test_nothing_to_take_back_answers_1(call) -> None:
    code, out, err = call("undo")
    assert (code, out, err) == (1, "", "there is nothing to take back\n")


def test_without_a_log_the_history_is_empty(call) -> None:
    assert call("history") == (0, "", "")


@pytest.mark.parametrize(
    ("argv", "count"),
    [
        (["--deck", "rivers"], 3),
        (["--deck", "other"], 0),
        (["--since", "2026-06-01"], 3),
        (["--since", "2026-06-02"], 0),
        (["--overrides"], 0),
        (["--facet", "rivers/none#at-all"], 0),
        (["--last", "2"], 2),
    ],
)
def test_the_history_can_be_narrowed(call, rivers, argv, count) -> None:
    call("study", "rivers.yaml", stdin=answers(3))
    assert len(lines(call("history", "--json", *argv).out)) == count


def test_a_wrong_day_is_usage(call) -> None:
    code, _, err = call("history", "--since", "yesterday")
    assert code == 2
    assert "YYYY-MM-DD" in err


def test_why_says_it_in_one_sentence(call, rivers) -> None:
    code, out, _ = call("why", "rivers.yaml", stdin="")
    assert code == 3
    assert call("decks", "add", "rivers.yaml").code == 0
    code, out, _ = call("why", "kd7w#sea")
    assert code == 0
    assert out.count("\n") == 1
    document = json.loads(call("why", "rivers/kd7w#sea", "--json").out)
    assert list(document) == [
        *(
            "v",
            "facet",
            "asked",
            "kind",
            "other",
            "sentence",
            "retrievability",
            "seconds",
            "gain_per_second",
        ),
        *("form", "due", "language", "instead", "plan", "problem"),
    ]
    assert document["facet"] == "rivers/kd7w#sea"
    assert document["plan"] == {
        "printed": [{"role": "name", "value": "Rhine", "precision": None}],
        "not_excluded": ["kd7w"],
        "accepted": ["North Sea"],
    }
    assert "wording: Where does {it} end?" in call("why", "kd7w#sea", "-v").out
    never = json.loads(call("why", "s6bn#length", "--json").out)
    assert (never["asked"], never["plan"]) == (False, None)


@pytest.mark.parametrize("facet", ["nothing#here", "#sea"])
def test_a_facet_must_be_one(call, rivers, facet) -> None:
    call("decks", "add", "rivers.yaml")
    code, out, err = call("why", facet)
    assert (code, out) == (3, "")
    assert err.count("\n") == 1


def test_input_that_ends_before_the_first_answer_is_4(call, rivers) -> None:
    code, _, err = call("study", "rivers.yaml")
    assert code == 4
    assert err == "error: the input ended before the first answer\n"
    assert call("quiz", "rivers.yaml").code == 4


def test_bytes_that_are_no_text_are_a_wrong_answer(call, rivers) -> None:
    assert call("study", "rivers.yaml", "--form", "typed", stdin=b"\xff\xfe\x00\n").code == 0


def test_a_quiz_gives_a_mark_and_keeps_nothing(call, rivers, tmp_path) -> None:
    argv = ("quiz", "rivers.yaml", "-n", "4", "--seed", "7", "--form", "choice")
    code, out, _ = call(*argv, "-o", "mark.jsonl", stdin=answers(4))
    assert code == 0
    assert "Mark: " in out
    assert call("history").out == ""
    kept = lines((tmp_path / "mark.jsonl").read_text())
    assert list(kept[0]) == [
        *("facet", "form", "language", "stem", "options", "key", "response", "score", "why"),
        *("ms", "prompts"),
    ]
    document = json.loads(call(*argv, "--json", stdin=answers(4)).out)
    assert list(document) == ["v", "seed", "asked", "right", "mark", "passed", "answers"]
    assert (document["seed"], document["asked"], document["passed"]) == ("7", 4, True)
    assert [a["facet"] for a in document["answers"]] == [a["facet"] for a in kept]


def test_a_mark_below_the_bar_answers_1(call, rivers) -> None:
    argv = ("quiz", "rivers.yaml", "-n", "2", "--seed", "7", "--form", "typed")
    assert call(*argv, "--pass", "50", stdin="x\nx\n").code == 1
    assert call(*argv, "--pass", "0", stdin="x\nx\n").code == 0


def test_a_file_is_not_written_over_without_a_word(call, rivers, tmp_path) -> None:
    (tmp_path / "mark.jsonl").write_text("mine")
    argv = ("quiz", "rivers.yaml", "-n", "1", "-o", "mark.jsonl")
    assert call(*argv, stdin=answers(1)).code == 2
    assert (tmp_path / "mark.jsonl").read_text() == "mine"
    assert call(*argv, "--force", stdin=answers(1)).code == 0


def test_two_learners_share_a_computer(call, rivers) -> None:
    assert call("--learner", "Mai", "study", "rivers.yaml", stdin=answers(2)).code == 0
    assert call("--learner", "An", "study", "rivers.yaml", stdin=answers(1)).code == 0
    assert len(lines(call("--learner", "Mai", "history", "--json").out)) == 2
    assert len(lines(call("--learner", "An", "history", "--json").out)) == 1
    assert call("--learner", "Nobody", "history").out == ""


def test_the_form_and_the_tag_can_be_wished(call, rivers) -> None:
    call("study", "rivers.yaml", "--form", "typed", "--tag", "long", stdin="x\nx\nx\nx\n")
    kept = lines(call("history", "--json").out)
    assert {line["form"] for line in kept} == {"typed"}
    assert {line["facet"].partition("#")[0] for line in kept} == {"rivers/p9rt"}


@pytest.mark.parametrize("command", ["study", "quiz"])
def test_a_deck_without_a_question_is_3(call, tmp_path, command) -> None:
    (tmp_path / "empty.yaml").write_text(
        "quizkit: 1\ndeck: empty\ntitle: x\nlanguage: en\n"
        "facts: {visit: [{id: f4vz, who: Ann, to: Peru, date: 1990, dont ask: [who, to, date]}]}\n"
    )
    code, out, err = call(command, "empty.yaml", stdin="1\n")
    assert (code, out) == (3, "")
    assert err == "error: empty: there is nothing to ask; `quizkit check` says why\n"


@pytest.mark.parametrize("command", ["study", "quiz"])
def test_a_tag_that_no_fact_has_is_3_with_the_nearest(call, rivers, command) -> None:
    code, out, err = call(command, "rivers.yaml", "--tag", "lomg", stdin="1\n")
    assert (code, out) == (3, "")
    assert err == 'error: no fact has the tag "lomg"; did you mean "long"?\n'


@pytest.mark.parametrize(
    ("change", "count"),
    [({"v": 2}, 1), ({"body": {"facet": 7}}, 1), ({"body": {"response": [19]}}, 2)],
)
def test_answers_of_another_quizkit_stop_neither_history_nor_undo(
    call, rivers, tmp_path, change, count
) -> None:
    call("--log", "me.db", "study", "rivers.yaml", stdin=answers(1))
    with open_log(tmp_path / "me.db", readonly=True) as log:
        (answer,) = log.last("review")
    if "response" in change.get("body", {}):
        change = {"body": {**answer.body, **change["body"]}}
    put(
        tmp_path / "me.db",
        answer._replace(seq=9, prev=answer.id, at=answer.at + 9, **change),
    )
    for argv in (["history"], ["history", "--json"], ["undo", "--list"]):
        code, out, err = call("--log", "me.db", *argv)
        assert (code, err) == (0, "")
    assert len(out.splitlines()) == count
    assert call("--log", "me.db", "undo").code == 0


def test_a_suspended_facet_is_listed_and_counted_among_what_can_be_taken_back(call, rivers) -> None:
    call("study", "rivers.yaml", stdin="1\n:p\n1\n")
    listed = call("undo", "--list").out.splitlines()
    assert len(listed) == 3
    assert listed[1].endswith(" suspended")
    code, _, err = call("undo", "--sitting")
    assert (code, "taking back 3 things needs --yes" in err) == (4, True)
    assert len(call("undo", "--sitting", "--yes").out.splitlines()) == 3
    assert call("undo", "--list").code == 1


def test_taking_back_makes_no_log(call, tmp_path) -> None:
    for argv in (["undo"], ["undo", "--list"], ["undo", "--sitting", "--json"]):
        code = call("--log", "me.db", *argv).code
        assert code == 1
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_log_yet(call, rivers, tmp_path) -> None:
    (tmp_path / "me.db").touch()
    for argv in (["due", "rivers.yaml"], ["history"], ["doctor"]):
        assert call("--log", "me.db", *argv).code == 0
    assert call("--log", "me.db", "undo", "--list").code == 1
    assert (tmp_path / "me.db").stat().st_size == 0


def test_a_folder_as_log_is_told_in_one_sentence(call, rivers, tmp_path) -> None:
    for argv in (["due", "rivers.yaml"], ["history"], ["undo"]):
        code, out, err = call("--log", ".", *argv)
        assert (code, out) == (5, "")
        assert err == f"error: {tmp_path} is a folder, not a log; name a file\n"


def test_due_and_why_know_the_minutes_that_are_used(call, rivers, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("QUIZKIT_MINUTES", "1")
    monkeypatch.setenv("QUIZKIT_LOG", str(tmp_path / "me.db"))
    call("decks", "add", "rivers.yaml")
    call("study", "rivers.yaml", stdin="0\n")
    assert json.loads(call("due", "rivers.yaml", "--json").out)["minutes"] == 1.0
    assert "Not asked today" not in call("why", "q2vz#sea").out
    with open_log(tmp_path / "me.db", readonly=True) as log:
        (answer,) = log.last("review")
    again = 0.1  # what was wrong is asked once more, whatever the minutes
    for seq, ms, left in ((8, 51_000, 0.1), (9, 20_000, again)):
        body = {**answer.body, "ms": ms}
        put(log.path, answer._replace(seq=seq, prev=answer.id, at=answer.at + seq, body=body))
        assert json.loads(call("due", "rivers.yaml", "--json").out)["minutes"] == left
    assert call("why", "q2vz#sea").out == "Not asked today: today's minutes are used.\n"


def test_why_knows_what_was_put_off_in_a_sitting_that_was_left(call, rivers) -> None:
    call("study", "rivers.yaml", "--seed", "7", stdin="1\n:S\n")
    facets = ["kd7w#name", "m4xq#name", "p9rt#name", "q2vz#name", "s6bn#name"]
    found = [json.loads(call("why", f, "--deck", "rivers.yaml", "--json").out) for f in facets]
    off = [each for each in found if each["kind"] == "put off"]
    assert [each["asked"] for each in off] == [False]
