"""Answers of the past in the log: each once, however often and wherever they are taken."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.formats.book import Answered
from quizkit.model import DAY_MS, Deck, Draft
from quizkit.practice.taking_answers import Joined, take_answers
from quizkit.questions.ask import Asker
from quizkit.store.event import encode
from quizkit.store.log import Log, open_log
from quizkit.store.take import Offered

NOW = 1_780_000_000_000
DECK = """
quizkit: 1
deck: d
title: D
language: en
cards:
  - {id: a, q: "Which is the capital of Laos?", a: Vientiane}
  - {id: c, cloze: "[[Hanoi]] lies in [[Vietnam]]"}
  - {id: x, q: "Where is Hue?", a: Vietnam, ok: {QK101: no}}
"""


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker(deck_of(DECK))


def deck_of(text: str) -> Deck:
    from quizkit.decks.files import read_deck

    found = read_deck(Path("d.yaml"), opener=lambda _: text.lstrip().encode()).deck
    assert found is not None
    return found


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with open_log(tmp_path / "one.db", learner="mai", copies=False) as found:
        yield found


def past(row: str = "a", role: str = "card", *, day: int = 0, rating: int = 3) -> Answered:
    return Answered(row, role, NOW - (400 - day) * DAY_MS, 5_000, rating, "0" * 32)


def take(log: Log, asker: Asker, *answers: Answered) -> Joined:
    return take_answers(log, asker, answers, now=NOW, off=420)


def test_answers_become_reviews_of_their_time(log: Log, asker: Asker) -> None:
    answers = (past(day=2, rating=1), past(day=0), past("c", "2", day=1, rating=4))
    assert take(log, asker, *answers) == Joined(added=3)
    events = sorted(log.events(), key=lambda event: event.at)
    assert [event.at for event in events] == sorted(one.at for one in answers)
    said = [(e.body["facet"], e.body["rating"], e.body["score"], e.body["form"]) for e in events]
    assert said == [
        ("d/a#card", 3, 1_000_000, "flip"),
        ("d/c#2", 4, 1_000_000, "flip"),
        ("d/a#card", 1, 0, "flip"),
    ]
    assert events[0].body["key"] == asker.key("d/a#card")
    assert [event.seq for event in events] == [1, 2, 3]
    assert all(row.is_read and row.live for row in log.entries())


def test_the_memory_is_what_the_answers_make_of_it(log: Log, asker: Asker) -> None:
    take(log, asker, past(day=0), past(day=3), past(day=10), past("c", "1", day=1, rating=1))
    memory = log.memory()
    first = memory.facets["d/a#card"]
    assert (first.reviews, first.lapses) == (3, 0)
    assert first.t == past(day=10).at
    assert first.state is not None
    assert first.state[0] > 10
    assert memory.facets["d/c#1"].reviews == 1


def test_taken_again_nothing_is_added(log: Log, asker: Asker) -> None:
    answers = [past(day=day) for day in (0, 1, 5, 40, 80)]
    assert take(log, asker, *answers).added == 5
    before = {event.id for event in log.events()}
    assert take(log, asker, *reversed(answers)) == Joined(known=5)
    assert take(log, asker, *answers, *answers) == Joined(known=5)
    assert {event.id for event in log.events()} == before


def test_taken_later_only_what_is_new_is_added(log: Log, asker: Asker) -> None:
    take(log, asker, past(day=0), past(day=5))
    late = (past(day=0), past(day=3), past(day=5), past(day=9), past("c", "1", day=1))
    assert take(log, asker, *late) == Joined(added=3, known=2)
    times = {(event.body["facet"], event.at) for event in log.events()}
    assert times == {(f"d/{one.row}#{one.role}", one.at) for one in late}
    assert {row.t for row in log.entries()} == {one.at for one in late}


def test_on_another_computer_they_are_the_same_events(
    log: Log, asker: Asker, tmp_path: Path
) -> None:
    answers = [past(day=day) for day in (0, 1, 35, 70)] + [past("c", "1", day=33)]
    take(log, asker, *answers)
    with open_log(tmp_path / "two.db", learner="mai", copies=False) as other:
        take(other, asker, *answers)
        assert {event.id for event in other.events()} == {event.id for event in log.events()}
        assert other.take(Offered(event.id, encode(event)) for event in log.events()).added == 0
    with open_log(tmp_path / "three.db", learner="an", copies=False) as stranger:
        take(stranger, asker, *answers)
        devices = {event.dev for event in stranger.events()}
        assert not devices & {event.dev for event in log.events()}


def test_a_device_is_a_month_not_a_card(log: Log, asker: Asker) -> None:
    take(log, asker, *(past(row, "card", day=day) for row in "ax" for day in range(60)))
    assert 2 <= len({event.dev for event in log.events()}) <= 3


def test_what_was_taken_back_stays_so(log: Log, asker: Asker) -> None:
    take(log, asker, past())
    [event] = log.events()
    log.append([Draft("undo", {"targets": [event.id]})], at=NOW, off=0)
    assert take(log, asker, past()) == Joined(known=1)
    assert "d/a#card" not in log.memory().facets or not log.memory().facets["d/a#card"].reviews


def test_what_cannot_be_is_counted_and_left_out(log: Log, asker: Asker) -> None:
    odd = (
        past()._replace(at=-1),
        past()._replace(at=NOW + 3 * DAY_MS),
        past(rating=0),
        past(rating=5),
        past("gone"),
        past("a", "capital"),
        past("c", "9"),
        past("x" * 300),
    )
    assert take(log, asker, *odd) == Joined(unasked=4, impossible=4)
    assert list(log.events()) == []
    assert take(log, asker) == Joined()


def test_times_out_of_range_are_brought_into_it(log: Log, asker: Asker) -> None:
    take(log, asker, past(day=0)._replace(ms=-5), past(day=1)._replace(ms=10**12))
    assert sorted(event.body["ms"] for event in log.events()) == [0, 3_600_000]


ANSWERS = st.lists(
    st.tuples(st.sampled_from(["a", "x"]), st.integers(0, 90), st.integers(1, 4)), max_size=12
)


@given(first=ANSWERS, second=ANSWERS)
def test_in_whatever_parts_they_come_each_is_there_once(
    first: Sequence[tuple[str, int, int]],
    second: Sequence[tuple[str, int, int]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    asker = Asker(deck_of(DECK))
    parts = [[past(row, day=day, rating=r) for row, day, r in part] for part in (first, second)]
    with open_log(tmp_path_factory.mktemp("l") / "l.db", learner="m", copies=False) as log:
        for part in (*parts, parts[0]):
            take(log, asker, *part)
        found = [(event.body["facet"], event.at) for event in log.events()]
    wanted = {(f"d/{one.row}#card", one.at) for part in parts for one in part}
    assert sorted(found) == sorted(wanted)
