"""Every live answer with what was remembered before and after it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import quizkit as qk
from quizkit.practice.answers import CARD, answers, kinds_of
from quizkit.practice.clock import FixedClock
from tests.decks_as_text import deck as deck_of

TEXT = """
facts:
  visit:
    - {id: a, who: Ann Ash, to: Hue, date: 2000}
    - {id: b, who: Bo Birch, to: Lima, date: 2001}
    - {id: c, who: Cy Cedar, to: Oslo, date: 2002}
cards:
  - {id: q, q: "Why?", a: "So."}
"""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime.fromisoformat("2026-06-01T03:59:00+07:00"))


def _study(deck: qk.Deck, path: Path, clock: FixedClock, ratings: str) -> None:
    with qk.study(deck, path, form="flip", seed="1", clock=clock) as session:
        for rating in ratings:
            assert session.question is not None
            session.reveal()
            session.rate(int(rating))


def test_a_row_says_all_of_an_answer(tmp_path: Path, clock: FixedClock) -> None:
    deck, path = qk.Deck(deck_of(TEXT)), tmp_path / "me.db"
    _study(deck, path, clock, "3")
    with qk.open_log(path) as log:
        (row,) = answers(log.readable(), [deck.value])
    assert row["at"].replace(microsecond=0) == datetime(2026, 5, 31, 20, 59, tzinfo=UTC)
    assert row["day"] == date(2026, 5, 31)  # a learner-day starts at 04:00
    name, _, role = row["facet"].rpartition("#")
    assert (row["deck"], row["role"], row["form"]) == ("x", role, "flip")
    assert f"x/{row['fact']}" == name
    assert row["kind"] in ("visit", CARD)
    assert (row["rating"], row["override"], row["hints"]) == (3, None, 0)
    assert not row["response"]  # it was turned over
    assert row["retrievability_before"] is None
    assert row["stability_days"] > 0.1


def test_a_later_answer_knows_what_was_left(tmp_path: Path, clock: FixedClock) -> None:
    deck, path = qk.Deck(deck_of(TEXT)), tmp_path / "me.db"
    _study(deck, path, clock, "333")
    clock.move(minutes=60 * 24 * 40)
    _study(deck, path, clock, "31")
    with qk.open_log(path) as log:
        rows = answers(log.readable())
    assert [row["kind"] for row in rows] == [None] * 5
    again = [row for row in rows if row["retrievability_before"] is not None]
    assert again
    assert all(0.0 < row["retrievability_before"] < 1.0 for row in again)


def test_the_kinds_of_decks() -> None:
    found = kinds_of([deck_of(TEXT)])
    assert found == {"x/a": "visit", "x/b": "visit", "x/c": "visit", "x/q": CARD}
    assert kinds_of([]) == {}
