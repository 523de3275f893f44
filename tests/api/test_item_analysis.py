"""Item analysis from Python: what the command line prints, as values."""

import csv
import json
from pathlib import Path

import pytest

import quizkit as qk
from quizkit.analysis.items.answers import Answer
from quizkit.analysis.items.measures import figures
from quizkit.api.item_analysis import Items
from quizkit.cli.main import run


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a paper that six pupils wrote; the first question is right for all."""
    folder = tmp_path_factory.mktemp("exam")
    paper = qk.paper(qk.load("vietnam-us"), 4, variants=2, seed=7, forms=["choice"], to=["html"])
    paper.save(folder)
    with (folder / "results.csv").open("a", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        for pupil in range(6):
            variant, cells = "AB"[pupil % 2], [""] * 4
            for at, row in enumerate(paper.key):
                number, letter = row[variant].split()
                is_right = at == 0 or pupil < 3
                cells[int(number) - 1] = letter if is_right else "ABC".replace(letter, "")[0]
            table.writerow([f"pupil {pupil}", variant, *cells])
    return folder


def test_the_figures_are_those_of_the_command_line(
    marked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = {"results": str(marked / "results.csv"), "paper": str(marked / "paper.json")}
    assert run(["items", "--from", where["results"], "--paper", where["paper"], "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    found = qk.items(where["results"], paper=where["paper"])
    assert (found.learners, found.answers) == (told["learners"], told["answers"])
    assert [row["facet"] for row in found.questions] == [q["facet"] for q in told["questions"]]
    for row, question in zip(found.questions, told["questions"], strict=True):
        assert row["facility"] == pytest.approx(question["difficulty"], abs=1e-6)
    assert sum(row["key"] for row in found.options) == 4
    assert found.to_dicts() == list(found.questions)


def test_a_deck_tells_where_the_questions_stand(marked: Path) -> None:
    deck = qk.load("vietnam-us")
    found = qk.items(marked / "results.csv", paper=marked / "paper.json", deck=deck)
    assert all(row["line"] > 0 for row in found.questions)
    assert all(row["path"].endswith(".yaml") for row in found.questions)


def test_it_is_drawn_as_a_table_and_printed_as_a_report(marked: Path) -> None:
    found = qk.items(marked / "results.csv", paper=marked / "paper.json")
    assert repr(found).startswith("6 learners, 4 questions, 24 answers")
    shown = found._repr_mimebundle_()
    assert shown["text/plain"] == repr(found)
    assert shown["text/html"].count("<tr>") == 5


def test_no_file_and_no_answer_are_told(tmp_path: Path) -> None:
    with pytest.raises(qk.FormatError, match=r"mai\.jsonl"):
        qk.items(tmp_path / "mai.jsonl")
    (tmp_path / "empty.jsonl").write_text("", "utf-8")
    with pytest.raises(qk.FormatError, match="there is no answer in"):
        qk.items([tmp_path / "empty.jsonl"])


def test_the_report_commands_no_terminal() -> None:
    answer = Answer("mai", "sums/1#sum", "choice", "1\x1b[2J", ("\x9b", "2"), ("2",), "2", 1.0)
    told = repr(Items(figures([answer]), {}))
    assert not set(told) & {"\x1b", "\x9b"}
    assert "1␛[2J" in told


def test_logs_are_read_by_handle_and_by_path(tmp_path: Path) -> None:
    place = tmp_path / "me.db"
    session = qk.study(qk.load("vietnam-us"), place, seed="7", form="choice")
    for _ in range(3):
        session.answer("1")
    session.close()
    by_path = qk.items(place)
    with qk.open_log(place) as log:
        by_handle = qk.items(log, deck=qk.load("vietnam-us"))
        with pytest.raises(qk.FormatError, match=r"no answer in .*me\.db"):
            qk.items(log, deck=qk.load("elements"))
    assert by_path.answers == by_handle.answers == 3
    assert all(row["key"] != "?" and row["line"] for row in by_handle.questions)
    assert (by_path.learners, by_path.reliability, by_path.standard_error) == (1, None, None)
    facets = qk.items([place], by="facet", answers="last")
    assert [row["n"] for row in facets.questions] == [1, 1, 1]
    assert len(facets.confusions) == 0


def test_arguments_are_looked_at() -> None:
    with pytest.raises(qk.ArgumentError):
        qk.items("x.jsonl", by="option")  # type: ignore[arg-type]
    with pytest.raises(qk.ArgumentError):
        qk.items(3)  # type: ignore[arg-type]
