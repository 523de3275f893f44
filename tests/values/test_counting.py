from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.values.counting import counted, misspelt_scale
from quizkit.values.words import builtin

EN, VI = builtin("en"), builtin("vi")


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("seventy-five billion", 75 * 10**9, ""),
        ("Seventy five", 75, ""),
        ("two hundred and five thousand people", 205_000, "people"),
        ("one and a half million", 1_500_000, ""),
        ("a million and a half", 1_500_000, ""),
        ("half a million", 500_000, ""),
        ("a million dollars", 10**6, "dollars"),
        ("97 million 300 thousand", 97_300_000, ""),
        ("nineteen hundred", 1900, ""),
        ("zero", 0, ""),
        ("two dozen", 2, "dozen"),
        ("five two", 5, "two"),
        ("1992 1993", 1992, "1993"),
        ("twenty eleven", 20, "eleven"),
    ],
)
def test_english(text, value, rest):
    found = counted(text, EN)
    assert (found.value, found.rest, found.slip) == (value, rest, False)


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("bảy mươi lăm tỷ", 75 * 10**9, ""),
        ("chin muoi bay trieu", 97_000_000, ""),
        ("mười lăm", 15, ""),
        ("hai mươi mốt", 21, ""),
        ("một trăm linh năm", 105, ""),
        ("hai trăm bảy mươi lăm nghìn", 275_000, ""),
        ("một triệu rưỡi", 1_500_000, ""),
        ("nửa triệu", 500_000, ""),
        ("97 triệu 300 nghìn đồng", 97_300_000, "dong"),
        ("năm trăm km", 500, "km"),
        ("nghìn tỷ", 10**12, ""),
        ("năm 1992", 5, "1992"),
    ],
)
def test_vietnamese(text, value, rest):
    found = counted(text, VI)
    assert (found.value, found.rest) == (value, rest)


@pytest.mark.parametrize("text", ["", "and", "a", "people", "billions of people", "nhiều"])
def test_what_begins_with_no_number(text):
    found = counted(text, EN)
    assert found is None or text.startswith("billions")


def test_a_misspelt_scale_is_a_slip():
    assert counted("seventy bilion", EN)[::3] == (70 * 10**9, True)
    assert misspelt_scale("milion", EN.scales.items()) == 10**6
    assert misspelt_scale("ty", VI.scales.items()) is None


_ONES = [None, *(EN.counts[n] for n in range(1, 20))]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _below_thousand(number):
    hundreds, rest = divmod(number, 100)
    said = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        said += [_TENS[rest // 10] + (f"-{_ONES[rest % 10]}" if rest % 10 else "")]
    elif rest:
        said += [_ONES[rest]]
    return " and ".join(said)


@pytest.mark.property
@given(st.integers(1, 999_999_999))
def test_english_numbers_come_back(number):
    said = []
    for factor, scale in ((10**6, " million"), (10**3, " thousand"), (1, "")):
        part, number_left = divmod(number, factor)
        if part:
            said.append(_below_thousand(part) + scale)
        number = number_left
    wanted = _value(said)
    assert counted(" ".join(said), EN).value == wanted


def _value(said):
    scales = {"million": 10**6, "thousand": 10**3}
    total = 0
    for part in said:
        *words, last = part.replace(" and ", " ").replace("-", " ").split()
        factor = scales.get(last, 1)
        words = words if factor > 1 else [*words, last]
        amount = 0
        for word in words:
            if word == "hundred":
                amount *= 100
            else:
                amount += EN.counts.index(word) if word in EN.counts else _TENS.index(word) * 10
        total += amount * factor
    return total


@pytest.mark.property
@given(st.text(max_size=60))
def test_nothing_raises(text):
    for words in (EN, VI):
        found = counted(text, words)
        assert found is None or isinstance(found.value, Decimal)


@pytest.mark.parametrize("unit", ["one ", "9 ", "billion ", "half ", "a", "1", "mười "])
def test_long_text_is_refused_or_read_in_part(unit):
    for words in (EN, VI):
        found = counted((unit * 500)[:500], words)
        assert found is None or found.value <= 10**18
