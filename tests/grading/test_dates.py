import pytest

from quizkit.grading.dates import grade
from quizkit.model import Outcome, Precision
from quizkit.values.dates import make, read_date
from quizkit.values.words import builtin

EN = builtin("en")
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
