"""The widget's script in a real browser: presses, the mouse, a screen reader's view, no kernel."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import quizkit as qk
from quizkit.decks.files import read_deck
from quizkit.model import FeedbackView, Form, MarkView, Question, QuestionView
from quizkit.notebook.widget.play import Play
from quizkit.practice.clock import FixedClock
from quizkit.practice.evidence import evidence
from quizkit.practice.quiz import Quiz
from quizkit.practice.study import Study
from quizkit.questions.ask import Asker
from quizkit.session.sitting import Wish
from tests.formats.hostile import hostile_asker
from tests.notebook import live
from tests.notebook.kernelless import DARK, Table

pytestmark = pytest.mark.consumer

RIVERS = read_deck(Path("rivers.yaml"), opener=lambda _: live.DECK.encode()).deck
SCREENSHOT = Path(__file__).parents[2] / "docs" / "screenshots" / "widget.png"
ASKED = tuple(form for form in Form if form is not Form.FLIP)


@pytest.fixture(scope="module")
def context() -> Iterator[Any]:
    with live.chromium(reduced_motion="reduce") as found:
        yield found


@pytest.fixture(scope="module")
def asker() -> Asker:
    return qk.load("vietnam-us").asker


def _rivers(**more: Any) -> Play:
    return Play(Quiz([Asker(RIVERS)], count=4, seed="7", forms=(Form.CHOICE,)), language="en")


def _give(table: Table, question: Question, raw: str) -> None:
    """Answer by the keyboard alone."""
    match question.form:
        case Form.CHOICE | Form.TRUE_FALSE:
            table.press(raw)
        case Form.SELECT:
            table.press(*raw.split(), "Enter")
        case Form.ORDER:
            _order(table, [int(number) - 1 for number in raw.split()])
        case Form.MATCH:
            for number, letter in enumerate(raw.replace(" ", ""), 1):
                table.press(str(number))
                # What a select shows is opened differently on each platform; its value is not.
                chosen = table.widget.locator("select").nth(number - 1)
                chosen.select_option(str(ord(letter) - 97))
            table.widget.locator("legend").focus()
            table.press("Enter")
        case _:
            table.page.keyboard.insert_text(raw)
            table.press("Enter")


def _order(table: Table, wanted: list[int]) -> None:
    now = list(range(len(wanted)))
    for place, option in enumerate(wanted):
        at = now.index(option)
        table.press(str(at + 1), *["ArrowUp"] * (at - place))
        now.insert(place, now.pop(at))
    table.widget.locator("legend").focus()
    table.press("Enter")


def _right(asker: Asker, question: Question) -> str:
    samples = asker.samples(question)
    if question.form is not Form.MATCH:
        return samples.right[0]
    lettered = ("".join(text.lower().split()) for text in samples.right)
    return next(text for text in lettered if text.isalpha())


@pytest.mark.parametrize("form", ASKED)
def test_every_form_by_the_keyboard_alone(form: Form, asker: Asker, context: Any):
    run = Quiz([asker], count=1, seed="3", forms=(form,))
    question = run.questions()[0]
    table = Table(context, Play(run, language="en"))
    table.widget.locator("legend").focus()
    if form in (Form.TYPED, Form.CLOZE):
        table.widget.locator("input").first.focus()
    _give(table, question, _right(asker, question))
    table.widget.locator("[role=status] .verdict").wait_for()
    assert table.status.startswith("✓ Right")
    assert table.focused == "div status"
    table.press("Enter")
    table.page.get_by_text("1 of 1 right").wait_for()
    assert isinstance(run.view, MarkView)
    assert run.view.mark == 1
    assert table.requests == table.complaints == []
    table.close()


@pytest.mark.parametrize("style", ["", DARK])
def test_it_fits_a_narrow_cell(style: str, asker: Asker, context: Any):
    table = Table(context, _rivers(), style=style)
    table.page.set_viewport_size({"width": 320, "height": 600})
    for form in ASKED:
        run = Quiz([asker], count=1, seed="3", forms=(form,))
        table.play = Play(run, language="vi")
        for _ in range(2):
            table.page.evaluate("state => window.becomes(state)", table.play.state)
            assert not table.is_too_wide
            table.play.receive({"do": "reveal", "n": 1})
        assert table.status.startswith("– Đáp án")
    ink, paper = table.page.evaluate(
        "() => [document.querySelector('.quizkit-widget'), document.body]"
        ".map((each) => getComputedStyle(each).color)"
    )
    assert ink == paper
    table.close()


def test_hostile_texts_stay_text(context: Any):
    run = Quiz([hostile_asker()], count=30, seed="1")
    play = Play(run, language="en")
    table = Table(context, play)
    while not run.is_over:
        if isinstance(run.view, QuestionView):
            assert table.widget.locator("legend").inner_text().strip()
            play.receive({"do": "reveal", "n": play.n})
        elif isinstance(run.view, FeedbackView):
            play.receive({"do": "next", "n": play.n})
        table.page.evaluate("state => window.becomes(state)", play.state)
        assert table.widget.locator("script, iframe, b, a, style").count() == 0
    assert table.requests == table.complaints == []
    table.close()


def test_a_double_click_and_a_second_view_count_once(context: Any):
    play = _rivers()
    table = Table(context, play, views=2)
    views = table.page.locator(".quizkit-widget")
    views.nth(0).locator("button.option").first.dblclick()
    views.nth(1).locator("[role=status] .verdict").wait_for()
    assert [m["do"] for m in table.messages] == ["answer"]
    stems = table.page.locator("legend").all_inner_texts()
    assert stems[0] == stems[1]
    table.messages.clear()
    table.page.evaluate("document.querySelectorAll('.main').forEach((node) => node.click())")
    table.page.get_by_text("Question 2 of 4").nth(1).wait_for()
    assert [m["do"] for m in table.messages] == ["next", "next"]
    assert play.state["phase"] == "question"
    assert play.state["question"]["place"] == "Question 2 of 4"
    table.close()


def test_no_press_leaves_the_widget_and_a_held_one_counts_once(context: Any):
    table = Table(context, _rivers())
    table.page.evaluate(
        "() => { window.out = [];"
        " document.addEventListener('keydown', (event) => window.out.push(event.key)); }"
    )
    table.widget.locator("button").first.focus()
    table.press("x", "d", "9")
    assert table.page.evaluate("window.out") == []
    assert table.messages == []
    table.page.wait_for_timeout(310)
    table.page.keyboard.down("1")
    for _ in range(3):
        table.page.keyboard.down("1")
    table.widget.locator("[role=status] .verdict").wait_for()
    assert len(table.messages) == 1
    table.press("Control+s", "Escape")
    assert set(table.page.evaluate("window.out")) == {"Control", "s", "Escape"}
    table.close()


def test_what_a_screen_reader_finds(context: Any):
    table = Table(context, _rivers())
    stem = table.play.state["question"]["stem"]
    assert table.page.get_by_role("group", name=stem).count() == 1
    assert table.page.get_by_role("status").get_attribute("aria-live") == "polite"
    options = table.play.state["question"]["options"]
    for option in options:
        assert table.page.get_by_role("button", name=option).count() == 1
    assert table.widget.locator("legend").get_attribute("dir") == "auto"
    assert table.widget.locator("legend").get_attribute("lang") == "en"
    assert table.focused == "body"
    table.widget.get_by_role("button", name=options[0]).click()
    table.widget.locator("[role=status] .verdict").wait_for()
    assert table.focused == "div status"
    table.close()


def test_no_kernel_is_said_and_an_answer_heard_takes_it_back(context: Any):
    table = Table(context, _rivers(), is_mute=True)
    table.widget.locator("button.option").first.click()
    table.page.wait_for_timeout(2_700)
    assert table.status == ""
    table.page.get_by_text("if none runs, start it and run the cell again").wait_for()
    table.is_mute = False
    table.widget.locator("button.option").first.click()
    table.widget.locator("[role=status] .verdict").wait_for()
    assert "No answer yet" not in table.status
    table.page.evaluate("window.ends.forEach((end) => end())")
    assert table.page.locator(".quizkit-widget").count() == 0
    assert table.complaints == []
    table.close()


def test_a_sitting_keeps_what_was_typed(context: Any, tmp_path: Path):
    session = qk.study(qk.Deck(RIVERS), tmp_path / "me.db", seed="7", form="typed")
    play = Play(session._run, language="en", evidence=lambda: evidence(session._run))
    table = Table(context, play)
    table.widget.locator("form input").fill("Rhi")
    table.widget.get_by_role("button", name="Hint").click()
    table.widget.get_by_text("Hint: ").wait_for()
    assert table.widget.locator("form input").input_value() == "Rhi"
    table.widget.locator("form input").fill("")
    table.press("Enter")
    assert table.status == "Type an answer first."
    table.page.keyboard.insert_text("Rhine")
    table.press("Enter")
    table.widget.locator("[role=status] .verdict").wait_for()
    assert table.status.startswith("✗ Not right")
    table.press("3")
    assert [m["do"] for m in table.messages] == ["hint", "answer"], "a wrong answer stays wrong"
    table.widget.get_by_role("button", name="I was right").click()
    table.page.get_by_text("Saved as Hard").wait_for()
    table.widget.get_by_role("button", name="Evidence").click()
    table.widget.locator(".evidence").wait_for()
    table.widget.get_by_text("More", exact=True).click()
    table.widget.locator(".more input").fill("odd")
    table.page.keyboard.press("Enter")
    table.page.get_by_text("Flagged for the deck's author.").wait_for()
    table.widget.get_by_role("button", name="Continue").click()
    table.widget.locator("form input").wait_for()
    assert table.focused.startswith("input")
    session.answer("")
    table.refresh()
    assert table.status.startswith("– The answer")
    assert len(session.log.to_dicts()) == 3
    assert table.complaints == []
    table.close()
    session.close()


def test_a_sitting_of_a_real_deck_as_the_pages_show_it(
    context: Any, tmp_path: Path, pytestconfig: pytest.Config
):
    asker = qk.load("spaced-learning").asker
    clock = FixedClock(datetime.fromisoformat("2026-06-01T08:00:00+07:00"))
    with qk.open_log(tmp_path / "me.db") as log:
        run = Study([asker], log.writable(), wish=Wish(form=Form.CHOICE, seed="2"), clock=clock)
        run.begin()
        table = Table(context, Play(run, language="en"))
        table.page.set_viewport_size({"width": 680, "height": 640})
        table.widget.locator("legend").focus()
        table.press("2")
        table.widget.locator("[role=status] .verdict").wait_for()
        assert "Source:" in table.status
        assert table.requests == table.complaints == []
        if pytestconfig.getoption("--golden"):
            table.widget.screenshot(path=SCREENSHOT)
        table.close()
