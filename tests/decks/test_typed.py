"""Values of every type, from texts, lists and maps."""

from decimal import Decimal

import pytest

from quizkit.model import OTHER, Date, List, Named, Number, Precision, Text, Value, Views
from quizkit.values.dates import read_date
from tests.decks.reading import TRIP, found, marked, problems, read, trip


def test_each_type_reads_its_texts() -> None:
    values = trip(
        "who: Bo, date: 1992-11, days: about 15 thousand km, rank: General, of: a b"
    ).values
    assert values["who"] == Named("Bo")
    assert values["date"] == read_date("1992-11")
    number = values["days"]
    assert isinstance(number, Number)
    assert (number.value, number.bound, number.unit) == (Decimal(15000), "about", "km")
    assert values["rank"] == Text("General", member=True)
    assert values["of"] == Text("a b")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("[A, B]", List((Named("A"), Named("B")))),
        ("[A, ...]", List((Named("A"),), complete=False)),
        ("A", List((Named("A"),))),
        ("other", OTHER),
        ("'other'", List((Named("other"),))),
    ],
)
def test_lists_are_complete_unless_they_say_otherwise(typed: str, value: Value) -> None:
    assert trip(f"who: Bo, via: {typed}").values["via"] == value


def test_steps_keep_their_order_and_are_texts() -> None:
    assert trip("who: Bo, route: [ride, walk]").values["route"] == List(
        (Text("ride"), Text("walk")), ordered=True
    )


def test_other_is_known_to_every_type_of_role() -> None:
    values = trip("who: other, to: other, date: other, days: other, rank: other, of: other").values
    assert set(values.values()) == {OTHER}
    assert trip('who: "other"').values["who"] == Named("other")


def test_viewpoints() -> None:
    value = trip("who: Bo, date: {in Hue: 1995-07-11, in Lima: 1995-07-12}").values["date"]
    assert value == Views(
        "in", (("Hue", read_date("1995-07-11")), ("Lima", read_date("1995-07-12")))
    )
    lists = trip("who: Bo, via: {as of 2020: [A, B]}").values["via"]
    assert lists == Views("as of", (("2020", List((Named("A"), Named("B")))),))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("who: Bo, date: §18/11/1992", "QK011"),
        ("who: Bo, date: §1992-02-30", "QK012"),
        ("who: Bo, date: §1993/1992", "QK012"),
        ("who: Bo, days: §many", "QK013"),
        ("who: Bo, rank: §Generel", "QK112"),
        ("who: §[Bo, An]", "QK006"),
        ("who: Bo, via: §[]", "QK006"),
        ("who: Bo, via: [§[A]]", "QK006"),
        ("who: Bo, via: [A, §{in x: B}]", "QK006"),
        ("who: Bo, date: {in A: 1992, §by B: 1993}", "QK016"),
        ("who: Bo, date: {in A: 1992, §per B: 1993}", "QK016"),
        ("who: Bo, date: {§according to A: 1992}", "QK016"),
        ("who: Bo, date: §{}", "QK016"),
        ("who: Bo, days: {as of §then: 3}", "QK011"),
        ("who: Bo, days: {as of 2020: §{in A: 3}}", "QK006"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_place(typed: str, code: str) -> None:
    text, expected = marked(f"{TRIP}    - {{{typed}}}\n", code)
    assert found(text) == expected


def test_an_unreadable_value_is_left_out_and_the_fact_stays() -> None:
    assert trip("who: Bo, date: yesterday").values.keys() == {"who"}


def test_a_date_brings_the_form_that_was_meant() -> None:
    deck = read("about: {A: {b: c}}\nas of: 18/11/1992\n")
    assert deck.as_of is None
    assert deck.problems[0].notes[0].text == "write `1992-11-18`, if that is meant"


@pytest.mark.parametrize(
    ("typed", "kind", "shown"),
    [
        ("Hanoi", Named, "Hanoi"),
        ("HN", Named, "Hanoi"),
        ("1995", Date, "1995"),
        ("1995-07", Date, "1995-07"),
        ("1995-07-11", Date, "1995-07-11"),
        ("1995~", Date, "1995~"),
        ("97 million", Number, "97 million"),
        ("4350 km", Number, "4350"),
        ("about 500 km", Number, "500"),
        ("$75bn", Number, "75bn"),
        ("42", Number, "42"),
        ("7 December", Text, "7 December"),
        ("10 Downing Street", Text, "10 Downing Street"),
        ("12 angry men", Text, "12 angry men"),
        ("rice", Text, "rice"),
        ('"1995"', Text, "1995"),
        ("1995/07/11", Text, "1995/07/11"),
        ("other", Text, "other"),
    ],
)
def test_a_value_of_about_is_read_by_its_look(typed: str, kind: type, shown: str) -> None:
    names = "names: {Hanoi: {is: city, aka: [HN]}}\n"
    value = read(f"{names}about: {{A: {{b: {typed}}}}}\n").facts[0].values["value"]
    assert isinstance(value, kind)
    assert getattr(value, "shown", value[0]) == shown


def test_a_list_of_about() -> None:
    value = read("about: {A: {rivers: [Red, 1995, ...]}}\n").facts[0].values["value"]
    assert value == List((Text("Red"), read_date("1995")), complete=False)


def test_a_precision_survives() -> None:
    value = trip("who: Bo, date: 1992-11").values["date"]
    assert isinstance(value, Date)
    assert value.precision is Precision.MONTH


def test_numbers_are_read_in_the_decks_language() -> None:
    text = "language: vi\nkinds: {k: {roles: {n: number}}}\nfacts: {k: [{n: '1,5 triệu'}]}\n"
    value = read(text).facts[0].values["n"]
    assert isinstance(value, Number)
    assert value.value == 1_500_000


def test_a_member_that_is_misspelt_is_guessed() -> None:
    problem = problems(
        "kinds: {k: {roles: {r: {is: [Colonel, General]}}}}\nfacts: {k: [{r: Generel}]}\n"
    )[0]
    assert problem.notes[0].text == "did you mean `General`?"
