"""For everybody: axe-core on every view, html-validate, the tree that readers hear."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizkit.formats.page import ORDER, write
from quizkit.formats.posed import Posing
from quizkit.model import Form
from quizkit.questions.ask import Asker
from tests.consumers import npm, program, run
from tests.formats.page.browser import Visit, browser, key_of
from tests.formats.page.rivers import posing
from tests.formats.page.test_run import _answers, _of_each_form

pytestmark = pytest.mark.consumer

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GOLDEN = Path(__file__).with_name("tree.txt")
SMALLEST = 44
"""Side of what is tapped [pixels]."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as found:
        yield found


@pytest.fixture
def path(asker: Asker, tmp_path: Path) -> Path:
    found = tmp_path / "page.html"
    found.write_bytes(write(_of_each_form(asker)).files[""])
    return found


def _halves(asker: Asker) -> Iterator[Posing]:
    """Yield jobs so small that what was wrong comes back only at their end."""
    job = _of_each_form(asker)
    for some in (job.questions[:4], job.questions[4:]):
        yield job._replace(questions=some)


def _walk(visit: Visit, job: Posing) -> Iterator[str]:
    """Go through the page, every answer wrong at first, and yield the name of each view."""
    known = {key_of(each): each for each in job.questions}
    yield "start"
    visit.press("Enter")
    for _ in job.questions:
        each = known[visit.shown or ()]
        yield each.form.value
        if each.form is Form.FLIP:
            visit.press("Enter")
            yield "flip, told"
            visit.press("1")
            continue
        visit.answer(each, _answers(job.asker, each)[1])
        yield f"{each.form.value}, told"
        visit.press("Enter")
        if visit.shown == key_of(job.questions[0]):
            break
    yield "once more"
    visit.page.get_by_role("button", name="Finish").click()
    yield "end"
    visit.page.get_by_role("button", name="Copy as text").click()
    yield "end, with text"


@pytest.mark.parametrize(("size", "dark"), [("desktop", False), ("phone", True)])
def test_axe_finds_nothing(size: str, dark: bool, asker: Asker, chromium: Any, path: Path) -> None:
    source = npm("axe-core").joinpath("axe.min.js").read_text("utf-8")
    for job in _halves(asker):
        path.write_bytes(write(job).files[""])
        visit = Visit(chromium, path, size, dark)
        visit.page.evaluate(source)
        for name in _walk(visit, job):
            found = visit.page.evaluate(
                "async levels => { const found = await axe.run(document, {runOnly: levels});"
                " return [found.passes.length, found.violations.map("
                "({id, nodes}) => [id, nodes.map(({html}) => html)])]; }",
                LEVELS,
            )
            assert found[0] > 15, name
            assert found[1] == [], name
            assert not visit.is_too_wide, name
        visit.close()


def test_what_is_tapped_is_large_enough(asker: Asker, chromium: Any, path: Path) -> None:
    for job in _halves(asker):
        path.write_bytes(write(job).files[""])
        visit = Visit(chromium, path, "phone")
        for name in _walk(visit, job):
            small = visit.page.evaluate(
                "least => [...document.querySelectorAll('button, .option, input[type=text]')]"
                ".map((each) => [each.textContent, each.getBoundingClientRect()])"
                ".filter(([, box]) => box.width && Math.min(box.width, box.height) < least)"
                ".map(([text]) => text)",
                SMALLEST,
            )
            assert small == [], name
        visit.close()


def test_the_file_is_valid_html(asker: Asker, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(write(posing(asker, *ORDER)).files[""])
    assert _faults(tmp_path) == []


def test_what_scripts_make_is_valid_html(asker: Asker, chromium: Any, tmp_path: Path) -> None:
    """How a browser prints `hidden` is not the page's."""
    views = tmp_path / "views"
    views.mkdir()
    for part, job in enumerate(_halves(asker)):
        page = tmp_path / "page.html"
        page.write_bytes(write(job).files[""])
        visit = Visit(chromium, page)
        for at, _ in enumerate(_walk(visit, job)):
            shown = visit.page.evaluate("document.documentElement.outerHTML")
            views.joinpath(f"{part}{at:02}.html").write_text(f"<!DOCTYPE html>\n{shown}\n", "utf-8")
        visit.close()
    assert len(list(views.iterdir())) > 16
    assert _faults(views, "attribute-boolean-style", "attribute-empty-style") == []


def _faults(folder: Path, *off: str) -> list[tuple[str, str]]:
    """Return what html-validate says of all pages of a folder, some of its rules left out."""
    tool = npm("html-validate") / "bin" / "html-validate.mjs"
    rules = dict.fromkeys(off, "off")
    values = {"root": True, "extends": ["html-validate:recommended"], "rules": rules}
    folder.joinpath(".htmlvalidate.json").write_text(json.dumps(values), "utf-8")
    pages = map(str, sorted(folder.glob("*.html")))
    said = folder / "said.json"
    command = (program("node"), str(tool), "--formatter", f"json={said}", *pages)
    run("sh", "-c", '"$@" || true', "sh", *command)
    found = json.loads(said.read_text("utf-8"))
    return [(each["ruleId"], each["message"]) for one in found for each in one["messages"]]


def test_the_tree_that_readers_hear(
    asker: Asker, chromium: Any, path: Path, pytestconfig: pytest.Config
) -> None:
    """Of each form the question, of each answer what is told: `pytest --golden` writes it anew."""
    heard = []
    for job in _halves(asker):
        path.write_bytes(write(job).files[""])
        visit = Visit(chromium, path)
        tree = visit.page.locator("main")
        heard += [f"## {name}\n{tree.aria_snapshot()}\n" for name in _walk(visit, job)]
        visit.close()
    text = "\n".join(heard)
    if pytestconfig.getoption("--golden"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def test_focus_goes_where_something_new_is(asker: Asker, chromium: Any, path: Path) -> None:
    visit = Visit(chromium, path)
    focused = "document.activeElement.textContent"
    assert visit.page.evaluate(focused) == "Start"
    visit.press("Enter")
    first = _of_each_form(asker).questions[0]
    assert visit.page.evaluate(focused) == first.question.stem
    visit.answer(first, _answers(asker, first)[1])
    assert visit.page.evaluate(focused) == "✗Not right"
    visit.press("Enter")
    assert visit.page.evaluate("document.activeElement.tagName") == "H2"
    visit.press("Enter")
    status = visit.page.locator("[role=status][aria-live=polite]")
    assert status.inner_text() == "Choose an answer first."
    visit.close()
