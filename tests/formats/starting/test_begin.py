"""A new file: nothing that is there is lost."""

import pytest

from quizkit.errors import DeckError
from quizkit.formats.starting.begin import begin, place_of


def test_a_new_file_is_written_and_its_folder_made(tmp_path) -> None:
    path = tmp_path / "rivers" / "deck.yaml"
    assert begin(path, b"x") is None
    assert path.read_bytes() == b"x"


def test_a_file_that_is_there_stays(tmp_path) -> None:
    path = tmp_path / "d.yaml"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        begin(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_file_that_is_replaced_is_kept(tmp_path) -> None:
    path = tmp_path / "d.yaml"
    for number, text in enumerate((b"1", b"2", b"3")):
        kept = begin(path, text, replace=True)
        assert (kept and kept.read_bytes()) == (str(number).encode() if number else None)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "d.yaml",
        "d.yaml.1.bak",
        "d.yaml.2.bak",
    ]


def test_a_folder_in_the_way_is_said(tmp_path) -> None:
    with pytest.raises(DeckError, match="cannot write"):
        begin(tmp_path / "no" / "such" / "d.yaml", b"x")


def test_a_name_means_a_file(tmp_path) -> None:
    assert place_of(str(tmp_path)) == tmp_path / "deck.yaml"
    assert place_of("a.b").name == "a.b.yaml"
    assert place_of("a.yml").name == "a.yml"
