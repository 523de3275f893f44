"""The line files of a folder that several devices share, as one learner's device reads them.

What each file holds is kept, so that looking again reads only what is new. Nothing that is
damaged stops the reading: it is told by file and line, and the rest counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.store.event import EventError, verify
from quizkit.store.files import Files
from quizkit.store.linefile import Content, Line, read_file, read_line
from quizkit.store.lines import line_files
from quizkit.store.linewriter import SEALED, Stored
from quizkit.store.sync.trouble import reading
from quizkit.store.take import Offered
from quizkit.text import digest

_KEPT: Final = 150_000
"""Events that are kept in memory, so that they are not read twice."""

_PEEK: Final = 33_000
"""Bytes that hold the first line of any file, as long as it may be."""

_LOOKS: Final = 3
"""How often the folder is looked at again because a file went meanwhile."""

# How an event of version 1 ends: everything behind its body, in canonical form.
_END: Final = re.compile(
    rb',"dev":"([0-9a-f]{32})","kind":"[a-z][a-z0-9_]{0,31}",'
    rb'"learner":"([A-Za-z0-9._-]{1,64})","off":-?[0-9]{1,3},'
    rb'"prev":(?:null|"[0-9a-f]{64}"),"seen":(?:null|"[0-9a-f]{64}"),'
    rb'"seq":([1-9][0-9]{0,15}),"v":1}'
)


class Entry(NamedTuple):
    """An event in a line file: its device, sequence number and id, and on which line it stands."""

    dev: str
    seq: int
    id: str
    line: int = 0


class Book(NamedTuple):
    """What a line file holds.

    Attributes:
        size: Its bytes when it was read.
        entries: The learner's events in it.
        faults: Number of each damaged line to what is wrong with it; 0 for the file.
        is_whole: It holds nothing else; half a line at its end does not count.
    """

    size: int
    entries: tuple[Entry, ...] = ()
    faults: Mapping[int, str] = {}
    is_whole: bool = True


def identified(data: bytes, id_: str, *, line: int = 0) -> tuple[Entry, str]:
    """Return whose event some bytes are, of which the id is the hash: entry and learner.

    Args:
        data: Its canonical bytes without id.
        id_: Its id.
        line: On which line it stands.

    Raises:
        EventError: If they are no event.
    """
    at = data.rfind(b',"dev":"')
    found = _END.fullmatch(data, at) if at > 0 else None
    if found:
        dev, learner, seq = found.groups()
        return Entry(dev.decode(), int(seq), id_, line), learner.decode()
    event = verify(data, id_)
    return Entry(event.dev, event.seq, id_, line), event.learner


def opener(path: Path, files: Files) -> str:
    """Return whose event the first line of a line file holds; "" if it is damaged or not whole.

    Raises:
        OSError: If the file cannot be read.
    """
    first, end, _ = files.head(path, _PEEK).partition(b"\n")
    try:
        return _identified(read_line(first, 1))[1] if end else ""
    except EventError:
        return ""


class Shelf:
    """The line files of a folder, read for one learner.

    Args:
        path: The folder; it need not exist.
        learner: The learner's id.
        files: What does the work on files.

    Attributes:
        books: File to what it holds, as it was at the last look.
        where: Device to id to entry and file, of all sound events.
    """

    def __init__(self, path: Path, learner: str, files: Files) -> None:
        self.path = path
        self.learner = learner
        self.books: dict[str, Book] = {}
        self.where: dict[str, dict[str, tuple[Entry, str]]] = {}
        self._files = files
        self._written: dict[str, tuple[str, Book]] = {}
        self._texts: dict[str, dict[str, bytes]] = {}
        self._rejected: dict[str, tuple[str, str]] = {}
        self._has_rejected = False
        self._root = str(path)

    @property
    def faults(self) -> dict[str, str]:
        """File and line of all that is damaged, to what is wrong with it."""
        told = {
            self.place(name, number): why
            for name, book in self.books.items()
            for number, why in book.faults.items()
        }
        return told | dict(self._rejected.values())

    def place(self, name: str, number: int) -> str:
        """Return how a line of a file is named; without the line for 0."""
        return f"{self._root}/{name}:{number}" if number else f"{self._root}/{name}"

    def look(self) -> None:
        """Read what is new in the folder since the last look.

        Raises:
            SyncError: If the folder cannot be read.
        """
        books: dict[str, Book] = {}
        for _ in range(_LOOKS):
            with reading(self.path):
                present = line_files(self.path, self._files)
            found = {name: self._book(name, size) for name, size in present.items()}
            books = {name: book for name, book in found.items() if book is not None}
            if len(books) == len(found):  # else another device sealed a file meanwhile
                break
        self._arrange(books)

    def _arrange(self, books: dict[str, Book]) -> None:
        """Put the events of all files in their places, unless nothing has changed."""
        known = self.books.get
        is_as_before = len(books) == len(self.books) and not self._has_rejected
        if is_as_before and all(book is known(name) for name, book in books.items()):
            return
        self.books, self.where, self._has_rejected = books, {}, False
        for name, book in self.books.items():
            for entry in book.entries:
                if entry.id not in self._rejected:
                    self.where.setdefault(entry.dev, {}).setdefault(entry.id, (entry, name))

    def given(self, dev: str, ids: Iterable[str]) -> Iterator[Offered]:
        """Yield events of a device by sequence number; what is there no more is left out."""
        here = self.where.get(dev, {})
        for entry, name in sorted(here[id_] for id_ in ids):
            data = self._text(name).get(entry.id)
            if data is not None:
                yield Offered(entry.id, data, self.place(name, entry.line))

    def stored(self, name: str) -> list[Stored]:
        """Return the learner's events in a file."""
        text = self._text(name)
        entries = self.books[name].entries
        return [Stored(each.seq, each.id, text[each.id]) for each in entries if each.id in text]

    def reject(self, offered: Offered, why: str) -> None:
        """Count an event no more, of which the hash is right and the content is none."""
        self._rejected[offered.id] = offered.place, why
        self._has_rejected = True

    def note(self, name: str, data: bytes, entries: Iterable[Entry]) -> None:
        """Keep in mind what was written into a file: then its bytes need only be compared."""
        self._written[name] = digest(data), Book(len(data), tuple(entries))

    def _book(self, name: str, size: int) -> Book | None:
        """Return what a file holds, or None if it is there no more."""
        known = self.books.get(name)
        if known and known.size == size and SEALED.fullmatch(name.rpartition("/")[2]):
            return known
        self._texts.pop(name, None)
        try:
            return self._compared(name, size) or self._read(name, size)
        except FileNotFoundError:
            return None
        except OSError as error:
            why = f"cannot be read ({error.strerror or error})"
            return Book(-1, faults={0: why}, is_whole=False)

    def _compared(self, name: str, size: int) -> Book | None:
        """Return what was written into a file, if that is what is in it."""
        known, book = self._written.get(name, ("", None))
        if book is None or book.size != size:
            return None
        return book if digest(self._files.read(self.path / name)) == known else None

    def _read(self, name: str, size: int) -> Book:
        if self._is_anothers(name):
            return Book(size, is_whole=False)
        book, text = self._parsed(read_file(self.path / name, self._files))
        self._keep(name, text)
        return book

    def _is_anothers(self, name: str) -> bool:
        """Return whether the first line of a file is a sound event of another learner."""
        return opener(self.path / name, self._files) not in ("", self.learner)

    def _parsed(self, content: Content) -> tuple[Book, dict[str, bytes]]:
        entries: list[Entry] = []
        faults: dict[int, str] = {}
        text: dict[str, bytes] = {}
        for line in content.lines:
            try:
                entry, learner = _identified(line)
            except EventError as error:
                faults[line.number] = str(error)
                continue
            if learner == self.learner:
                entries.append(entry)
                text[entry.id] = line.data
        is_whole = len(entries) == len(content.lines)
        if content.end < content.size:
            faults[len(content.lines) + 1] = "half a line at the end of the file"
        return Book(content.size, tuple(entries), faults, is_whole), text

    def _text(self, name: str) -> dict[str, bytes]:
        """Return id to bytes of the events in a file."""
        known = self._texts.get(name)
        if known is None:
            try:
                _, known = self._parsed(read_file(self.path / name, self._files))
            except OSError:
                known = {}
            self._keep(name, known)
        return known

    def _keep(self, name: str, text: dict[str, bytes]) -> None:
        """Keep the events of a file in memory, and no more files than there is room for."""
        self._texts[name] = text
        while len(self._texts) > 1 and sum(map(len, self._texts.values())) > _KEPT:
            del self._texts[next(iter(self._texts))]


def _identified(line: Line) -> tuple[Entry, str]:
    if line.fault:
        raise EventError(line.fault)
    return identified(line.data, line.id, line=line.number)
