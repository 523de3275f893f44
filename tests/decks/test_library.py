"""Where decks are found."""

import subprocess
import sys
from pathlib import Path

import pytest

from quizkit.decks import library
from quizkit.decks.library import bundled, find, is_bundled, name_of, places
from quizkit.errors import DeckError
from tests.decks.reading import whole


def make(path: Path, deck: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(whole(f"deck: {deck}\n"))
    return path


def test_bundled_decks_are_found_by_id() -> None:
    place = find("vietnam-us")
    assert place == bundled() / "vietnam-us"
    assert is_bundled(place)


def test_own_decks_are_files_folders_and_folders_of_them(tmp_path: Path) -> None:
    one = make(tmp_path / "one.yaml", "uno")
    two = make(tmp_path / "two" / "deck.yaml", "dos").parent
    three = make(tmp_path / "own" / "three.yaml", "tres")
    four = make(tmp_path / "own" / "four" / "deck.yaml", "cuatro").parent
    folders = (one, two, tmp_path / "own", tmp_path / "nothing")
    assert [place for place in places(folders=folders) if not is_bundled(place)] == [
        one,
        two,
        four,
        three,
    ]
    assert [find(name, folders=folders) for name in ("uno", "dos", "tres", "cuatro")] == [
        one,
        two,
        three,
        four,
    ]
    assert not is_bundled(one)


def test_a_bundled_deck_goes_before_one_of_the_same_id(tmp_path: Path) -> None:
    make(tmp_path / "mine.yaml", "vietnam-us")
    assert is_bundled(find("vietnam-us", folders=[tmp_path]))


def test_a_path_goes_before_an_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "vietnam-us", "other")
    monkeypatch.chdir(tmp_path)
    assert find("vietnam-us") == Path("vietnam-us")


def test_a_deck_that_is_not_there_is_guessed(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match=r"did you mean vietnam-us\?"):
        find("vietnam-ua")
    with pytest.raises(DeckError, match="lists those there are"):
        find("something else")
    with pytest.raises(DeckError, match=r"has no deck\.yaml"):
        find(tmp_path)


def test_a_deck_without_an_id_goes_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_bytes(b"\xff\0")
    assert name_of(tmp_path / "odd.yaml") == "odd"
    assert name_of(tmp_path / "nothing.yaml") == "nothing"


def test_the_package_keeps_its_own_decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "_decks" / "a.yaml", "a")
    monkeypatch.setattr(library, "_PACKAGE", tmp_path)
    assert bundled() == tmp_path / "_decks"
    assert find("a") == tmp_path / "_decks" / "a.yaml"


def test_finding_reads_no_yaml() -> None:
    code = (
        "import sys, quizkit.decks.library as library; library.find('vietnam-us');"
        "print({'yaml', 'pydantic'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
