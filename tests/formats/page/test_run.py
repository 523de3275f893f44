"""The page used to its end in a real browser, by the keyboard alone and by hand."""

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from quizkit.cli.commands.quiz import _answer
from quizkit.formats.page import ORDER, write
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.posing import posed
from quizkit.model import Answer, Form, Many, MarkView, Next
from quizkit.practice.quiz import Quiz
from quizkit.questions.ask import Asker
from tests.formats.hostile import hostile_asker
from tests.formats.page.browser import SIZES, Visit, browser, key_of
from tests.formats.page.rivers import bundled_asker, posing

pytestmark = pytest.mark.consumer


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as found:
        yield found


def _written(job: Posing, folder: Path) -> Path:
    path = folder / "page.html"
    path.write_bytes(write(job).files[""])
    return path


def _of_each_form(asker: Asker, most: int = 1) -> Posing:
    """Return a job with so many questions of each form."""
    job = posing(asker, *ORDER)
    found: list[Posed] = []
    for form in ORDER:
        found += [each for each in job.questions if each.form is form][:most]
    return job._replace(questions=tuple(found))


def _answers(asker: Asker, each: Posed) -> tuple[str, str]:
    """Return a right and a wrong response."""
    if each.form is Form.FLIP:
        return "2", "1"
    if each.form in (Form.TYPED, Form.CLOZE):
        plan = each.question.plan
        several = [asker.text(value, "en") for value in plan.accepted]
        is_list = plan.many is Many.ALL and len(several) > 1
        return "; ".join(several) if is_list else each.question.answer, "nothing of it"
    samples = asker.samples(each.question)
    if each.form is Form.MATCH:
        lettered = [" ".join(text.lower().split()) for text in samples.right]
        right = next(text for text in lettered if text.replace(" ", "").isalpha())
        return right, " ".join(samples.wrong[0].split())
    return samples.right[0], samples.wrong[0]


def _known(job: Posing) -> dict[tuple[str, ...], Posed]:
    return {key_of(each): each for each in job.questions}


@pytest.mark.parametrize("size", SIZES)
def test_by_the_keyboard_alone_to_the_end(
    size: str, asker: Asker, chromium: Any, tmp_path: Path
) -> None:
    """Each form wrong at first, then right; nothing is asked of anyone, nothing is wider."""
    job = _of_each_form(asker, 2)
    known, met, told = _known(job), [], []
    path = _written(job, tmp_path)
    visit = Visit(chromium, path, size)
    visit.press("Enter")
    while (shown := visit.shown) is not None:
        each = known[shown]
        right, wrong = _answers(asker, each)
        visit.answer(each, right if each in met else wrong)
        if each.form is not Form.FLIP:
            told.append((each in met, visit.verdict))
            assert not visit.is_too_wide, shown
            visit.press("Enter")
        met.append(each)
    assert len(met) == 2 * len(job.questions)
    assert set(told) == {(False, "wrong"), (True, "right")}
    assert visit.page.get_by_text(f"0 of {len(told) // 2 + 2} right at").count() == 1
    assert not visit.is_too_wide
    assert visit.complaints == []
    assert visit.requests == [path.as_uri()]
    visit.close()


def test_all_right_ends_with_praise_and_nothing_to_look_at(
    asker: Asker, chromium: Any, tmp_path: Path
) -> None:
    job = _of_each_form(asker)
    known = _known(job)
    visit = Visit(chromium, _written(job, tmp_path))
    visit.press("Enter")
    while (shown := visit.shown) is not None:
        each = known[shown]
        visit.answer(each, _answers(asker, each)[0])
        visit.press(*(["Enter"] if each.form is not Form.FLIP else []))
    assert visit.page.get_by_text("Everything right at the first try").count() == 1
    assert visit.page.locator(".review").count() == 0
    assert [line["score"] for line in visit.lines()] == [1.0] * len(job.questions)
    visit.close()


