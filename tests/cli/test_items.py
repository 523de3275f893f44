"""`quizkit items`: which questions work, from what was saved."""

import csv
import json
from pathlib import Path

import pytest

from quizkit.cli import itemising
from quizkit.model import Draft
from quizkit.store.log import open_log
from tests.analysis.items.moments import review
from tests.cli.conftest import Called


@pytest.fixture
def saved(call, rivers: Path) -> Path:
    """Return a folder with the answers of three learners to the same four questions."""
    folder = Path("answers")
    folder.mkdir()
    for who, press in (("an", "1"), ("bo", "2"), ("cy", "3")):
        done: Called = call(
            *("quiz", str(rivers), "-n", "4", "--seed", "7", "--form", "choice", "--plain"),
            *("-o", str(folder / f"{who}.jsonl")),
            stdin=f"{press}\n\n" * 4,
        )
        assert done.code == 0
    (folder / "readme.doc").write_text("not an answer", encoding="utf-8")
    return folder


def test_a_folder_is_a_learner_a_file(call, saved: Path, rivers: Path) -> None:
    done = call("items", str(rivers), "--from", str(saved), "--json")
    told = json.loads(done.out)
    assert (done.code, told["v"], told["learners"], told["answers"]) == (0, 1, 3, 12)
    assert len(told["questions"]) == 4
    for each in told["questions"]:
        assert each["path"] == "rivers.yaml"
        assert each["line"] > 15
        assert sum(option["share"] for option in each["options"]) == pytest.approx(1, abs=1e-5)
        (key,) = (option for option in each["options"] if option["key"])
        assert each["difficulty"] == key["share"]


def test_lines_tell_the_weakest_first_with_its_place(call, saved: Path, rivers: Path) -> None:
    done = call("items", str(rivers), "--from", str(saved))
    assert done.out.startswith("3 learners, 4 questions, 12 answers")
    assert "from 20 learners on" in done.out
    assert "rivers.yaml:" in done.out
    assert "  * " in done.out
    alone = call("items", "--from", str(saved / "an.jsonl"))
    assert alone.code == 0
    assert "rivers.yaml:" not in alone.out


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "there is no answer"), ("{}\n", "line 1 of x.jsonl"), ("hello", "line 1 of x.jsonl")],
)
def test_what_holds_no_answers_is_told(call, text: str, said: str) -> None:
    Path("x.jsonl").write_text(text, encoding="utf-8")
    done = call("items", "--from", "x.jsonl")
    assert done.code == 3
    assert said in done.err
    assert call("items", "--from", "nowhere").code == 3


def test_a_paper_is_read_through_its_record(call, rivers: Path) -> None:
    done = call("paper", str(rivers), "-n", "6", "--variants", "2", "--to", "html", "-o", "exam")
    assert done.code == 0
    record = json.loads(Path("exam/paper.json").read_text(encoding="utf-8"))
    with Path("results.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["learner", "variant", *range(1, 7)])
        for at in range(6):
            variant = record["variants"][at % 2]
            keys = {place["number"]: place["key"] for place in variant["places"]}
            marks = [keys[number] if at < 4 else "" for number in range(1, 7)]
            table.writerow([f"l{at}", variant["name"], *marks])
    done = call("items", "--from", "results.csv", "--paper", "exam/paper.json", "--json")
    told = json.loads(done.out)
    assert (told["learners"], len(told["questions"]), told["reliability"]) == (6, 6, 1.0)
    assert {each["difficulty"] for each in told["questions"]} == {0.666667}
    changed = Path("exam/paper.json").read_text(encoding="utf-8").replace("Rhine", "Rhone")
    Path("exam/paper.json").write_text(changed, encoding="utf-8")
    done = call("items", "--from", "results.csv", "--paper", "exam/paper.json")
    assert done.code == 3


def test_without_a_place_the_own_log_is_looked_at(call, rivers: Path) -> None:
    done = call("items", str(rivers))
    assert (done.code, done.out.splitlines()[0]) == (0, itemising.NOBODY)
    assert "--from" in done.out
    assert json.loads(call("items", "--json").out)["questions"] == []
    assert call("items", "--csv").out.startswith("facet,form,question")
    for _ in range(2):
        call("study", str(rivers), "--plain", "--form", "choice", stdin="1\n\n" * 3 + "q\n")
    told = json.loads(call("items", str(rivers), "--json").out)
    assert told["learners"] == 1
    assert told["answers"] == len(told["questions"]) > 0
    assert {each["path"] for each in told["questions"]} == {"rivers.yaml"}
    assert "?" not in {each["key"] for each in told["questions"]}
    by_facet = json.loads(call("items", "--by", "facet", "--answers", "last", "--json").out)
    assert by_facet["answers"] == told["answers"]


def test_flags_are_listed_with_their_place(call, rivers: Path) -> None:
    assert "press !" in call("items", "--flags").out
    assert call("flag", "kd7w#sea", "=two are right", "--deck", str(rivers)).code == 0
    done = call("items", str(rivers), "--flags")
    assert done.code == 0
    assert "rivers.yaml:18: rivers/kd7w#sea, flagged by 1 learner" in done.out
    assert "'=two are right" in call("items", "--flags", "--csv").out
    (flag,) = json.loads(call("items", str(rivers), "--flags", "--json").out)["flags"]
    assert (flag["line"], flag["learners"]) == (18, 1)


def test_proposals_are_lines_for_the_deck(call, rivers: Path) -> None:
    assert "press =" in call("items", "--proposals").out
    body = review(
        "rivers/kd7w#sea", form="typed", response="Nordsee", override="grade", stem="Where?"
    )
    with open_log(Path("class.db"), learner="mai") as log:
        log.append([Draft("review", body[1].body)], at=0, off=0)
    done = call("items", str(rivers), "--proposals", "--from", "class.db")
    assert done.out.splitlines()[0] == "North Sea"
    assert '  "Nordsee" is right for 1 learner' in done.out
    assert "  North Sea: {is: place, aka: [Nordsee]}" in done.out
    (told,) = json.loads(
        call("items", str(rivers), "--proposals", "--from", "class.db", "--json").out
    )["proposals"]
    assert (told["right"], told["spellings"][0]["text"]) == ("North Sea", "Nordsee")
    bare = call("items", "--proposals", "--from", "class.db").out
    assert "name the deck" in bare


def test_a_page_is_written(call, saved: Path) -> None:
    done = call("items", "--from", str(saved), "--html", "report.html")
    assert (done.code, done.out) == (0, "")
    assert "report.html is written: 3 learners" in done.err
    assert "<h1>" in Path("report.html").read_text(encoding="utf-8")
    assert call("items", "--from", str(saved), "--html", "gone/../answers").code == 3


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--csv", "--json"), "--json and --csv"),
        (("--flags", "--proposals"), "--flags and --proposals"),
        (("--flags", "--html", "x.html"), "--flags and --html"),
        (("--paper", "paper.json"), "name it with --from"),
        (("--class", "10A"), "postgresql://"),
        (("--class", "10A", "--from", "answers"), "postgresql://"),
        (("--flags", "--from", "answers"), "--flags is in a log"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    call, options: tuple[str, ...], said: str
) -> None:
    Path("answers").mkdir()
    done = call("items", *options)
    assert done.code == 2
    assert said in done.err
