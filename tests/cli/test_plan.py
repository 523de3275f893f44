"""What minutes bring: the plan as text and as JSON, exams kept and forgotten, what is refused."""

import json

import pytest

from quizkit.text import width


def document(call, *argv: str) -> dict:
    return json.loads(call("plan", "rivers.yaml", *argv, "--json").out)


def test_an_exam_plan_is_a_screen_that_fits_40_columns(call, rivers) -> None:
    done = call("plan", "rivers.yaml", "--exam", "2026-06-08", "--minutes", "5")
    lines = done.out.splitlines()
    assert lines[0] == "Exam plan - Two rivers"
    assert lines[1].startswith("Mon 8 June 2026, in 7 days; ")
    starts = ("Expected on the day", "Without more study", "With 3 minutes", "With 8 minutes")
    for start in (*starts, "Kept after 60 days", "A missed day costs", "On track"):
        assert sum(line.startswith(start) for line in lines) == 1, start
    table = lines[lines.index("day                      min  new  old") + 1 :]
    assert [line[:10] for line in table[:2]] == ["Mon 1 June", "Tue 2 June"]
    assert len(table) == 7
    assert max(map(width, [*lines[3:7], *table])) <= 40
    assert done.err == ""


def test_json_has_the_members_that_were_promised(call, rivers) -> None:
    plan = document(call, "--exam", "8 June", "--minutes", "5")
    assert list(plan)[:4] == ["v", "exam", "days", "minutes"]
    assert (plan["exam"], plan["days"], plan["minutes"], plan["runs"]) == ("2026-06-08", 7, 5, 200)
    promised = {"expected", "low", "high", "without_study", "kept_60_days", "missed_day"}
    assert promised | {"left_out", "plan"} <= plan.keys()
    assert plan["low"] <= plan["expected"] <= plan["high"]
    assert plan["without_study"] == 0.0
    assert list(plan["plan"][0]) == ["day", "minutes", "new", "old"]


def test_the_same_log_gives_the_same_plan(call, rivers) -> None:
    call("study", "rivers.yaml", stdin="1\n" * 3)
    argv = ("plan", "rivers.yaml", "--exam", "2026-06-20")
    assert call(*argv).out == call(*argv).out


@pytest.mark.parametrize(("target", "code"), [("1", 0), ("100", 1)])
def test_the_exit_code_tells_whether_the_target_is_reached(call, rivers, target, code) -> None:
    done = call("plan", "rivers.yaml", "--exam", "2026-06-04", "--target", target)
    assert done.code == code


def test_an_exam_is_kept_and_forgotten(call, rivers) -> None:
    argv = ("--exam", "2026-06-08", "--minutes", "7")
    saved = call("plan", "rivers.yaml", *argv, "--save")
    assert saved.err == "Kept: exam on Mon 8 June 2026 for rivers, 7 minutes a day.\n"
    assert call("plan", "rivers.yaml").out == call("plan", "rivers.yaml", *argv).out
    assert call("plan", "rivers.yaml", "--clear") == (
        0,
        "Forgotten: there is no exam any more for rivers.\n",
        "",
    )
    assert call("plan", "rivers.yaml").out.startswith("Plan - Two rivers\nNo exam is kept")
    again = call("plan", "rivers.yaml", "--clear")
    assert (again.code, again.out) == (1, "There is no exam to forget for rivers.\n")


def test_a_plan_of_all_decks_names_the_exam_of_one(call, rivers, tmp_path, monkeypatch) -> None:
    lakes = rivers.read_text().replace("deck: rivers", "deck: lakes").replace("rivers", "lakes")
    (tmp_path / "lakes.yaml").write_text(lakes)
    monkeypatch.setattr("quizkit.decks.library.bundled", lambda: tmp_path / "none")
    call("decks", "add", "rivers.yaml")
    call("decks", "add", "lakes.yaml")
    call("plan", "rivers.yaml", "--exam", "2026-06-08", "--save")
    told = call("plan").out
    assert "No exam is kept" not in told
    assert "The exam of rivers is on Mon 8 June: `quizkit plan rivers`." in told
    monkeypatch.setenv("QUIZKIT_NOW", "2026-06-09T08:00:00+07:00")
    over = "The exam of rivers, on Mon 8 June, is over: `quizkit plan rivers --clear` forgets it."
    assert over in call("plan").out


def test_an_exam_of_some_tags_asks_only_those(call, rivers) -> None:
    every = document(call, "--exam", "2026-06-08")["facets"]
    some = document(call, "--exam", "2026-06-08", "--tag", "long", "--save")["facets"]
    assert 0 < some < every
    assert document(call)["facets"] == some


def test_a_plan_without_an_exam_looks_30_days_ahead(call, rivers) -> None:
    plan = document(call, "--minutes", "5")
    assert (plan["exam"], plan["days"], plan["backlog"]) == (None, 30, None)
    assert plan["known"][0] == {"day": "2026-06-01", "known": 0, "low": 0, "high": 0}
    assert plan["known"][-1]["day"] == "2026-07-01"


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (["--exam", "2026-05-01"], 2, "2026-05-01 is over (today is 2026-06-01)"),
        (["--exam", "2025-06-12"], 2, "did you mean 2026-06-12?"),
        (["--exam", "2036-05-01"], 2, "more than 5 years ahead"),
        (["--exam", "5/6/2026"], 2, "can be read in two ways; give it as 2026-12-12"),
        (["--exam", "soon"], 2, '"soon" is no day; give it as 2026-12-12'),
        (["--exam", "2026-02-30"], 2, "is no day"),
        (["--exam", "2026"], 2, "is no day"),
        (["--minutes", "0"], 2, "0 is not in the range 1<=x<=1440"),
        (["--target", "0"], 2, "0 is not in the range"),
        (["--tag", "lonng"], 3, 'no fact has the tag "lonng"; did you mean "long"?'),
        (["--save"], 2, "--save needs a date to keep: add --exam DATE"),
        (["--clear", "--exam", "2026-06-08"], 2, "--clear forgets an exam"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_what_to_do(call, rivers, argv, code, told) -> None:
    done = call("plan", "rivers.yaml", *argv)
    assert (done.code, done.out) == (code, "")
    assert told in done.err


def test_a_deck_with_nothing_to_ask_is_refused(call, rivers) -> None:
    text = rivers.read_text(encoding="utf-8")
    rivers.write_text(text.partition("facts:")[0], encoding="utf-8")
    done = call("plan", "rivers.yaml", "--exam", "2026-06-08")
    assert (done.code, done.out) == (3, "")
    assert "there is nothing to ask" in done.err


def test_today_is_a_day_for_an_exam(call, rivers) -> None:
    done = call("plan", "rivers.yaml", "--exam", "2026-06-01")
    assert "Mon 1 June 2026, today; " in done.out
    assert "A missed day" not in done.out
