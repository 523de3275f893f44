"""Calls that fail: SQLite's through a VFS, those on plain files by the seam of `store.files`.

Both count the calls of one sort and let one of them fail; `left` is how many still go well, and
below 0 none fails.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
import pytest

from quizkit.store import files as files_module

CALLS = ("open", "write", "sync", "cut", "delete")
"""Sorts of calls that SQLite makes."""


class Turn:
    """Whose call it is to fail.

    Args:
        sort: The sort of call that counts.
        error: Makes what is raised.
    """

    def __init__(self, sort: str, error: Callable[[], Exception]) -> None:
        self.sort = sort
        self.error = error
        self.left = -1
        self.calls = 0
        self.failed = 0

    def count(self, sort: str) -> None:
        """Fail if it is this call's turn."""
        if sort != self.sort:
            return
        self.calls += 1
        if self.left >= 0:
            self.left -= 1
            if self.left < 0:
                self.failed += 1
                raise self.error()


class Failing(Turn, apsw.VFS):
    """A file layer over the usual one whose nth call of one sort fails.

    Args:
        sort: One of `CALLS`.
        error: What SQLite is told, such as `apsw.FullError`.

    Attributes:
        called: Its name, for `open_log`.
    """

    def __init__(self, sort: str, error: Callable[[], Exception]) -> None:
        self.called = f"failing-{id(self)}"
        Turn.__init__(self, sort, error)
        apsw.VFS.__init__(self, self.called, "")

    def xOpen(self, name: Any, flags: list[int]) -> "FailingFile":
        self.count("open")
        return FailingFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.count("delete")
        super().xDelete(filename, syncdir)


class FailingFile(apsw.VFSFile):
    """A file of `Failing`."""

    def __init__(self, vfs: Failing, name: Any, flags: list[int]) -> None:
        self.vfs = vfs
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self.vfs.count("write")
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:
        self.vfs.count("sync")
        super().xSync(flags)

    def xTruncate(self, newsize: int) -> None:
        self.vfs.count("cut")
        super().xTruncate(newsize)


class FailingCalls(Turn):
    """The module `os`, as `store.files` sees it, whose nth call of one sort fails.

    Args:
        sort: "open", "write", "fsync", "scandir" (a listing), "replace" (a renaming), "mkdir",
            "lstat" or "unlink".
        number: The system's number of the error.
    """

    def __init__(self, sort: str, number: int) -> None:
        super().__init__(sort, lambda: OSError(number, os.strerror(number)))

    def __getattr__(self, name: str) -> Any:
        found = getattr(os, name)
        if name not in {"open", "write", "fsync", "scandir"}:
            return found

        def counted(*args: Any) -> Any:
            self.count(name)
            return found(*args)

        return counted

    @contextmanager
    def in_place(self) -> Iterator["FailingCalls"]:
        """Let the calls of `store.files` and the renamings and folders of paths count."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(files_module, "os", self)
            for name in ("replace", "mkdir", "lstat", "unlink"):
                patch.setattr(Path, name, self._counted(name, getattr(Path, name)))
            yield self

    def _counted(self, name: str, honest: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            self.count(name)
            return honest(*args, **options)

        return counted
