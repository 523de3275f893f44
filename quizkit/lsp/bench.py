"""One deck that is being written in the editor: its looks, and what its files mention."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from quizkit.checks.context import NO_OPTIONS, Options
from quizkit.decks.events import read
from quizkit.decks.tree import Tree
from quizkit.lsp.belonging import DECKS
from quizkit.lsp.buffers import Buffer, Buffers
from quizkit.lsp.mentions import Finder, Index
from quizkit.lsp.positions import Ruler
from quizkit.model import Deck
from quizkit.practice.look import Look
from quizkit.practice.workshop import Workshop

_EMPTY: Final = Index(iter(()))


class Bench:
    """A deck in the editor.

    `edits` belongs to whoever hears the editor; all else to the one thread that works.

    Args:
        place: The deck's first file.
        buffers: The open texts.
        profile: How strict to be.
        language: The language wanted, or "".
        options: Thresholds of checks that were set.

    Attributes:
        shop: The deck as its author works on it.
        edits: How often a file of it has changed.
        seen: How many of those changes the newest look has seen; -1 before the first.
    """

    def __init__(
        self,
        place: str,
        buffers: Buffers,
        *,
        profile: str = "practice",
        language: str = "",
        options: Options = NO_OPTIONS,
    ) -> None:
        self.place = place
        self.buffers = buffers
        self.shop = Workshop(
            place, profile=profile, language=language, opener=self._open, options=options
        )
        self.edits = 0
        self.seen = -1
        self._taken: dict[str, Buffer | None] = {}
        self._trees: dict[str, Tree] | None = None
        self._index: Index | None = None

    @property
    def deck(self) -> Deck | None:
        """The deck as it is, or was when it last could be used."""
        return self.shop.deck

    @property
    def is_fresh(self) -> bool:
        """Whether the newest look has seen every change."""
        return self.seen == self.edits

    @property
    def is_of_now(self) -> bool:
        """Whether every file stands in the editor as the newest look read it."""
        return all(self.buffers.get(path) is taken for path, taken in self._taken.items())

    @property
    def files(self) -> frozenset[str]:
        """The files that the deck is read from, and those it asks for that are missing."""
        return frozenset((self.place, *(each.path for each in self.shop.seen.files)))

    def look(self) -> Look:
        """Read the deck, unless nothing has changed."""
        if not (self.is_fresh and self.is_of_now):
            edits = self.edits
            self._taken = {}
            self.shop.look()
            self._trees = self._index = None
            self.seen = edits
        return self.shop.seen

    def _open(self, path: Path) -> bytes:
        # Noted first: what changes in between is then seen to be another.
        self._taken[path.as_posix()] = self.buffers.get(path.as_posix())
        return self.buffers.read(path)

    def complete(self, tick: Callable[[], None]) -> Look:
        """Let all rules look; see `Workshop.complete`."""
        return self.shop.complete(tick)

    @property
    def trees(self) -> Mapping[str, Tree]:
        """What the files say as they stand; one that cannot be read has no root."""
        if self._trees is None:
            lines = self.shop.seen.lines
            self._trees = {path: self._tree(path, found) for path, found in lines.items()}
        return self._trees

    def _tree(self, path: str, lines: Sequence[str]) -> Tree:
        if path == self.place or PurePosixPath(path).suffix in DECKS:
            found = read("\n".join(lines).encode("utf-8", "replace"), path)
            return Tree(path, found.root, lines, found.problems)
        return Tree(path, None, lines)

    @property
    def index(self) -> Index:
        """What the files mention, as far as they and the last deck that could be used tell."""
        if self._index is None:
            deck = self.deck
            found = deck is not None and bool(self.trees)
            self._index = Index(Finder(deck, self.trees).all()) if deck and found else _EMPTY
        return self._index

    def line(self, path: str, number: int) -> str:
        """Return a line of a file, "" where it has none."""
        lines = self.shop.seen.lines.get(path, ())
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def ruler(self, path: str) -> Ruler:
        """Return what turns places of a file into the editor's."""
        return self.buffers.ruler(path)
