"""Facts as rows: what they tell, how they are filtered and sorted, and how quickly."""

import time
import timeit
from functools import partial

import pytest

from quizkit.memory.replay import EMPTY
from quizkit.practice import deeds
from quizkit.practice.browsing import Browser
from quizkit.practice.clock import FixedClock
from quizkit.questions.ask import Asker
from tests.bench.planning import deck as long_deck
from tests.decks_as_text import deck
from tests.practice.desks import START, go
from tests.session.worlds import asker

TEXT = """
kinds:
  trip:
    called: "the [!{date} ]trip"
    says: "{who} led {it}."
    roles:
      who: {is: person, ask: "Who led {it}?"}
      date: date
facts:
  trip:
    - {id: a, who: Ann Ash, date: 1992}
    - {id: b, who: Đỗ Mười, date: 1993, tags: [war]}
    - {id: c, who: Cy Elm, date: 1994}
    - {id: d, who: Di Fir, date: 1994, note: In the rain}
    - {id: e, who: Ed Gum, date: 1995, dont ask: [who]}
cards:
  - {id: k, q: "Why?", a: "Because"}
"""


@pytest.fixture(scope="module")
def small() -> Asker:
    return Asker(deck(TEXT))


def browser(desk, *askers, memory=None) -> Browser:
    return Browser(askers, memory or desk.log.memory(), desk.clock, log=desk.log)


def ids(found: Browser, text: str = "", **options) -> str:
    return "".join(found.row(at).fact for at in found.find(text, **options).facts)


def test_rows_tell_each_fact_and_card(small, desk):
    found = browser(desk, small)
    first, card = found.row(0), found.row(5)
    assert (first.name, first.kind, first.sentence) == ("x/a", "trip", "Ann Ash led the 1992 trip.")
    assert (first.standing, first.known, first.due_days, first.facets) == ("new", 0.0, None, 1)
    assert (card.fact, card.kind, card.sentence) == ("k", "card", "Why? Because")
    assert found.place("x/k") == 5
    assert found.place("x/z") is None
    assert found.title == "X"


def test_a_fact_that_is_never_asked_says_why(small, desk):
    found = browser(desk, small)
    refused, unwanted = found.row(2), found.row(4)
    assert (refused.standing, refused.known, refused.facets) == ("refused", None, 0)
    assert "are not told apart" in refused.why
    assert unwanted.standing == "not asked"
    assert unwanted.why == "Never asked: the fact says `dont ask`."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "abcdek"),
        ("do muoi", "b"),
        ("kind:card", "k"),
        ("-kind:card tag:war", "b"),
        ("state:refused", "cd"),
        ("is:new", "abk"),
        ("rain", "d"),
        ("zebra", ""),
    ],
)
def test_a_filter_keeps_the_order_of_the_deck(small, desk, text, expected):
    assert ids(browser(desk, small), text) == expected


def test_the_whole_is_counted_too(small, desk):
    found = browser(desk, small).find("tag:war")
    assert (len(found.facts), found.of, found.facets) == (1, 6, 3)


def test_several_decks_are_one_list(small, desk):
    found = browser(desk, small, asker(4))
    assert found.title == "2 decks"
    assert found.find().of == 10
    assert len(found.find("deck:trips").facts) == 4


def test_what_was_answered_and_suspended_shows_in_rows_and_orders(desk):
    run = desk.study(count=12)
    first = run.view.facet.partition("#")[0]
    go(run, "0")
    second = run.view.facet.partition("#")[0]
    go(run, run.sitting.screen.question.answer)
    deeds.mark(desk.log, desk.clock, "suspend", names=["trips/t11"])
    found = browser(desk, asker(12))
    wrong, right = (found.row(found.place(name)) for name in (first, second))
    assert (wrong.standing, wrong.known, wrong.due_days) == ("learning", 0.0, 0)
    assert right.known is not None
    assert 0.3 < right.known < 0.34
    assert right.due_days is not None
    assert right.due_days > 0
    assert found.row(found.place("trips/t11")).standing == "suspended"
    assert [found.row(at).fact for at in found.find("is:suspended").facts] == ["t11"]
    assert found.find("due:today").facts == (found.place(first),)
    assert found.find(sort="due").facts[:2] == (found.place(first), found.place(second))
    assert found.find(sort="known").facts[-1] == found.place(second)


def test_the_list_takes_in_what_was_done_since(desk):
    found = browser(desk, asker(12))
    assert found.row(0).standing == "new"
    deeds.mark(desk.log, desk.clock, "suspend", names=["trips/t0"])
    assert found.row(0).standing == "new"
    found.renew(desk.log.memory(), desk.log)
    assert found.row(0).standing == "suspended"


def test_a_facet_s_reason_and_a_fact_in_full_are_at_hand(desk):
    found = browser(desk, asker(12))
    assert found.fact("trips/t0", desk.log).statement.startswith("Ann Ash led")
    assert found.why("trips/t0#who").sentence.startswith("Asked because it is new")
    with pytest.raises(LookupError, match='there is no deck of "z/t0"'):
        found.fact("z/t0")
    with pytest.raises(ValueError, match="sort: name, want deck, known, due, kind"):
        found.find(sort="name")


def test_sorting_by_kind_is_of_one_order(small):
    found = Browser([small], EMPTY, FixedClock(START))
    assert ids(found, sort="kind") == "kabcde"


def test_the_second_filter_of_a_long_list_takes_less_than_20_us_a_fact():
    found = Browser([Asker(long_deck(2_000))], EMPTY, FixedClock(START))
    texts = ("delegation minister", "kind:delegation known<80", "-is:new", "state:refused pact")
    for text in texts:
        found.find(text)
        find = partial(found.find, text)
        times = timeit.repeat(find, timer=time.process_time, number=1, repeat=5)
        assert min(times) < 0.04, text
