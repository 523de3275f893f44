"""A program that syncs two logs with a folder, step by step: run and killed by the fault tests.

    python -m tests.fault.syncer FOLDER MODE

It says `step` after each thing that it did in the folder, and after each batch in a store. The
mode is "right", or "marked": the wrong program that the tests must catch, which notes in a file
what it sends before it sends it, and believes that note the next time.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quizkit.store.files import Files
from quizkit.store.log import open_log
from quizkit.store.sync.exchange import Exchanged, exchange
from quizkit.store.sync.folder import FolderSide
from quizkit.store.sync.local import LocalSide
from quizkit.store.sync.side import Standing
from quizkit.store.take import Offered, Taken

LOGS = ("a.db", "b.db")
SHARED = "shared"


def say() -> None:
    """Say that something was done."""
    sys.stdout.write("step\n")
    sys.stdout.flush()


class Telling(Files):
    """The files of this computer; what was done is said."""

    def write(self, path: Path, data: bytes) -> None:
        """See `Files`."""
        super().write(path, data)
        say()

    def rename(self, old: Path, new: Path) -> None:
        """See `Files`."""
        super().rename(old, new)
        say()

    def unlink(self, path: Path) -> None:
        """See `Files`."""
        super().unlink(path)
        say()


class Own(LocalSide):
    """The own log; that events go by is said."""

    def add(self, offered: Iterable[Offered]) -> Taken:
        """See `LocalSide`."""
        return super().add(_said(offered))


def _said(offered: Iterable[Offered]) -> Iterator[Offered]:
    for number, each in enumerate(offered):
        if number % 300 == 0:
            say()
        yield each


class Marked(FolderSide):
    """The mistake: a note of what was sent, written before it is, and believed."""

    @property
    def _note(self) -> Path:
        return self.path.parent / f"sent-{self._device}"

    def standings(self) -> Mapping[str, Standing]:
        """See `FolderSide`."""
        noted = json.loads(self._note.read_text()) if self._note.exists() else {}
        return {**super().standings(), **{dev: Standing(*told) for dev, told in noted.items()}}

    def add(self, offered: Iterable[Offered]) -> Taken:
        """See `FolderSide`."""
        given = [*offered]
        with open_log(self.path.parent / self._whose, learner="mai", readonly=True) as log:
            self._note.write_text(json.dumps(dict(LocalSide(log).standings())))
        return super().add(given)

    _whose = ""


def synced(folder: Path, name: str, mode: str, files: Files) -> Exchanged:
    """Sync one of the logs with the shared folder."""
    with open_log(folder / name, learner="mai") as log:
        kind = Marked if mode == "marked" else FolderSide
        there = kind(folder / SHARED, "mai", device=log.device, files=files)
        if isinstance(there, Marked):
            there._whose = name
        return exchange(Own(log), there)


def main(folder: str, mode: str) -> int:
    """Sync both logs, again and again."""
    for name in LOGS * 2:
        synced(Path(folder), name, mode, Telling())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
