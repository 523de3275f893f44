"""Work on files: appended, synced, whole or not there; links are not followed."""

import os
from pathlib import Path

import pytest

from quizkit.store.files import FILES, Files, copies_of


def test_copies_lie_beside_the_store_under_its_name(tmp_path: Path) -> None:
    found = copies_of(tmp_path / "me.db")
    assert found.root == (tmp_path / "me.db-copies").resolve()
    assert (found.events.parent, found.backups.parent) == (found.root, found.root)


def test_appending_makes_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "a"
    FILES.append(path, b"one\n")
    FILES.append(path, b"two\n")
    FILES.sync(path)
    assert FILES.read(path) == b"one\ntwo\n"
    assert FILES.read(path, 4) == b"two\n"
    assert path.stat().st_mode & 0o777 == 0o600
    FILES.cut(path, 5)
    assert (FILES.read(path), FILES.size(path)) == (b"one\nt", 5)


def test_a_write_that_falls_short_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 2)
    with pytest.raises(OSError, match=r"2 of 4 bytes were written to .*a"):
        FILES.append(tmp_path / "a", b"four")


def test_putting_is_whole_or_not_at_all(tmp_path: Path) -> None:
    class Full(Files):
        def sync(self, path: Path) -> None:
            raise OSError(28, "No space left on device")

    path = tmp_path / "a"
    FILES.put(path, b"old")
    with pytest.raises(OSError, match="No space"):
        Full().put(path, b"new")
    assert path.read_bytes() == b"old"
    FILES.put(path, b"new")
    assert path.read_bytes() == b"new"
    assert not path.with_name("a.part").exists()


def test_folders_and_sizes_leave_links_out(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("four")
    (tmp_path / "to_file").symlink_to(tmp_path / "file")
    (tmp_path / "to_folder").symlink_to(tmp_path / "folder")
    assert FILES.sizes(tmp_path) == {"file": 4}
    assert FILES.folders(tmp_path) == ["folder"]
    assert (FILES.size(tmp_path / "to_file"), FILES.size(tmp_path / "none")) == (None, None)
    assert (FILES.sizes(tmp_path / "none"), FILES.folders(tmp_path / "none")) == ({}, [])


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="no way to refuse links")
def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "precious")
    for work in (
        lambda: FILES.append(tmp_path / "link", b"x"),
        lambda: FILES.write(tmp_path / "link", b"x"),
        lambda: FILES.read(tmp_path / "link"),
    ):
        with pytest.raises(OSError, match="link"):
            work()
    assert (tmp_path / "precious").read_text() == "mine"


def test_folders_are_made_for_the_owner_alone(tmp_path: Path) -> None:
    FILES.make_folder(tmp_path / "a" / "b")
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "a/b")] == [0o700] * 2
    FILES.make_folder(tmp_path / "a" / "b")


def test_deleting_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    FILES.unlink(tmp_path / "none")
