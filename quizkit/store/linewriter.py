"""Writing of line files: a device's open file, sealed files, small ones laid together.

Whoever calls anything here holds the store's write lock: two windows of one learner write into
the same open file, and never at one moment.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from json import loads
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.store.files import Files
from quizkit.store.linefile import MAX_FILE, Content, Line, line_of, read_file
from quizkit.text import digest

SEAL: Final = 1_000
"""Events after which a file is sealed."""

_SMALL: Final = 20
"""Sealed files of one device that are not full, beyond which they are laid together."""

OPEN: Final = re.compile(r"([1-9][0-9]{0,15})-open\.jsonl")
"""Name of an open file: its lowest sequence number."""

SEALED: Final = re.compile(r"([1-9][0-9]{0,15})-([1-9][0-9]{0,15})-[0-9a-f]{16}\.jsonl")
"""Name of a sealed file: its lowest and its highest sequence number, the hash of its bytes."""

_BACK: Final = 50
"""Last lines of an open file among which the newest seq is looked for."""

_ATTRIBUTES: Final = b"*.jsonl -text\n"


class Stored(NamedTuple):
    """An event as it is written: seq, id and canonical bytes without id."""

    seq: int
    id: str
    data: bytes

    @property
    def line(self) -> bytes:
        """Its line."""
        return line_of(self.id, self.data)


class Tail(NamedTuple):
    """The end of a device's open file.

    Attributes:
        first: The seq that names it.
        size: Its bytes.
        lines: Its lines.
        seq: The newest seq in it, or in the sealed files if it has none.
    """

    first: int
    size: int
    lines: int
    seq: int

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.first}-open.jsonl"


def is_sealed_now(name: str, present: Mapping[str, int]) -> bool:
    """Return whether an open file that is gone was sealed: one that begins as it did is there.

    >>> is_sealed_now("ab/1-open.jsonl", {"ab/1-9-0123456789abcdef.jsonl": 7})
    True
    """
    dev, _, rest = name.rpartition("/")
    found = OPEN.fullmatch(rest)
    begins = f"{dev}/{found[1]}-" if found else "\0"
    return any(
        other.startswith(begins) and SEALED.fullmatch(other.rpartition("/")[2]) for other in present
    )


class Writer:
    """Writes the line files of one store.

    Args:
        folder: The folder of the devices' folders; it need not exist.
        files: What does the work on files.
        by: Who writes, where others may write there at the same moment; see `Files.put`.
    """

    def __init__(self, folder: Path, files: Files, *, by: str = "") -> None:
        self.folder = folder
        self._files = files
        self._by = by
        self._tails: dict[str, Tail] = {}

    def tail(self, dev: str) -> Tail:
        """Return the end of a device's open file, after a torn line was cut off.

        What was known of it counts as long as the file has the same size.
        """
        known = self._tails.get(dev)
        if known and (self._files.size(self.folder / dev / known.name) or 0) == known.size:
            return known
        return self._look(dev)

    def extend(self, dev: str, events: Sequence[Stored]) -> list[str]:
        """Write a device's events, in their order, and return the names of the files.

        They go behind the end of the open file, which is sealed whenever it is full.

        Raises:
            OSError: If they cannot be written; some may have been.
        """
        tail = self.tail(dev)
        self._tails.pop(dev, None)  # until all is done nobody knows what the file holds
        if tail.lines >= SEAL:
            tail = self._seal(dev, tail)
        waiting, names = iter(events), []
        while chunk := tuple(islice(waiting, SEAL - tail.lines)):
            path = self.folder / dev / tail.name
            data = b"".join(event.line for event in chunk)
            if not tail.size:
                self.prepare(dev)
            self._files.append(path, data)
            self._files.sync(path)
            if not tail.size:
                self._files.sync_folder(path.parent)
            tail = Tail(tail.first, tail.size + len(data), tail.lines + len(chunk), chunk[-1].seq)
            names.append(tail.name)
            if tail.lines >= SEAL:
                tail = self._seal(dev, tail)
        self._tails[dev] = tail
        return names

    def put(self, dev: str, events: Sequence[Stored]) -> list[str]:
        """Write a device's events, sorted, as sealed files and return their names.

        Raises:
            OSError: If they cannot be written; some files may have been.
        """
        self.prepare(dev)
        waiting, names = iter(events), []
        while chunk := tuple(islice(waiting, SEAL)):
            data = b"".join(event.line for event in chunk)
            names.append(sealed_name(chunk[0].seq, chunk[-1].seq, data))
            self._files.put(self.folder / dev / names[-1], data, by=self._by)
        return names

    def compact(self, dev: str) -> None:
        """Lay a device's small sealed files together if there are many.

        Only files that were read are deleted, after what they held is on the disk again.

        Raises:
            OSError: If a file cannot be read or written; nothing is lost.
        """
        names = sorted(self._files.sizes(self.folder / dev))
        small = [name for name in names if _count(name) < SEAL]
        if len(small) <= _SMALL:
            return
        events: dict[str, Stored] = {}
        read: list[str] = []
        for name in small:
            lines = read_file(self.folder / dev / name, self._files).lines
            if not any(line.proved() for line in lines):  # a damaged file stays, for the doctor
                events.update((each.id, each) for each in map(_stored, lines))
                read.append(name)
        kept = self.put(dev, sorted(events.values()))
        for name in read:
            if name not in kept:
                self._files.unlink(self.folder / dev / name)
        self._files.sync_folder(self.folder / dev)

    def tidy(self, dev: str) -> None:
        """Delete what an interrupted writing has left."""
        for name in self._files.sizes(self.folder / dev):
            if name.endswith(".jsonl.part"):
                self._files.unlink(self.folder / dev / name)

    def prepare(self, dev: str) -> None:
        """Make a device's folder, and the file that keeps git from changing line ends."""
        self._files.make_folder(self.folder / dev)
        attributes = self.folder / ".gitattributes"
        if self._files.size(attributes) is None:
            self._files.put(attributes, _ATTRIBUTES, by=self._by)

    def _look(self, dev: str) -> Tail:
        names = self._files.sizes(self.folder / dev)
        begun = [int(found[1]) for name in names if (found := OPEN.fullmatch(name))]
        sealed = [int(found[2]) for name in names if (found := SEALED.fullmatch(name))]
        seq = max(sealed, default=0)
        if not begun:
            return Tail(seq + 1, 0, 0, seq)
        path = self.folder / dev / f"{max(begun)}-open.jsonl"
        content = self._mended(path)
        whole = [_stored(line).seq for line in content.lines[-_BACK:] if not line.proved()]
        return Tail(max(begun), content.end, len(content.lines), max((seq, *whole)))

    def _mended(self, path: Path) -> Content:
        """Return what an open file holds, after what a loss of power has spoilt was taken out.

        That is a torn line at the end, and lines near it of which not every sector came to the
        disk. Their events are in the store, which had them first.
        """
        content = read_file(path, self._files)
        bad = {line.number for line in content.lines[-_BACK:] if line.fault}
        if bad and content.size <= MAX_FILE:
            lines = self._files.read(path)[: content.end].split(b"\n")[:-1]
            kept = (line + b"\n" for number, line in enumerate(lines, 1) if number not in bad)
            self._files.put(path, b"".join(kept))
            return read_file(path, self._files)
        if content.end < content.size:
            self._files.cut(path, content.end)
            self._files.sync(path)
        return content

    def _seal(self, dev: str, tail: Tail) -> Tail:
        path = self.folder / dev / tail.name
        name = sealed_name(tail.first, tail.seq, self._files.read(path))
        self._files.rename(path, path.with_name(name))
        self._files.sync_folder(path.parent)
        return Tail(tail.seq + 1, 0, 0, tail.seq)


def sealed_name(first: int, last: int, data: bytes) -> str:
    """Return the name of the sealed file that holds these bytes.

    Args:
        first: Its lowest sequence number.
        last: Its highest.
        data: All its bytes.
    """
    return f"{first}-{last}-{digest(data)[:16]}.jsonl"


def _count(name: str) -> int:
    """Return how many events a sealed file's name speaks of; of other files, very many."""
    found = SEALED.fullmatch(name)
    return int(found[2]) - int(found[1]) + 1 if found else SEAL


def _stored(line: Line) -> Stored:
    return Stored(loads(line.data)["seq"], line.id, line.data)
