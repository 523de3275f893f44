"""From a path to a deck: reads its files, checks them, builds it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from quizkit.decks import tidiness
from quizkit.decks.build import Part, build
from quizkit.decks.events import read
from quizkit.decks.headcheck import check
from quizkit.decks.paths import PathFault, inside
from quizkit.decks.pictures import picture_at, picture_in
from quizkit.decks.quotes import Quotes
from quizkit.decks.report import Report, TooManyError, help_, short
from quizkit.decks.schema import DeckIn, PartIn
from quizkit.decks.source import MAX_FILE, text_of
from quizkit.decks.tree import Tree, at, texts, walk
from quizkit.errors import DeckError
from quizkit.model import Deck, Location, Note, Problem, Severity
from quizkit.questions.calm import calm
from quizkit.text import nfc

MAX_FILES: Final = 200
MAX_BYTES: Final = 64 * 1024 * 1024
"""Files of one deck, and bytes of them all."""

NO_FILES: Final[Mapping[str, bytes]] = MappingProxyType({})

Opener = Callable[[Path], bytes]
"""Returns the bytes of a file, at most `MAX_FILE` + 1 of them; raises OSError."""


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, at most one more than a deck's file may have."""
    with path.open("rb") as stream:
        return stream.read(MAX_FILE + 1)


class Reading(NamedTuple):
    """What the files of a deck gave.

    Attributes:
        deck: The deck, or None where a problem stops it from loading.
        problems: What was found, by file, line, column and code; the deck's are the same.
        files: The bytes of each file read, by its path as problems show it.
    """

    deck: Deck | None
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]

    @property
    def lines(self) -> dict[str, list[str]]:
        """Lines of each file, without line ends and byte order mark."""
        return {
            path: data.decode("utf-8", "replace")
            .removeprefix("\ufeff")
            .replace("\r\n", "\n")
            .split("\n")
            for path, data in self.files.items()
        }


def load_deck(place: str | Path, *, opener: Opener = read_bytes) -> Deck:
    """Return the deck of a file, or of a folder with a `deck.yaml`.

    Args:
        place: Path of the file or folder; problems show it as given.
        opener: Reads files.

    Raises:
        DeckError: With every problem, if one of them stops the deck from loading; with none, if
            there is no such file or it cannot be read.
    """
    found = read_deck(place, opener=opener)
    if found.deck is None:
        raise DeckError(summary(found.problems), found.problems)
    return found.deck


def read_deck(
    place: str | Path, *, opener: Opener = read_bytes, coming: Mapping[str, bytes] = NO_FILES
) -> Reading:
    """Return what a deck's files gave, also where no deck can be made of them.

    Args:
        place: Path of the file or folder; problems show it as given.
        opener: Reads files.
        coming: Pictures that are about to be written, by path below the deck's folder.

    Raises:
        DeckError: Without problems, if there is no such file or it cannot be read.
    """
    path = Path(place)
    if path.is_dir():
        path = path / "deck.yaml"
    try:
        data = opener(path)
    except FileNotFoundError:
        raise DeckError(f"there is no deck at {Path(place).as_posix()}") from None
    except OSError as error:
        why = error.strerror or "it is no readable file"
        raise DeckError(f"cannot read {path.as_posix()}: {why}") from None
    files = {path.as_posix(): data}

    def remembering(asked: Path) -> bytes:
        found = opener(asked)
        files[asked.as_posix()] = found
        return found

    with calm():
        loader = Loader(path, opener=remembering, texts=opener, coming=coming)
        deck, problems = loader.read(data)
    return Reading(deck, problems, files)


