"""Rows of facts: columns by width, nothing wider than it may be."""

import pytest

from quizkit.model import FactRow
from quizkit.tui.widgets.factrows import columns, head, row_text

ROW = FactRow(
    "d/k7f3",
    "d",
    "k7f3",
    "symbol of an element",
    "東京 is the capital of Japan, and was called Edo until 1868.",
    "learning",
    0.615,
    12,
    3,
)


@pytest.mark.parametrize("width", [20, 38, 58, 78, 118, 300])
def test_a_row_and_its_head_are_as_wide_as_there_is_room(width):
    assert head(width, "known").cell_length == width
    assert row_text(ROW, width).cell_length == width


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (38, "東京 is the capital of Japan,…     62 %"),
        (58, "symbol of…  東京 is the capital of Japan,…    62 %    12 d"),
    ],
)
def test_what_is_too_long_is_cut_with_a_sign(width, expected):
    assert row_text(ROW, width).plain.split() == expected.split()


def test_the_order_is_marked_but_for_that_of_the_deck():
    assert "known▾" in head(78, "known").plain
    assert "▾" not in head(78, "deck").plain


def test_a_new_fact_has_no_share():
    new = FactRow("d/x", "d", "x", "k", "s", "new", 0.0, None, 1)
    assert "%" not in row_text(new, 118).plain


def test_more_room_never_shows_fewer_columns():
    counts = [len(columns(width)) for width in range(10, 200)]
    assert counts == sorted(counts)
