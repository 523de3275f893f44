"""Dates and numbers near a right one."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.model import Precision
from quizkit.questions.near import (
    date_nearness,
    is_within,
    kept_within,
    near_dates,
    near_numbers,
    number_nearness,
)
from quizkit.values.dates import read_date
from quizkit.values.numbers import interval, read_number
from quizkit.values.words import builtin

LAST = read_date("2024").last
EN, VI = builtin("en"), builtin("vi")


def test_years_stay_within_what_may_be_shown():
    found = near_dates(read_date("2023"), Precision.YEAR, rng=Random(1), latest=LAST)
    assert {date.text for date in found} <= {str(year) for year in range(2017, 2025)} - {"2023"}


def test_months_are_of_the_same_year():
    found = near_dates(read_date("1995-07"), Precision.MONTH, rng=Random(1), latest=LAST)
    assert len(found) == 11
    assert {date.text[:4] for date in found} == {"1995"}


@pytest.mark.property
@given(st.integers(1, 2500), st.integers(1, 12), st.integers(1, 28), st.sampled_from(Precision))
def test_a_near_date_is_never_the_date(year, month, day, asked):
    key = read_date(f"{year:04}-{month:02}-{day:02}"[: (4, 7, 10)[asked - 1]])
    for date in near_dates(key, asked, rng=Random(1), latest=10**7):
        assert date.text != key.text
        assert date.precision is asked


@pytest.mark.property
@given(st.integers(1, 10**9), st.sampled_from(("", " million", " billion USD", " km")))
def test_near_numbers_lie_outside_the_tolerance_and_read_back(figure, rest):
    key = read_number(f"{figure}{rest}", EN)
    low, high = interval(key)
    for number in near_numbers(key, words=EN, rng=Random(1)):
        assert not low <= number.value <= high
        again = read_number(f"{number.shown} {number.unit}".strip(), EN)
        assert again.value == number.value


def test_near_numbers_keep_the_look_of_the_language():
    found = near_numbers(read_number("75,5 triệu", VI), words=VI, rng=Random(1))
    assert found
    assert all(number.shown.endswith(" triệu") and "." not in number.shown for number in found)


@pytest.mark.parametrize("key", ["72 %", "99 percent", "60 phần trăm"])
def test_a_share_stays_within_the_whole(key):
    found = near_numbers(read_number(key, EN), words=EN, rng=Random(1))
    assert len(found) > 2
    assert all(0 <= number.value <= 100 for number in found)


def test_a_growth_may_be_more_than_the_whole():
    found = near_numbers(read_number("150 %", EN), words=EN, rng=Random(1))
    assert max(number.value for number in found) > 200


@pytest.mark.parametrize(("key", "one"), [("3 days", False), ("3 km", True), ("3", True)])
def test_one_stands_with_no_plural(key, one):
    found = near_numbers(read_number(key, EN), words=EN, rng=Random(1))
    assert any(number.value == 1 for number in found) is one


def test_nearness_falls_with_distance():
    key = read_date("1992")
    assert date_nearness(key, key, Precision.YEAR) == 1
    assert date_nearness(key, read_date("1993"), None) > date_nearness(key, read_date("1999"), None)
    ten = read_number("10", EN)
    assert number_nearness(ten, read_number("12", EN)) > number_nearness(ten, read_number("30", EN))


def test_two_years_of_a_scope_are_its_ends():
    scope = kept_within("between 2000 and 2019")
    assert [is_within(read_date(text), scope) for text in ("1999", "2000", "2019", "2020")] == [
        *(False, True, True, False)
    ]
    assert kept_within("since 1995") is None
    assert kept_within("of 1975, 1986 and 1995") is None
    assert is_within(read_date("1989"), None)
