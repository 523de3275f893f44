"""`qk.quiz`: the same marks as line mode's quiz, with or without a browser."""

import subprocess
import sys
from pathlib import Path

import pytest

import quizkit as qk
from quizkit.api import quizzes
from quizkit.api.quizzes import QuizWidget
from quizkit.errors import ArgumentError
from quizkit.model import Answer, FeedbackView, Form, MarkView, Next, Outcome, QuestionView
from quizkit.notebook.widget import panel
from quizkit.practice.quiz import Quiz
from quizkit.questions.ask import Asker

ASKED = tuple(form for form in Form if form is not Form.FLIP)


@pytest.fixture(scope="module")
def deck() -> qk.Deck:
    return qk.load("vietnam-us")


def _response(asker: Asker, quiz: QuizWidget, at: int) -> str:
    """Return a right response, a wrong one or none, by turns."""
    question = quiz.questions[at]
    samples = asker.samples(question)
    return (samples.right[0], (samples.wrong or ("",))[0], "")[at % 3]


@pytest.mark.parametrize("form", ASKED)
def test_marks_are_those_of_the_same_quiz_in_lines(form: Form, deck: qk.Deck):
    quiz = qk.quiz(deck, 6, seed=7, form=form)
    plain = Quiz([deck.asker], count=6, seed="7", forms=(form,))
    assert list(quiz.questions) == plain.questions()
    for at in range(len(quiz.questions)):
        response = _response(deck.asker, quiz, at)
        told = quiz.submit(response)
        assert isinstance(told, FeedbackView)
        other = plain.act(Answer(response))
        assert (told.outcome, told.score, told.key) == (other.outcome, other.score, other.key)
        plain.act(Next())
    assert quiz.question is None
    assert isinstance(plain.view, MarkView)
    assert quiz.result.right == plain.view.right
    assert [each._replace(ms=0) for each in quiz.result.answers] == [
        each._replace(ms=0) for each in plain.view.answers
    ]
    assert quiz.wrong == tuple(each for each in quiz.result.answers if each.score < 1)


def test_the_same_seed_gives_the_same_quiz(deck: qk.Deck):
    first = qk.quiz(deck, 4)
    assert qk.quiz(deck, 4, seed=first.seed).questions == first.questions
    assert qk.quiz(deck, 4, seed="7").questions == qk.quiz(deck, 4, seed=7).questions


def test_a_mark_stands_at_any_time(deck: qk.Deck):
    quiz = qk.quiz(deck, 3, seed=7)
    assert (quiz.result.asked, quiz.result.right) == (3, 0)
    quiz.submit(1)
    assert len(quiz.result.answers) == 1
    assert quiz.stop() == quiz.view == quiz.result
    assert quiz.result.asked == 3
    with pytest.raises(ValueError, match="all questions are answered"):
        quiz.submit("1")


def test_a_response_of_the_wrong_shape_leaves_the_question(deck: qk.Deck):
    quiz = qk.quiz(deck, 2, seed=7, form="choice")
    before = quiz.question
    with pytest.raises(qk.ResponseError):
        quiz.submit("no option")
    with pytest.raises(TypeError, match="wanted a text or an option's number"):
        quiz.submit(None)  # type: ignore[arg-type]
    assert quiz.question == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n": -1}, "n is -1"),
        ({"n": "five"}, "n is 'five'"),
        ({"form": "flip"}, "flip has no mark"),
        ({"form": "chioce"}, "choice"),
        ({"answers": "shown"}, "answers is 'shown'"),
        ({"language": "tlh"}, "language is 'tlh'"),
    ],
)
def test_wrong_arguments_are_told_in_one_line(options, message: str, deck: qk.Deck):
    with pytest.raises(ValueError, match=message) as caught:
        qk.quiz(deck, **options)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, ArgumentError)


def test_what_is_no_deck_is_told():
    with pytest.raises(TypeError, match="deck"):
        qk.quiz("vietnam-us")  # type: ignore[arg-type]


def test_several_decks_and_a_language(deck: qk.Deck):
    quiz = qk.quiz([deck, qk.load("vietnam-us")], 3, seed=7, language="vi")
    assert quiz.questions[0].plan.language == "vi"


def test_an_empty_quiz_says_so(deck: qk.Deck):
    data = qk.quiz(deck, 0)._drawn()
    assert "There is no question to ask." in data["text/html"]


def test_keys_are_folded_away_only_where_it_was_wished(deck: qk.Deck):
    hidden = qk.quiz(deck, 20, seed=7)._drawn()["text/html"]
    folded = qk.quiz(deck, 20, seed=7, answers="folded")._drawn()["text/html"]
    assert "<details>" not in hidden
    assert folded.count("<details><summary>Answer</summary>") == 20
    for question in qk.quiz(deck, 20, seed=7).questions:
        if not question.options:
            assert f">{question.answer}<" not in hidden


def test_it_is_a_widget_where_there_can_be_one(deck: qk.Deck):
    anywidget = pytest.importorskip("anywidget")
    quiz = qk.quiz(deck, 3, seed=7)
    assert isinstance(quiz, anywidget.AnyWidget)
    assert isinstance(quiz, qk.QuizWidget)
    data, _ = quiz._repr_mimebundle_()
    assert set(data) == {
        *("text/plain", "text/html", "application/vnd.jupyter.widget-view+json"),
    }
    assert data["text/plain"].startswith("<quiz of 3 questions, 0 answered; seed 7>\n  What")
    quiz.submit("1")
    assert quiz.state["phase"] == "feedback"
    assert isinstance(quiz.question, QuestionView)
    assert quiz.state["phase"] == "question"
    message = {"do": "answer", "n": quiz.state["n"], "response": "1"}
    quiz._handle_msg({"content": {"data": {"method": "custom", "content": message}}, "buffers": []})
    assert len(quiz.result.answers) == 2


def test_it_can_be_answered_where_no_widget_can_be(deck: qk.Deck, monkeypatch):
    monkeypatch.setattr(panel, "is_there", lambda: False)
    quizzes._made.cache_clear()
    quiz = qk.quiz(deck, 3, seed=7)
    quizzes._made.cache_clear()
    assert quiz.submit("1").outcome in Outcome
    data = quiz._repr_mimebundle_()
    assert "pip install &quot;quizkit[notebook]&quot;" in data["text/html"]
    assert repr(quiz) in data["text/plain"]


def test_nothing_of_a_notebook_is_imported_before_it_is_wanted():
    code = (
        "import sys, quizkit.api; "
        "print(sorted({'anywidget', 'traitlets', 'IPython', 'quizkit.notebook.widget'} "
        "& set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"


def test_tags_are_several() -> None:
    with pytest.raises(qk.ArgumentError, match=r"tags is 'war', wanted several, such as \['war'\]"):
        qk.quiz(qk.load("spaced-learning"), tags="war")


def test_a_seed_commands_no_terminal() -> None:
    quiz = qk.quiz(qk.load("spaced-learning"), 1, seed="\x1b[2J")
    assert "\x1b" not in repr(quiz)
    assert quiz.seed == "\x1b[2J"
