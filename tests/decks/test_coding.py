"""Nouns as JSON and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.decks.coding import coded, decoded
from quizkit.model import OTHER, Text
from tests import strategies as each


@given(st.one_of(each.people, each.texts, each.dates, each.views, each.lists))
def test_every_value_comes_back_as_it_was(value):
    assert decoded(json.loads(json.dumps(coded(value)))) == value


@pytest.mark.parametrize("code", [["x", 1], [99, 1], ["e", 9, 1], ["d", "one"], ["m", 1]])
def test_what_is_no_code_is_refused(code):
    with pytest.raises((ValueError, TypeError, LookupError, ArithmeticError)):
        decoded(code)


def test_what_no_deck_holds_is_not_coded():
    with pytest.raises(TypeError):
        coded(object())


def test_short_texts_are_kept_once():
    one, other = (decoded(json.loads('[0, "Mekong"]')) for _ in range(2))
    assert one == other == Text("Mekong")
    assert one.text is other.text


def test_what_is_not_known_is_itself_again():
    assert decoded(json.loads(json.dumps(coded(OTHER)))) is OTHER
