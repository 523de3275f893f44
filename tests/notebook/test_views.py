"""How handles look at the end of a cell: text, Markdown, HTML."""

import ast
import re
import time
from base64 import b64decode
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path

import pytest

import quizkit as qk
from quizkit.model import (
    AskAgainView,
    Forecast,
    Form,
    Image,
    Location,
    Marked,
    MarkView,
    MixedUp,
    Note,
    Outcome,
    PartView,
    PausedView,
    Problem,
    Progress,
    Rating,
    RevealView,
    Severity,
)
from quizkit.notebook import blocks, deck_view, displays, problem_view, rows_view, study_view
from quizkit.practice.clock import FixedClock
from tests.notebook.cells import run
from tests.notebook.harmless import HOSTILE, read

HERE = Path(deck_view.__file__).parent
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
BAR = 4  # what a busy machine may add to a bar
TAG = re.compile(
    r"</|&[a-z#]+;|<(?:[abigp]|body|br|button|circle|code|details|div|em|h[1-6r]|img|input|label|li"
    r"|line|ol|path|rect|script|section|span|strong|style|svg|table|t[dhr]|tbody|text|thead|ul)[ >]"
)
KINDS = {"text/plain", "text/markdown", "text/html"}


def drawn(handle) -> dict[str, str]:
    return handle._repr_mimebundle_(include=None, exclude=None)


@pytest.fixture(scope="module")
def deck() -> qk.Deck:
    return qk.load("vietnam-us")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime.fromisoformat("2026-06-01T08:00:00+07:00"))


@pytest.fixture
def session(deck, clock, tmp_path):
    with qk.study(deck, tmp_path / "me.db", seed="7", clock=clock, form="choice") as made:
        yield made