@pytest.mark.parametrize("forms", [(), (Form.TYPED,), (Form.MATCH, Form.ORDER)])
def test_saved_lines_are_those_of_a_quiz(
    forms: tuple[Form, ...], chromium: Any, tmp_path: Path
) -> None:
    """The same seed, the same answers: byte for byte the lines of `quiz -o`, the time aside."""
    asker = bundled_asker("vietnam-us")
    quiz = Quiz([asker], count=14, seed="7", forms=forms)
    questions = tuple(posed(asker, question) for question in quiz.questions())
    job = posing(asker)._replace(questions=questions, seed="7")
    known = _known(job)
    visit = Visit(chromium, _written(job, tmp_path))
    visit.press("Enter")
    wanted, turn = list(questions), cycle((0, 1, 0))
    while (shown := visit.shown) is not None:
        each = known[shown]
        right = _answers(asker, each)[0]
        if each in wanted:
            assert each == wanted.pop(0)
            right = _answers(asker, each)[next(turn)]
            quiz.act(Answer(right))
            quiz.act(Next())
        visit.answer(each, right)
        visit.press("Enter")
    view = quiz.view
    assert isinstance(view, MarkView)
    mine = [_timeless(line) for line in visit.saved().splitlines()]
    lines = [json.dumps(_answer(each), ensure_ascii=False) for each in view.answers]
    assert mine == [_timeless(line) for line in lines]
    visit.close()


def _timeless(line: str) -> str:
    found = json.loads(line)
    assert isinstance(found["ms"], int)
    return line.replace(f'"ms": {found["ms"]}', '"ms": 0')


def test_hostile_texts_are_shown_letter_for_letter_and_run_nothing(
    chromium: Any, tmp_path: Path
) -> None:
    asker = hostile_asker()
    job = posing(asker)
    cards = tuple(each for each in job.questions if each.kind == "card")
    job = job._replace(questions=cards)
    visit = Visit(chromium, _written(job, tmp_path))
    visit.press("Enter")
    known = {each.question.stem: each for each in job.questions}
    seen = set()
    while True:
        shown = visit.shown
        if shown is None:
            if visit.page.locator(".pause").count() == 0:
                break
            visit.press("Enter")
            continue
        each = known[shown[1]]
        texts = visit.page.locator("form .option .text").all_text_contents()
        assert texts == list(each.question.options)
        visit.answer(each, _answers(asker, each)[0])
        assert visit.verdict == "right", each.id
        told = " ".join(visit.page.locator(".feedback").all_text_contents())
        assert each.note in told
        assert each.evidence in told
        seen.add(each.id)
        visit.press("Enter")
    assert seen == {each.id for each in job.questions}
    assert [line["key"] for line in visit.lines()] == [p.question.answer for p in job.questions]
    assert visit.complaints == []
    visit.close()


def test_i_was_right_counts(asker: Asker, chromium: Any, tmp_path: Path) -> None:
    job = posing(asker, Form.TYPED, most=3)
    visit = Visit(chromium, _written(job, tmp_path))
    visit.press("Enter")
    visit.answer(job.questions[0], "surely this")
    assert visit.verdict == "wrong"
    visit.page.get_by_role("button", name="I was right").click()
    assert visit.verdict == "right"
    visit.press("Enter")
    visit.page.get_by_role("button", name="I don’t know").click()
    visit.press("Enter")
    visit.page.get_by_role("button", name="Finish").click()
    lines = visit.lines()
    assert [(line["response"], line["score"]) for line in lines] == [
        ("surely this", 1.0),
        ("", 0.0),
    ]
    visit.close()


