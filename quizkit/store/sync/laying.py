"""Events laid down in a folder that several devices share: whole files only, never changed.

Whoever writes there at the same moment is not in the way: unfinished files have the name of the
writer and its window, sealed files that have the same name have the same bytes, and the open file
of a device is written by that device alone.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from secrets import token_hex
from typing import Final

from quizkit.store.files import Files
from quizkit.store.linewriter import OPEN, SEAL, Stored, Writer, sealed_name
from quizkit.store.rows import new_id
from quizkit.store.sync.shelf import Entry, Shelf

_PART: Final = re.compile(r"\.([0-9a-f]{32})(?:\.[0-9a-f]{8})?\.part$")
"""How unfinished files end: who writes them, and which of its windows."""

_TRIES: Final = 3
"""How often a file is written if another window takes what is unfinished for a leftover."""


class Laying:
    """Lays events of one learner down, each device's in their order.

    Args:
        shelf: What the folder holds.
        files: What does the work on files.
        device: The device that writes; its last events stand in an open file.
    """

    def __init__(self, shelf: Shelf, files: Files, *, device: str) -> None:
        self._shelf = shelf
        self._files = files
        self._device = device
        self._own = device or new_id()
        self._by = f"{self._own}.{token_hex(4)}"
        self._writer = Writer(shelf.path, files, by=self._by)
        self._waiting: dict[str, list[Stored]] = {}
        self._opened: list[str] = []

    def has_begun(self, dev: str) -> bool:
        """Return whether an event of a device was laid down."""
        return dev in self._waiting

    def lay(self, dev: str, event: Stored) -> None:
        """Lay an event down; it is on the disk after `finish` at the latest.

        Raises:
            OSError: If it cannot be written.
        """
        if dev not in self._waiting:
            self._waiting[dev] = []
            self._again(lambda: self._writer.prepare(dev))
            self.tidy(dev)
            if dev == self._device:
                self._waiting[dev] += self._taken_over()
        waiting = self._waiting[dev]
        waiting.append(event)
        if len(waiting) >= SEAL:
            self._seal(dev, waiting)
            self._waiting[dev] = []

    def finish(self) -> None:
        """Write what still waits; then delete open files whose events stand in others.

        Raises:
            OSError: If it cannot be written.
        """
        kept = ""
        for dev, waiting in self._waiting.items():
            if waiting and dev == self._device:
                kept = self._open(dev, waiting)
            elif waiting:
                self._seal(dev, waiting)
        for name in self._opened:
            if name != kept:
                self._files.unlink(self._shelf.path / name)
        for dev in self._waiting:
            with suppress(FileNotFoundError):  # another device has just done the same
                self._writer.compact(dev)

    def tidy(self, dev: str) -> None:
        """Delete what an interrupted writing of this device has left.

        Another window of it may be writing: it then writes that file once more.
        """
        for folder in (self._shelf.path, self._shelf.path / dev):
            for name in self._files.sizes(folder):
                found = _PART.search(name)
                if found and found[1] == self._own:
                    self._files.unlink(folder / name)

    def clear(self) -> None:
        """Delete unfinished files after a fault, as far as that goes."""
        for dev in self._waiting:
            with suppress(OSError):
                self.tidy(dev)

    def _taken_over(self) -> Iterator[Stored]:
        """Yield the events that stand in own open files only, each once."""
        books = self._shelf.books
        self._opened = [
            name
            for name, book in books.items()
            if book.is_whole and self._is_own(name) and OPEN.fullmatch(name.rpartition("/")[2])
        ]
        done = {each.id for name in books.keys() - {*self._opened} for each in books[name].entries}
        for name in self._opened:
            for event in self._shelf.stored(name):
                if event.id not in done:
                    done.add(event.id)
                    yield event

    def _is_own(self, name: str) -> bool:
        """Return whether a file holds events of this device and nothing else."""
        entries = self._shelf.books[name].entries
        return name.startswith(f"{self._device}/") and all(
            each.dev == self._device for each in entries
        )

    def _seal(self, dev: str, events: list[Stored]) -> None:
        events.sort()
        data = b"".join(event.line for event in events)
        self._put(dev, sealed_name(events[0].seq, events[-1].seq, data), data, events)

    def _open(self, dev: str, events: list[Stored]) -> str:
        """Write the open file and return its name; a sealed one where its name is not free."""
        events.sort()
        name = f"{events[0].seq}-open.jsonl"
        if f"{dev}/{name}" in self._shelf.books.keys() - {*self._opened}:
            self._seal(dev, events)
            return ""
        self._put(dev, name, b"".join(event.line for event in events), events)
        return f"{dev}/{name}"

    def _put(self, dev: str, name: str, data: bytes, events: list[Stored]) -> None:
        self._again(lambda: self._files.put(self._shelf.path / dev / name, data, by=self._by))
        entries = (Entry(dev, event.seq, event.id, line) for line, event in enumerate(events, 1))
        self._shelf.note(f"{dev}/{name}", data, entries)

    def _again(self, write: Callable[[], None]) -> None:
        """Write a file, once more where another window cleared the unfinished one away."""
        for left in reversed(range(_TRIES)):
            try:
                write()
            except FileNotFoundError:
                if not left or not self._shelf.path.is_dir():
                    raise
            else:
                return
