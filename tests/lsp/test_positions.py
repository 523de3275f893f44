"""Places as an editor counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range

from quizkit.lsp.positions import UTF8, UTF16, UTF32, Ruler, changed, index_of, lines_of, units
from quizkit.model import Edit, Location

LINE = "a漢😀e\u0301ữ|"
"""One unit, then a wide one, a pair of UTF-16, a combining mark, a letter of two marks."""


@pytest.mark.parametrize(
    ("encoding", "sizes"),
    [(UTF8, (1, 4, 8, 9, 11, 14)), (UTF16, (1, 2, 4, 5, 6, 7)), (UTF32, (1, 2, 3, 4, 5, 6))],
)
def test_units_are_those_of_the_encoding(encoding: str, sizes: tuple[int, ...]) -> None:
    assert tuple(units(LINE[:n], encoding) for n in range(1, 7)) == sizes
    assert [index_of(LINE, size, encoding) for size in sizes] == [1, 2, 3, 4, 5, 6]


@given(st.text(max_size=20), st.sampled_from([UTF8, UTF16, UTF32]))
def test_every_column_there_and_back(line: str, encoding: str) -> None:
    for index in range(len(line) + 1):
        assert index_of(line, units(line[:index], encoding), encoding) == index
    assert index_of(line, 10**6, encoding) == len(line)


def test_inside_a_character_is_its_beginning() -> None:
    assert index_of("a😀b", 2, UTF16) == 1
    assert index_of("a漢b", 3, UTF8) == 1


def test_a_place_is_a_range_that_ends_with_its_line() -> None:
    ruler = Ruler(["", LINE], UTF16)
    assert ruler.range(Location("d", 2, 3, 1)) == Range(Position(1, 2), Position(1, 4))
    assert ruler.range(Location("d", 2, 6, 99)) == Range(Position(1, 6), Position(1, 8))
    assert ruler.range(Location("d", 9, 1, 1)) == Range(Position(1, 8), Position(1, 8))
    assert ruler.place(Position(1, 4)) == (2, 4)
    assert ruler.place(Position(99, 99)) == (2, 8)


def test_a_byte_order_mark_is_no_column() -> None:
    ruler = Ruler(["\ufeffab", "cd"], UTF16)
    assert ruler.position(1, 1) == Position(0, 1)
    assert ruler.place(Position(0, 1)) == (1, 1)
    assert ruler.place(Position(0, 0)) == (1, 1)
    assert ruler.position(2, 1) == Position(1, 0)


def test_lines_end_where_an_editor_ends_them() -> None:
    assert lines_of("a\u2028b\x0bc\r\nd\re\n") == ["a\u2028b\x0bc", "d", "e", ""]


def test_an_edit_keeps_the_line_ends_of_the_file() -> None:
    edit = Edit("d", 1, 1, 2, 1, "x\ny\n")
    assert Ruler(["a", "b"], UTF16, end="\r\n").text(edit) == "x\r\ny\r\n"
    assert Ruler(["a", "b"], UTF16).range_of(edit) == Range(Position(0, 0), Position(1, 0))


@given(st.text(st.sampled_from("aữ😀\n\r\u2028"), max_size=30), st.data())
def test_a_change_is_the_one_that_was_typed(text: str, data: st.DataObject) -> None:
    lines = lines_of(text)
    starts = [0]
    for line in lines[:-1]:
        end = starts[-1] + len(line)
        starts.append(end + 1 + (text[end : end + 2] == "\r\n"))
    first, last = sorted(
        data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=2, max_size=2))
    )
    begin = data.draw(st.integers(0, len(lines[first])))
    end = data.draw(st.integers(begin if first == last else 0, len(lines[last])))
    range_ = Range(
        Position(first, units(lines[first][:begin], UTF16)),
        Position(last, units(lines[last][:end], UTF16)),
    )
    wanted = text[: starts[first] + begin] + "new" + text[starts[last] + end :]
    assert changed(text, range_, "new", UTF16) == wanted


def test_a_change_behind_the_end_goes_to_the_end() -> None:
    far = Range(Position(0, 99), Position(0, 99))
    assert changed("ab\ncd", far, "!", UTF16) == "ab!\ncd"
    assert changed("ab", Range(Position(7, 0), Position(7, 0)), "!", UTF16) == "ab!"
