"""The files that an editor has open: their text there goes before what is on the disk."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from lsprotocol.types import (
    TextDocumentContentChangeEvent,
    TextDocumentContentChangePartial,
)
from pygls.uris import from_fs_path, to_fs_path

from quizkit.lsp.positions import UTF16, Ruler, changed, lines_of

UNSAVED: Final = "untitled:"
"""How the address of a text begins that was never saved."""


class Buffer(NamedTuple):
    """A text that is open in the editor.

    Attributes:
        uri: Its address, as the editor spells it.
        path: Its path, as problems show it.
        version: The editor's number of this state of it.
        text: All of it.
    """

    uri: str
    path: str
    version: int
    text: str


class Buffers:
    """All open texts.

    Args:
        reader: Returns the bytes of a file that is not open.

    Attributes:
        encoding: How the editor counts columns.
    """

    def __init__(self, reader: Callable[[Path], bytes]) -> None:
        self._reader = reader
        self._open: dict[str, Buffer] = {}
        self.encoding = UTF16

    def __iter__(self) -> Iterator[Buffer]:
        return iter(tuple(self._open.values()))

    def open(self, uri: str, version: int, text: str) -> Buffer | None:
        """Take a text that was opened; None where its address is of no use."""
        path = path_of(uri)
        if not path:
            return None
        self._open[path] = Buffer(uri, path, version, text)
        return self._open[path]

    def change(
        self, uri: str, version: int, changes: list[TextDocumentContentChangeEvent]
    ) -> Buffer | None:
        """Take changes of an open text, each on what the one before left; None if it is not."""
        found = self._open.get(path_of(uri))
        if found is None:
            return None
        text = found.text
        for change in changes:
            if isinstance(change, TextDocumentContentChangePartial):
                text = changed(text, change.range, change.text, self.encoding)
            else:
                text = change.text
        self._open[found.path] = found._replace(version=version, text=text)
        return self._open[found.path]

    def close(self, uri: str) -> str:
        """Let go of a text, and return its path."""
        path = path_of(uri)
        self._open.pop(path, None)
        return path

    def get(self, path: str) -> Buffer | None:
        """Return the open text of a path."""
        return self._open.get(path)

    def read(self, path: Path) -> bytes:
        """Return the bytes of a file: of its open text, else from the disk.

        Raises:
            OSError: If it is missing or cannot be read.
        """
        found = self._open.get(path.as_posix())
        if found is not None:
            return found.text.encode("utf-8", "replace")
        if path.as_posix().startswith(UNSAVED) or not path.is_absolute():
            raise FileNotFoundError(path.as_posix())
        return self._reader(path)

    def text(self, path: str) -> str:
        """Return the text of a file, open or not; "" where it cannot be read."""
        found = self._open.get(path)
        if found is not None:
            return found.text
        try:
            return self.read(Path(path)).decode("utf-8", "replace")
        except OSError:
            return ""

    def ruler(self, path: str) -> Ruler:
        """Return what turns places of a file into the editor's."""
        text = self.text(path)
        end = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
        return Ruler(lines_of(text), self.encoding, end=end)

    def uri(self, path: str) -> str:
        """Return the address of a file, as the editor spells it where it is open."""
        found = self._open.get(path)
        return found.uri if found else from_fs_path(path) or ""


def path_of(uri: str) -> str:
    """Return the path of an address, with `/`; "" where there can be none.

    >>> path_of("file:///decks/H%C3%A0.yaml"), path_of("untitled:Untitled-1"), path_of("git:/x")
    ('/decks/Hà.yaml', 'untitled:Untitled-1', '')
    """
    if uri.startswith(UNSAVED):
        return uri
    path = to_fs_path(uri)
    return Path(os.path.abspath(path)).as_posix() if path else ""  # noqa: PTH100  # links stay
