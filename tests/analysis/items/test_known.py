"""What a deck adds to an analysis."""

import quizkit as qk
from quizkit.analysis.items.known import Known
from quizkit.analysis.items.logged import Logged
from quizkit.analysis.items.measures import figures
from quizkit.model import Name
from tests.analysis.items.moments import review

DECK = qk.load("vietnam-us")
KNOWN = Known((DECK.asker,))
FACET = "vietnam-us/fg46k#who"
"""Who visited Vietnam in 2006: George W. Bush."""


def test_the_deck_tells_places_keys_and_meanings() -> None:
    assert KNOWN.places[FACET].path.endswith("leaders.yaml")
    assert KNOWN.current[FACET].text == "George W. Bush"
    assert KNOWN.current[FACET].fingerprint == DECK.asker.key(FACET)
    assert KNOWN.meant(FACET, "obama") == "Barack Obama"
    assert KNOWN.meant(FACET, "George W. Bush") == KNOWN.meant(FACET, "nobody at all") == ""
    assert isinstance(KNOWN.named(FACET), Name)
    assert KNOWN.accepts(FACET, "George W. Bush")
    assert not KNOWN.accepts(FACET, "Barack Obama")


def test_facets_of_other_decks_are_unknown() -> None:
    other = "elsewhere/f#r"
    assert not KNOWN.has(other)
    assert KNOWN.named(other) is None
    assert (KNOWN.meant(other, "x"), KNOWN.accepts(other, "x")) == ("", False)
    assert Known(()).has(other)


def test_answers_to_what_the_deck_said_before_are_left_out_and_told() -> None:
    now = review(FACET, key=DECK.asker.key(FACET), response=[1], score=0)
    before = review(FACET, key="f" * 16)
    found = figures(Logged().answers("mai", [before, now]), deck=KNOWN.current)
    assert (found.outdated, found.answers) == (1, 1)
    assert found.questions[0].key == "George W. Bush"


def test_every_facet_of_the_deck_has_a_right_answer_to_show() -> None:
    without = [facet for facet, now in KNOWN.current.items() if not now.text]
    assert without == []
