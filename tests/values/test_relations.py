"""What excludes what, and what is the same answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.model import OTHER, List, Name, Named, Precision, Text, Views
from quizkit.values.dates import read_date
from quizkit.values.numbers import read_number
from quizkit.values.relations import Places, answer_key, excludes, key, needs_view, plain
from quizkit.values.words import builtin

PLACES = Places(
    {
        "Hanoi": Name("Hanoi", "city", within=("Vietnam",)),
        "Vietnam": Name("Vietnam", "country", within=("Asia",)),
        "Laos": Name("Laos", "country"),
    }
)
EN = builtin("en")


def date(text):
    return read_date(text)


def number(text):
    return read_number(text, EN)


@pytest.mark.parametrize(
    ("printed", "other", "out"),
    [
        (Named("Laos"), Named("Hanoi"), True),
        (Named("Vietnam"), Named("Hanoi"), False),
        (Named("Hanoi"), Named("Asia"), False),
        (Named("Laos"), None, False),
        (Named("Laos"), OTHER, True),
        (Text("US"), Text("US congressional"), False),
        (Text("US"), Text("French"), True),
        (Text("US"), Text("us"), False),
        (date("1992"), date("1992-11"), False),
        (date("1992-10"), date("1992-11"), True),
        (date("1992-10"), date("1992"), False),
        (date("1992"), date("1991/1993"), False),
        (date("1992"), date("1993/.."), True),
        (date("1992"), date("1999~"), False),
        (date("1992"), date("1999?"), False),
        (date("1992"), date("198X"), True),
        (number("75 billion USD"), number("90 billion USD"), True),
        (number("75 billion USD"), number("75.2 billion USD"), False),
        (number("75 billion USD"), number("90 billion EUR"), False),
        (number("over 75"), number("90"), False),
        (number("1 day"), number("6 days"), True),
        (number("1 day"), number("1 days"), False),
        (number("1 day"), number("6 years"), False),
        (number("5 m"), number("6 ms"), False),
        (List((Named("Laos"),)), List((Named("Laos"), Named("Vietnam"))), False),
        (List((Named("Laos"), Named("Hanoi"))), List((Named("Laos"),)), True),
        (List((Named("Laos"),)), List((Named("Vietnam"),), complete=False), False),
        (Named("Laos"), List((Named("Vietnam"),)), True),
        (date("1995"), Views("in", (("Hanoi", date("1999")),)), False),
        (Views("in", (("Hanoi", date("1999")),)), date("1995"), False),
        (Named("Laos"), Text("Laos"), False),
    ],
)
def test_only_what_is_certain_excludes(printed, other, out):
    assert excludes(printed, other, places=PLACES) is out


def test_a_date_excludes_as_coarsely_as_it_is_printed():
    one, two = date("1992-11-18"), date("1992-12")
    assert excludes(one, two, places=PLACES)
    assert not excludes(one, two, places=PLACES, precision=Precision.YEAR)


days = st.dates().map(lambda day: read_date(day.isoformat()))


@pytest.mark.property
@given(days, days)
def test_sure_days_exclude_each_other_or_are_the_same(one, two):
    assert excludes(one, two, places=PLACES) is (one != two)
    assert excludes(one, two, places=PLACES) is excludes(two, one, places=PLACES)


@pytest.mark.parametrize(
    "value",
    [
        OTHER,
        None,
        date("1992~"),
        date("1991/1993"),
        date("197X"),
        List((Named("A"),), complete=False),
        Views("in", (("A", date("1995-07-11")), ("B", date("1995-07-12")))),
    ],
)
def test_what_is_vague_is_no_answer(value):
    assert answer_key(value) is None


def test_viewpoints_that_agree_are_one_answer():
    both = Views("in", (("A", date("1995-07-11")), ("B", date("1995-07-12"))))
    assert answer_key(both, precision=Precision.MONTH) == ("date", "1995-07")


def test_one_viewpoint_is_part_of_the_answer_but_for_coarse_dates():
    entries = (("2020", number("97 million")),)
    assert needs_view(entries, None)
    assert answer_key(Views("as of", entries))[:3] == ("view", "as of", "2020")
    assert not needs_view((("A", date("1995-07-11")),), Precision.YEAR)


def test_the_order_of_a_list_is_no_part_of_the_answer_but_of_steps():
    one, two = Named("A"), Named("B")
    assert answer_key(List((one, two))) == answer_key(List((two, one)))
    steps = [answer_key(List(items, ordered=True)) for items in ((one, two), (two, one))]
    assert steps[0] != steps[1]


def test_the_fingerprint_hangs_on_type_and_value_alone():
    assert key("person", Named("A")) == key("person", Named("A"))
    assert key("person", Named("A")) != key("place", Named("A"))
    assert len(key("number", number("75 billion USD"))) == 16
    assert plain(number("about 75 billion USD")) == {
        "number": "75000000000",
        "unit": "USD",
        "bound": "about",
    }


def test_circles_of_places_come_to_an_end():
    places = Places(
        {"A": Name("A", "place", within=("B",)), "B": Name("B", "place", within=("A",))}
    )
    assert places.touch("A", "B")
    assert places.around("A") == {"B"}


def test_one_answer_in_the_singular_and_the_plural_with_fingerprints_of_their_own():
    assert answer_key(number("1 day")) == answer_key(number("1 days"))
    assert plain(number("6 days")) == {"number": "6", "unit": "days"}
