import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.store.sheet import cell, table

SIGNS = "=+-@|%\t\r"


@pytest.mark.parametrize("text", ["=1", "+1+1", "-x", "@x", "|x", "%x", "'x"])
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u200b "])
def test_what_could_be_a_formula_is_marked(text: str, before: str) -> None:
    assert cell(before + text).startswith("'")


@pytest.mark.parametrize("text", ["\tx", "\rx", "\t=1", "\r\n=1"])
def test_a_tab_and_a_carriage_return_in_front_are_marked(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["＝1", "＋x", "－x", "＠x", "｜x", "％x"])
def test_signs_of_other_widths_count(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12", "+3.5", "12", "", "Hà Nội", "a=b", "1992-11"])
def test_numbers_and_other_texts_stay(text: str) -> None:
    assert cell(text) == text


def test_values_that_are_no_text() -> None:
    assert [cell(value) for value in (None, 0.5, 3, -1)] == ["", "0.5", "3", "-1"]


@pytest.mark.property
@given(st.lists(st.text(max_size=12), min_size=1, max_size=3))
def test_no_cell_begins_a_formula_and_no_row_is_torn(texts: list[str]) -> None:
    data = table([f"c{n}" for n in range(len(texts))], [texts])
    _, row, *more = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert not more
    assert len(row) == len(texts)
    for each in row:
        assert "\x1b" not in each
        if each.strip()[:1] in tuple(SIGNS):
            float(each)
