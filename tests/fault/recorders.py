"""What puts the calls of a store on a tape: SQLite's through a VFS, those on plain files by a seam.

tape = Tape()
recorder = Recorder(tape, folder)
with open_log(folder / "me.db", vfs=recorder.called, files=RecordedFiles(tape, folder)) ...
"""

import os
from pathlib import Path
from typing import Any

import apsw
import pytest

from quizkit.store import files as files_module
from quizkit.store.files import Files
from tests.fault.disk import Tape

_NAMES_WITH_SYNC = (
    apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL
)
"""Files whose folder SQLite syncs with their own first sync."""


class Recorder(apsw.VFS):
    """A file layer over the usual one that records what SQLite does to the files of a folder.

    Attributes:
        called: Its name, for `open_log`.
    """

    def __init__(self, tape: Tape, folder: Path) -> None:
        self.tape = tape
        self.folder = folder
        self.called = f"recorder-{id(self)}"
        super().__init__(self.called, "")

    def xOpen(self, name: Any, flags: list[int]) -> "RecordedFile":
        given = flags[0]
        file = RecordedFile(name, flags, self.tape)
        path = name if isinstance(name, str) else name.filename()
        file.begin(_relative(path, self.folder), bool(given & _NAMES_WITH_SYNC))
        return file

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self.tape.delete(_relative(filename, self.folder))
        if syncdir:
            self.tape.sync_names(_relative(Path(filename).parent, self.folder))


class RecordedFile(apsw.VFSFile):
    """A file of `Recorder`."""

    def __init__(self, name: Any, flags: list[int], tape: Tape) -> None:
        self.tape = tape
        self.name = ""
        self.syncs_names = False
        super().__init__("", name, flags)

    def begin(self, name: str, syncs_names: bool) -> None:
        """Begin to record, under a name."""
        self.syncs_names = syncs_names and not self.tape.has(name)
        self.name = name
        self.tape.file(name)

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self.tape.add("write", self.name, at=offset, data=bytes(data))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self.tape.add("cut", self.name, at=newsize)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self.tape.add("sync", self.name)
        if self.syncs_names:
            self.tape.sync_names(_relative(Path(self.name).parent, Path()))
            self.syncs_names = False


class RecordedFiles(Files):
    """The files of this computer, with renamings, deletions and new folders on a tape.

    What is written and synced is recorded a layer below, by `watched`, so that what these methods
    promise is not taken on trust.
    """

    def __init__(self, tape: Tape, folder: Path) -> None:
        self.tape = tape
        self.root = folder

    def make_folder(self, folder: Path) -> None:
        """See `Files`."""
        if not folder.is_dir():
            self.make_folder(folder.parent)
            self.tape.folder(_relative(folder, self.root))
        super().make_folder(folder)

    def rename(self, old: Path, new: Path) -> None:
        """See `Files`."""
        super().rename(old, new)
        self.tape.rename(_relative(old, self.root), _relative(new, self.root))

    def unlink(self, path: Path) -> None:
        """See `Files`."""
        was_there = path.exists()
        super().unlink(path)
        if was_there:
            self.tape.delete(_relative(path, self.root))


def watched(patch: pytest.MonkeyPatch, tape: Tape, folder: Path) -> RecordedFiles:
    """Return a seam whose every call on files is recorded, as long as the patch holds."""
    patch.setattr(files_module, "os", _Watched(tape, folder))
    return RecordedFiles(tape, folder)


class _Watched:
    """The module `os`, as `store.files` sees it."""

    def __init__(self, tape: Tape, folder: Path) -> None:
        self.tape = tape
        self.folder = folder
        self.names: dict[int, str] = {}
        self.ends: dict[int, int] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        """Open a file; a new one is recorded as created, one that is cut as cut."""
        descriptor = os.open(path, flags, mode)
        name = _relative(path, self.folder)
        self.names[descriptor] = name
        if not Path(path).is_dir():
            self.tape.file(name)
            if flags & os.O_TRUNC:
                self.tape.add("cut", name)
            self.ends[descriptor] = Path(path).stat().st_size if flags & os.O_APPEND else 0
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        """Write behind what was written before."""
        written = os.write(descriptor, data)
        end = self.ends[descriptor]
        self.tape.add("write", self.names[descriptor], at=end, data=bytes(data[:written]))
        self.ends[descriptor] = end + written
        return written

    def ftruncate(self, descriptor: int, size: int) -> None:
        """Shorten a file."""
        os.ftruncate(descriptor, size)
        self.tape.add("cut", self.names[descriptor], at=size)

    def fsync(self, descriptor: int) -> None:
        """Sync a file, or the names in a folder."""
        os.fsync(descriptor)
        name = self.names[descriptor]
        if name and (self.folder / name).is_file():
            self.tape.add("sync", name)
        else:
            self.tape.sync_names(name)


def _relative(path: str | Path, folder: Path) -> str:
    """Return a path as the tape names it."""
    name = Path(path).relative_to(folder).as_posix()
    return "" if name == "." else name
