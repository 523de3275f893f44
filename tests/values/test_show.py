"""Values as people read them."""

import pytest

from quizkit.model import OTHER, List, Name, Named, Precision, Text, Views
from quizkit.values.dates import read_date
from quizkit.values.numbers import read_number
from quizkit.values.show import date_text, join, show
from quizkit.values.words import builtin

EN, VI = builtin("en"), builtin("vi")
NAMES = {
    "Hanoi": Name("Hanoi", "city", spellings={"vi": "Hà Nội"}),
    "United States": Name("United States", "country", article=True),
}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Text("US congressional"), "US congressional"),
        (Named("United States"), "United States"),
        (Named("Nobody"), "Nobody"),
        (List((Text("a"), Text("b"), Text("c"))), "a, b and c"),
        (read_date("1992-11-18"), "18 November 1992"),
        (read_date("1992~"), "about 1992"),
        (read_date("1987-01/1987-06"), "1987-01 - 1987-06"),
        (read_number("over 75 billion USD", EN), "over 75 billion USD"),
        (read_number("40%", EN), "40%"),
        (Views("as of", (("2020", read_number("97 million", EN)),)), "97 million (as of 2020)"),
        (OTHER, "?"),
    ],
)
def test_each_type_in_english(value, text):
    assert show(value, words=EN, names=NAMES) == text


def test_the_article_is_printed_where_it_is_wanted():
    value = Named("United States")
    assert show(value, words=EN, names=NAMES, article=True) == "the United States"
    assert show(value, words=VI, names=NAMES, article=True) == "United States"


def test_names_are_spelled_in_the_language():
    assert show(Named("Hanoi"), words=VI, names=NAMES) == "Hà Nội"
    assert show(Named("Hanoi"), words=EN, names=NAMES) == "Hanoi"


def test_dates_are_printed_as_coarsely_as_asked():
    day = read_date("1995-07-11")
    assert [date_text(day, EN, p) for p in Precision] == ["1995", "July 1995", "11 July 1995"]
    assert date_text(day, VI) == "ngày 11 tháng 7 năm 1995"


def test_short_lists_need_no_comma():
    assert [join(["a"][:n] * n, EN) for n in (0, 1)] == ["", "a"]
    assert join(["a", "b"], VI) == "a và b"


@pytest.mark.parametrize(
    ("date", "english", "vietnamese"),
    [
        ("0001-01-01", "1 January 0001", "ngày 1 tháng 1 năm 0001"),
        ("0040-03", "March 0040", "tháng 3 năm 0040"),
        ("0040", "40", "40"),
        ("0938-12-31", "31 December 938", "ngày 31 tháng 12 năm 938"),
    ],
)
def test_beside_a_month_a_year_is_known_from_a_day(date, english, vietnamese):
    assert [date_text(read_date(date), words) for words in (EN, VI)] == [english, vietnamese]
    assert date_text(read_date(date), EN, Precision.YEAR) == str(int(date[:4]))
