"""The library's handles: what a script and a notebook hold."""

import doctest
import subprocess
import sys
from datetime import datetime

import pytest

import quizkit as qk
from quizkit.model import QuestionView, SummaryView
from quizkit.practice.clock import FixedClock

PEOPLE = ("Ann Ash", "Bo Birch", "Cy Cedar", "Di Elm", "Ed Fir", "Flo Gum")
ROWS = [{"who": who, "to": "Vietnam", "date": 2000 + n} for n, who in enumerate(PEOPLE)]
ASK = {"who": "Who visited {to}[ {on date}]?", "date": "{when} did {who} visit {to}?"}


@pytest.fixture
def deck() -> qk.Deck:
    return qk.Deck.from_rows(ROWS, kind="visit", ask=ASK)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime.fromisoformat("2026-06-01T08:00:00+07:00"))


def test_importing_the_package_imports_nothing_else():
    code = (
        "import sys; before = set(sys.modules); import quizkit; "
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['quizkit']"


def test_an_unknown_name_is_no_attribute():
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        qk.lode  # noqa: B018


def test_a_deck_of_rows_asks_and_checks(deck):
    assert len(deck.facets) == 18
    assert repr(deck) == "<Deck rows: 6 facts, 18 facets>"
    assert all(problem.code.startswith("QK") for problem in deck.check())


def test_a_check_takes_thresholds_and_draws(deck):
    plain = {problem.code for problem in deck.check(profile="class", draws=0)}
    told = deck.check(profile="class", draws=1, options={"QK410": {"words": 5}})
    assert "QK410" in {problem.code for problem in told}
    assert "QK410" not in plain
    with pytest.raises(ValueError, match='did you mean "words"'):
        deck.check(options={"QK410": {"word": 5}})


def test_a_missing_deck_is_a_deck_error():
    with pytest.raises(qk.DeckError):
        qk.load("no-such-deck")


def test_questions_are_like_a_list(deck):
    questions = deck.questions(4, seed=7)
    assert len(questions) == 4
    assert questions[0] in questions
    assert len(questions[1:3]) == 2
    assert questions == deck.questions(4, seed="7")
    assert hash(questions) == hash(deck.questions(4, seed=7))
    assert questions != deck.questions(4, seed=8)
    assert repr(questions).count("\n") == 4
    first = questions.to_dicts()[0]
    assert list(first) == ["facet", "form", "language", "stem", "options", "key", "seed"]
    assert {q.form for q in deck.questions(3, form="typed")} == {qk.Form.TYPED}


def test_a_session_asks_answers_and_ends(deck, clock, tmp_path):
    with qk.study(deck, tmp_path / "me.db", seed="7", clock=clock) as session:
        question = session.question
        assert isinstance(question, QuestionView)
        feedback = session.answer("0")
        assert feedback.rating is qk.Rating.AGAIN
        assert session.rate(3).rating is qk.Rating.GOOD
        assert session.undo().stem == question.stem
        session.redo()
        assert session.question.facet != question.facet
        session.skip()
        session.hint()
        session.reveal()
        assert session.override().rating is not None
        assert session.answered == 2
        summary = session.close()
    assert isinstance(summary, SummaryView)
    assert session.question is None
    with pytest.raises(ValueError, match="over"):
        session.answer("1")


def test_a_response_of_the_wrong_shape_raises_and_the_question_stands(clock, tmp_path):
    with qk.study(qk.load("vietnam-us"), tmp_path / "me.db", seed="7", clock=clock) as session:
        for _ in range(20):
            if not session.question.options:
                session.skip()
        before = session.question
        with pytest.raises(qk.ResponseError):
            session.answer("99")
        assert session.question == before
        assert session.view == before
        assert session.notice == ""


def test_half_a_character_is_no_response_and_the_question_stands(deck, clock, tmp_path):
    with qk.study(deck, tmp_path / "me.db", form="typed", clock=clock) as session:
        before = session.question
        with pytest.raises(qk.ResponseError, match="half a character"):
            session.answer("\ud800")
        assert session.question == before


def test_a_log_tells_answers_and_memory(deck, clock, tmp_path):
    path = tmp_path / "me.db"
    with qk.study([deck], path, seed="7", clock=clock) as session:
        session.answer("0")
        facet = session.view.question.facet
    with qk.open_log(path) as log:
        assert repr(log) == f"<Log {path}>"
        assert [answer["facet"] for answer in log.to_dicts()] == [facet]
        (memory,) = log.memory(clock=clock)
        assert (memory["facet"], memory["retrievability"]) == (facet, 1.0)
        assert log.undo(clock=clock) == [facet]
        assert log.memory(clock=clock) == []
        assert log.to_dicts()[0]["undone"]


def test_a_session_uses_an_open_log_and_leaves_it_open(deck, clock, tmp_path):
    with qk.open_log(tmp_path / "me.db") as log:
        with qk.study(deck, log, clock=clock) as session:
            session.answer("0")
        assert len(log.to_dicts()) == 1


def test_the_example_of_the_package_is_a_sitting():
    assert "qk.study" in (qk.__doc__ or "")
    assert doctest.testmod(qk).failed == 0


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"n": -1}, "n is -1, wanted a whole number from 0"),
        ({"n": "3"}, "n is '3', wanted a whole number from 0"),
        ({"form": "bogus"}, "form is 'bogus', wanted one of choice, typed"),
    ],
)
def test_wrong_wishes_for_questions_say_what_is_wanted(deck, wrong, told):
    with pytest.raises(ValueError, match=told):
        deck.questions(**wrong)


