"""Open texts go before the disk."""

from pathlib import Path

import pytest
from lsprotocol.types import (
    Position,
    Range,
    TextDocumentContentChangePartial,
    TextDocumentContentChangeWholeDocument,
)

from quizkit.decks.files import read_bytes
from quizkit.lsp.buffers import Buffers, path_of


def test_an_open_text_is_read_in_place_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "Hà Nội.yaml"
    path.write_text("disk", encoding="utf-8")
    buffers = Buffers(read_bytes)
    uri = path.as_uri()
    assert path_of(uri) == path.as_posix()
    assert buffers.read(path) == b"disk"
    buffers.open(uri, 1, "typed")
    assert (buffers.read(path), buffers.uri(path.as_posix())) == (b"typed", uri)
    change = Range(Position(0, 0), Position(0, 1))
    buffer = buffers.change(
        uri,
        2,
        [
            TextDocumentContentChangeWholeDocument("abc"),
            TextDocumentContentChangePartial(text="xy", range=change),
        ],
    )
    assert buffer is not None
    assert (buffer.version, buffer.text) == (2, "xybc")
    assert buffers.close(uri) == path.as_posix()
    assert buffers.text(path.as_posix()) == "disk"
    assert buffers.change(uri, 3, []) is None


def test_a_text_that_was_never_saved_has_no_files_around_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "names.yaml").write_text("secret")
    buffers = Buffers(read_bytes)
    buffers.open("untitled:Untitled-1", 1, "quizkit: 1")
    assert buffers.read(Path("untitled:Untitled-1")) == b"quizkit: 1"
    for name in ("names.yaml", "untitled:names.yaml"):
        with pytest.raises(FileNotFoundError):
            buffers.read(Path(name))


def test_an_address_of_another_sort_is_none(tmp_path: Path) -> None:
    buffers = Buffers(read_bytes)
    assert buffers.open("git:/x/deck.yaml", 1, "") is None
    assert buffers.text((tmp_path / "missing").as_posix()) == ""


def test_line_ends_are_those_of_the_file() -> None:
    buffers = Buffers(read_bytes)
    buffers.open("untitled:a", 1, "a\r\nb\r\n")
    buffers.open("untitled:b", 1, "a\nb\r\nc\n")
    assert buffers.ruler("untitled:a").end == "\r\n"
    assert buffers.ruler("untitled:b").end == "\n"
