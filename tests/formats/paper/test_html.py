import re

import pytest

from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.html import write
from quizkit.formats.paper.nouns import Look, Paper
from quizkit.formats.posed import Picture
from quizkit.model import Form
from tests.formats.hostile import TEXTS
from tests.formats.paper.papers import exam
from tests.formats.paper.sheets import Sheet, wanted

PNG = b"\x89PNG\r\n\x1a\n-not really-"


def page(paper: Paper, name: str = "A.html") -> bytes:
    return write(paper)[0][name]


def text(paper: Paper, name: str = "A.html") -> str:
    return page(paper, name).decode()


def test_there_is_a_file_a_variant_and_one_with_the_key() -> None:
    files, losses = write(exam().paper)
    assert list(files) == ["A.html", "B.html", "C.html", "D.html", "key.html"]
    assert losses == ()


@pytest.mark.parametrize(("name", "language"), [("vietnam-us", ""), ("vietnam-us", "vi")])
def test_every_question_stands_there_with_its_options_in_order(name: str, language: str) -> None:
    paper = exam(name, language=language).paper
    for variant in paper.variants:
        found = Sheet(page(paper, f"{variant.name}.html")).questions
        assert [each[:4] for each in found] == wanted(paper, variant)


def test_hostile_text_stays_text() -> None:
    paper = exam("hostile", (Line(2 * len(TEXTS)),), variants=1).paper
    sheet = Sheet(page(paper))
    assert [each[:4] for each in sheet.questions] == wanted(paper, paper.variants[0])
    assert {tag for tag, _ in sheet.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "div", "p", "span", "main", "header"),
        *("h1", "h2", "h3", "dl", "dt", "dd", "section", "ul", "ol", "li"),
    }


def test_forms_have_room_for_their_answers() -> None:
    paper = exam(look=Look(lines=3)).paper
    found = Sheet(page(paper)).questions
    for each, place in zip(found, paper.variants[0].places, strict=True):
        task = paper.tasks[place.task]
        written = task.form in (Form.TYPED, Form.CLOZE)
        boxes = len(task.question.prompts) if task.form is Form.MATCH else len(place.options)
        assert (each.boxes, each.lines) == ((0, 3) if written else (boxes, 0))


def test_nothing_runs_and_nothing_is_fetched() -> None:
    for data in write(exam().paper)[0].values():
        sheet = Sheet(data)
        (policy,) = [found["content"] for tag, found in sheet.tags if "http-equiv" in found]
        assert policy == (
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
        )
        assert "script" not in {tag for tag, _ in sheet.tags}
        names = {name for _, found in sheet.tags for name in found}
        assert not [name for name in names if name.startswith("on") or name == "href"]


def test_title_variant_and_code_stand_on_top_of_every_page() -> None:
    paper = exam().paper
    sheet = Sheet(page(paper, "B.html"))
    assert sheet.texts["first"] == [paper.title]
    assert f"Code {paper.code}" in sheet.texts["span"]
    assert "Variant B" in sheet.texts["span"]
    assert sheet.texts["title"] == [f"{paper.title} – Variant B"]


def test_the_top_says_what_the_paper_is_worth_and_how_to_do_it() -> None:
    found = text(exam().paper)
    assert "Questions: 20. Points: 32." in found
    assert "No dictionaries." in found
    for label in ("Name", "Class", "Date", "Points"):
        assert f"<dt>{label}</dt>" in found
    assert "Each variant has questions of its own." not in found
    different = exam("vietnam-us", (Line(3),), variants=2, sets=2).paper
    assert "Each variant has questions of its own." in text(different)


def test_vietnamese_papers_speak_vietnamese() -> None:
    found = text(exam(language="vi").paper)
    assert '<html lang="vi" dir="ltr">' in found
    assert "Họ và tên" in found
    assert 'content: "Trang " counter(page) "\\2f " counter(pages) ""' in found
    assert 'class="question" lang="en"' in found  # what the deck says in its own language only


def test_text_that_runs_from_right_to_left_is_marked() -> None:
    assert '<html lang="ar" dir="rtl">' in text(exam().paper._replace(language="ar"))


@pytest.mark.parametrize(
    ("look", "told"),
    [
        (Look(page="letter"), "size: letter"),
        (Look(), "size: A4"),
        (Look(large=True), 'dir="ltr" class="large"'),
        (Look(spaced=True), 'dir="ltr" class="spaced"'),
        (Look(large=True, spaced=True), 'class="large spaced"'),
        (Look(font=b"\x00\x01\x00\x00x"), 'url("data:font/ttf;base64,AAEAAHg=")'),
    ],
)
def test_a_paper_looks_as_it_was_wanted(look: Look, told: str) -> None:
    assert told in text(exam().paper._replace(look=look))


def test_a_picture_is_inside_the_file() -> None:
    paper = exam().paper
    picture = Picture("map.png", PNG, "PNG", 300, 200, 'A "map"', "Bao & Co")
    tasks = (paper.tasks[0]._replace(picture=picture), *paper.tasks[1:])
    sheet = Sheet(page(paper._replace(tasks=tasks)))
    (image,) = [found for tag, found in sheet.tags if tag == "img"]
    assert image["alt"] == 'A "map"'
    assert image["src"] is not None
    assert image["src"].startswith("data:image/png;base64,iVBORw0K")
    assert sheet.texts["figcaption"] == ["Picture: Bao & Co"]


def test_the_title_cannot_break_out_of_the_page() -> None:
    paper = exam().paper._replace(title='</title></style><script>alert("x")</script>')
    for data in write(paper)[0].values():
        assert b"<script" not in data
        assert data.count(b"</style>") == 1


def test_the_key_has_every_answer_of_every_variant() -> None:
    paper = exam().paper
    found = text(paper, "key.html")
    tables = re.findall(r"<table class=\"key\">.*?</table>", found, re.DOTALL)
    for table, variant in zip(tables, paper.variants, strict=True):
        rows = re.findall(r'<th scope="row">(\d+)</th><td><b dir="auto">(.*?)</b>', table)
        assert [(int(number), key) for number, key in rows] == [
            (place.number, place.key) for place in variant.places
        ]
    matrix = re.findall(r"<table class=\"matrix\">.*?</table>", found, re.DOTALL)
    cells = re.findall(r"<td[^>]*>(\d+): <b dir=\"auto\">(.*?)</b></td>", "".join(matrix))
    assert len(cells) == 80


def test_many_variants_stand_in_several_tables() -> None:
    found = text(exam("elements", (Line(4),), variants=26).paper, "key.html")
    assert found.count('<table class="matrix">') == 5
    assert found.count('<table class="key">') == 26


def test_one_variant_needs_no_table_of_all() -> None:
    assert '<table class="matrix">' not in text(exam(variants=1).paper, "key.html")
