"""Plans, statistics and marked answers at the end of a cell: sentences, then a small table."""

from datetime import datetime

import pytest

import quizkit as qk
from quizkit.analysis.stats import sentences
from quizkit.model import (
    Backlog,
    ExamPlan,
    Form,
    KnownOn,
    LeftOut,
    Marked,
    OpenPlan,
    Pair,
    Slice,
    Stats,
    Transfer,
)
from quizkit.notebook.displays import displays
from quizkit.practice import plan_words
from quizkit.practice.clock import FixedClock
from tests.notebook.cells import run
from tests.notebook.harmless import HOSTILE, read

KINDS = {"text/plain", "text/markdown", "text/html"}
CLOCK = FixedClock(datetime.fromisoformat("2026-06-01T08:00:00+07:00"))


def drawn(value) -> dict[str, str]:
    return displays()[type(value)](value)


def stats(name: str, *, kinds: int = 1) -> Stats:
    """Return figures of which every text of a deck is `name`."""
    return Stats(
        day="2026-06-01",
        facets=40,
        started=9,
        known=7.6,
        answers=12,
        offset=0.0,
        retention=None,
        due_answers=3,
        calibration=None,
        by={"kind": (Slice(name, 12, 0.75, 4.4, 0.81, 9, 40),) * kinds},
        time=(),
        confusions=(Pair(name, name, 3.0),),
        transfer=Transfer(None, 0.0, None, 0.0),
        leeches=(),
        days=(),
        history=(),
    )


def exam_plan(role: str = "visit.date") -> ExamPlan:
    return ExamPlan(
        exam="2026-06-10",
        days=9,
        minutes=10,
        facets=295,
        expected=0.814,
        low=0.7,
        high=0.9,
        without_study=0.1,
        fewer=(6, 0.6),
        more=(16, 0.93),
        target=0.9,
        reached=0.4,
        needed=15,
        missed_day=-0.02,
        kept_60_days=0.5,
        left_out=(LeftOut(role, 12),),
        plan=(),
        runs=4,
    )


def open_plan(sentence: str) -> OpenPlan:
    known = tuple(KnownOn(f"2026-06-{day:02}", 3.0 * day, day, 4 * day) for day in range(1, 12))
    return OpenPlan(10, 40, known, 1.0, (), Backlog(3.0, 9, 10, 5, 6, sentence), 4)


def test_an_exam_plan_says_whether_it_is_enough():
    told = drawn(exam_plan())["text/plain"]
    assert told.startswith("Exam plan: Wed 10 June 2026, in 9 days; 295 facets, 10 minutes a day.")
    assert "On track? Not safely: 90 % in 40 % of cases.\n" in told
    lines = told.splitlines()
    assert [line.split("  ")[0] for line in lines[-5:]] == [
        "minutes a day",
        "6 minutes",
        "10 minutes",
        "16 minutes",
        "no more study",
    ]
    assert "81 %      70 to 90 %" in lines[-3]


def test_a_plan_without_an_exam_tells_what_will_be_known():
    plan = open_plan("Come back slowly.")
    told = drawn(plan)["text/plain"]
    assert f"Come back slowly.\n{plan_words.foreseen(plan)}\n" in told
    days = [line[:12].rstrip() for line in told.splitlines()[-5:]]
    assert days == ["Mon 1 June", "Thu 4 June", "Sun 7 June", "Wed 10 June", "Thu 11 June"]


def test_the_plans_of_a_deck_are_short():
    deck = qk.load("spaced-learning")
    for exam in (None, "2026-06-05"):
        plan = qk.plan(deck, exam=exam, runs=2, clock=CLOCK)
        shown = drawn(plan)
        assert set(shown) == KINDS
        assert len(shown["text/plain"]) < 1000
        told = read(shown["text/html"])
        assert all(each in told for each in plan_words.sentences(plan))


def test_statistics_say_their_sentences_then_the_answers_by_kind():
    told = drawn(stats("visit"))["text/plain"].splitlines()
    assert tuple(told[:3]) == sentences(stats("visit"))
    assert told[3:5] == [
        "kind   answers  right  seconds  known",
        "visit  12       75 %   4        81 %",
    ]
    assert "and 4 more\n" in drawn(stats("visit", kinds=12))["text/plain"]


def marked(text: str) -> Marked:
    return Marked("d/f#r", Form.TYPED, text, (), text, text, 0.0, text, 10)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_figure_lets_a_text_do_harm(text):
    for value in (stats(text), exam_plan(text), open_plan(text), marked(text)):
        shown = drawn(value)
        read(shown["text/html"])
        assert not set("\x1b\x00\u202e") & set(shown["text/plain"])


def test_an_answer_of_a_quiz_is_one_line_of_text():
    for text in HOSTILE:
        assert "\n" not in drawn(marked(text))["text/plain"]


def test_ipython_draws_them(tmp_path):
    cells = (
        "import quizkit as qk; deck = qk.load('spaced-learning')",
        "quiz = qk.quiz(deck, n=2, seed=7); _ = quiz.submit('1998'), quiz.submit('')",
        "quiz.wrong",
        "quiz.wrong[0]",
        "qk.plan(deck, runs=2)",
        "qk.study(deck, 'me.db', seed='7').answer('1'); qk.open_log('me.db').stats(deck)",
    )
    _, _, several, *shown = run(cells, tmp_path)
    assert several.bundle["text/plain"].count("<✗ wrong: ") == 2
    assert several.bundle["text/plain"].count("\n") == 1
    wanted = ("✗ wrong", "Plan: ", "You know about ")
    for part, each in zip(wanted, shown, strict=True):
        assert set(each.bundle) == KINDS
        assert part in each.bundle["text/plain"]
        assert part in read(each.bundle["text/html"])
