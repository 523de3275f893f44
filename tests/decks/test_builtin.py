"""Kinds that ship."""

import pytest

from quizkit.decks import builtin
from quizkit.decks.builtin import kind, names, tree_of
from quizkit.decks.events import read
from quizkit.decks.tree import Tree
from tests.decks.reading import read as read_deck


@pytest.mark.parametrize("name", names())
def test_every_kind_can_be_read(name: str) -> None:
    found = kind(name)
    assert found.builtin
    assert found.name == name
    assert found.at.path == f"quizkit/decks/kinds/{name}.yaml"


def test_a_kind_is_read_once() -> None:
    assert kind("visit") is kind("visit")


def test_an_unknown_kind_is_none() -> None:
    with pytest.raises(KeyError):
        tree_of("nothing")


@pytest.mark.parametrize(
    "text", ["a: [", "roles: {a: {ask: x}}", 'roles: {a: {is: text, ask: "{b}"}}']
)
def test_a_damaged_kind_is_a_fault_of_ours(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(name: str) -> Tree:
        return read(text.encode(), name)

    monkeypatch.setattr(builtin, "tree_of", damaged)
    kind.cache_clear()
    with pytest.raises(RuntimeError, match="kind 'visit'"):
        kind("visit")
    kind.cache_clear()


def test_a_deck_that_defines_a_kind_of_the_same_name_replaces_it_whole() -> None:
    deck = read_deck("kinds: {visit: {roles: {x: text}}}\nfacts: {visit: [{x: y}]}\n")
    assert set(deck.kinds["visit"].roles) == {"x"}
    assert not deck.kinds["visit"].builtin