@pytest.mark.parametrize("wrong", ["vietnam-us", 5, [], ["vietnam-us"]])
def test_to_study_a_deck_is_wanted(wrong, tmp_path):
    with pytest.raises(TypeError, match="wanted a Deck, as load"):
        qk.study(wrong, tmp_path / "me.db")


def test_minutes_are_a_whole_number(deck, tmp_path):
    with pytest.raises(ValueError, match="minutes is 'x', wanted a whole number from 0 to 1440"):
        qk.study(deck, tmp_path / "me.db", minutes="x")


def test_an_answer_may_be_a_number_but_nothing_else(deck, clock, tmp_path):
    session = qk.study([deck, deck], tmp_path / "me.db", seed="7", clock=clock, form="typed")
    with pytest.raises(TypeError, match="wanted a text or an option's number"):
        session.answer(None)
    assert session.answer(2000).rating
    session.close()
    with pytest.raises(ValueError, match="the sitting is over"):
        session.rate(2)


def test_a_deck_is_asked_in_another_language_where_it_can_be(tmp_path) -> None:
    deck = qk.load("vietnam-us")
    asked = deck.questions(30, seed=7, language="vi")
    assert {question.plan.language for question in asked} == {"vi", "en"}
    assert {q.plan.language for q in deck.questions(30, seed=7)} == {"en"}
    with qk.study(deck, tmp_path / "me.db", seed="7", language="vi") as session:
        assert session.question.language == "vi"
        assert not session.question.instead
    with pytest.raises(ValueError, match="language is 'xx', wanted one of en, vi"):
        deck.questions(3, language="xx")


def test_a_closed_session_says_that_it_is_over_whatever_is_wanted(deck, clock, tmp_path):
    session = qk.study(deck, tmp_path / "me.db", clock=clock)
    session.answer("0")
    session.close()
    for wanted in (session.undo, session.redo, session.skip, session.hint, session.reveal):
        with pytest.raises(qk.ArgumentError, match="the sitting is over"):
            wanted()
    with pytest.raises(qk.ArgumentError, match="the sitting is over"):
        session.override()
    assert session.close().answered == 1


def test_after_the_end_an_answer_can_be_taken_back_while_the_log_is_open(deck, clock, tmp_path):
    with qk.open_log(tmp_path / "me.db") as log:
        session = qk.study(deck, log, clock=clock)
        session.answer("0")
        session.close()
        session.undo()
        assert session.answered == 0


@pytest.mark.parametrize("wrong", [0, 5, "good", None])
def test_a_rating_is_one_of_four(wrong, deck, clock, tmp_path):
    with qk.study(deck, tmp_path / "me.db", clock=clock) as session:
        session.answer("0")
        with pytest.raises(qk.ArgumentError, match=r"rating is .*, wanted a Rating, or a whole"):
            session.rate(wrong)


@pytest.mark.skipif(sys.platform == "win32", reason="no such file name")
def test_the_name_of_a_file_commands_no_terminal(deck, clock, tmp_path):
    path = tmp_path / "a\x1b[2J.db"
    log = qk.open_log(path)
    told = [repr(log), repr(log.plot)]
    with qk.study(deck, path, clock=clock) as session:
        told += [repr(session.log), session.widget()._fallback()["text/plain"]]
    log.readable()
    told.append(repr(log))
    log.close()
    assert [each for each in told if "\x1b" in each] == []


def test_what_an_error_says_commands_no_terminal():
    with pytest.raises(qk.DeckError) as caught:
        qk.Deck.from_rows([{"who": "Ann", "\x1b[2J": "x"}], kind="visit")
    assert "\x1b" not in str(caught.value)
    assert "␛[2J" in str(caught.value)


def test_a_seed_is_a_number_or_a_text(deck, clock, tmp_path):
    asked = []
    for n, seed in enumerate((7, "7")):
        with qk.study(deck, tmp_path / f"{n}.db", seed=seed, clock=clock) as session:
            asked.append(session.question)
    assert asked[0] == asked[1]


@pytest.mark.parametrize("wrong", [5, {"QK410": 5}, {"QK410": None}])
def test_thresholds_are_dicts(deck, wrong):
    with pytest.raises(qk.ArgumentError, match=r"options.* is .*, wanted a dict"):
        deck.check(options=wrong)
