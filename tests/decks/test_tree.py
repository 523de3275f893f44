"""Nodes and their places."""

from quizkit.decks.tree import Items, Map, Scalar, at, plain, span, texts, walk
from quizkit.model import Location, Span

LEAF = Scalar("b", 1, 5, 1)
TREE = Map({"a": Items((LEAF,), 1, 4, 3)}, {"a": (1, 1)}, 1, 1, 6)


def test_a_path_leads_to_a_node_past_steps_that_lead_nowhere() -> None:
    assert walk(TREE, ["a", "list[str]", 0]) is LEAF
    assert walk(TREE, ["x", "a", 7]) is TREE.fields["a"]


def test_places_are_spans_and_locations() -> None:
    assert span(LEAF) == Span(1, 5, 1)
    assert at("d", LEAF) == Location("d", 1, 5, 1)
    assert TREE.key("a") == Span(1, 1, 1)
    assert TREE.key("unknown") == Span(1, 1, 6)


def test_a_tree_without_places() -> None:
    assert plain(TREE) == {"a": ["b"]}
    assert TREE.typed(["a"]) == {"a": ["b"]}
    assert list(TREE.names()) == ["a"]


def test_maps_compare_by_all_they_say() -> None:
    same = Map({"a": Items((LEAF,), 1, 4, 3)}, {"a": (1, 1)}, 1, 1, 6)
    assert same == TREE
    assert Map({"a": LEAF}, {"a": (1, 1)}, 1, 1, 6) != TREE
    assert repr(TREE).startswith("Map({'a'")


def test_texts_are_those_of_a_list_or_one() -> None:
    assert texts(LEAF) == [LEAF]
    assert texts(TREE.fields["a"]) == [LEAF]
    assert texts(TREE) is None
    assert texts(Items((TREE,), 1, 1, 1)) is None
