from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.values.spoken import Spoken, spoken
from quizkit.values.words import BUILTIN, builtin

EN = builtin("en")
VI = builtin("vi")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("18 November 1992", (1992, 11, 18)),
        ("18th of November, 1992", (1992, 11, 18)),
        ("on November 18, 1992", (1992, 11, 18)),
        ("Nov. 18th 1992", (1992, 11, 18)),
        ("1992 November 18", (1992, 11, 18)),
        ("Nov 92", (1992, 11, None)),
        ("Nov '92", (1992, 11, None)),
        ("NOVEMBER 1992", (1992, 11, None)),
        ("18/11/1992", (1992, 11, 18)),
        ("18.11.92", (1992, 11, 18)),
        ("7/11/1995", (1995, 11, 7, False, True)),
        ("7.11.95", (1995, 11, 7, False, True)),
        ("7/7/1995", (1995, 7, 7)),
        ("1995/11/7", (1995, 11, 7)),
        ("11/18/1992", (1992, 11, 18)),
        ("1992-11-18", (1992, 11, 18)),
        ("1992/11", (1992, 11, None)),
        ("11/1992", (1992, 11, None)),
        ("in 1992", (1992, None, None)),
        ("the year 1992", (1992, None, None)),
        ("about 1992", (1992, None, None)),
        ("938", (938, None, None)),
        ("92", (1992, None, None)),
        ("05", (None, 5, None)),
        ("July", (None, 7, None)),
        ("11 July", (None, 7, 11)),
        ("11/7", (None, 7, 11, False, True)),
        ("29 February 1992", (1992, 2, 29)),
        ("29 February 1991", None),
        ("31 November 1992", None),
        ("13", None),
        ("1992 1993", None),
        ("November December 1992", None),
        ("John Kerry", None),
        ("", None),
        ("the", None),
        ("1 2 3 4", None),
        ("19921118", None),
        ("0", None),
        ("5/6/7", None),
        ("1992 BC", None),
    ],
)
def test_english(text, read):
    assert spoken(text, EN) == (Spoken(*read) if read else None)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ngày 11 tháng 7 năm 1995", (1995, 7, 11)),
        ("Ngày 11-7-1995", (1995, 7, 11)),
        ("11 tháng 7, 1995", (1995, 7, 11)),
        ("tháng 7 năm 1995", (1995, 7, None)),
        ("tháng 7/1995", (1995, 7, None)),
        ("tháng bảy năm 1995", (1995, 7, None)),
        ("thang muoi hai 1995", (1995, 12, None)),
        ("tháng mười năm 1995", (1995, 10, None)),
        ("tháng giêng 1968", (1968, 1, None)),
        ("năm 1995", (1995, None, None)),
        ("khoảng năm 1995", (1995, None, None)),
        ("ngày 2 tháng 9", (None, 9, 2)),
        ("tháng 13 năm 1995", None),
    ],
)
def test_vietnamese(text, read):
    assert spoken(text, VI) == (Spoken(*read) if read else None)


def test_day_and_month_are_exchanged_in_the_other_order():
    assert spoken("11/7/1995", EN).exchanged == Spoken(1995, 11, 7, either=True)
    assert spoken("11/7/1995", replace(EN, day_first=False)) == Spoken(1995, 11, 7, either=True)


def test_a_misspelt_month_is_a_slip():
    assert spoken("Novmber 1992", EN) == Spoken(1992, 11, None, slip=True)
    assert spoken("Juny 1992", EN) is None


@pytest.mark.parametrize(("near", "year"), [(1980, 1992), (1789, 1792), (2080, 2092), (92, 92)])
def test_two_digits_are_of_the_century_that_is_meant(near, year):
    assert spoken("92", EN, near=near).year == year


@pytest.mark.property
@given(st.dates(), st.sampled_from(sorted(BUILTIN)), st.integers(0, 2))
def test_every_date_is_read_as_it_is_printed(day, tag, level):
    language = BUILTIN[tag]
    text = language.dates[level].format(
        year=f"{day.year:04}", month=language.months[day.month - 1], day=day.day
    )
    wanted = (day.year, day.month, day.day)[: level + 1] + (None,) * (2 - level)
    assert spoken(text, language) == Spoken(*wanted)
    with_preposition = language.on[level].format(date=text)
    assert spoken(with_preposition, language) == Spoken(*wanted)


@pytest.mark.property
@given(st.text(max_size=120), st.sampled_from(sorted(BUILTIN)))
def test_nothing_is_raised(text, tag):
    found = spoken(text, BUILTIN[tag])
    assert found is None or any(found[:3])
