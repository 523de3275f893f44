"""Files of a deck are replaced whole, and several of them all or none."""

from pathlib import Path

import pytest

from quizkit.decks.writing import write, write_all
from quizkit.errors import DeckError


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    found = [tmp_path / name for name in ("a b.yaml", "Hà.csv", "c.yaml")]
    for path in found:
        path.write_bytes(path.name.encode())
    return found


def _before(files: list[Path]) -> dict[Path, bytes]:
    return {path: path.name.encode() for path in files}


def _held(files: list[Path]) -> list[bytes]:
    return [path.read_bytes() for path in files]


def test_all_are_written_and_nothing_is_left_beside_them(files) -> None:
    write_all(dict.fromkeys(files, b"new"), before=_before(files))
    assert _held(files) == [b"new"] * 3
    assert sorted(files[0].parent.iterdir()) == sorted(files)


def test_a_file_that_changed_keeps_all_as_they_are(files) -> None:
    before = _before(files)
    files[2].write_bytes(b"of the author")
    with pytest.raises(DeckError, match=r"c\.yaml has changed since it was read"):
        write_all(dict.fromkeys(files, b"new"), before=before)
    assert _held(files) == [b"a b.yaml", "Hà.csv".encode(), b"of the author"]


def test_a_file_that_is_gone_keeps_all_as_they_are(files) -> None:
    before = _before(files)
    files[1].unlink()
    with pytest.raises(DeckError, match=r"cannot read .*: No such file"):
        write_all(dict.fromkeys(files, b"new"), before=before)
    assert files[0].read_bytes() == b"a b.yaml"


def test_what_was_written_is_put_back_when_the_next_cannot_be(files, monkeypatch) -> None:
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target.name == "c.yaml":
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DeckError, match=r"cannot write .*c.yaml: No space left"):
        write_all(dict.fromkeys(files, b"new"), before=_before(files))
    assert _held(files) == list(_before(files).values())
    assert sorted(files[0].parent.iterdir()) == sorted(files)


def test_one_file_alone(files) -> None:
    write(files[0], b"new", before=b"a b.yaml")
    with pytest.raises(DeckError, match="has changed"):
        write(files[0], b"newer", before=b"a b.yaml")
    assert files[0].read_bytes() == b"new"
