"""An Anki package opened: its database by its fixed names, its pictures by what it calls them."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NoReturn

from quizkit.decks.pictures import MAX_BYTES
from quizkit.errors import FormatError
from quizkit.formats.strangers.archive import Archive
from quizkit.formats.strangers.database import HEAD, Stranger
from quizkit.formats.strangers.protobuf import fields
from quizkit.formats.strangers.zstd import LIMITS, unpacked

NEWEST: Final = "collection.anki21b"
DATABASES: Final = (NEWEST, "collection.anki21", "collection.anki2")
"""Names of the database, the newest first: an older one beside it holds a notice, and no notes."""

TABLES: Final = ("col", "notes", "cards", "revlog", "notetypes", "fields", "templates", "decks")
"""The tables that are read."""

_NAMES: Final = "media"
_MOST_NAMES: Final = 20_000
_LONGEST_LIST: Final = 16 * 2**20


class Package:
    """A package whose archive was looked over.

    Args:
        data: The archive.
        path: What messages call it.

    Raises:
        FormatError: If it is no such package.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self._archive = Archive(data, path)
        self._name = next((name for name in DATABASES if name in self._archive.names), "")
        if not self._name:
            message = f"cannot use {path}: it holds no collection of Anki"
            raise FormatError(message, path)

    @contextmanager
    def database(self) -> Iterator[Stranger]:
        """Open its database, in a folder of its own that is gone afterwards.

        Raises:
            FormatError: If it is damaged, or no database that may be read.
            MissingExtraError: If it is packed in a way for which a library is missing.
        """
        with TemporaryDirectory(prefix="quizkit-") as folder:
            place = Path(folder) / "collection"
            self._put(place)
            with Stranger(place, self.path, tables=TABLES, collations=("unicase",)) as stranger:
                yield stranger

    def pictures(self) -> dict[str, str]:
        """Return its files: the name in the archive by the name that notes use.

        Raises:
            FormatError: If its list of them is damaged.
        """
        if _NAMES not in self._archive.names:
            return {}
        data = b"".join(self._parts(_NAMES, limit=_LONGEST_LIST))
        names = self._listed(data) if self._name == NEWEST else self._older(data)
        known = set(self._archive.names)
        return {name: number for number, name in names.items() if number in known}

    def file(self, name: str) -> bytes:
        """Return a file of the archive; nothing of one that is larger than a picture may be.

        Args:
            name: One of those of `pictures`.

        Raises:
            FormatError: If it is damaged.
        """
        try:
            return b"".join(self._parts(name, limit=MAX_BYTES))
        except _TooLargeError:
            return b""

    def _put(self, place: Path) -> None:
        with place.open("xb") as stream:
            for part in self._parts(self._name, limit=LIMITS.whole):
                if not stream.tell() and not part.startswith(HEAD):
                    message = f"cannot read {self.path}: what should be its database is none"
                    raise FormatError(message, self.path)
                stream.write(part)

    def _parts(self, name: str, *, limit: int) -> Iterator[bytes]:
        parts = self._archive.chunks(name)
        if self._name == NEWEST:
            parts = unpacked(parts, self.path)
        size = 0
        for part in parts:
            size += len(part)
            if size > limit:
                message = f"cannot use {self.path}: a file in it is too large"
                raise _TooLargeError(message, self.path)
            yield part

    def _older(self, data: bytes) -> Mapping[str, str]:
        """Return the names of files by number: a map in JSON."""
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            self._damaged()
        return {
            number: name.encode(errors="replace").decode()
            for number, name in list(found.items())[:_MOST_NAMES]
            if isinstance(name, str)
        }

    def _listed(self, data: bytes) -> Mapping[str, str]:
        """Return the names of files by number: a protobuf list in the order of the numbers."""
        names: dict[str, str] = {}
        for place, (_, entry) in enumerate(fields(data, self.path)):
            if not isinstance(entry, bytes) or place >= _MOST_NAMES:
                self._damaged()
            for number, value in fields(entry, self.path):
                if number == 1 and isinstance(value, bytes):
                    names[str(place)] = value.decode("utf-8", "replace")
        return names

    def _damaged(self) -> NoReturn:
        message = f"cannot read {self.path}: its list of files is damaged"
        raise FormatError(message, self.path)


class _TooLargeError(FormatError):
    """Raised when a file in a package is larger than is wanted."""
