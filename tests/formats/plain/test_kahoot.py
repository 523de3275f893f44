"""Kahoot! workbooks: their rows as two other programs read them, and the limits of the service."""

import csv
from collections import Counter
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest

from quizkit.decks import load
from quizkit.formats.plain import kahoot
from quizkit.formats.plain.kahoot import HEADINGS, TIMES, TOP
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.posing import Wish, pose
from quizkit.questions.ask import Asker
from tests.consumers import module, program, run
from tests.formats.qti_decks import NAMES, asker_of, flags, posing_of

ODD = (
    """
quizkit: 1
deck: odd
title: =1+1
language: en
kinds:
  pact:
    roles:
      what: {is: text, one: yes, ask: "Which pact is of {who}?"}
      who: {is: list, of: country, one: yes, ask all: "Who signed {what}?"}
facts:
  pact:
    - {id: p1, what: Alpha, who: [Chad, Mali]}
    - {id: p2, what: Beta, who: [Peru, Cuba, Laos]}
    - {id: p3, what: Gamma, who: [Togo, Oman, Fiji, Iran]}
    - {id: p4, what: Delta, who: [Iraq, Kenya]}
cards:
  - {id: c1, q: "Broken\\nstem?", a: "=1+1", wrong: ["@SUM", "-2\\nx"]}
  - {id: c2, q: "SIGNS?", a: "yes", wrong: ["no", "never"]}
  - {id: c3, q: "Long answer?", a: "LETTERS", wrong: ["no", "never"]}
  - {id: c4, q: "Emoji?", a: "EMOJI", wrong: ["no", "never"]}
""".replace("SIGNS", "S" * 119)
    .replace("LETTERS", "l" * 76)
    .replace("EMOJI", "\U0001f600" * 38)
)


def odd() -> Posing:
    asker = Asker(load(Path("odd.yaml"), opener=lambda _: ODD.encode()))
    return pose(asker, order=kahoot.ORDER, wish=Wish(), target="Kahoot!")


def rows_of(data: bytes) -> list[list[object]]:
    """Return the rows below the headings."""
    page = openpyxl.load_workbook(BytesIO(data)).active
    assert [cell.value or "" for cell in page[TOP]] == list(HEADINGS)
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=TOP + 1, max_col=8)]


def kept(posing: Posing) -> list[Posed]:
    """Return the questions that are not left out."""
    lost = {
        (problem.fact, problem.role)
        for problem in kahoot.write(posing).losses
        if problem.code == "QK902"
    }
    return [
        each
        for each in posing.questions
        if tuple(each.question.facet.partition("/")[2].split("#")) not in lost
    ]


def joined(text: str) -> str:
    return " ".join(text.split())


def check(row: list[str], posed: Posed, number: int) -> None:
    """Compare a row, all of it as text, with its question."""
    question = posed.question
    answers = [text for text in row[2:6] if text]
    assert (row[0], row[1]) == (str(number), joined(question.stem))
    assert int(row[6]) in TIMES
    right = [answers[int(number) - 1] for number in row[7].split(",")]
    assert right == [joined(question.options[key]) for key in sorted(question.keys)]
    shown = [joined(text) for text in question.options]
    assert [text for text in shown if text in answers] == answers
    assert len(right) < len(answers)
    assert len(answers) == min(4, len(shown))
    assert len(row[1]) <= 120
    assert max(map(len, answers)) <= 75


@pytest.mark.parametrize("name", ["vietnam-us", "hostile"])
def test_every_row_is_its_question(name: str) -> None:
    posing = posing_of(name, kahoot.ORDER, 300)
    written = kahoot.write(posing)
    found = rows_of(written.files[""])
    messages = " ".join(problem.message for problem in written.losses)
    names = [f"{each.id.partition('/')[2]} left out" for each in posing.questions]
    wanted = [
        each for each, said in zip(posing.questions, names, strict=True) if said not in messages
    ]
    assert len(found) == len(wanted) > 50
    for number, (row, posed) in enumerate(zip(found, wanted, strict=True), 1):
        check([str(cell or "") for cell in row], posed, number)


def test_what_is_too_long_is_out_and_never_cut() -> None:
    written = kahoot.write(odd())
    messages = [problem.message for problem in written.losses if problem.code == "QK902"]
    assert messages == [
        "Kahoot! shows 4 answers: p3#who left out",
        "Kahoot! answers in 75 characters: c3#card left out",
        "Kahoot! answers in 75 characters: c4#card left out",
    ]
    stems = [row[1] for row in rows_of(written.files[""])]
    assert f"{'S' * 119}?" in stems
    assert "Broken stem?" in stems
    assert written.total == len(stems)


def test_of_several_answers_all_right_ones_and_a_wrong_one_are_shown() -> None:
    rows = {row[1]: row for row in rows_of(kahoot.write(odd()).files[""])}
    three = rows["Who signed Beta?"]
    right = {three[1 + int(number)] for number in str(three[7]).split(",")}
    assert right == {"Peru", "Cuba", "Laos"}
    assert len([text for text in three[2:6] if text]) == 4


def test_cells_are_text_and_losses_are_told(tmp_path: Path) -> None:
    written = kahoot.write(odd())
    page = openpyxl.load_workbook(BytesIO(written.files[""])).active
    typed = {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None}
    assert typed == {"s", "n"}
    codes = Counter(problem.code for problem in written.losses)
    assert (codes["QK904"], codes["QK909"], codes["QK903"]) == (1, 1, 0)
    pictured = Counter(
        problem.code for problem in kahoot.write(flags(tmp_path, kahoot.ORDER)).losses
    )
    assert pictured["QK903"] >= 1
    assert pictured["QK905"] == 1
    assert all(len(problem.message) <= 72 for problem in written.losses)


def test_the_same_questions_give_the_same_bytes() -> None:
    assert kahoot.write(odd()).files == kahoot.write(odd()).files


def test_nothing_to_ask_is_a_workbook_too() -> None:
    written = kahoot.write(odd()._replace(questions=()))
    assert (written.total, rows_of(written.files[""]), written.losses) == (0, [], ())


@pytest.mark.consumer
@pytest.mark.parametrize("name", NAMES)
def test_calamine_reads_the_same_rows(name: str) -> None:
    calamine = module("python_calamine")
    posing = pose(asker_of(name), order=kahoot.ORDER, wish=Wish(most=300), target="x")
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(kahoot.write(posing).files[""]))
    found = book.get_sheet_by_index(0).to_python(skip_empty_area=False)[TOP:]
    check_all([list(map(cell_text, row)) for row in found], posing)


@pytest.mark.consumer
def test_libreoffice_reads_the_same_rows(tmp_path: Path) -> None:
    posing = pose(asker_of("vietnam-us"), order=kahoot.ORDER, wish=Wish(), target="x")
    (tmp_path / "quiz.xlsx").write_bytes(kahoot.write(posing).files[""])
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    run(program("soffice"), home, "--headless", "--convert-to", form, "quiz.xlsx", cwd=tmp_path)
    text = (tmp_path / "quiz.csv").read_text(encoding="utf-8-sig")
    check_all(list(csv.reader(StringIO(text)))[TOP:], posing)


def cell_text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) else str(value)


def check_all(found: list[list[str]], posing: Posing) -> None:
    wanted = kept(posing)
    assert len(found) == len(wanted) > 50
    for number, (row, posed) in enumerate(zip(found, wanted, strict=True), 1):
        check(row, posed, number)
