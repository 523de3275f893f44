from dataclasses import replace

import pytest

from quizkit.grading.dates import grade
from quizkit.model import Grade, Outcome, Precision
from quizkit.values.dates import make, read_date
from quizkit.values.words import builtin

EN, VI = builtin("en"), builtin("vi")
DAY = make(1992, 11, 18)


def judged(response, *keys, asked=None, words=EN):
    return grade(response, keys, words=words, asked=asked)


def test_given_is_cut_to_the_precision_asked():
    assert judged("18 October 1992", DAY, asked=Precision.MONTH).given == make(1992, 10)
    assert judged("18 October 1991", DAY, asked=Precision.YEAR).given == make(1991)
    assert judged("1992", DAY, asked=Precision.DAY).given == make(1992)


@pytest.mark.parametrize(
    ("response", "asked", "detail"),
    [
        ("November 1992", Precision.DAY, "the month is right, the day was asked"),
        ("1992", Precision.DAY, "the year is right, the day was asked"),
        ("1992", Precision.MONTH, "the year is right, the month was asked"),
        ("18 November", Precision.DAY, "the year is missing"),
    ],
)
def test_coarser_is_partly_right(response, asked, detail):
    found = judged(response, DAY, asked=asked)
    assert (found.outcome, found.score, found.detail) == (Outcome.PARTLY, 0.5, detail)


def test_finer_is_right_but_not_if_the_rest_is_known_to_be_wrong():
    assert judged("18 November 1992", make(1992), asked=Precision.YEAR).outcome is Outcome.RIGHT
    found = judged("19 November 1992", DAY, asked=Precision.MONTH)
    assert (found.outcome, found.detail) == (Outcome.SLIP, "it is 18 November 1992")


def test_a_date_is_asked_at_its_own_precision_unless_told():
    assert judged("November 1992", make(1992, 11)).outcome is Outcome.RIGHT
    assert judged("1992", make(1992, 11)).outcome is Outcome.PARTLY


def test_the_best_of_several_counts():
    keys = (make(2017), make(2019))
    assert judged("2019", *keys).outcome is Outcome.RIGHT
    assert judged("2018", *keys).given == make(2018)


def test_an_early_year_may_have_few_digits():
    assert judged("40", make(40)).outcome is Outcome.RIGHT
    assert judged("938", make(938)).outcome is Outcome.RIGHT
    assert judged("5", make(5)).outcome is Outcome.RIGHT


@pytest.mark.parametrize("response", ["", "199X", "1990/1995", "199", "the nineties", "Kerry"])
def test_what_is_no_date_is_wrong(response):
    assert judged(response, DAY, asked=Precision.YEAR).score == 0


def test_interval_keys_are_judged_by_what_is_known():
    half = read_date("1987-01/1987-06")
    assert judged("1987", half, asked=Precision.YEAR).outcome is Outcome.RIGHT


JULY, NOVEMBER = make(1995, 7, 11), make(1995, 11, 7)


def test_numbers_in_either_order_are_read_in_the_language_s_and_it_is_said():
    right = Grade(Outcome.RIGHT, 1.0, JULY, "read as 11 July 1995")
    assert judged("11/7/1995", JULY) == right
    assert judged("11.7.95", JULY) == right
    wrong = Grade(Outcome.WRONG, 0.0, JULY, "read as 11 July 1995")
    assert judged("11/7/1995", DAY) == wrong
    american = replace(EN, day_first=False)
    assert judged("11/7/1995", NOVEMBER, words=american).detail == "read as 7 November 1995"
    assert judged("11-7-1995", JULY, words=VI).detail == ""


@pytest.mark.parametrize("asked", [Precision.MONTH, Precision.DAY])
def test_numbers_that_are_right_in_the_other_order_ask_which_one(asked):
    found = judged("11/7/1995", NOVEMBER, asked=asked)
    assert (found.outcome, found.score, found.given) == (Outcome.UNCLEAR, 0.0, None)
    assert found.candidates == ("11 July 1995", "7 November 1995")
    for answer, score in zip(found.candidates, (0.0, 1.0), strict=True):
        assert judged(answer, NOVEMBER, asked=asked).score == score


def test_of_several_dates_one_that_fits_as_read_is_right():
    for keys in ((JULY, NOVEMBER), (NOVEMBER, JULY)):
        assert judged("11/7/1995", *keys).outcome is Outcome.RIGHT


def test_the_order_is_of_no_matter_where_the_year_is_asked():
    for key in (JULY, NOVEMBER, make(1995)):
        found = judged("11/7/1995", key, asked=Precision.YEAR)
        assert (found.outcome, found.detail) == (Outcome.RIGHT, "")
    assert judged("11/7/1995", make(1996), asked=Precision.YEAR).detail == ""
    assert judged("11/8/1995", JULY, asked=Precision.YEAR).outcome is Outcome.SLIP


@pytest.mark.parametrize("response", ["13/7/1995", "7/13/1995", "7/7/1995", "11 July 1995"])
def test_what_has_but_one_order_is_not_remarked_on(response):
    assert "read as" not in judged(response, make(1995, 7, 13)).detail
    assert judged(response, make(1995, 7, 7)).outcome is not Outcome.UNCLEAR


def test_without_a_year_the_order_is_said_and_asked_too():
    found = judged("11/7", JULY)
    assert (found.outcome, found.score) == (Outcome.PARTLY, 0.5)
    assert found.detail == "read as 11 July; the year is missing"
    assert judged("11/7", NOVEMBER).candidates == ("11 July", "7 November")
    assert judged("11/7", NOVEMBER, words=VI).outcome is Outcome.WRONG
    assert judged("7 November", NOVEMBER).score == 0.5
