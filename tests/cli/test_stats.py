"""What the answers tell: three sentences, tables, JSON, CSV."""

import csv
import io
import json

import pytest

from quizkit.cli.stats_text import bar, spark
from quizkit.text import width


@pytest.fixture
def learned(call, rivers, monkeypatch):
    """Six days of study, every fourth answer given up."""
    for day in (1, 2, 4, 7, 12, 20):
        monkeypatch.setenv("QUIZKIT_NOW", f"2026-06-{day:02}T08:00:00+07:00")
        call("study", "rivers.yaml", stdin="1\n\n2\n\n1\n\n\n\n" * 9)


def test_before_the_first_answer_it_is_said_what_waits(call, rivers) -> None:
    done = call("stats", "rivers.yaml")
    assert done == (
        0,
        "You have not answered anything yet; 14 facets wait. `quizkit study` begins.\n",
        "",
    )
    assert json.loads(call("stats", "rivers.yaml", "--json").out)["answers"] == 0


def test_three_sentences_come_first(call, learned) -> None:
    one, two, three, *_ = call("stats", "rivers.yaml").out.splitlines()
    assert one.startswith("You know about ")
    assert one.endswith(" on 20 July at 1 minute a day.")
    assert two.startswith(("Asked when due you were right", "After "))
    assert three.startswith(("You mix up", "This one fails", "You know least", "Nothing needs"))


def test_the_tables_fit_40_columns(call, learned) -> None:
    tables, _, _ = call("stats", "rivers.yaml", "--by", "role").out.partition("fails too often")
    lines = tables.splitlines()
    told = [line for line in lines if not line.endswith(".") and not line.startswith("weakest: ")]
    assert max(map(width, told)) <= 40
    assert any(line.startswith("by role") for line in lines)
    assert any(line.startswith("seconds to answer") for line in lines)


def test_before_twenty_scored_answers_predictions_are_promised(call, rivers) -> None:
    call("study", "rivers.yaml", stdin="1\n\n2\n\n")
    done = call("stats", "rivers.yaml")
    assert "How good predictions are is told after 20 more answers" in done.out


def test_json_has_the_members_that_were_promised(call, learned) -> None:
    found = json.loads(call("stats", "rivers.yaml", "--json").out)
    promised = ["v", "sentences", "known", "facets", "answers", "right_when_due", "predicted"]
    assert [name for name in found if name in promised] == promised
    assert {"by", "calibration", "forecast", "confusions", "time", "transfer"} <= found.keys()
    assert list(found["by"][0])[:4] == ["kind", "answers", "right", "seconds"]
    assert sum(each["n"] for each in found["calibration"]) == found["prediction"]["n"]
    assert found["answers"] == len(call("history", "--json").out.splitlines())
    ahead = found["forecast"]["known"]
    assert [ahead[0]["day"], ahead[-1]["day"]] == ["2026-06-20", "2026-07-20"]


@pytest.mark.parametrize("by", ["kind", "role", "form", "tag", "deck"])
def test_csv_is_the_table(call, learned, by) -> None:
    rows = list(csv.DictReader(io.StringIO(call("stats", "rivers.yaml", "--by", by, "--csv").out)))
    found = json.loads(call("stats", "rivers.yaml", "--by", by, "--json").out)["by"]
    assert [(row[by], int(row["answers"])) for row in rows] == [
        (each[by], each["answers"]) for each in found
    ]


def test_answers_since_a_day(call, learned) -> None:
    found = json.loads(call("stats", "rivers.yaml", "--since", "2026-06-12", "--json").out)
    every = call("history", "--json", "--since", "2026-06-12").out.splitlines()
    assert found["answers"] == len(every)


def test_what_is_known_is_the_same_in_all_places(call, rivers) -> None:
    call("study", "rivers.yaml", stdin="0\n0\n0\n")
    found = json.loads(call("stats", "rivers.yaml", "--json").out)
    whole = sum(each["known"] * each["started"] for each in found["by"] if each["started"])
    assert found["started"] == 3
    today = found["forecast"]["known"][0]
    assert found["known"] == today["middle"] == pytest.approx(whole, abs=0.01)
    assert found["known"] < 3.0


def test_nothing_is_weakest_before_anything_was_tested(call, rivers) -> None:
    call("study", "rivers.yaml", stdin="0\n0\n0\n")
    told = call("stats", "rivers.yaml", "--by", "role").out
    assert "You know least" not in told
    assert "weakest" not in told


def test_a_day_to_come_has_no_answers_yet(call, rivers) -> None:
    told = "--since 2026-06-02 is still to come (today is 2026-06-01): no answer counts.\n"
    assert call("stats", "rivers.yaml", "--since", "2026-06-02").err == told
    assert call("stats", "rivers.yaml", "--since", "2026-06-01").err == ""


def test_two_formats_are_refused(call, rivers) -> None:
    done = call("stats", "rivers.yaml", "--csv", "--json")
    assert (done.code, done.out) == (2, "")


def test_blocks() -> None:
    assert spark([0.0, 0.0]) == "▁▁"
    assert (bar(0.0), bar(1.0)) == ("░" * 8, "▇" * 8)
