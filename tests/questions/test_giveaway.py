"""A printed value must not hold the answer."""

import pytest

from quizkit.model import List, Name, Named, Precision, Text
from quizkit.questions.giveaway import Giveaway
from quizkit.values.dates import read_date
from quizkit.values.numbers import read_number
from quizkit.values.words import builtin

NAMES = {"John Kerry": Name("John Kerry", "person", aka=("Kerry", "Ke-ri"))}
TELLS = Giveaway(NAMES, builtin("en"))


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (Text("the Kerry plan"), True),
        (Text("the Kerrymore plan"), False),
        (Named("John Kerry"), True),
        (List((Named("X"), Named("John Kerry"))), True),
        (Text("the John plan"), False),
    ],
)
def test_a_name_is_told_by_any_of_its_spellings_as_whole_words(printed, told):
    assert TELLS(Named("John Kerry"), printed, None) is told


def test_a_year_is_told_by_a_text_that_has_it():
    year = read_date("1994")
    assert TELLS(year, Text("the accord of 1994"), Precision.YEAR)
    assert not TELLS(year, Text("the accord of 1995"), Precision.YEAR)
    assert not TELLS(read_date("1994-02-03"), Text("the 1994 accord"), Precision.DAY)


def test_a_stem_is_searched_without_marks():
    assert TELLS.in_text(Named("Hà Nội"), "Where is Ha Noi?", None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What did Mnemosyne 6.3.2 change?", False),
        ("Which of 6,500 people was it?", False),
        ("Which 6.5 km were they?", False),
        ("Who led the 6 teams?", True),
        ("Who came in 6?", True),
    ],
)
def test_only_whole_figures_are_told(text, told):
    assert TELLS.in_text(read_number("6", builtin("en")), text, None) is told
    assert TELLS.in_text(Text("6"), text, None) is told


def test_a_figure_with_a_mark_is_told_whole():
    assert TELLS.in_text(read_number("6,500", builtin("en")), "Of 6,500 people?", None)
    assert not TELLS.in_text(read_number("500", builtin("en")), "Of 6,500 people?", None)
