"""Lines broken to the width of a terminal."""

import io
import os
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.cli.wrap import columns_of, wrapped
from quizkit.text import width


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("a short line", 12, ["a short line"]),
        ("US congressional delegation", 16, ["US congressional", "delegation"]),
        ("US congressional delegation", 15, ["US", "congressional", "delegation"]),
        ("  3 US congressional delegation", 20, ["  3 US congressional", "    delegation"]),
        ("  Hint: it begins with K", 16, ["  Hint: it", "  begins with K"]),
        ("Thủ tướng Việt Nam", 9, ["Thủ tướng", "Việt Nam"]),
        ("東京都の人口は何人か", 8, ["東京都の", "人口は何", "人か"]),
        ("the 東京 Tower", 7, ["the 東", "京", "Tower"]),
        ("incomprehensibilities", 8, ["incompre", "hensibil", "ities"]),
        ("in incomprehensibilities", 8, ["in", "incompre", "hensibil", "ities"]),
        ("1995\u00a0km away", 7, ["1995\u00a0km", "away"]),
        ("no limit", 0, ["no limit"]),
    ],
)
def test_lines_break_at_blanks(text, columns, lines):
    assert wrapped(text, columns).split("\n") == lines


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (20, ["- ok  name  the file", "      is whole"]),
        (19, ["- ok  name  the", "      file is whole"]),
        (11, ["- ok  name", "the file is", "whole"]),
    ],
)
def test_what_follows_stands_further_in_where_there_is_room(columns, lines):
    assert wrapped("- ok  name  the file is whole", columns, hang=6).split("\n") == lines


def test_marks_take_no_cell_and_stay_with_their_letter():
    apart = normalize("NFD", "Thủ tướng Việt Nam")
    assert wrapped(apart, 9).split("\n") == [normalize("NFD", x) for x in ("Thủ tướng", "Việt Nam")]
    assert wrapped("e\u0301" * 5, 2) == "e\u0301e\u0301\ne\u0301e\u0301\ne\u0301"


texts = st.text(
    st.sampled_from("abcđế .,12東京。\u0301\u00a0\u200d👍")
    | st.characters(exclude_categories=["C"]),
    max_size=80,
)


@pytest.mark.property
@given(
    st.sampled_from(["", "  ", "  1 ", "  12 "]), texts, st.integers(2, 40), st.sampled_from([0, 7])
)
def test_every_line_fits_and_nothing_is_lost(margin, text, columns, hang):
    text = text.replace("\n", "")
    lines = wrapped(margin + text, columns, hang=hang).split("\n")
    assert all(width(line) <= columns for line in lines) or columns < 2 * len(margin) + 2
    assert "".join(lines).replace(" ", "") == (margin + text).replace(" ", "")


@pytest.mark.parametrize(("columns", "shown"), [(40, 40), (132, 132), (0, 57)])
def test_the_width_is_asked_for_each_time(monkeypatch, columns, shown):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

        def fileno(self):
            return 1

    def size(_stream):
        return os.terminal_size((columns, 24))

    monkeypatch.setattr(os, "get_terminal_size", size)
    monkeypatch.setenv("COLUMNS", "57")
    assert columns_of(Terminal()) == shown


def test_a_pipe_has_no_width():
    assert columns_of(io.StringIO()) == 0
