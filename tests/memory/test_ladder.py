"""Rungs, forms, guesses."""

from math import inf, nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory.ladder import (
    PREFERRED,
    TOGETHER,
    choose,
    distractors,
    first_letter,
    guess,
    nearness,
    rung,
    together,
)
from quizkit.model import Form

HERE = frozenset(Form) - {Form.MATCH}
"""The forms in which one facet is asked."""


@pytest.mark.parametrize(
    ("stability", "expected"),
    [
        *((None, 0), (0.001, 0), (nextafter(3.0, 0), 0), (3.0, 1), (13.99, 1)),
        *((14.0, 2), (44.9, 2), (45.0, 3), (36_500.0, 3)),
    ],
)
def test_rungs(stability: float | None, expected: int) -> None:
    assert rung(stability) == expected


@pytest.mark.parametrize("stability", [None, 1.0, 100.0])
def test_after_a_lapse_it_is_one_rung_below(stability: float | None) -> None:
    assert [rung(stability, failed) for failed in range(4)] == [0, 0, 1, 2]


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ({Form.CHOICE, Form.TYPED, Form.CLOZE, Form.FLIP}, "choice choice cloze typed"),
        ({Form.CHOICE, Form.TYPED, Form.FLIP}, "choice choice typed typed"),
        ({Form.TYPED, Form.FLIP}, "typed typed typed typed"),
        ({Form.SELECT, Form.TYPED, Form.FLIP}, "select select select typed"),
        ({Form.CHOICE, Form.FLIP}, "choice choice choice flip"),
        ({Form.CLOZE, Form.FLIP}, "cloze cloze cloze cloze"),
        ({Form.FLIP}, "flip flip flip flip"),
        ({Form.ORDER, Form.FLIP}, "order order order order"),
        ({Form.TRUE_FALSE, Form.FLIP}, "true-false true-false true-false flip"),
        ({Form.TRUE_FALSE, Form.CHOICE}, "choice choice choice choice"),
        ({Form.TRUE_FALSE, Form.CLOZE, Form.TYPED}, "typed typed cloze typed"),
    ],
)
def test_forms(forms: set[Form], expected: str) -> None:
    assert " ".join(choose(forms, n).value for n in range(4)) == expected


def test_a_wish_holds_where_it_is_possible() -> None:
    assert choose(HERE, 0, wish=Form.TYPED) is Form.TYPED
    assert choose(HERE - {Form.TYPED}, 0, wish=Form.TYPED) is Form.CHOICE


def test_a_facet_is_asked_with_others_on_the_last_rung_or_where_it_is_wished_for() -> None:
    shares = [together(3, n / 1000) for n in range(1000)]
    assert sum(map(bool, shares)) == 1000 * TOGETHER
    assert shares.count((Form.ORDER, Form.MATCH)) == shares.count((Form.MATCH, Form.ORDER))
    assert not any(together(level, 0.0) for level in range(3))
    assert together(0, 0.9, wish=Form.ORDER) == (Form.ORDER,)
    assert together(3, 0.0, wish=Form.TYPED) == ()


def test_no_form_at_all() -> None:
    assert choose((), 0) is None


def test_each_rung_knows_each_form_that_exists() -> None:
    assert {frozenset(forms) for forms in PREFERRED} == {HERE}


def test_the_first_letter_is_given_on_the_second_rung() -> None:
    assert [first_letter(Form.TYPED, n) for n in range(4)] == [False, False, True, False]
    assert not first_letter(Form.CHOICE, 2)


def test_two_distractors_then_three() -> None:
    assert [distractors(n) for n in range(4)] == [2, 3, 3, 3]


def test_distractors_are_far_on_the_lowest_rung() -> None:
    assert (nearness(1.0, 0), nearness(None, 1)) == (0.2, 0.2)


@pytest.mark.property
@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 3))
def test_nearness_follows_recall(one: float, other: float, level: int) -> None:
    low, high = sorted((one, other))
    assert 0.2 <= nearness(low, level) <= nearness(high, level) <= 0.9 + 1e-12


@pytest.mark.property
@given(
    st.sampled_from(Form), st.integers(0, 20), st.integers(0, 20), st.integers(0, 9), st.booleans()
)
def test_guesses_are_chances(form: Form, options: int, picked: int, hints: int, told: bool) -> None:
    assert 0.0 <= guess(form, options=options, picked=picked, hints=hints, told=told) <= 1.0
    assert guess(form, options=options) < inf
