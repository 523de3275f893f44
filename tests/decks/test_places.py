"""Where a missing id goes."""

import pytest

from quizkit.decks.events import read
from quizkit.decks.places import Place, places


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- {who: A}", [Place("d", 3, 6, "id: {id}, ")]),
        ("- who: A", [Place("d", 3, 5, "id: {id}\n    ")]),
        ("- {id: b, who: A}", []),
        ("- text", []),
    ],
)
def test_maps(body: str, expected: list[Place]) -> None:
    tree = read(f"facts:\n visit:\n  {body}\n".encode(), "d")
    assert list(places(tree, {"d": tree})) == expected


def test_a_place_is_sorted_by_line_and_column() -> None:
    place = Place("d", 3, 6, "{id} ", 2)
    assert (place.order, place.takes_id) == ((3, 6), True)
    assert not Place("d", 3, 6, "id | ").takes_id


def test_a_column_of_tabs() -> None:
    tree = read(b"facts:\n visit:\n  table: |\n   who\tto\n   A\tB\n", "d")
    assert [place.text for place in places(tree, {"d": tree})] == ["id\t", "{id}\t"]


def test_a_file_without_facts_has_none() -> None:
    for text in (b"", b"names: {}\n", b"facts: x\ncards: y\n", b"facts: {visit: x}\n"):
        tree = read(text, "d")
        assert list(places(tree, {"d": tree})) == []
