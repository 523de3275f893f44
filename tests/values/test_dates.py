from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.model import Precision
from quizkit.values.dates import (
    OPEN_END,
    OPEN_START,
    DateFault,
    known_at,
    make,
    overlaps,
    parts,
    read_date,
    truncate,
)

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
precisions = st.sampled_from(Precision)


@st.composite
def dates(draw):
    day = draw(days)
    precision = draw(precisions)
    text = day.isoformat()[: (4, 7, 10)[precision - 1]]
    return read_date(text + draw(st.sampled_from(["", "", "~", "?", "%"])))


@pytest.mark.parametrize(
    ("text", "canonical", "first", "last", "precision"),
    [
        ("1992-11-18", "1992-11-18", "1992-11-18", "1992-11-18", Precision.DAY),
        ("1992-11", "1992-11", "1992-11-01", "1992-11-30", Precision.MONTH),
        ("1992", "1992", "1992-01-01", "1992-12-31", Precision.YEAR),
        (" 1992 ", "1992", "1992-01-01", "1992-12-31", Precision.YEAR),
        ("0938", "0938", "0938-01-01", "0938-12-31", Precision.YEAR),
        ("197X", "197X", "1970-01-01", "1979-12-31", None),
        ("19XX", "19XX", "1900-01-01", "1999-12-31", None),
        ("1992-XX", "1992", "1992-01-01", "1992-12-31", Precision.YEAR),
        ("1992-XX-XX", "1992", "1992-01-01", "1992-12-31", Precision.YEAR),
        ("1992-02-XX", "1992-02", "1992-02-01", "1992-02-29", Precision.MONTH),
        ("1987-01/1987-06", "1987-01/1987-06", "1987-01-01", "1987-06-30", None),
        ("1987/1987", "1987/1987", "1987-01-01", "1987-12-31", None),
    ],
)
def test_edtf_is_read(text, canonical, first, last, precision):
    found = read_date(text)
    ordinals = [date.fromisoformat(day).toordinal() for day in (first, last)]
    assert found.text == canonical
    assert [found.first, found.last] == ordinals
    assert found.precision == precision
    assert (found.about, found.uncertain) == (False, False)


@pytest.mark.parametrize(
    ("text", "about", "uncertain"),
    [("1992~", True, False), ("1992-11?", False, True), ("1992-11-18%", True, True)],
)
def test_marks_are_kept(text, about, uncertain):
    found = read_date(text)
    assert (found.text, found.about, found.uncertain) == (text, about, uncertain)
    assert not known_at(found, Precision.YEAR)


def test_marks_of_an_end_hold_for_the_interval():
    assert read_date("1987~/1988").about
    assert read_date("1987/1988?").uncertain


def test_open_intervals():
    assert read_date("1987/..").last == OPEN_END
    assert read_date("../1987").first == OPEN_START
    assert not known_at(read_date("1987/.."), Precision.YEAR)


@pytest.mark.parametrize(
    "text",
    [
        *("1992-02-30", "1991-02-29", "1992-13", "1992-00", "1992-11-00", "1992-11-31", "0000"),
        *("1993/1992", "1992-06/1992-01", "1992-02-30/1993", "1992-02-30~"),
    ],
)
def test_dates_that_cannot_be(text):
    with pytest.raises(DateFault) as fault:
        read_date(text)
    assert fault.value.impossible
    assert fault.value.offer is None


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("18/11/1992", "1992-11-18"),
        ("18.11.1992", "1992-11-18"),
        ("11/18/1992", "1992-11-18"),
        ("Nov 1992", "1992-11"),
        ("18 November 1992", "1992-11-18"),
        ("November 18, 1992", "1992-11-18"),
        ("tháng 7 năm 1995", "1995-07"),
        ("ngày 11 tháng 7 năm 1995", "1995-07-11"),
        ("1992-1-5", "1992-01-05"),
        ("1992/", "1992/.."),
        ("30/02/1992", None),
        ("yesterday", None),
        ("", None),
        ("../..", None),
        ("1992-XX-18", None),
        ("197X-05", None),
        ("19921118", None),
        ("1992-W47-3", None),
        ("-0044", None),
        ("12:30", None),
        ("x" * 1000, None),
    ],
)
def test_unreadable_dates_and_what_is_offered(text, offer):
    with pytest.raises(DateFault) as fault:
        read_date(text)
    assert not fault.value.impossible
    assert fault.value.offer == offer
    if offer:
        assert read_date(offer)


@pytest.mark.property
@given(days, precisions)
def test_a_made_date_is_read_back(day, precision):
    whole = (day.year, day.month, day.day)
    wanted = whole[:precision] + (None,) * (3 - precision)
    made = make(*whole[:precision])
    assert read_date(made.text) == made
    assert parts(made) == wanted
    assert made.first <= day.toordinal() <= made.last


@pytest.mark.parametrize("arguments", [(0,), (10000,), (1992, 0), (1992, 13), (1991, 2, 29)])
def test_what_cannot_be_is_not_made(arguments):
    with pytest.raises(DateFault) as fault:
        make(*arguments)
    assert fault.value.impossible


@pytest.mark.property
@given(dates(), precisions)
def test_truncating_widens_and_settles(found, precision):
    cut = truncate(found, precision)
    assert cut.first <= found.first <= found.last <= cut.last
    assert truncate(cut, precision) == cut
    assert (cut.about, cut.uncertain) == (found.about, found.uncertain)
    assert read_date(cut.text) == cut


@pytest.mark.property
@given(dates(), precisions)
def test_what_is_known_finely_is_known_coarsely(found, precision):
    if known_at(found, precision):
        assert all(known_at(found, coarser) for coarser in Precision if coarser <= precision)
        assert truncate(found, precision).precision == precision


@pytest.mark.property
@given(dates(), dates())
def test_overlap_is_mutual_and_grows_when_truncated(one, other):
    assert overlaps(one, other) == overlaps(other, one)
    assert overlaps(one, one)
    if overlaps(one, other):
        assert overlaps(truncate(one, Precision.YEAR), other)


def test_an_interval_within_a_year_is_known_at_the_year():
    half = read_date("1987-01/1987-06")
    assert known_at(half, Precision.YEAR)
    assert truncate(half, Precision.YEAR) == make(1987)
    assert truncate(half, Precision.MONTH) == half
    assert not known_at(read_date("1987-12/1988-01"), Precision.YEAR)
    assert not known_at(read_date("197X"), Precision.YEAR)


def test_parts_of_an_interval_are_those_of_its_start():
    assert parts(read_date("1987-03/1988")) == (1987, 3, 1)
    assert parts(read_date("../1988")) == (1, 1, 1)


@pytest.mark.property
@given(st.text(max_size=120) | st.from_regex(r"\A[0-9X~?%/.\-]{1,24}\Z"))
def test_nothing_but_a_fault_is_raised(text):
    try:
        found = read_date(text)
    except DateFault as fault:
        assert fault.offer is None or read_date(fault.offer)  # noqa: PT017
    else:
        assert found.first <= found.last
        assert read_date(found.text) == found


@pytest.mark.fault
@pytest.mark.parametrize("unit", ["1", "1992-", "/", "..", "X", " ", "tháng ", "~?"])
def test_long_text_is_fast(unit):
    start = process_time()
    with pytest.raises(DateFault):
        read_date(unit * (65536 // len(unit)))
    assert process_time() - start < 0.5
