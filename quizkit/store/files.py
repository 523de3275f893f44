"""All work on plain files that the store does: the line files and the backups go through here.

A commit is SQLite's business. What lies beside the store is kept by these few calls; nothing is on
the disk before its `sync`, no name before its folder's. Tests put a recording or a failing `Files`
in their place.
"""

import os
import stat
import sys
from pathlib import Path
from typing import Final, NamedTuple

_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_WRITE: Final = os.O_WRONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Copies(NamedTuple):
    """Where the copies of a store lie.

    Attributes:
        root: The folder that holds them all.
        events: Line files, a folder for each device.
        backups: Backups, a file each.
    """

    root: Path
    events: Path
    backups: Path


def copies_of(path: Path) -> Copies:
    """Return the folders for the copies of a store; they need not exist.

    They lie beside the store in one folder that has its name, as SQLite's own `-wal` does, so
    that two stores in one folder never mix. A link leads to the folder of what it names.

    >>> copies_of(Path("/data/log.db")).events.as_posix()
    '/data/log.db-copies/events'
    """
    real = path.resolve()
    root = real.with_name(real.name + "-copies")
    return Copies(root, root / "events", root / "backups")


class Files:
    """The files of this computer.

    Every method may raise OSError. Nothing follows a link that stands in the place of a file.
    """

    def read(self, path: Path, start: int = 0) -> bytes:
        """Return what a file holds from a byte on."""
        with open(os.open(path, _READ), "rb") as file:  # noqa: PTH123  # a descriptor
            file.seek(start)
            return file.read()

    def head(self, path: Path, most: int) -> bytes:
        """Return the first bytes of a file, so many at most."""
        with open(os.open(path, _READ), "rb") as file:  # noqa: PTH123  # a descriptor
            return file.read(most)

    def size(self, path: Path) -> int | None:
        """Return the size of a regular file [bytes], or None where there is none."""
        try:
            found = path.lstat()
        except FileNotFoundError:
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def sizes(self, folder: Path) -> dict[str, int]:
        """Return the sizes of the regular files in a folder [bytes]; none if it is not there."""
        try:
            with os.scandir(folder) as entries:
                return {
                    entry.name: entry.stat(follow_symlinks=False).st_size
                    for entry in entries
                    if entry.is_file(follow_symlinks=False)
                }
        except FileNotFoundError:
            return {}

    def folders(self, folder: Path) -> list[str]:
        """Return the names of the folders in a folder, sorted; none if it is not there."""
        try:
            with os.scandir(folder) as entries:
                return sorted(
                    entry.name for entry in entries if entry.is_dir(follow_symlinks=False)
                )
        except FileNotFoundError:
            return []

    def make_folder(self, folder: Path) -> None:
        """Make a folder and those above it, for the owner alone; one that is there stays."""
        if folder.is_dir():
            return
        self.make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        self.sync_folder(folder.parent)

    def append(self, path: Path, data: bytes) -> None:
        """Write bytes behind the end of a file, in one call; a new one is made."""
        _write(path, data, os.O_APPEND | os.O_CREAT)

    def write(self, path: Path, data: bytes) -> None:
        """Write a whole file; what was there goes."""
        _write(path, data, os.O_TRUNC | os.O_CREAT)

    def cut(self, path: Path, size: int) -> None:
        """Shorten a file to so many bytes."""
        descriptor = os.open(path, _WRITE)
        try:
            os.ftruncate(descriptor, size)
        finally:
            os.close(descriptor)

    def sync(self, path: Path) -> None:
        """Return once what was written to a file is on the disk."""
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            _sync(descriptor)
        finally:
            os.close(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name; one that has it already goes."""
        old.replace(new)

    def unlink(self, path: Path) -> None:
        """Delete a file, if it is there."""
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Return once the names in a folder are on the disk, where a system can tell."""
        if os.name != "posix":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def put(self, path: Path, data: bytes, *, by: str = "") -> None:
        """Write a new file so that it is there whole or not at all, whatever happens.

        Args:
            path: The file.
            data: What it is to hold.
            by: Who writes; where several programs write the same file at one moment, each has
                another name, so that none takes the unfinished file of another.
        """
        part = path.with_name(f"{path.name}.{by}.part" if by else f"{path.name}.part")
        self.write(part, data)
        self.sync(part)
        self.rename(part, path)
        self.sync_folder(path.parent)


def _write(path: Path, data: bytes, flags: int) -> None:
    descriptor = os.open(path, _WRITE | flags, 0o600)
    try:
        written = os.write(descriptor, data)
    finally:
        os.close(descriptor)
    if written != len(data):
        raise OSError(f"{written} of {len(data)} bytes were written to {path}")


def _sync(descriptor: int) -> None:
    """Sync a file; on macOS only the full call goes beyond the drive's own memory."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415  # POSIX only

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


FILES: Final = Files()
"""The files of this computer."""
