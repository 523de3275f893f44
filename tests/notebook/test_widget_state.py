"""What a browser is told: never the key, and every text made harmless."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from quizkit.api.deck import load
from quizkit.model import (
    Answer,
    AskAgainView,
    FeedbackView,
    Form,
    Image,
    MarkView,
    Next,
    PausedView,
    Progress,
    Question,
    QuestionView,
    Rating,
    RevealView,
    SummaryView,
)
from quizkit.model.view import Forecast, Missed
from quizkit.notebook.widget.labels import IN_BROWSER, labels
from quizkit.notebook.widget.panel import part
from quizkit.notebook.widget.pictures import LARGEST, picture
from quizkit.notebook.widget.play import Play
from quizkit.notebook.widget.state import drawn, shown, when
from quizkit.practice.quiz import Quiz
from quizkit.questions.ask import Asker
from quizkit.session.asking import view_of
from quizkit.session.sitting import Asking
from tests.formats.hostile import hostile_asker

WORDS = labels("en")[1]
ASKED = tuple(form for form in Form if form is not Form.FLIP)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x02" + b"\x00" * 16


@pytest.fixture(scope="module")
def asker() -> Asker:
    return load("vietnam-us").asker


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _view(**more: Any) -> QuestionView:
    plain = QuestionView(
        facet="d/key#r",  # type: ignore[arg-type]
        form=Form.CHOICE,
        deck="Deck",
        stem="Which?",
        options=("one", "two"),
        gone=frozenset(),
        several=False,
        hint="",
        may_hint=False,
        progress=Progress(0, 2),
        language="en",
    )
    return replace(plain, **more)


def _seen(question: Question, asker: Asker) -> QuestionView:
    return view_of(Asking(question, 0), asker, progress=Progress(0, 5), hint=False)


@pytest.mark.parametrize("form", ASKED)
def test_no_accepted_answer_that_is_no_option_is_in_the_state(form: Form, asker: Asker):
    run = Quiz([asker], count=40, seed="7", forms=(form,))
    questions, met = iter(run.questions()), 0
    while isinstance(run.view, QuestionView):
        question = next(questions)
        state = Play(run, language="en").state
        assert set(state) == {
            *("v", "n", "language", "words", "offers", "said", "evidence", "phase", "question")
        }
        told = "\n".join(_texts({**state["question"], "place": "", "options": []})).lower()
        plans = question.plans or (question.plan,)
        accepted = {asker.text(value, "en") for plan in plans for value in plan.accepted}
        if form is Form.TRUE_FALSE:  # its statement says the value, true or not
            accepted = set()
        for text in {*accepted, question.answer} - {*question.options}:
            assert not re.search(rf"(?<!\w){re.escape(text.lower())}(?!\w)", told), question
        assert question.facet not in json.dumps(state)
        run.act(Answer(""))
        run.act(Next())
        met += 1
    assert met


@pytest.mark.parametrize(
    "form", [Form.CHOICE, Form.SELECT, Form.TRUE_FALSE, Form.MATCH, Form.ORDER]
)
def test_questions_that_differ_in_the_key_alone_give_equal_states(form: Form, asker: Asker):
    question = Quiz([asker], count=1, seed="7", forms=(form,)).questions()[0]
    keys = tuple(reversed(question.keys))
    if len(keys) == 1:
        keys = ((keys[0] + 1) % len(question.options),)
    other = question._replace(keys=keys, answer="another", lures=(), hint="")
    assert other.keys != question.keys
    assert drawn(_seen(question, asker), WORDS) == drawn(_seen(other, asker), WORDS)


def test_why_it_is_asked_waits_for_the_answer_for_it_may_name_the_key():
    view = _view(why="Asked because you mix up Kerry and Kelly.")
    assert "Kerry" not in json.dumps(drawn(view, WORDS))


def test_every_text_is_made_harmless():
    view = _view(stem="\x1b[2J\u202eevil", options=("a\u200b", "b\nc"), deck="\x00")
    told = drawn(view, WORDS)["question"]
    assert told["stem"] == "␛[2J\ufffdevil"
    assert told["options"] == ["a\ufffd", "b\nc"]
    assert told["deck"] == "␀"
    assert shown("$E = mc^2$") == "E = mc²"


def test_hostile_texts_are_plain_values():
    run = Quiz([hostile_asker()], count=30, seed="1")
    play = Play(run, language="en")
    while play.state["phase"] != "end":
        assert json.loads(json.dumps(play.state)) == play.state
        play.receive({"do": "reveal", "n": play.n})
        play.receive({"do": "next", "n": play.n})
    assert play.state["lines"]


def test_a_question_says_where_it_stands():
    def place(**more: Any) -> str:
        return str(drawn(_view(**more), WORDS)["question"]["place"])

    assert place() == "Question 1 of 2"
    assert place(progress=Progress(3, 0, 60_000, 600_000)) == "Question 4 · 9 min left"
    assert place(instead=True, language="en") == "Question 1 of 2 · asked in English"


def test_a_language_is_named_in_that_of_the_widget():
    told = drawn(_view(instead=True, language="en"), labels("vi")[1])["question"]
    assert told["place"] == "Câu 1/2 · hỏi bằng tiếng Anh"


def _feedback(**more: Any) -> FeedbackView:
    from quizkit.model import Outcome

    plain = FeedbackView(
        question=_view(progress=Progress(1)),
        response="two",
        chosen=(1,),
        outcome=Outcome.WRONG,
        score=0.0,
        key="one",
        keys=(0,),
        lines=("Not that.",),
        statement="It is one.",
        source="Here",
        note="",
    )
    return replace(plain, **more)


def test_feedback_tells_the_key_and_what_each_rating_would_do():
    ratings = tuple(
        Forecast(rating, days) for rating, days in zip(Rating, (0, 1, 4, 9), strict=True)
    )
    view = _feedback(rating=Rating.AGAIN, forecasts=ratings, held=frozenset({Rating.GOOD}))
    state = drawn(view, WORDS)
    told = state["feedback"]
    assert state["question"]["place"] == "Question 1"
    assert (told["verdict"], told["heading"], told["key"]) == ("wrong", "Not right", "one")
    assert told["saved"] == "Saved as Again, asked again today."
    assert [each["when"] for each in told["ratings"]] == [
        "today",
        "tomorrow",
        "in 4 days",
        "in 9 days",
    ]
    assert [each["held"] for each in told["ratings"]] == [False, False, True, False]
    assert [each["is"] for each in told["ratings"]] == [True, False, False, False]


def test_feedback_of_a_quiz_rates_nothing():
    told = drawn(_feedback(response="", question=_view()), WORDS)["feedback"]
    assert (told["ratings"], told["saved"], told["verdict"]) == ([], "", "unknown")
    assert told["heading"] == "The answer"


def test_the_other_views_are_drawn():
    flip = _view(form=Form.FLIP, options=())
    revealed = drawn(RevealView(flip, "one", (), "Here", "Noted"), WORDS)
    assert revealed["phase"] == "reveal"
    assert [each["name"] for each in revealed["feedback"]["ratings"]] == [
        "Again",
        "Hard",
        "Good",
        "Easy",
    ]
    assert drawn(AskAgainView(_view(), "Bush", ("A", "B")), WORDS)["phase"] == "question"
    assert drawn(PausedView("Deck", Progress(1)), WORDS)["phase"] == "pause"
    assert drawn(MarkView("7", 0, 0.0, ()), WORDS)["lines"] == ["There is no question to ask."]
    assert drawn(MarkView("7", 4, 1.5, ()), WORDS)["lines"] == [
        "1.5 of 4 right, 38%",
        "Not answered: 4",
    ]
    summary = SummaryView(
        *("time", 3, 9, 1, 0, 1, 1, 2.4, 1.0, 10),
        missed=(Missed("Which?", "one"),),
        next_days=1,
        next_minutes=0.2,
    )
    told = drawn(summary, WORDS)
    assert told["heading"] == "Time is up"
    assert told["lines"][1:] == ["Known 2 of 10", "Next tomorrow, about 1 min"]
    assert told["missed"] == [["Which?", "one"]]


def test_when_in_both_languages():
    assert [when(days, labels("vi")[1]) for days in (0, 1, 6)] == [
        "hôm nay",
        "ngày mai",
        "sau 6 ngày",
    ]


def test_the_languages_say_the_same_things():
    english, vietnamese = labels("en")[1], labels("vi")[1]
    assert set(english) == set(vietnamese)
    for name, text in english.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", vietnamese[name])), (
            name
        )


def test_the_script_gets_the_words_that_it_says_and_no_others():
    script = part("widget.js")
    said = {*re.findall(r"words\.(\w+)", script), *re.findall(r'words\["([^"]+)"\]', script)}
    said |= set(re.findall(r'line\([^()]*, "(\w+)"\)', script))
    said |= set(re.findall(r'ask\("([^"]+)"[,)]', script)) & set(WORDS)
    said |= set(re.findall(r'mover\("(\w+)"', script))
    assert said == set(IN_BROWSER)


def test_pictures_are_data_of_a_bounded_size(tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(PNG)
    told = picture(Image(str(file), "A map", "Me"))
    assert told is not None
    assert told["src"].startswith("data:image/png;base64,")
    assert (told["alt"], told["credit"]) == ("A map", "Me")
    large = tmp_path / "b.png"
    large.write_bytes(PNG + b"\x00" * LARGEST)
    assert picture(Image(str(large), "A map", "")) == {"src": "", "alt": "A map", "credit": ""}
    assert picture(Image(str(tmp_path / "none.png"), " ", "")) is None
    (tmp_path / "c.svg").write_text("<svg onload='alert(1)'/>")
    assert picture(Image(str(tmp_path / "c.svg"), "", "")) is None
    assert picture(None) is None


def test_the_script_is_small_and_asks_nothing_of_anyone():
    script, style = part("widget.js"), part("widget.css")
    assert len(script.encode()) < 20_000
    for text in (script, style):
        assert not re.search(
            r"https?:|innerHTML|outerHTML|insertAdjacent|import\(|fetch|eval", text
        )
        assert "@import" not in text
        assert "url(" not in text
