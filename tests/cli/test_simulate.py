"""Study policies compared, from the command line."""

import csv
import io
import json

import pytest

SMALL = ("simulate", "--learners", "2", "--days", "5", "--facts", "20", "--minutes", "2")


def test_a_study_is_a_table_and_the_same_twice(call) -> None:
    first, second = (call(*SMALL, "--exam") for _ in range(2))
    assert first == second
    assert first.code == 0
    assert first.err == ""
    head, names, *table = first.out.splitlines()
    assert head == "exam in 5 days, 20 facts, 2 min; truth A, learners 2"
    assert names.split()[:4] == ["policy", "exam", "later", "known"]
    assert [line.split()[0] for line in table][:2] == ["planner", "fsrs90-20"]


def test_a_study_as_json(call) -> None:
    given = ("--policy", "planner", "--policy", "random-new", "--truth", "B", "--seed", "7")
    document = json.loads(call(*SMALL, *given, "--json").out)
    assert document["v"] == 1
    assert (document["seed"], document["truth"], document["learners"]) == ("7", "B", 2)
    assert [row["policy"] for row in document["policies"]] == ["planner", "random-new"]
    for row in document["policies"]:
        assert 0 < row["known"] < 1
        assert 0 <= row["right"] <= 1
        assert row["minutes"] > 0
    assert document != json.loads(call(*SMALL, *given[:-1], "8", "--json").out)


def test_a_study_as_csv(call) -> None:
    table = list(csv.DictReader(io.StringIO(call(*SMALL, "--csv").out)))
    assert next(row["policy"] for row in table) == "planner"
    assert {row["case"] for row in table} == {"5 days, 20 facts, 2 min"}


def test_facts_are_those_of_the_deck(call, rivers) -> None:
    facets = json.loads(call("due", "rivers.yaml", "--json").out)["new"]
    given = ("--learners", "1", "--days", "2", "--policy", "planner")
    found = call("simulate", "rivers.yaml", *given)
    assert found.out.startswith(f"2 days, {facets} facts, 10 min; truth A, learners 1\n")
    assert call("simulate", "nothing.yaml", *given).code == 3


def test_long_work_tells_how_far_it_is(call) -> None:
    given = ("--learners", "40", "--days", "1", "--facts", "3", "--policy", "planner")
    told = call("simulate", *given).err.splitlines()
    assert told[0] == "2 of 40 learners"
    assert told[-1] == "40 of 40 learners"
    assert len(told) == 20
    assert call("-q", "simulate", *given).err == ""


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--policy", "sm3"], "'sm3' is none of planner,"),
        (["--csv", "--json"], "--csv and --json cannot both be given"),
        (["--seeds", "tuning"], "--seeds needs --report"),
        (["--report", "--policy", "planner"], "--policy cannot be given with --report"),
        (["--report", "vietnam-us"], "DECK cannot be given with --report"),
        (["--report", "--seed", "7"], "--seed cannot be given with --report"),
        (["--report", "--learners", "241"], "--learners is 241, want at most 240"),
        (["--days", "0"], "0 is not in the range"),
    ],
)
def test_what_does_not_go_together_is_refused(call, argv, said) -> None:
    found = call("simulate", *argv)
    assert found.code == 2
    assert said in found.err
    assert found.out == ""


@pytest.fixture
def one_case(monkeypatch):
    """Let a report have one small case, with a bar that is met and one that can be chosen."""
    from quizkit.analysis.simulate import report
    from quizkit.analysis.simulate.cases import Bar, Case, Figure
    from quizkit.analysis.simulate.run import Setting
    from quizkit.analysis.simulate.truth import Kind

    def choose(bar: float) -> None:
        bars = (
            Bar("sm2-new", Kind.A, Figure.EXAM, -90.0),
            Bar("sm2-new", Kind.B, Figure.EXAM, bar),
        )
        setting = Setting(20, 4, 2.0, is_exam=True)
        case = Case("small", setting, ("planner", "sm2-new"), 0.5, bars)
        monkeypatch.setattr(report.report, "__kwdefaults__", {**defaults, "cases": (case,)})

    defaults = report.report.__kwdefaults__
    return choose


def test_a_report_says_which_bars_are_met(call, one_case) -> None:
    one_case(-90.0)
    found = call("simulate", "--report", "--learners", "4", "--seeds", "judging")
    assert found.code == 0
    assert sum(line.endswith(" met") for line in found.out.splitlines()) == 2
    document = json.loads(call("simulate", "--report", "--learners", "4", "--json").out)
    assert document["seeds"] == "tuning"
    assert [part["bars"][0]["met"] for part in document["cases"]] == [True, True]


def test_a_bar_that_is_missed_makes_the_answer_no(call, one_case) -> None:
    one_case(90.0)
    found = call("simulate", "--report", "--learners", "2")
    assert found.code == 1
    assert "missed" in found.out
