"""Which files of a deck are laid out, and that nothing else is touched."""

import pytest

from quizkit.decks.layout_files import proposed, written
from quizkit.errors import DeckError

HEAD = "quizkit: 1\ndeck: d\ntitle: 'D'\nlanguage: en\ninclude: [part.yaml]\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deck.yaml").write_text(HEAD)
    (tmp_path / "part.yaml").write_text("facts:\n visit: {file: v.csv}\n")
    (tmp_path / "v.csv").write_text("who,to\nA,  B\n")
    return tmp_path


def test_a_deck_is_laid_out_with_its_parts_but_not_its_sheets(folder) -> None:
    changes = proposed(folder)
    assert [change.path.name for change in changes] == ["deck.yaml", "part.yaml"]
    written(changes)
    assert (folder / "part.yaml").read_text() == "facts:\n  visit: {file: v.csv}\n"
    assert proposed(folder) == ()


def test_a_part_is_laid_out_alone(folder) -> None:
    assert [change.path.name for change in proposed(folder / "part.yaml")] == ["part.yaml"]


def test_a_file_that_changed_meanwhile_is_left(folder) -> None:
    changes = proposed(folder)
    (folder / "deck.yaml").write_text(HEAD + "# new\n")
    with pytest.raises(DeckError, match="has changed"):
        written(changes)
    assert (folder / "deck.yaml").read_text().endswith("# new\n")


def test_a_broken_deck_is_refused(folder) -> None:
    (folder / "part.yaml").write_text("facts:\n  vist: [{who: A}]\n")
    with pytest.raises(DeckError) as caught:
        proposed(folder)
    assert [problem.code for problem in caught.value.problems] == ["QK104"]
    with pytest.raises(DeckError, match="no deck at"):
        proposed(folder / "missing.yaml")
