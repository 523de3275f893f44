"""The widget: messages in, one synced trait out, and what stands where no widget runs."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quizkit as qk
from quizkit.decks.files import read_deck
from quizkit.errors import MissingExtraError, StoreError
from quizkit.model import (
    Answer,
    Flag,
    Form,
    Hint,
    MarkView,
    More,
    Rate,
    Rating,
    SummaryView,
)
from quizkit.notebook.widget import panel
from quizkit.notebook.widget.commands import LONGEST, on_offer, wanted
from quizkit.notebook.widget.play import Play
from quizkit.practice.quiz import Quiz
from tests.formats.hostile import hostile_deck
from tests.notebook import live

anywidget = pytest.importorskip("anywidget")
DECK = qk.Deck(read_deck(Path("rivers.yaml"), opener=lambda _: live.DECK.encode()).deck)
EVERY = (
    *("answer", "reveal", "hint", "skip", "next", "stop", "undo", "redo", "rate", "override"),
    *("suspend", "put off", "flag", "retry", "more", "contrast", "evidence"),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[qk.Session]:
    made = qk.study(DECK, tmp_path / "me.db", seed="7")
    yield made
    made.close()


def _send(widget: Any, **message: Any) -> None:
    """Send what a browser would: about the state that it sees, if it names no other."""
    data = {"method": "custom", "content": {"n": widget.state["n"], **message}}
    widget._handle_msg({"content": {"data": data}, "buffers": []})


def _key(session: qk.Session) -> str:
    """Return the right answer to the question that waits, which only the kernel has."""
    return str(session._run.sitting.screen.question.answer)  # type: ignore[union-attr]


def _number(session: qk.Session, *, right: bool = True) -> str:
    options = session.widget().state["question"]["options"]
    return str(next(n for n, o in enumerate(options, 1) if (o == _key(session)) is right))


def test_the_state_is_the_only_trait_of_its_own(session):
    widget = session.widget()
    plain = {*anywidget.AnyWidget().keys, "_esm", "_css"}
    assert set(widget.keys) - plain == {"state"}
    assert isinstance(widget, anywidget.AnyWidget)
    assert json.loads(json.dumps(widget.state)) == widget.state


def test_an_answer_is_in_the_log_before_its_feedback(session):
    widget, counts = session.widget(), []
    widget.observe(lambda _: counts.append(len(session.log.to_dicts())), "state")
    _send(widget, do="answer", response=_number(session))
    assert counts == [1]
    assert widget.state["phase"] == "feedback"
    assert widget.state["feedback"]["verdict"] == "right"


def test_a_double_click_counts_once(session):
    widget = session.widget()
    n = widget.state["n"]
    for _ in range(3):
        _send(widget, do="answer", n=n, response="1")
    assert session.answered == 1
    assert widget.state["phase"] == "feedback"


def test_what_is_done_in_a_cell_is_shown_in_the_widget(session):
    widget, n = session.widget(), session.widget().state["n"]
    session.answer(_number(session))
    assert widget.state["phase"] == "feedback"
    _send(widget, do="answer", n=n, response="1")
    assert session.answered == 1
    assert session.question is not None
    assert widget.state["phase"] == "question"
    session.undo()
    assert (session.answered, widget.state["phase"]) == (0, "question")


def test_what_is_done_in_the_widget_is_seen_in_a_cell(session):
    _send(session.widget(), do="answer", response=_number(session, right=False))
    assert session.answered == 1
    assert session.view.rating is Rating.AGAIN


def test_there_is_one_widget_of_a_session(session):
    assert session.widget() is session.widget()


def test_every_deed_of_a_sitting(session):
    widget = session.widget()
    _send(widget, do="hint")
    assert len(widget.state["question"]["gone"]) == 1
    _send(widget, do="answer", response=_number(session))
    _send(widget, do="rate", rating=4)
    assert widget.state["feedback"]["saved"].startswith("Saved as Easy")
    _send(widget, do="evidence")
    assert any(line.startswith("Note: Told-after") for line in widget.state["evidence"])
    _send(widget, do="flag", text="odd")
    assert widget.state["said"] == "Flagged for the deck's author."
    assert widget.state["evidence"]
    _send(widget, do="undo")
    assert widget.state["said"].startswith("Taken back")
    _send(widget, do="undo")
    assert (widget.state["phase"], session.answered) == ("question", 0)
    assert "redo" in widget.state["offers"]
    _send(widget, do="redo")
    assert session.answered == 1
    assert "redo" not in widget.state["offers"]
    stem = widget.state["question"]["stem"]
    _send(widget, do="skip")
    assert widget.state["question"]["stem"] != stem
    _send(widget, do="answer", response=_number(session, right=False))
    _send(widget, do="override")
    assert widget.state["feedback"]["verdict"] == "right"
    _send(widget, do="suspend")
    assert widget.state["phase"] == "question"
    _send(widget, do="put off")
    _send(widget, do="stop")
    assert widget.state["phase"] == "end"
    assert isinstance(session.view, SummaryView)


def test_a_flip_is_shown_then_rated(tmp_path):
    session = qk.study(DECK, tmp_path / "me.db", seed="7", form="flip")
    widget = session.widget()
    assert widget.state["offers"][0] == "reveal"
    _send(widget, do="reveal")
    assert (widget.state["phase"], session.answered) == ("reveal", 0)
    _send(widget, do="rate", rating=3)
    assert (widget.state["phase"], session.answered) == ("feedback", 1)
    assert widget.state["feedback"]["verdict"] == "rated"
    session.close()


def test_a_response_of_the_wrong_shape_leaves_the_question(session):
    widget, before = session.widget(), session.widget().state
    _send(widget, do="answer", response="no option")
    assert "is no option here" in widget.state["said"]
    assert widget.state["said"].endswith("Nothing is counted; the question stands.")
    assert {**widget.state, "said": ""} == {**before, "said": ""}
    _send(widget, do="answer", response="\ud800")
    assert "half a character" in widget.state["said"]
    assert session.answered == 0


def test_a_log_that_cannot_be_written_leaves_the_question(session, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise StoreError("the log me.db cannot grow: the disk is full", "me.db")

    widget = session.widget()
    with monkeypatch.context() as broken:
        broken.setattr(session._run.log, "append", full)
        _send(widget, do="answer", response=_number(session))
    assert widget.state["phase"] == "question"
    assert "the disk is full" in widget.state["said"]
    assert "then answer again" in widget.state["said"]
    _send(widget, do="answer", response=_number(session))
    assert (session.answered, widget.state["said"]) == (1, "")


def test_a_closed_sitting_offers_nothing(tmp_path):
    with qk.study(DECK, tmp_path / "me.db", seed="7") as session:
        widget = session.widget()
        session.answer("1")
    assert widget.state["phase"] == "end"
    assert widget.state["offers"] == []
    for name in EVERY:
        _send(widget, do=name, response="1", rating=3, text="x")
    assert widget.state["phase"] == "end"


def test_a_browser_cannot_write_the_state(session):
    widget, before = session.widget(), session.widget().state
    update = {"method": "update", "state": {"state": {"n": 99}}, "buffer_paths": []}
    widget._handle_msg({"content": {"data": update}, "buffers": []})
    assert widget.state == before


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 5) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(_VALUES)
def test_malformed_messages_change_nothing(message):
    play = Play(Quiz([DECK.asker], count=2, seed="7"), language="en")
    before = play.state
    assert not play.receive(message)
    assert play.state is before


@given(st.data())
def test_messages_in_any_order_never_raise(data):
    play = Play(Quiz([DECK.asker], count=3, seed="7"), language="vi")
    for _ in range(8):
        message = {
            "do": data.draw(st.sampled_from(EVERY) | _VALUES),
            "n": data.draw(st.sampled_from((play.n, play.n, play.n - 1, True, None))),
            "response": data.draw(st.sampled_from(("1", "2", "", "9", "\ud800", 7, None))),
        }
        before, n = play.state, play.n
        changed = play.receive(message)
        assert changed == (play.state != before)
        assert play.n in (n, n + 1)
        assert message["n"] is n or not changed


@pytest.mark.parametrize("form", [None, "typed", "order", "match", "flip"])
def test_a_sitting_is_never_upset(form, tmp_path):
    rng = Random(f"{form}")
    session = qk.study(qk.load("vietnam-us"), tmp_path / "me.db", seed="7", minutes=5, form=form)
    widget, responses = session.widget(), ("1", "x", "1b 2a 3c", "2 1 3", "", "\ud800")
    for _ in range(40):
        offers = [name for name in widget.state["offers"] if name != "stop"]
        name = rng.choice(offers if offers and rng.random() < 0.8 else EVERY)
        more = {"response": rng.choice(responses), "rating": rng.randint(0, 5), "text": "\ud800"}
        _send(widget, do=name, **more)
        assert json.dumps(widget.state).isascii()
    session.log.close()
    for name in EVERY:
        _send(widget, do=name, response="1", rating=2, text="")


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ({"do": "rate", "rating": 3}, Rate(Rating.GOOD)),
        ({"do": "rate", "rating": 5}, None),
        ({"do": "rate", "rating": True}, None),
        ({"do": "flag", "text": "odd"}, Flag("odd")),
        ({"do": "flag"}, None),
        ({"do": "answer", "response": 2}, None),
        ({"do": "answer", "response": "x" * (LONGEST + 1)}, None),
        ({"do": "answer", "response": "2"}, Answer("2")),
        ({"do": "hint", "more": 1}, Hint()),
        ({"do": "more", "minutes": 10**9}, More()),
        ({"do": "evidence"}, "evidence"),
        ({"do": ["hint"]}, None),
        ({"do": "dance"}, None),
    ],
)
def test_what_a_message_asks_for(message, found):
    assert wanted({"n": 1, **message}, n=1, offered=EVERY) == found
    assert wanted({"n": 2, **message}, n=1, offered=EVERY) is None
    assert wanted({"n": 1, **message}, n=1, offered=()) is None


def test_a_quiz_offers_no_memory():
    run = Quiz([DECK.asker], count=1, seed="7")
    assert on_offer(run.view, is_kept=False) == ("answer", "reveal", "stop")
    assert on_offer(run.act(Answer("1")), is_kept=False) == ("next", "stop")
    assert on_offer(MarkView("7", 1, 0.0, ()), is_kept=False) == ()


def test_what_stands_where_no_widget_runs(session):
    data, metadata = session.widget()._repr_mimebundle_()
    assert metadata == {}
    assert "application/vnd.jupyter.widget-view+json" in data
    view = session.question
    assert view.stem in data["text/plain"]
    for n, option in enumerate(view.options, 1):
        assert f"{n} {option}" in data["text/plain"]
        assert f'<li value="{n}">' in data["text/html"]
        assert option in data["text/html"]
    assert "live notebook" in data["text/html"]
    for tag in ("<script", "<iframe", "src=", "href="):
        assert tag not in data["text/html"]


def test_hostile_texts_in_html_are_text(tmp_path):
    session = qk.study(qk.Deck(hostile_deck()), tmp_path / "me.db", seed="7")
    for _ in range(20):
        html = session.widget()._repr_mimebundle_()[0]["text/html"]
        assert "<script" not in html
        assert "<b>" not in html
        session.answer("")
        assert session.question
    session.close()


def test_no_thread_and_no_file_is_watched(session):
    before = threading.active_count()
    widget = session.widget()
    _send(widget, do="answer", response="1")
    assert threading.active_count() == before
    assert isinstance(widget._esm, str)


def test_without_the_package_it_is_said_what_to_install(session, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "anywidget", None)
    panel.panel_class.cache_clear()
    with pytest.raises(MissingExtraError, match=r"quizkit\[notebook\]"):
        session.widget()
    panel.panel_class.cache_clear()


def test_a_widget_of_a_language_speaks_it(tmp_path):
    session = qk.study(qk.load("vietnam-us"), tmp_path / "me.db", seed="7", language="vi")
    state = session.widget().state
    assert state["language"] == "vi"
    assert state["words"]["skip"] == "Để sau"
    assert state["question"]["place"] == "Câu 1"
    session.close()


def test_forms_are_all_drawn_by_the_script():
    script = panel.part("widget.js")
    makers = script[script.index("const MAKERS") :].partition("\n")[0]
    for form in Form:
        assert form.value in makers
