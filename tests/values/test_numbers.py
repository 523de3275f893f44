from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.model import Number
from quizkit.values.numbers import NumberFault, interval, read_number, same_unit
from quizkit.values.words import BUILTIN, builtin

EN = builtin("en")
VI = builtin("vi")


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound", "step", "shown"),
    [
        ("97", 97, "", "", "0.5", "97"),
        ("75 billion USD", 75 * 10**9, "USD", "", 5 * 10**8, "75 billion"),
        ("97 million", 97 * 10**6, "", "", 5 * 10**5, "97 million"),
        ("97.3 million", 97_300_000, "", "", 50_000, "97.3 million"),
        ("about 500 km", 500, "km", "about", "0.5", "500"),
        ("over 140 million USD", 140 * 10**6, "USD", "over", 5 * 10**5, "140 million"),
        ("at least 3", 3, "", "at least", "0.5", "3"),
        ("Under 20 %", 20, "%", "under", "0.5", "20"),
        ("up to 5 visits", 5, "visits", "up to", "0.5", "5"),
        ("1,234.5", Decimal("1234.5"), "", "", "0.05", "1,234.5"),
        ("1 234 567 km²", 1_234_567, "km²", "", "0.5", "1 234 567"),
        ("$75bn", 75 * 10**9, "USD", "", 5 * 10**8, "75bn"),
        ("$1.5m", 1_500_000, "USD", "", 50_000, "1.5m"),
        ("US$ 5 million", 5_000_000, "USD", "", 500_000, "5 million"),
        ("€5", 5, "EUR", "", "0.5", "5"),
        ("5 €", 5, "EUR", "", "0.5", "5"),
        ("97%", 97, "%", "", "0.5", "97"),
        ("-3 °C", -3, "°C", "", "0.5", "-3"),
        ("5 hundred thousand", 500_000, "", "", 50_000, "5 hundred thousand"),
        ("35 years", 35, "years", "", "0.5", "35"),
        ("3 m", 3, "m", "", "0.5", "3"),
        ("~ 5", 5, "", "about", "0.5", "5"),
    ],
)
def test_english(text, value, unit, bound, step, shown):
    assert read_number(text, EN) == Number(Decimal(value), unit, bound, Decimal(step), shown)


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("75.000.000.000", 75 * 10**9, "", ""),
        ("97,3 triệu", 97_300_000, "", ""),
        ("97,3 trieu người", 97_300_000, "người", ""),
        ("hơn 140 triệu USD", 140 * 10**6, "USD", "over"),
        ("khoảng 75 nghìn tỷ đồng", 75 * 10**12, "đồng", "about"),
        ("ít nhất 5 tỉ", 5 * 10**9, "", "at least"),
        ("tối đa 500", 500, "", "up to"),
        ("dưới 20%", 20, "%", "under"),
        ("up to 5 ngàn", 5_000, "", "up to"),
        ("3 trăm triệu", 300_000_000, "", ""),
    ],
)
def test_vietnamese(text, value, unit, bound):
    found = read_number(text, VI)
    assert (found.value, found.unit, found.bound) == (value, unit, bound)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "about",
            "three",
            "1,5",
            "1,23,456",
            "12,3456",
            "1..5",
            "1e5",
            "1e2",
            "75.",
            "5-6 km",
        ),
        *(
            "18 November 1992",
            "1990, 1991",
            "１５",
            "9" * 16,
            "1." + "9" * 16,
            "$5 EUR",
            "NaN",
            "inf",
        ),
        *("5 " + "x" * 41, "5 km (about)", "0x10", "1_000", "5 = 5", "٥"),
    ],
)
def test_unreadable_numbers(text):
    with pytest.raises(NumberFault):
        read_number(text, EN)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("USD", "usd", True),
        ("USD", "$", True),
        ("USD", "US dollars", True),
        ("USD", "đô la", True),
        ("km", "kilometres", True),
        ("km²", "square kilometers", True),
        ("%", "percent", True),
        ("visits", "visit", True),
        ("countries", "country", True),
        ("kg", "kilograms", True),
        ("USD", "EUR", False),
        ("km", "miles", False),
        ("km", "m", False),
        ("", "km", False),
    ],
)
def test_units(one, other, same):
    assert same_unit(one, other) == same_unit(other, one) == same


def test_intervals():
    def ends(text):
        return interval(read_number(text, EN))

    assert ends("over 140") == ends("at least 140") == (140, None)
    assert ends("under 140") == ends("up to 140") == (None, 140)
    assert ends("about 500") == (450, 550)
    assert ends("about -500") == (-550, -450)
    low, high = ends("75 billion")
    assert low == Decimal("74500000000")
    assert Decimal("75499999000") < high < Decimal("75500000000")


def test_neighbours_do_not_touch():
    three, four = read_number("3", EN), read_number("4", EN)
    assert interval(three)[1] < interval(four)[0]


@pytest.mark.property
@given(st.integers(0, 10**15 - 1), st.sampled_from(sorted(BUILTIN)), st.booleans())
def test_integers_are_read_with_and_without_groups(value, tag, grouped):
    words = BUILTIN[tag]
    text = f"{value:,}".replace(",", words.thousands) if grouped else str(value)
    assert read_number(text, words).value == value


@pytest.mark.property
@given(st.text(max_size=60) | st.from_regex(r"\A[0-9.,' $%a-z\-]{1,40}\Z"))
def test_nothing_but_a_fault_is_raised(text):
    for words in BUILTIN.values():
        try:
            found = read_number(text, words)
        except NumberFault:
            continue
        low, high = interval(found)
        assert low is None or low <= found.value
        assert high is None or high >= found.value
        assert found.step > 0


@pytest.mark.fault
@pytest.mark.parametrize("unit", ["1", "1 ", "1,", "1.", " ", "000 ", "billion ", "$", "-", "'"])
def test_long_text_is_fast(unit):
    start = process_time()
    for length in (190, 65536):
        with pytest.raises(NumberFault):
            read_number("1" + unit * (length // len(unit)) + "!", EN)
    assert process_time() - start < 0.5
