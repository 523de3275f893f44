import pytest

from quizkit.grading.numbers import grade
from quizkit.model import Outcome
from quizkit.values.numbers import read_number
from quizkit.values.words import builtin

EN, VI = builtin("en"), builtin("vi")


def score(response, key, words=EN):
    return grade(response, [read_number(key, words)], words=words).score


@pytest.mark.parametrize(
    ("key", "low", "right", "high"),
    [
        ("75 billion", "74.5 billion", "75.4 billion", "75.5 billion"),
        ("97.3 million", "97.25 million", "97.3499 million", "97.35 million"),
        ("about 500", "449.9", "450", "550.1"),
        ("3", "2.5", "3.0", "3.5"),
        ("over 140", "139", "140", "141"),
    ],
)
def test_tolerance(key, low, right, high):
    assert [score(text, key) for text in (low, right, high)] == [0, 1, 0]


def test_another_unit_is_wrong_and_told():
    found = grade("75 billion euros", [read_number("75 billion USD", EN)], words=EN)
    assert (found.outcome, found.detail) == (Outcome.WRONG, "the unit is USD")


@pytest.mark.parametrize("response", ["20%", "20 percent", "20", "about 20 %", "roughly 20%."])
def test_ways_to_write_it(response):
    assert score(response, "20 %") == 1


@pytest.mark.parametrize("response", ["twelve", "twelve visits", "Twelve.", "it was 12"])
def test_number_words(response):
    assert score(response, "12 visits") == 1


def test_vietnamese_number_words():
    assert score("mười hai", "12", VI) == 1
    assert score("hai", "12", VI) == 0


def test_the_other_decimal_mark_is_read_where_it_can_mean_nothing_else():
    assert score("97,3 million", "97.3 million") == 1
    assert score("97.3 triệu", "97,3 triệu", VI) == 1
    assert score("1,234", "1.234") == 0


@pytest.mark.parametrize("response", ["", "many", "1e100000000", "NaN", "inf", "9" * 400, "-"])
def test_what_is_no_number_is_wrong(response):
    found = grade(response, [read_number("75", EN)], words=EN)
    assert (found.outcome, found.given) == (Outcome.WRONG, None)


def test_the_best_of_several_counts():
    keys = [read_number("5", EN), read_number("7", EN)]
    assert grade("7", keys, words=EN).outcome is Outcome.RIGHT
    assert grade("6", keys, words=EN).given == read_number("6", EN)


@pytest.mark.parametrize("response", ["100 and 105", "$3 and 105"])
def test_a_figure_at_the_start_is_not_left_out(response):
    assert grade(response, [read_number("105", EN)], words=EN).given is None


@pytest.mark.parametrize("response", ["not 4", "it was never 4", "không phải 4", "chưa 4"])
def test_a_number_that_is_denied_is_another_one(response):
    assert score(response, "4") == 0
    assert score("No. 4", "4") == 1
