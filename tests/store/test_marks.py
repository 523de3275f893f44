"""Marks: which store is a copy, which was moved, which was always here."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.errors import StoreError
from quizkit.store.log import open_log
from quizkit.store.marks import is_copy


@pytest.fixture
def place(tmp_path: Path) -> Path:
    found = tmp_path / "me.db"
    found.write_bytes(b"store")
    return found


def test_without_a_mark_a_store_came_from_elsewhere(place: Path, tmp_path: Path) -> None:
    assert is_copy(place, tmp_path / "mark")


def test_an_empty_mark_is_none(place: Path, tmp_path: Path) -> None:
    (tmp_path / "mark").touch()
    assert is_copy(place, tmp_path / "mark")


def test_the_store_of_the_mark_is_none(place: Path, tmp_path: Path) -> None:
    (tmp_path / "mark").write_text(str(place.resolve()))
    assert not is_copy(place, tmp_path / "mark")


def test_beside_its_original_a_store_is_a_copy(place: Path, tmp_path: Path) -> None:
    (tmp_path / "mark").write_text(str(place.resolve()))
    shutil.copy(place, tmp_path / "copy.db")
    assert is_copy(tmp_path / "copy.db", tmp_path / "mark")


def test_a_store_whose_old_place_is_empty_was_moved(place: Path, tmp_path: Path) -> None:
    (tmp_path / "mark").write_text(str(place.resolve()))
    assert not is_copy(place.rename(tmp_path / "moved.db"), tmp_path / "mark")


def test_another_name_for_the_same_file_is_none(place: Path, tmp_path: Path) -> None:
    (tmp_path / "mark").write_text(str(place.resolve()))
    (tmp_path / "link.db").hardlink_to(place)
    assert not is_copy(tmp_path / "link.db", tmp_path / "mark")


def test_an_original_that_may_not_be_looked_at_is_there(
    open_folder: Path, as_nobody: Callable[[Callable[[], str]], str]
) -> None:
    (open_folder / "mark").write_text(str(open_folder / "closed" / "me.db"))
    (open_folder / "closed").mkdir(mode=0)

    def work() -> str:
        return str(is_copy(open_folder / "me.db", open_folder / "mark"))

    assert as_nobody(work) == "True"


def test_marks_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(StoreError):
        open_log(tmp_path / "me.db", marks=tmp_path / "state")
