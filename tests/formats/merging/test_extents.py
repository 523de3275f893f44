"""Where everything of a file begins and ends, with rows on one line and without."""

import pytest
from hypothesis import given
from yaml import YAMLError

from quizkit.formats.merging.extents import ListAt, MapAt, NodeAt, TextAt, _Reader, extents
from tests.decks.test_events import GOOD_ROW, TEXTS
from tests.formats.deck_texts import deck_texts


def shown(node: NodeAt | None) -> object:
    """Return a part of a file with all its places."""
    match node:
        case ListAt():
            return [*map(shown, node.items)], node.flow, node.begin, node.end
        case MapAt():
            fields = {name: [*map(shown, field)] for name, field in node.fields.items()}
            return fields, node.said(), node.flow, node.begin, node.end
        case TextAt():
            return tuple(node)
    return None


def slow(text: str) -> object:
    return shown(_Reader(text.split("\n"), {}).read(text))


@pytest.mark.property
@given(deck_texts())
def test_decks_are_read_alike_with_rows_and_without(text: str) -> None:
    assert shown(extents(text)) == slow(text)


@pytest.mark.property
@given(TEXTS)
def test_odd_texts_are_read_alike_with_rows_and_without(text: str) -> None:
    try:
        found = slow(text)
    except YAMLError as fault:
        with pytest.raises(type(fault)):
            extents(text)
    else:
        assert shown(extents(text)) == found


@pytest.mark.property
@given(GOOD_ROW, GOOD_ROW)
def test_rows_are_read_alike(one: str, two: str) -> None:
    text = f"k:\n  {one}\n  {two}\n  {one} # c\n  {two}\nl: [a]\n"
    assert shown(extents(text)) == slow(text)


@pytest.mark.parametrize("text", ["k: |\n  - {a: b}\n", "- - {a: b}\n", "k: 'x\n\n  - {a: b}'\n"])
def test_a_line_that_looks_like_a_row_is_none(text: str) -> None:
    assert shown(extents(text)) == slow(text)


def test_an_empty_file_says_nothing() -> None:
    assert extents("") is None
