"""AMC-TXT, read by a small reader of the format's documented grammar, with its markup.

The program itself is large and not installed here: it is tried once a release.
"""

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.formats.paper.amc import HELD, plain, write
from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.nouns import Look, Paper
from quizkit.formats.posed import Picture
from quizkit.model import Form
from tests.formats.hostile import TEXTS
from tests.formats.paper.papers import exam

OPTION = re.compile(r"\s*([A-Za-z][A-Za-z-]*):\s*(.*)")
QUESTION = re.compile(r"\s*(\*{1,2})(?:<([^>]*)>)?(?:\[([^]]*)\])?(?:\{([^}]*)\})?\s*(.*)")
CHOICE = re.compile(r"\s*([+-])(?:\[([^]]*)\])?(?:\{([^}]*)\})?\s*(.*)")
MARKUP = re.compile(
    r"\[\[|\]\]|\[verbatim\]|\[==|==\]|\[[_*/|]|[_*/|]\]"
    r"|!(?:\{[^!\s]+\})?(?:\[[^!\s]+\])?[^!\s]+!"
)


class Asked(NamedTuple):
    """A question as the program reads it."""

    many: bool
    options: dict[str, str]
    scoring: str
    text: str
    choices: list[tuple[bool, str]]


def read(data: bytes) -> tuple[dict[str, str], list[Asked]]:
    """Return options and questions; what follows a line that opened nothing is an error."""
    head: dict[str, str] = {}
    found: list[Asked] = []
    for line in data.decode().split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if asked := QUESTION.fullmatch(line):
            stars, angles, options, scoring, text = asked.groups()
            assert angles is None
            pairs = (each.partition("=") for each in (options or "").split(","))
            named = {name: value for name, _, value in pairs}
            found.append(Asked(len(stars) == 2, named, scoring or "", text, []))
        elif choice := CHOICE.fullmatch(line):
            sign, letter, scoring, text = choice.groups()
            assert (letter, scoring) == (None, None)
            found[-1].choices.append((sign == "+", text))
        else:
            option = OPTION.fullmatch(line)
            assert option is not None, line
            assert not found
            head[option[1]] = option[2]
    return head, found


def sheets(paper: Paper) -> list[list[Asked]]:
    files, _ = write(paper)
    assert list(files) == [f"{variant.name}.txt" for variant in paper.variants]
    return [read(data)[1] for data in files.values()]


MARKED = (
    Line(8, forms=(Form.CHOICE,), points=2),
    Line(3, forms=(Form.SELECT,), points=3),
    Line(3, forms=(Form.TRUE_FALSE,)),
)


def test_every_question_is_read_as_it_stands_on_the_paper() -> None:
    paper = exam("vietnam-us", MARKED).paper
    for variant, asked in zip(paper.variants, sheets(paper), strict=True):
        for place, each in zip(variant.places, asked, strict=True):
            task = paper.tasks[place.task]
            assert each.text == task.question.stem
            assert each.many == (task.form is Form.SELECT)
            assert each.options == {"id": task.name, "ordered": ""}
            assert [text for _, text in each.choices] == list(place.options)
            right = [
                letter
                for letter, (is_right, _) in zip(place.letters, each.choices, strict=True)
                if is_right
            ]
            assert " ".join(right) == place.key


def test_points_are_the_program_s_scores() -> None:
    (asked,) = sheets(exam("vietnam-us", MARKED, variants=1).paper)
    assert [each.scoring for each in asked] == ["b=2"] * 8 + ["haut=3,p=0"] * 3 + ["b=1"] * 3


def test_nothing_is_shuffled_and_nothing_is_added() -> None:
    paper = exam("vietnam-us", MARKED).paper
    head, _ = read(write(paper)[0]["C.txt"])
    assert head == {
        "PaperSize": "A4",
        "Title": f"{paper.title} - Variant C, Code {paper.code}",
        "Presentation": (f"Variant C, Code {paper.code}. Answer all questions. No dictionaries."),
        "ShuffleQuestions": "0",
        "CompleteMulti": "0",
        "L-Question": "Question",
        "L-Name": "Name",
    }


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "FR"), ("de-AT", "DE"), ("vi", None), ("en", None)]
)
def test_the_program_s_own_words_are_used_where_it_has_them(language, told) -> None:
    paper = exam("vietnam-us", MARKED).paper._replace(language=language, look=Look("letter"))
    head, _ = read(write(paper)[0]["A.txt"])
    assert head.get("Lang") == told
    assert head["PaperSize"] == "letter"
    assert head.get("L-Question") == {None: {"vi": "Câu"}.get(language, "Question")}.get(told)


def test_hostile_text_is_no_markup_and_its_losses_are_told_once() -> None:
    paper = exam("hostile", (Line(len(TEXTS), forms=(Form.CHOICE,)),), variants=1).paper
    (asked,) = sheets(paper)
    places = paper.variants[0].places
    for place, each in zip(places, asked, strict=True):
        stem = paper.tasks[place.task].question.stem
        assert each.text == plain(stem)
        assert [text for _, text in each.choices] == [plain(text) for text in place.options]
        for text in (each.text, *(text for _, text in each.choices)):
            assert not MARKUP.search(text), text
    _, losses = write(paper)
    assert {loss.code for loss in losses} == {"QK904"}
    changed = {
        task.id.partition("/")[2]
        for task in paper.tasks
        if any(plain(t) != t for t in (task.question.stem, *task.question.options))
    }
    assert {f"{loss.fact}#{loss.role}" for loss in losses} == changed
    assert len(losses) == len(changed)
    assert all(len(loss.message) <= 72 for loss in losses)


@given(st.text("[]!{}<>*+-#:ab \n\t_/|=", max_size=30))
def test_no_text_is_markup(text: str) -> None:
    found = plain(text)
    assert not MARKUP.search(found)
    assert "\n" not in found
    assert plain(found) == found
    line = f"*[id=q1,ordered]{{b=1}} {found}"
    asked = QUESTION.fullmatch(line)
    assert asked is not None
    assert asked[5] == found


def test_what_is_not_ticked_is_left_out_and_told() -> None:
    paper = exam().paper
    files, losses = write(paper)
    _, asked = read(files["A.txt"])
    held = [task for task in paper.tasks if task.form in HELD]
    assert {each.options["id"] for each in asked} == {task.name for task in held}
    left = [loss for loss in losses if loss.code == "QK901"]
    assert len(left) == 20 - len(held)
    assert left[0].message.startswith("amc cannot ask ")


def test_a_picture_is_lost_and_told() -> None:
    paper = exam("vietnam-us", MARKED).paper
    picture = Picture("map.png", b"x", "PNG", 3, 2, "A map")
    tasks = (paper.tasks[0]._replace(picture=picture), *paper.tasks[1:])
    _, losses = write(paper._replace(tasks=tasks))
    assert [loss.code for loss in losses] == ["QK903"]
