"""Odd arguments are told kindly: what was given, and what is wanted."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import quizkit as qk
from quizkit.practice.clock import FixedClock

HALF = "\ud800"


@pytest.fixture(scope="module")
def deck() -> qk.Deck:
    return qk.load("spaced-learning")


@pytest.mark.parametrize("clock", [3, datetime(2026, 6, 1, tzinfo=UTC), FixedClock])
def test_a_clock_is_a_clock(deck: qk.Deck, tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "me.db"
    with qk.study(deck, path, seed=7) as session:
        session.answer("1")
    log = qk.open_log(path)
    for ask in (
        lambda: qk.quiz(deck, clock=clock),
        lambda: qk.study(deck, path, clock=clock),
        lambda: qk.plan(deck, path, clock=clock),
        lambda: qk.paper(deck, 1, clock=clock),
        lambda: qk.export(deck, tmp_path / "deck.apkg", clock=clock),
        lambda: log.memory(clock=clock),
        lambda: log.stats(deck, clock=clock),
        lambda: log.undo(clock=clock),
        lambda: log.plot.known(deck, clock=clock),
        lambda: log.plot.forecast(deck, clock=clock),
    ):
        with pytest.raises(qk.ArgumentTypeError, match=r"^clock is .*FixedClock\("):
            ask()
    log.close()


def test_a_learner_is_an_id() -> None:
    with pytest.raises(qk.ArgumentTypeError, match="learner is 3, wanted the learner's id"):
        qk.open_log("me.db", learner=3)  # type: ignore[arg-type]


@pytest.mark.parametrize("times", [0, -1, "a", True])
def test_one_deed_at_least_is_undone(tmp_path: Path, times: int) -> None:
    with pytest.raises(qk.ArgumentError, match=r"times is .*, wanted a whole number from 1"):
        qk.open_log(tmp_path / "me.db").undo(times)
    assert not list(tmp_path.iterdir())


def test_something_is_simulated() -> None:
    with pytest.raises(qk.ArgumentError, match="policies is empty, wanted one or more of planner"):
        qk.simulate([])


def test_a_tag_that_nothing_has_is_named(deck: qk.Deck) -> None:
    tags = sorted({tag for fact in deck.value.facts for tag in fact.tags})
    for ask in (qk.quiz, qk.plan):
        with pytest.raises(qk.ArgumentError, match=r"has the tag 'qqqqqq'$"):
            ask(deck, tags=["qqqqqq"])
        with pytest.raises(qk.ArgumentError, match=f"did you mean {tags[0]!r}"):
            ask(deck, tags=[f"{tags[0]}s"])
        with pytest.raises(qk.ArgumentError, match="has the tag 3"):
            ask(deck, tags=[3])  # type: ignore[list-item]
    assert qk.quiz(deck, n=1, tags=["qqqqqq", tags[0]]).result.asked == 1


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("a" * 5000, "File name too long$"),
        ("rivres.yaml", "there is no file rivres.yaml; did you mean rivers.yaml"),
        ("x.yml", "there is no file x.yml$"),
        ("nowhere/x", "there is no file nowhere/x$"),
        ("vietnam-uk", "there is no deck vietnam-uk; did you mean vietnam-us"),
    ],
)
def test_a_deck_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, told: str
) -> None:
    (tmp_path / "rivers.yaml").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(qk.DeckError, match=told) as caught:
        qk.load(place)
    assert len(str(caught.value)) < 200


def test_half_a_character_is_no_seed(deck: qk.Deck, tmp_path: Path) -> None:
    for ask in (
        lambda: qk.quiz(deck, seed=HALF),
        lambda: deck.questions(1, seed=HALF),
        lambda: qk.study(deck, tmp_path / "me.db", seed=HALF),
        lambda: qk.simulate(learners=1, seed=HALF),
        lambda: qk.paper(deck, 1, seed=HALF),
        lambda: qk.export(deck, tmp_path / "deck.html", seed=HALF),
    ):
        with pytest.raises(qk.ArgumentError, match=r"^seed is '\\ud800', wanted a text of whole"):
            ask()


def test_a_log_closed_under_a_sitting_is_closed(deck: qk.Deck, tmp_path: Path) -> None:
    session = qk.study(deck, tmp_path / "me.db", seed=7)
    session.log.close()
    with pytest.raises(qk.StoreError, match=r"me\.db is closed; open it again"):
        session.answer("1")