def test_by_hand(asker: Asker, chromium: Any, tmp_path: Path) -> None:
    """A tap answers a choice; what is dragged or moved by its arrows is moved."""
    job = _of_each_form(asker)
    known = _known(job)
    visit = Visit(chromium, _written(job, tmp_path), "phone", has_touch=True)
    page = visit.page
    page.get_by_role("button", name="Start").tap()
    while (shown := visit.shown) is not None:
        question = known[shown].question
        match question.form:
            case Form.CHOICE | Form.TRUE_FALSE:
                page.locator(".option").nth(question.keys[0]).tap()
            case Form.SELECT:
                for key in question.keys:
                    page.locator(".option").nth(key).tap()
            case Form.MATCH:
                for key in question.keys:
                    page.locator(".piece").nth(key).tap()
            case Form.ORDER:
                _sorted_by_taps(page, question.keys)
            case Form.TYPED | Form.CLOZE:
                page.locator("input[type=text]").fill(question.answer)
        if question.form not in (Form.CHOICE, Form.TRUE_FALSE):
            page.locator("button[type=submit]").tap()
        if question.form is Form.FLIP:
            page.get_by_role("button", name="I knew it").tap()
        else:
            assert visit.verdict == "right", shown
            page.get_by_role("button", name="Continue").tap()
    assert page.get_by_text("8 of 8 right").count() == 1
    visit.close()


def _sorted_by_taps(page: Any, keys: tuple[int, ...]) -> None:
    now = list(range(len(keys)))
    for place, option in enumerate(keys):
        while now[place] != option:
            at = now.index(option)
            page.locator(".row").nth(at).locator("button").first.tap()
            now[at - 1], now[at] = now[at], now[at - 1]


def test_a_line_can_be_dragged(asker: Asker, chromium: Any, tmp_path: Path) -> None:
    job = posing(asker, Form.ORDER)
    visit = Visit(chromium, _written(job, tmp_path))
    visit.press("Enter")
    rows = visit.page.locator(".row .text")
    before = rows.all_text_contents()
    start = visit.page.locator(".grip").first.bounding_box()
    end = visit.page.locator(".row").nth(2).bounding_box()
    visit.page.mouse.move(start["x"] + 5, start["y"] + 20)
    visit.page.mouse.down()
    visit.page.mouse.move(start["x"] + 5, end["y"] + end["height"] - 4, steps=8)
    visit.page.mouse.up()
    assert rows.all_text_contents() == [*before[1:3], before[0], *before[3:]]
    visit.close()


def test_results_are_copied_as_text(asker: Asker, chromium: Any, tmp_path: Path) -> None:
    job = posing(asker, Form.CHOICE, most=2)
    visit = Visit(
        chromium, _written(job, tmp_path), permissions=["clipboard-read", "clipboard-write"]
    )
    visit.press("Enter")
    for each, at in zip(job.questions, (0, 1), strict=True):
        visit.answer(each, _answers(asker, each)[at])
        visit.press("Enter")
    visit.page.get_by_role("button", name="Finish").click()
    visit.page.get_by_role("button", name="Copy as text").click()
    visit.page.get_by_text("Copied.").wait_for()
    text = visit.page.evaluate("navigator.clipboard.readText()")
    assert text == visit.page.locator("textarea").input_value()
    assert text.startswith('Rivers <of> the "world" & more\n1 of 2 right at the first try\n\n1. ✓ ')
    visit.close()


def test_without_scripts_the_questions_can_be_read(
    asker: Asker, chromium: Any, tmp_path: Path
) -> None:
    job = posing(asker)
    visit = Visit(chromium, _written(job, tmp_path), java_script_enabled=False)
    assert visit.page.locator("noscript ol > li").count() == len(job.questions)
    assert "switched off here" in visit.page.locator("noscript p").first.inner_text()
    assert not visit.page.locator("h2").count()
    visit.close()


def test_a_big_deck_opens_and_reacts_quickly(chromium: Any, tmp_path: Path) -> None:
    asker = bundled_asker("spaced-learning")
    job = posing(asker, *ORDER)
    assert len(job.questions) > 1_000
    visit = Visit(chromium, _written(job, tmp_path))
    opened = visit.page.evaluate(
        "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    )
    visit.press("Enter")
    each = job.questions[0]
    took = visit.page.evaluate(
        "() => { const start = performance.now();"
        " document.querySelector('.options input').click();"
        " document.querySelector('button[type=submit]').click();"
        " document.body.offsetHeight; return performance.now() - start; }"
    )
    assert each.form is Form.CHOICE
    assert opened < 3_000
    assert took < 200
    visit.close()
