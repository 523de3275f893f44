"""Which deck a file belongs to."""

from pathlib import Path

import pytest

from quizkit.lsp.belonging import begins_deck, deck_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "a/deck.yaml": "quizkit: 1\ninclude: [parts/names.yaml, kinds.yaml]\n",
        "a/parts/names.yaml": "names: {}\n",
        "a/parts/other.yaml": "names: {}\n",
        "a/kinds.yaml": "facts:\n  visit: {file: sheets/visits.csv}\n  law: {file: my laws.csv}\n",
        "a/sheets/visits.csv": "who,to\n",
        "a/my laws.csv": "what\n",
        "a/single.yaml": "deck: single\ninclude: extra.yaml\n",
        "a/extra.yaml": "names: {}\n",
        "compose.yaml": "services: {}\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def text_of(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""


@pytest.mark.parametrize(
    ("name", "deck"),
    [
        ("a/deck.yaml", "a/deck.yaml"),
        ("a/parts/names.yaml", "a/deck.yaml"),
        ("a/sheets/visits.csv", "a/deck.yaml"),
        ("a/my laws.csv", "a/deck.yaml"),
        ("a/extra.yaml", "a/single.yaml"),
        ("a/parts/other.yaml", ""),
        ("compose.yaml", ""),
        ("missing.csv", ""),
    ],
)
def test_the_nearest_deck_that_names_it(folder: Path, name: str, deck: str) -> None:
    wanted = (folder / deck).as_posix() if deck else ""
    assert deck_of((folder / name).as_posix(), text_of) == wanted


def test_what_is_typed_counts_not_what_is_saved(folder: Path) -> None:
    deck, other = folder / "a/deck.yaml", folder / "a/parts/other.yaml"
    typed = {deck.as_posix(): "quizkit: 1\ninclude:\n  - parts/other.yaml\n  - {broken\n"}
    found = deck_of(other.as_posix(), lambda path: typed.get(path) or text_of(path))
    assert found == deck.as_posix()


def test_a_sheet_begins_no_deck() -> None:
    assert not begins_deck("a/x.csv", "quizkit: 1\n")
    assert begins_deck("untitled:Untitled-1", "quizkit: 1\n")
