"""The other side of an exchange as a folder of line files: on a stick, in a synced or git folder.

`DIR/<device>/` holds the files of a device, as beside a store. Conflicts cannot occur: whole
files are added, a set of events is their union, and copies that a sync program makes are more
files. Files of other learners are left as they are.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.errors import SyncError
from quizkit.store.event import MAX_BYTES, EventError, verify
from quizkit.store.files import FILES, Files
from quizkit.store.linefile import read_file
from quizkit.store.lines import line_files
from quizkit.store.linewriter import Stored
from quizkit.store.sync.laying import Laying
from quizkit.store.sync.shelf import Entry, Shelf, identified, opener
from quizkit.store.sync.side import Standing, standing_of
from quizkit.store.sync.trouble import gone, reading, writing
from quizkit.store.take import NAMED, Offered, Taken
from quizkit.text import digest

_AT: Final = re.compile(rb'{"at":([0-9]{1,15}),')


class Present(NamedTuple):
    """What a folder holds of a learner.

    Attributes:
        events: How many events.
        newest: The latest time that a clock gave one of them [ms since 1970, UTC].
    """

    events: int
    newest: int


def learners(path: Path, files: Files = FILES) -> dict[str, Present]:
    """Return who has events in a folder of line files; nobody if there is no folder.

    Args:
        path: The folder.
        files: What does the work on files.

    Raises:
        SyncError: If it cannot be read.

    >>> learners(Path("no-such-folder"))
    {}
    """
    found: dict[str, dict[str, int]] = {}
    with reading(path):
        for name in line_files(path, files):
            for line in read_file(path / name, files).lines:
                try:
                    _, learner = identified(line.data, line.id) if not line.fault else (0, "")
                except EventError:
                    continue
                at = _AT.match(line.data)
                if learner:
                    found.setdefault(learner, {})[line.id] = int(at[1]) if at else 0
    return {who: Present(len(ats), max(ats.values())) for who, ats in sorted(found.items())}


def is_opener(learner: str, path: Path, files: Files = FILES) -> bool:
    """Return whether a line file of a folder begins with an event of a learner.

    Only first lines are read, and only until there is one: in a folder that a learner has synced
    with it is nearly always so, however long the log is.

    Args:
        learner: The learner's id.
        path: The folder; it need not be there.
        files: What does the work on files.

    Raises:
        SyncError: If the folder cannot be read.

    >>> is_opener("mai", Path("no-such-folder"))
    False
    """
    with reading(path):
        for name in line_files(path, files):
            with suppress(OSError):  # whoever reads the whole folder tells that
                if opener(path / name, files) == learner:
                    return True
    return False


class FolderSide:
    """A folder of line files as a side, for one learner.

    Args:
        path: The folder. If only its parent exists, it is made with the first event.
        learner: The learner's id.
        device: The device that writes; "" if the own store is only read.
        files: What does the work on files, for tests.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     FolderSide(Path(folder), "mai").standings()
    {}
    """

    def __init__(self, path: Path, learner: str, *, device: str = "", files: Files = FILES) -> None:
        self.path = path
        self._learner = learner
        self._device = device
        self._files = files
        self._shelf = Shelf(path, learner, files)
        self._was_there = False
        self._stated: tuple[object, Mapping[str, Standing]] | None = None

    @property
    def faults(self) -> Mapping[str, str]:
        """File and line of what is damaged, to what is wrong with it, as last looked at."""
        return self._shelf.faults

    def standings(self) -> Mapping[str, Standing]:
        """See `Side`; looks at the folder anew.

        Raises:
            SyncError: If there can be no such folder, it is gone, or cannot be read.
        """
        self._look_for_folder()
        self._shelf.look()
        if self._stated is None or self._stated[0] is not self._shelf.where:
            stated = {
                dev: standing_of(
                    max(entry.seq for entry, _ in found.values()), [*map(bytes.fromhex, found)]
                )
                for dev, found in self._shelf.where.items()
            }
            self._stated = self._shelf.where, stated
        return self._stated[1]

    def ids(self, dev: str) -> Collection[str]:
        """See `Side`; of what was there at the last `standings`."""
        return frozenset(self._shelf.where.get(dev, ()))

    def above(self, dev: str, seq: int) -> Iterator[Offered]:
        """See `Side`; of what was there at the last `standings`."""
        here = self._shelf.where.get(dev, {})
        yield from self._shelf.given(dev, [id_ for id_ in here if here[id_][0].seq > seq])

    def chosen(self, dev: str, ids: Collection[str]) -> Iterator[Offered]:
        """See `Side`; what was offered before and is no event is told and left out."""
        for offered in self._shelf.given(dev, ids):
            try:
                verify(offered.data, offered.id)
            except EventError as error:
                self._shelf.reject(offered, str(error))
            else:
                yield offered

    def add(self, offered: Iterable[Offered]) -> Taken:
        """See `Side`; every hash is proved, and the folder is made if it is not there.

        Raises:
            SyncError: If it cannot be written; what was written before stays.
        """
        laying = Laying(self._shelf, self._files, device=self._device)
        held = {dev: set(events) for dev, events in self._shelf.where.items()}
        added = known = 0
        faults: list[str] = []
        try:
            with writing(self.path):
                for each in offered:
                    try:
                        entry = self._proved(each)
                    except EventError as error:
                        faults.append(f"{each.place}: {error}" if each.place else str(error))
                        continue
                    if entry.id in held.setdefault(entry.dev, set()):
                        known += 1
                        continue
                    if not laying.has_begun(entry.dev):
                        self._look_for_folder()
                    held[entry.dev].add(entry.id)
                    laying.lay(entry.dev, Stored(entry.seq, entry.id, each.data))
                    added += 1
                laying.finish()
        except SyncError:
            laying.clear()
            raise
        self._was_there = self._was_there or added > 0
        return Taken(added, known, 0, len(faults), tuple(faults[:NAMED]))

    def _proved(self, offered: Offered) -> Entry:
        """Return what an event is, its hash proved.

        Raises:
            EventError: If it is none, or another learner's.
        """
        if len(offered.data) > MAX_BYTES or digest(offered.data) != offered.id:
            raise EventError("id: the bytes have another hash")
        entry, learner = identified(offered.data, offered.id)
        if learner != self._learner:
            raise EventError(f"learner: {learner}, here only {self._learner}")
        return entry

    def _look_for_folder(self) -> None:
        """See that the folder is there, or can be made."""
        path = self.path
        if path.is_dir():
            self._was_there = True
        elif self._was_there:
            raise gone(path)
        elif path.exists():
            raise SyncError(f"{path} is a file, wanted a folder; name another", str(path))
        elif not path.absolute().parent.is_dir():
            raise SyncError(
                f"there is no folder {path.absolute().parent} to make {path.name} in; put the "
                "stick or drive in, or make that folder, and sync again",
                str(path),
            )
