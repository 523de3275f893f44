"""Edits of lines, and entries taken out whole."""

import pytest
import yaml

from quizkit.checks.mend import inserted, replaced, without_entry, without_member
from quizkit.decks.edits import apply
from quizkit.model import Edit, Location


def test_a_stretch_is_replaced_and_a_text_inserted() -> None:
    at = Location("d", 2, 5, 3)
    assert apply(b"a: 1\nto: Rom\n", [replaced(at, "Rome")]) == b"a: 1\nto: Rome\n"
    assert apply(b"a: 1\nto: Rom\n", [inserted(at, "x ")]) == b"a: 1\nto: x Rom\n"


def taken(text: str, word: str, *, member: bool = False) -> str | None:
    """Take out what begins at `@` before this word (the sign itself is no part of the text)."""
    before, _, _ = text.partition("@" + word)
    text = text.replace("@" + word, word, 1)
    lines = text.split("\n")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    take = without_member if member else without_entry
    edit = take(lines, Location("d", line, column, len(word)))
    return None if edit is None else apply(text.encode(), [edit]).decode()


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("{@a: 1, b: 2}", "a", "{b: 2}"),
        ("{a: 1, @b: 2, c: 3}", "b", "{a: 1, c: 3}"),
        ("x: {a: 1, @b: 2 }  # why", "b", "x: {a: 1 }  # why"),
        ("x: {a: 1, @b: {c: [1, 2], d: \"}, \"}, e: '},'}", "b", "x: {a: 1, e: '},'}"),
        ("x: [one, @two, three]", "two", "x: [one, three]"),
        ("x: [@one, two]", "one", "x: [two]"),
        ("x: {a: it's, @b: don't}", "b", "x: {a: it's}"),
        ("a: 1\n@b: 2\nc: 3\n", "b", "a: 1\nc: 3\n"),
        ("a: 1\n@b: 2", "b", "a: 1"),
        ("a: 1\n@b:\n  c: 2\n\n  d: 3\n\ne: 4\n", "b", "a: 1\n\ne: 4\n"),
        ("a: 1\n@b:\n- 2\n- 3\ne: 4\n", "b", "a: 1\ne: 4\n"),
        ("a: 1\n@b: |\n  two: 2\n\n  three\n# end\ne: 4\n", "b", "a: 1\n# end\ne: 4\n"),
        ("l:\n  - one\n  - @two\n  - three\n", "two", "l:\n  - one\n  - three\n"),
        ("l:\n  - {a: 1}\n  - @{a: 2}\n", "{", "l:\n  - {a: 1}\n"),
        ("l:\n  - @a: 1\n    b: 2\n", "a", "l:\n  - b: 2\n"),
        ("l:\n  - a: 1\n    @b: 2\n  - c: 3\n", "b", "l:\n  - a: 1\n  - c: 3\n"),
        ("l:\n- a: 1\n  @b: 2\n- c: 3\n", "b", "l:\n- a: 1\n- c: 3\n"),
    ],
)
def test_an_entry_goes_whole(text: str, word: str, left: str) -> None:
    assert taken(text, word) == left
    yaml.safe_load(left)


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("{w: 1, ok: {@a: why}}", "a", "{w: 1}"),
        ("{w: 1, ok: [@a]}", "a", "{w: 1}"),
        ("w: 1\nok:\n  @a: why\nz: 1\n", "a", "w: 1\nz: 1\n"),
        ("w: 1\nok: {@a: why}\n", "a", "w: 1\n"),
        ("w: 1\nl:\n  - @one\n", "one", "w: 1\n"),
        ("w: 1\nl:\n- @one\nz: 1\n", "one", "w: 1\nz: 1\n"),
        ("l:\n  - w: 1\n    ok:\n      @a: why\n  - w: 2\n", "a", "l:\n  - w: 1\n  - w: 2\n"),
        ("l:\n  - ok:\n      @a: why\n    w: 1\n", "a", "l:\n  - w: 1\n"),
    ],
)
def test_what_is_alone_goes_with_the_field_that_holds_it(text: str, word: str, left: str) -> None:
    assert taken(text, word) == left


def test_a_member_of_several_lines_goes_whole() -> None:
    text = "l:\n  - @a: 1\n    b: 2\n  - a: 2\n"
    assert taken(text, "a", member=True) == "l:\n  - a: 2\n"
    assert taken("l: [{a: 1}, @{a: 2}]", "{", member=True) == "l: [{a: 1}]"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("x: {a: 1,\n    @b: 2}\n", "b"),
        ("x: {a: 1, @b: [2,\n    3]}\n", "b"),
        ("l:\n  - - @one\n    - two\n", "one"),
        ("{@a: 1}", "a"),
        ("@a: 1\n", "a"),
    ],
)
def test_where_the_end_is_not_plain_to_see_there_is_no_edit(text: str, word: str) -> None:
    left = taken(text, word)
    assert left is None or yaml.safe_load(left) in (None, {"l": [["two"]]})


def test_a_place_outside_the_lines_is_no_entry() -> None:
    assert without_entry(["{a: 1, b: 2"], Location("d", 1, 8, 1)) is None
    assert without_entry([], Location("d", 9, 8, 1)) in (None, Edit("d", 9, 1, 9, 1, ""))