def poisoned(value, text: str):
    """Return a value with every text in it replaced."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        parts = [poisoned(each, text) for each in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if is_dataclass(value):
        names = (each.name for each in fields(value))
        return replace(value, **{name: poisoned(getattr(value, name), text) for name in names})
    return value


def test_a_deck_is_shown_with_its_first_facts(deck):
    shown = drawn(deck)
    assert set(shown) == KINDS
    assert shown["text/plain"] == repr(deck) == "<Deck vietnam-us: 220 facts, 295 facets>"
    told = read(shown["text/html"])
    for wanted in (deck.value.title, "vietnam-us · en · CC-BY-4.0 · 220 facts", "210 more facts"):
        assert wanted in told
    assert shown["text/html"].count("<tr>") == 11
    assert "| visit | Bill Clinton visited Vietnam" in shown["text/markdown"]


def test_a_deck_is_shown_in_the_language_that_it_was_loaded_in():
    assert 'lang="vi"' in drawn(qk.load("vietnam-us", language="vi"))["text/html"]


def test_a_big_deck_is_shown_without_planning_it(monkeypatch):
    rows = [{"who": f"Ann Ash {n}", "to": "Oslo", "date": 1000 + n % 900} for n in range(5_000)]
    deck = qk.Deck.from_rows(rows, kind="visit")
    monkeypatch.setattr("quizkit.questions.plan.Planner._work_out", None)
    start = time.process_time()
    shown = drawn(deck)
    assert time.process_time() - start < 0.050 * BAR
    assert shown["text/plain"] == "<Deck rows: 5,000 facts>"
    assert "4,990 more facts" in shown["text/html"]


def test_what_reading_found_is_counted():
    rows = [{"who": "Ann Ash", "to": "Oslo", "date": "200000"}]
    told = read(drawn(qk.Deck.from_rows(rows, kind="visit"))["text/html"])
    assert "Found on reading: 1 error." in told


def test_questions_fold_their_answers_away(deck):
    questions = deck.questions(3, seed=7)
    shown = drawn(questions)
    assert shown["text/plain"].startswith("<3 questions>\n  1. ")
    assert shown["text/html"].count("<details><summary>Answer</summary>") == 3
    told = read(shown["text/html"])
    for question in questions:
        assert question.stem in told
        assert question.answer in told.partition(question.stem)[2]
        assert all(option in told for option in question.options)
    assert "para. 14" in told
    assert "There were 5 main subjects" in told


def test_a_slice_of_questions_keeps_its_evidence(deck):
    questions = deck.questions(3, seed=7)
    assert "There were 5 main subjects" in drawn(questions[:1])["text/html"]
    assert questions[:1] == deck.questions(3, seed=7)[:1]
    assert "No questions." in drawn(questions[:0])["text/html"]


def test_many_questions_are_cut(deck):
    questions = qk.Questions(list(deck.questions(30, seed=7)) * 15)
    shown = drawn(questions)
    assert "and 250 more; a slice such as questions[200:]" in read(shown["text/html"])
    assert shown["text/plain"].endswith("and 250 more")


def test_100_questions_are_drawn_soon(deck):
    questions = deck.questions(100, seed=7)
    start = time.process_time()
    drawn(questions)
    assert time.process_time() - start < 0.2 * BAR


@pytest.mark.parametrize("form", ["match", "order", "select", "true-false", "cloze"])
def test_every_form_is_drawn(deck, form):
    questions = deck.questions(2, seed=7, form=form)
    assert len(questions)
    shown = drawn(questions)
    assert questions[0].stem in read(shown["text/html"])
    if form == "match":
        assert re.search(r"1[a-e] .+; 2[a-e] ", read(shown["text/html"]))


def test_a_session_shows_what_stands_and_never_the_key(session):
    question = session.question
    shown = drawn(session)
    assert set(shown) == KINDS
    told = read(shown["text/html"])
    assert question.stem in told
    assert all(option in told for option in question.options)
    assert "0 answered" in told
    assert repr(session) == "<Session: 0 answers, open>"


def test_a_session_shows_feedback_and_its_end(session):
    view = session.answer("")
    told = read(drawn(session)["text/html"])
    for wanted in ("? Not known", "The answer is: ", view.key, view.source, "Saved as: Again"):
        assert wanted in told
    assert session.view is view, "drawing goes no step on"
    session.close()
    told = read(drawn(session)["text/html"])
    for wanted in ("Stopped: 1 answer", "✗ wrong", "Known", view.question.stem):
        assert wanted in told


def test_right_and_wrong_differ_by_sign_and_word(session):
    base = session.answer("")
    found = {
        outcome: read(blocks.html(study_view.blocks(replace(base, outcome=outcome, response="x"))))
        for outcome in (Outcome.RIGHT, Outcome.SLIP, Outcome.PARTLY, Outcome.WRONG)
    }
    for (outcome, told), wanted in zip(
        found.items(), ("✓ Right", "✓ Right, with a slip", "~ Partly right", "✗ Wrong"), strict=True
    ):
        assert wanted in told
        assert ("The answer is" in told) == (outcome in (Outcome.PARTLY, Outcome.WRONG))
    own = blocks.plain(study_view.blocks(replace(base, override="grade")))
    assert "Right, you say" in own


def views(session) -> list:
    """Return one view of each class, with every field that may be seen filled."""
    question = replace(
        session.question,
        before="before",
        hint="hint",
        gone=frozenset({0}),
        several=True,
        image=Image("a.png", "alt", "credit"),
        progress=Progress(1, 20, 60_000, 600_000),
    )
    match = replace(question, form=Form.MATCH, several=False, prompts=("one", "two"))
    feedback = replace(
        session.answer(""),
        response="given",
        lines=("why",),
        note="note",
        advice="advice",
        parts=(PartView("d/f#r", "text", "key", "given", 0.0), PartView("d/f#r", "b", "c", "", 1)),
        forecasts=(Forecast(Rating.AGAIN, 0), Forecast(Rating.GOOD, 3)),
        may_override=True,
    )
    summary = replace(session.close(), mixed_up=(MixedUp("a", "b", 2),), stubborn=("stem",))
    answers = (
        Marked("d/f#r", Form.TYPED, "stem", (), "key", "given", 0.5, "why", 10),
        Marked("d/f#r", Form.TYPED, "stem", (), "key", "", 0.0, "why", 10),
    )
    return [
        question,
        match,
        AskAgainView(question, "bush", ("a", "b")),
        RevealView(question, "key", ("line",), "source", "note"),
        PausedView("deck", Progress(2)),
        feedback,
        summary,
        MarkView("7", 3, 1.5, answers),
    ]


def test_every_view_is_drawn(session):
    for view in views(session):
        shown = blocks.drawn(study_view.blocks(view))
        assert len(read(shown["text/html"])) > 10, view
        assert shown["text/plain"]
        assert shown["text/markdown"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_view_lets_a_text_do_harm(session, deck, text):
    for view in views(session):
        fit = poisoned(view, text)
        if hasattr(fit, "reason"):
            fit = replace(fit, reason="done")
        read(blocks.drawn(study_view.blocks(fit))["text/html"])
    for form in ("choice", "match", "typed"):
        questions = [poisoned(each, text) for each in deck.questions(2, seed=7, form=form)]
        read(drawn(qk.Questions(questions))["text/html"])


@pytest.mark.parametrize("text", HOSTILE)
def test_no_deck_problem_or_row_lets_a_text_do_harm(deck, text):
    facts = tuple(fact._replace(kind="visit") for fact in deck.value.facts[:2])
    asker = qk.Deck(replace(deck.value, title=text, licence=text, facts=facts, cards=())).asker
    outline = poisoned(deck_view.outline(asker), text)
    read(deck_view.html(outline))
    deck_view.markdown(outline)
    problem = Problem(
        "QK1", Severity.WARNING, text, Location(text, 3, 4), text, notes=(Note("help", text),)
    )
    read(problem_view.html([problem], text))
    assert "\x1b" not in problem_view.text([problem], text)
    read(blocks.html(rows_view.blocks([{text: text, "n": None, "x": 1.23456}])))


def test_a_picture_is_shown_as_data_and_in_words(session, tmp_path):
    path = tmp_path / "map.png"
    path.write_bytes(PNG)
    view = replace(session.question, image=Image(str(path), "A map", "Ann Ash"))
    shown = blocks.drawn(study_view.blocks(view))
    assert '<img src="data:image/png;base64,' in shown["text/html"]
    assert 'alt="A map"' in shown["text/html"]
    assert "Ann Ash" in read(shown["text/html"])
    path.unlink()
    gone = replace(view, image=Image(str(path) + "x", "A map", ""))
    for text in blocks.drawn(study_view.blocks(gone)).values():
        assert "A map" in text


def test_rows_are_a_table_of_the_first_ten():
    rows = [{"facet": f"f{n}", "days": n / 7} for n in range(12)]
    told = blocks.plain(rows_view.blocks(rows))
    assert told.splitlines()[1] == "f0     0.0"
    assert told.splitlines()[-1] == "12 rows; the first 10 are shown"
    assert blocks.plain(rows_view.blocks([])) == "0 rows"


def test_what_a_log_remembers_is_a_table(deck, clock, tmp_path):
    with qk.study(deck, tmp_path / "me.db", seed="7", clock=clock) as session:
        facet = session.answer("1").question.facet
    with qk.open_log(tmp_path / "me.db") as log:
        shown = drawn(log.memory(clock=clock))
    told = read(shown["text/html"])
    assert facet in told
    assert told.endswith("1 row")
    assert "retrievability" in told


def test_a_log_tells_how_much_it_holds(deck, clock, tmp_path):
    log = qk.open_log(tmp_path / "me.db")
    assert "Nothing is in it yet" in drawn(log)["text/html"]
    assert repr(log) == f"<Log {tmp_path / 'me.db'}>"
    with qk.study(deck, log, seed="7", clock=clock) as session:
        session.answer("1")
    assert repr(log) == f"<Log {tmp_path / 'me.db'}: 1 answer, the last on 2026-06-01>"
    log.close()
    assert "1 answer to 1 facet, the last on 2026-06-01." in read(drawn(log)["text/html"])
    assert repr(log) == f"<Log {tmp_path / 'me.db'}>", "what was closed stays closed"


def test_plain_values_are_drawn_by_ipython_once_it_is_told(tmp_path):
    cells = (
        "import quizkit as qk; deck = qk.load('vietnam-us')",
        "session = qk.study(deck, 'me.db', seed='7'); session.question",
        "session.answer('')",
        "deck.questions(1, seed=7)[0]",
        "qk.Deck.from_rows([{'who': 'Ann', 'date': '200000'}], kind='visit').check()[0]",
        "deck",
        "deck.check()",
    )
    _, *shown = run(cells, tmp_path)
    assert all(set(each.bundle) == KINDS for each in shown)
    told = [read(each.bundle["text/html"]) for each in shown]
    wanted = ("0 answered", "? Not known", "Answer2. 5", "QK011", "220 facts", "No problems at")
    for text, part, each in zip(told, wanted, shown, strict=True):
        assert part in text
        assert "(facet=" not in each.bundle["text/plain"]


def test_without_ipython_nothing_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "IPython", None)
    displays.register()


def test_nothing_in_a_notebook_asks_on_the_terminal():
    for path in HERE.rglob("*.py"):
        assert not re.search(r"(?<![\w.])input\(", path.read_text(encoding="utf-8")), path


def _texts(tree: ast.AST) -> list[str]:
    """Return the text constants of a module that are no docstrings."""
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


@pytest.mark.parametrize(
    "path",
    sorted(path for path in HERE.rglob("*.py") if path.name not in ("markup.py", "markdown.py")),
    ids=lambda path: path.name,
)
def test_html_is_made_by_one_module_only(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    written = [text for text in _texts(tree) if TAG.search(text)]
    assert not written, "markup.element makes elements"
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    calls = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "Html" not in calls, "only markup makes Html"
    assert not names & {"escape", "innerHTML"}