class Loader:
    """Reads the files of one deck.

    Args:
        path: The deck's first file.
        opener: Reads files.
        texts: Reads the texts of sources; None: as `opener`.
        coming: Pictures that are about to be written, by path below the deck's folder.
    """

    def __init__(
        self,
        path: Path,
        *,
        opener: Opener,
        texts: Opener | None = None,
        coming: Mapping[str, bytes] = NO_FILES,
    ) -> None:
        self.path = path
        self.coming = coming
        self.opener = opener
        self.texts = texts or opener
        self.report = Report()
        self.trees: dict[str, Tree] = {}
        self.looked: dict[str, str] = {}
        self.size = 0

    def load(self, data: bytes) -> Deck:
        """Return the deck whose first file has these bytes.

        Raises:
            DeckError: If a problem stops it from loading.
        """
        deck, problems = self.read(data)
        if deck is None:
            raise DeckError(summary(problems), problems)
        return deck

    def read(self, data: bytes) -> tuple[Deck | None, tuple[Problem, ...]]:
        """Return the deck, or None where a problem stops it, and all that was found."""
        name = self.path.as_posix()
        made = None
        with suppress(TooManyError):
            made = self._made(name, data)
        order = {path: place for place, path in enumerate(self.trees)}
        problems = self.report.sorted(order)
        if made is None or self.report.fatal:
            return None, problems
        return finished(made, problems, tuple(self.trees)), problems

    def _made(self, name: str, data: bytes) -> Deck | None:
        tree = self._tree(name, data)
        if tree.root is None and not self.report.fatal:
            self._empty(name)
        head = check(tree, DeckIn, self.report)
        parts: list[Part] = [(tree, head or PartIn())]
        self._includes(tree, parts, (name,))
        if head is None:
            return None
        deck = build(head, parts, report=self.report, sheet=self.sheet, look=self.look)
        return Quotes(self.report, self.text).checked(deck)

    def _empty(self, name: str) -> None:
        self.report.add(
            "QK009",
            Location(name),
            "this file is empty: a deck begins with `quizkit: 1`",
            notes=[help_("write `quizkit: 1`, `deck: my-deck`, `title: ...` and `language: en`")],
        )

    def _tree(self, name: str, data: bytes) -> Tree:
        self.size += len(data)
        tree = read(data, name)
        self.trees[name] = tree
        self.report.take(tree.problems)
        tidiness.look(data, name, tree.lines, self.report)
        return tree

    def _includes(self, tree: Tree, parts: list[Part], trail: tuple[str, ...]) -> None:
        node = walk(tree.root, ["include"]) if tree.root else None
        if node is None or node is tree.root:
            return
        for one in texts(node) or ():
            place = at(tree.path, one)
            name = self._named(one.text, place)
            if name in trail:
                what = f"`{short(one.text)}` includes itself"
                self._missing(place, what, "take the circle out")
                continue
            if name is None or name in self.trees:
                continue
            data = self._bytes(self.path.parent / one.text, place)
            if data is not None:
                inner = self._tree(name, data)
                found = check(inner, PartIn, self.report)
                if found is not None:
                    parts.append((inner, found))
                self._includes(inner, parts, (*trail, name))

    def _named(self, text: str, place: Location) -> str | None:
        """Return the path of a file that the deck names, or None after QK015."""
        try:
            return inside(self.path.parent, text).as_posix()
        except PathFault as fault:
            what = f"cannot read `{short(text)}`: {fault}"
            self._missing(place, what, "name a file in the deck's folder: parts/names.yaml")
            return None

    def _bytes(self, path: Path, place: Location) -> bytes | None:
        if len(self.trees) >= MAX_FILES or self.size > MAX_BYTES:
            what = f"cannot read more than {MAX_FILES} files or {MAX_BYTES // 2**20} MiB in a deck"
            self.report.add("QK014", place, what)
            return None
        try:
            return self.opener(path)
        except FileNotFoundError:
            what = f"there is no file `{short(path.name)}` in the deck's folder"
            self._missing(place, what, "put it there, or correct its name")
        except OSError as error:
            what = f"cannot read `{short(path.name)}`: {error.strerror or 'no readable file'}"
            self._missing(place, what, "check who may read it")
        return None

    def _missing(self, place: Location, what: str, tip: str) -> None:
        self.report.add("QK015", place, what, notes=[help_(tip)])

    def sheet(self, text: str, place: Location) -> tuple[str, str] | None:
        """Return path and text of a CSV file, or None after a problem."""
        name = self._named(text, place)
        if name is None:
            return None
        data = self._bytes(self.path.parent / text, place)
        if data is None:
            return None
        self.size += len(data)
        found = text_of(data, name, self.report)
        if found is None:
            return None
        found = found if found.isascii() else nfc(found)
        self.trees[name] = Tree(name, None, found.split("\n"))
        tidiness.line_ends(data, name, self.trees[name].lines, self.report)
        return name, found

    def text(self, name: str, place: Location) -> tuple[str, str] | None:
        """Return path and text of a source's file, or None after QK608."""
        try:
            path = inside(self.path.parent, name)
            data = self.texts(path)
            if len(data) <= MAX_FILE:
                return path.as_posix(), data.decode("utf-8-sig")
            why = f"it has more than {MAX_FILE // 2**20} MiB"
        except PathFault as fault:
            why = str(fault)
        except FileNotFoundError:
            why = "there is no such file"
        except OSError as error:
            why = error.strerror or "it is no readable file"
        except UnicodeDecodeError:
            why = "it is no text in UTF-8"
        self.report.add(
            "QK608",
            place,
            f"cannot look up quotes in `{short(name)}`: {why}",
            notes=[
                help_("put the source's text there as a file of plain text"),
                Note("or", "take `file` out of the source: its quotes are then not looked up"),
            ],
        )
        return None

    def look(self, name: str) -> str:
        """Return why a file in the deck's folder cannot be used as a picture, or ""."""
        if name not in self.looked:
            self.looked[name] = ""
            try:
                path = inside(self.path.parent, name)
                if path.is_symlink():
                    raise PathFault("it is a link, which other computers would not have")
                if name in self.coming:
                    data = self.coming[name]
                    picture_in(path, data, size=len(data))
                else:
                    picture_at(path)
            except PathFault as fault:
                self.looked[name] = str(fault)
        return self.looked[name]


def finished(deck: Deck, problems: tuple[Problem, ...], paths: tuple[str, ...]) -> Deck:
    """Return a deck with what was found while reading it, and the files read."""
    named = tuple(problem._replace(deck=deck.id) for problem in problems)
    return replace(deck, problems=named, paths=paths)


def summary(problems: tuple[Problem, ...]) -> str:
    """Return one sentence: the first problem that stops the deck, and how many there are."""
    fatal = [problem for problem in problems if problem.severity is Severity.FATAL]
    if not fatal:
        return "this file is no deck"
    first = fatal[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    place = f"{first.at.path}:{first.at.line}:{first.at.column}"
    return f"{place}: {first.code}: {first.message}{more}"
