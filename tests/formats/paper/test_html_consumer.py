"""Papers as a browser prints them: pages by chromium, read by poppler; axe and html-validate."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.html import write
from quizkit.formats.paper.nouns import Look, Paper
from tests.consumers import npm, program, run
from tests.formats.page.browser import browser
from tests.formats.paper.papers import exam

pytestmark = pytest.mark.consumer

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PAPERS = {
    "exam": lambda: exam().paper,
    "vietnamese, large, spaced": lambda: exam(language="vi").paper._replace(
        look=Look("letter", large=True, spaced=True, lines=3)
    ),
    "hostile": lambda: exam("hostile", (Line(60),), variants=2).paper,
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as found:
        yield found


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> Paper:
    return PAPERS[request.param]()


def written(paper: Paper, folder: Path) -> dict[str, Path]:
    found = {}
    for name, data in write(paper)[0].items():
        found[name] = folder / name
        found[name].write_bytes(data)
    return found


def printed(chromium: Any, path: Path) -> list[str]:
    """Return the text of each page."""
    page = chromium.new_page()
    page.goto(path.as_uri())
    out = path.with_suffix(".pdf")
    page.pdf(path=str(out), prefer_css_page_size=True)
    page.close()
    text = run(program("pdftotext"), "-layout", str(out), "-").decode()
    return text.split("\f")[:-1]


def flat(text: str) -> str:
    """Letters and digits only: lines break anywhere, and readers order marks as they like."""
    return "".join(sign for sign in text if sign.isalnum())


def test_every_page_says_what_it_is_and_no_question_is_broken(
    paper: Paper, chromium: Any, tmp_path: Path
) -> None:
    files = written(paper, tmp_path)
    variant = paper.variants[0]
    pages = printed(chromium, files["A.html"])
    texts = [flat(page) for page in pages]
    for number, page in enumerate(pages, 1):
        assert paper.code in page
        assert flat(paper.title)[:20] in flat(page)[:400]
        assert re.search(rf"(Page|Trang)\s+{number}\D+{len(pages)}\b", page), number
    at = 0
    for place in variant.places:
        question = paper.tasks[place.task].question
        wanted = flat(question.stem)
        if not question.stem.isascii() or not all(map(str.isascii, place.options)):
            continue  # other scripts are set in the order in which they are read
        while wanted not in texts[at]:
            at += 1
        found = texts[at].index(wanted)
        for option in place.options:
            assert flat(option) in texts[at][found:], (place.number, option)


def test_what_runs_from_right_to_left_and_what_is_vietnamese_is_printed(
    chromium: Any, tmp_path: Path
) -> None:
    paper = exam(language="vi").paper
    whole = flat("".join(printed(chromium, written(paper, tmp_path)["A.html"])))
    for task in paper.tasks:
        assert flat(task.question.stem) in whole


def test_the_key_is_printed(chromium: Any, tmp_path: Path) -> None:
    paper = exam().paper
    pages = printed(chromium, written(paper, tmp_path)["key.html"])
    whole = "".join(pages)
    for variant in paper.variants:
        (page,) = [page for page in pages if f"Answer key: Variant {variant.name}" in page]
        for place in variant.places:
            if len(place.key) == 1:
                assert re.search(rf"^\s*{place.number}\s+{place.key}\s", page, re.MULTILINE)
    assert all(paper.code in page for page in pages)
    assert "Answers of all variants" in whole


def test_axe_finds_nothing(paper: Paper, chromium: Any, tmp_path: Path) -> None:
    source = npm("axe-core").joinpath("axe.min.js").read_text("utf-8")
    files = written(paper, tmp_path)
    for path in (files["A.html"], files["key.html"]):
        page = chromium.new_page(viewport={"width": 320, "height": 568})
        page.goto(path.as_uri())
        page.evaluate(source)
        found = page.evaluate(
            "async levels => { const found = await axe.run(document, {runOnly: levels});"
            " return found.violations.map(({id, nodes}) => [id, nodes[0].html]); }",
            LEVELS,
        )
        assert found == [], path.name
        wide = page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        assert not wide, path.name
        page.close()


def test_the_files_are_valid_html(paper: Paper, tmp_path: Path) -> None:
    files = written(paper, tmp_path)
    tool = npm("html-validate") / "bin" / "html-validate.mjs"
    config = {"root": True, "extends": ["html-validate:recommended"]}
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(config), "utf-8")
    paths = [str(files[name]) for name in ("A.html", "key.html")]
    command = (program("node"), str(tool), "--formatter", "json", *paths)
    done = run("sh", "-c", '"$@" || true', "sh", *command)
    found = json.loads(done or b"[]")
    assert [(each["ruleId"], each["message"]) for one in found for each in one["messages"]] == []
