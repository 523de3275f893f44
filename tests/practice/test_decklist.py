"""The learner's list of decks."""

from pathlib import Path

import pytest

from quizkit.errors import DeckError
from quizkit.practice import decklist
from quizkit.settings import own_decks
from tests.practice.homes import SECOND

THIRD = SECOND.replace("deck: streams", "deck: brooks").replace("Streams", "Brooks")


@pytest.fixture
def brooks(tmp_path):
    path = tmp_path / "my decks" / "brooks.yaml"
    path.parent.mkdir()
    path.write_text(THIRD, encoding="utf-8")
    return path


def test_a_file_is_added_once(make, brooks) -> None:
    desk = make()
    assert decklist.add(desk, str(brooks)) == decklist.Added(brooks, "Brooks", 5, is_new=True)
    assert brooks in desk.listed()
    assert own_decks(desk.settings.config) == (brooks,)
    assert not decklist.add(desk, f" '{brooks}' ").is_new
    assert own_decks(desk.settings.config) == (brooks,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no file yet: type the path"),
        ("nowhere.yaml", "there is no file nowhere.yaml; see that it is spelt right"),
        ("a\x00b", "there is no file"),
        ("my decks", "is no deck, for it has no deck.yaml; open one of its files: brooks.yaml"),
    ],
)
def test_what_is_no_deck_is_refused_with_what_to_do(make, brooks, monkeypatch, text, told) -> None:
    monkeypatch.chdir(brooks.parent.parent)
    with pytest.raises(DeckError) as refused:
        decklist.add(make(), text)
    assert told in str(refused.value)


def test_another_deck_of_the_same_id_is_refused(make, tmp_path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(SECOND, encoding="utf-8")
    with pytest.raises(DeckError, match='a deck "streams" is in the list already'):
        decklist.add(make(), str(other))


def test_a_deck_that_cannot_be_used_is_not_added(make, tmp_path) -> None:
    desk = make()
    (tmp_path / "bad.yaml").write_text("quizkit: 1\nnonsense: [\n", encoding="utf-8")
    with pytest.raises(DeckError) as refused:
        decklist.add(desk, str(tmp_path / "bad.yaml"))
    assert refused.value.problems
    assert own_decks(desk.settings.config) == ()


def test_only_what_was_added_can_be_taken_off(make, brooks, bundled) -> None:
    desk = make()
    decklist.add(desk, str(brooks))
    assert decklist.may_remove(desk, brooks) == ""
    assert "came with quizkit" in decklist.may_remove(desk, bundled / "streams.yaml")
    own = desk.places.decks / "rivers.yaml"
    assert decklist.may_remove(desk, own).startswith("It lies in your folder of decks")
    decklist.remove(desk, brooks)
    assert brooks not in desk.listed()
    assert brooks.exists()
    assert own_decks(desk.settings.config) == ()


def test_a_deck_that_another_setting_lists_is_taken_out_there(make, brooks) -> None:
    desk = make(decks=[str(brooks)])
    assert decklist.may_remove(desk, brooks) == (
        "It is in the list by option, and has to be taken out there."
    )


def test_paths_are_completed(tmp_path, brooks, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("", encoding="utf-8")
    assert decklist.completion("my") == " decks/"
    assert decklist.completion("my decks/b") == "rooks.yaml"
    assert decklist.completion(f"{tmp_path}/my d") == "ecks/"
    assert decklist.completion("not") == ""
    assert decklist.completion("nowhere/x") == ""
    assert decklist.completion("") == ""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert decklist.completion("~/my decks/") == "brooks.yaml"


def test_what_is_dropped_into_a_terminal_is_a_path() -> None:
    assert decklist.path_of('"/a b/c.yaml"') == Path("/a b/c.yaml")
    assert decklist.path_of("file:///a/c.yaml") == Path("/a/c.yaml")
    assert decklist.path_of("'/a b/c.yaml") == Path("/a b/c.yaml")
