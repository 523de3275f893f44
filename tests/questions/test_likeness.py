"""How alike two answers are."""

import pytest

from quizkit.model import Lure, Named, Text
from quizkit.questions.ask import Asker
from quizkit.questions.likeness import Likeness, best_tiers, related_types, same_length
from quizkit.values.dates import read_date
from tests.decks_as_text import deck


@pytest.mark.parametrize(
    ("one", "two", "related"),
    [("person", "person", True), ("name", "person", True), ("person", "place", False)],
)
def test_options_are_of_one_type(one, two, related):
    assert related_types(one, two) is related


def test_options_are_of_one_length():
    assert same_length("Laos", "Vietnam")
    assert not same_length("Laos", "the Lao People's Democratic Republic")


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        ("John Kerry", "John F. Kerry", True),
        ("Peace Treaty", "Peace Treaty of Vinh", True),
        ("John Kerry", "John Vessey", False),
        ("Hà Nội", "Ha Noi", True),
    ],
)
def test_options_that_may_be_one_do_not_stand_together(one, two, alike):
    text = "kinds: {k: {roles: {a: name}}}\nfacts: {k: [{id: a, a: x}]}\n"
    likeness = Likeness(Asker(deck(text)).planner.search)
    assert likeness.alike(Named(one), Named(two)) is alike
    assert likeness.alike(Text(one), Text(two)) is alike


def test_fillers_are_taken_only_where_better_ones_are_too_few():
    near, same, filler = (
        Lure(Named(n), "one", close=c) for n, c in (("a", 0.8), ("b", 0.3), ("c", 0.1))
    )
    author = Lure(Named("d"), "author", close=0.0)
    assert best_tiers([near, same, filler]) == (near, same)
    assert best_tiers([near, same, filler, author]) == (near, author)


def test_beside_two_dates_by_hand_no_farther_ones_stand():
    lures = [
        Lure(read_date("1995-07-21"), "author", close=0.8),
        Lure(read_date("1995-06-01"), "one", close=0.6),
        Lure(read_date("1995-08-11"), "author", close=0.5),
        Lure(read_date("2020-10-30"), "one", close=0.0),
    ]
    assert best_tiers(lures) == tuple(lures[:3])
    assert best_tiers([lures[0], lures[3]]) == (lures[0], lures[3])
