"""Pictures that notes show, taken along for facts; cards of a deck have none."""

from typing import Final

from quizkit.decks.paths import PathFault, relative
from quizkit.decks.pictures import MAX_PIXELS, measured
from quizkit.formats.anki.notes.gathered import made_id
from quizkit.formats.anki.notes.package import Package
from quizkit.formats.strangers.markup import reduced
from quizkit.text import nfc, refused

MOST_BYTES: Final = 256 * 2**20
"""Bytes of all pictures of one import."""

_ENDINGS: Final = {
    "PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "GIF": (".gif",), "WEBP": (".webp",),
}  # fmt: skip


class Pictures:
    """The pictures of a package.

    Args:
        package: The package.
        folder: The folder below the deck's for them, or "": none is taken.

    Attributes:
        media: Those that were taken: bytes by path below the deck's folder.
        taken: How many times one was.
    """

    def __init__(self, package: Package, folder: str) -> None:
        self.media: dict[str, bytes] = {}
        self.taken = 0
        self._package = package
        self._folder = folder.strip("/")
        self._there = package.pictures() if self._folder else {}
        self._paths: dict[str, str] = {}
        self._room = MOST_BYTES

    def first_of(self, html: str) -> str:
        """Return the path of the first picture in a field that can be taken; "" for none.

        Args:
            html: The field.

        Raises:
            FormatError: If the package is damaged.
        """
        if not self._there or "<" not in html:
            return ""
        for name in reduced(html).pictures:
            path = self._path(name)
            if path:
                self.taken += 1
                return path
        return ""

    def _path(self, name: str) -> str:
        if name not in self._paths:
            self._paths[name] = self._taken(name) if name in self._there else ""
        return self._paths[name]

    def _taken(self, name: str) -> str:
        data = self._package.file(self._there[name])
        found = measured(data)
        if found is None or not 0 < found[1] * found[2] <= MAX_PIXELS or len(data) > self._room:
            return ""
        path = self._named(name, _ENDINGS[found[0]])
        self._room -= len(data)
        self.media[path] = data
        return path

    def _named(self, name: str, endings: tuple[str, ...]) -> str:
        """Return where a picture goes: under its own name, if a deck may have such a file."""
        plain = nfc(name)
        path = f"{self._folder}/{plain}"
        taken = {one.casefold() for one in self.media}
        try:
            relative(path)
            is_seen = next(refused(plain), None) is None
            is_fit = "/" not in plain and plain.lower().endswith(endings) and len(plain) < 100
            is_fit = is_fit and is_seen
        except PathFault:
            is_fit = False
        if not is_fit or path.casefold() in taken:
            path = f"{self._folder}/{made_id(name)}{endings[0]}"
        return path
