"""Edits put into bytes: positions in code points, byte order mark and line ends kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.decks.edits import applied, apply, fitting
from quizkit.model import Edit, Fix


def edit(line: int, column: int, end_line: int, end_column: int, text: str = "") -> Edit:
    return Edit("d", line, column, end_line, end_column, text)


def test_columns_count_code_points() -> None:
    text = "Hà Nội: 漢字😀x\n".encode()
    assert apply(text, [edit(1, 9, 1, 12, "y")]).decode() == "Hà Nội: yx\n"


def test_a_byte_order_mark_stays_and_stands_in_no_column() -> None:
    data = "\ufeffab\ncd".encode()
    assert apply(data, [edit(1, 1, 1, 2, "x")]).decode() == "\ufeffxb\ncd"
    assert apply(data, [edit(1, 0, 1, 1)]).decode() == "ab\ncd"


def test_a_line_end_is_the_one_the_file_has() -> None:
    assert apply(b"a\r\nb\r\nc", [edit(2, 1, 2, 1, "x\ny")]) == b"a\r\nx\r\nyb\r\nc"
    assert apply(b"a\nb\r\nc\n", [edit(2, 2, 3, 1, "\n")]) == b"a\nb\nc\n"
    assert apply(b"", [edit(1, 1, 1, 1, "a\n")]) == b"a\n"


def test_the_end_of_a_line_stands_before_both_signs_of_its_end() -> None:
    assert apply(b"a  \r\nb\r\n", [edit(1, 2, 1, 4)]) == b"a\r\nb\r\n"
    assert apply(b"a\r\nb\r\n", [edit(1, 1, 2, 1)]) == b"b\r\n"


@pytest.mark.parametrize(
    "edits",
    [
        [edit(1, 1, 1, 3), edit(1, 2, 1, 4)],
        [edit(1, 2, 1, 2, "x"), edit(1, 2, 1, 2, "y")],
        [edit(1, 3, 1, 2)],
        [edit(1, 6, 1, 6)],
        [edit(0, 1, 1, 1)],
        [edit(3, 1, 3, 1)],
        [edit(2, 0, 2, 1)],
    ],
)
def test_edits_that_cannot_be_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match=r"edit|column"):
        apply(b"abcd\n", edits)


def test_what_is_no_utf_8_is_not_edited() -> None:
    with pytest.raises(ValueError, match="utf-8"):
        apply(b"\xff", [])


@given(st.text("ab\n漢\ufeff", max_size=12), st.data())
def test_edits_in_any_order_do_what_slices_do(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    stretches = list(zip(cuts[::2], cuts[1::2], strict=False))
    new = [str(number) for number in range(len(stretches))]
    expected = text
    for (begin, end), word in reversed(list(zip(stretches, new, strict=True))):
        expected = expected[:begin] + word + expected[end:]
    edits = [
        Edit("d", *_position(text, begin), *_position(text, end), word)
        for (begin, end), word in zip(stretches, new, strict=True)
    ]
    shuffled = data.draw(st.permutations(edits))
    assert apply(("a" + text).encode(), [_behind(edit) for edit in shuffled]).decode() == (
        "a" + expected
    )


def _position(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def _behind(one: Edit) -> Edit:
    """Move an edit of the first line behind one more sign."""
    return one._replace(
        column=one.column + (one.line == 1), end_column=one.end_column + (one.end_line == 1)
    )


def test_edits_go_to_their_files() -> None:
    files = {"a": b"1\n", "b": b"2\n"}
    edits = [Edit("b", 1, 1, 1, 2, "3"), Edit("a", 1, 1, 1, 2, "1")]
    assert applied(files, edits) == {"b": b"3\n"}
    with pytest.raises(ValueError, match="no file of the deck: c"):
        applied(files, [Edit("c", 1, 1, 1, 1, "")])


def fix(*edits: Edit) -> Fix:
    return Fix("safe", "", edits)


def test_of_two_that_overlap_the_later_waits() -> None:
    late, early = fix(edit(2, 3, 2, 9)), fix(edit(1, 1, 2, 4))
    assert fitting([late, early]) == (1,)
    assert fitting([fix(edit(2, 3, 2, 4)), fix(edit(2, 4, 2, 5))]) == (0, 1)
    assert fitting([fix(edit(2, 3, 2, 3, "x")), fix(edit(2, 3, 2, 3, "y"))]) == (0,)
    assert fitting([fix(edit(2, 3, 2, 5, "x")), fix(edit(2, 3, 2, 3, "y"))]) == (0, 1)


def test_a_fix_goes_in_with_all_its_edits_or_not_at_all() -> None:
    both = fix(edit(3, 1, 3, 4), edit(9, 1, 9, 2))
    assert fitting([fix(edit(1, 1, 4, 1)), both, fix(edit(9, 1, 9, 2, "x"))]) == (0, 2)


def test_the_same_edits_twice_go_in_once() -> None:
    assert fitting([fix(edit(1, 1, 1, 2)), fix(edit(1, 1, 1, 2)), fix()]) == (0,)


@given(st.lists(st.lists(st.tuples(*[st.integers(1, 9)] * 2), min_size=1, max_size=2), max_size=8))
def test_what_is_fitting_can_be_applied(spots: list[list[tuple[int, int]]]) -> None:
    data = b"123456789\n"
    fixes = [
        fix(*(edit(1, min(spot), 1, max(spot), str(index)) for spot in group))
        for index, group in enumerate(spots)
    ]
    single = [one for one in fixes if _is_possible(data, one.edits)]
    apply(data, [edit for index in fitting(single) for edit in single[index].edits])


def _is_possible(data: bytes, edits: tuple[Edit, ...]) -> bool:
    try:
        apply(data, edits)
    except ValueError:
        return False
    return True
