"""A deck in the editor: looked at when it changed, and no deck of before is kept."""

import gc

from quizkit.questions.ask import Asker
from tests.lsp.conftest import DECK


def test_it_is_read_again_only_when_something_changed(bench) -> None:
    found = bench()
    first = found.look()
    assert found.look() is first
    assert found.is_fresh
    found.edits += 1
    assert not found.is_fresh
    assert found.look() is not first


def test_its_files_are_those_it_asks_for_too(bench) -> None:
    found = bench(DECK.replace("sources:\n", "include: [missing.yaml]\nsources:\n"))
    folder = found.place.removesuffix("deck.yaml")
    assert found.files == {found.place, f"{folder}missing.yaml"}


def test_an_edit_leaves_no_deck_behind(bench) -> None:
    found = bench()
    for number in range(4):
        found.buffers.open(f"file://{found.place}", number, DECK + "#" * number + "\n")
        found.edits += 1
        found.look()
        found.complete(lambda: None)
        assert found.index
    gc.unfreeze()
    kept = [
        each
        for each in gc.get_objects()
        if isinstance(each, Asker) and each.deck.id == "travels" and found.place in each.deck.paths
    ]
    assert [each.deck for each in kept] == [found.deck]


def test_a_line_that_is_not_there_is_empty(bench) -> None:
    found = bench()
    assert found.line(found.place, 2) == "deck: travels"
    assert found.line(found.place, 999) == ""
    assert found.line("/elsewhere", 1) == ""
