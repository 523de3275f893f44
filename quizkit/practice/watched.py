"""The files that something was read from, and whether they are still as they were."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

_SETTLED_S: Final = 0.03
"""So long a file must stay as it is before it is taken for written to its end [s]."""

_LOOKS: Final = 10
"""So often that is looked at before a file is read anyway."""


class Stamp(NamedTuple):
    """What tells whether a file has changed: its time [ns], size [bytes] and place on the disk."""

    ns: int
    size: int
    inode: int


class Seen(NamedTuple):
    """A file that was read: when it was last changed [ms since 1970], or None if it is missing."""

    path: str
    changed: int | None


class Files:
    """Opens files, and remembers those it opened and those that it did not find.

    Args:
        opener: Returns the bytes of a file.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self, opener: Callable[[Path], bytes], *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._opener = opener
        self._sleep = sleep
        self._stamps: dict[Path, Stamp | None] = {}

    def open(self, path: Path) -> bytes:
        """Return the bytes of a file.

        Raises:
            OSError: If it is missing or cannot be read.
        """
        self._stamps[path] = stamp(path)  # before it is read: a later change is then seen
        return self._opener(path)

    def forget(self) -> None:
        """Begin anew, as nothing was read."""
        self._stamps.clear()

    def changed(self) -> bool:
        """Return whether a file is not as it was when it was opened.

        Whoever saves may empty a file first and fill it then; so it is waited, a third of a second
        at most, until nothing moves any more.
        """
        now = self._now()
        if now == self._stamps:
            return False
        for _ in range(_LOOKS):
            self._sleep(_SETTLED_S)
            before, now = now, self._now()
            if before == now:
                break
        return True

    @property
    def seen(self) -> tuple[Seen, ...]:
        """The files, in the order in which they were opened."""
        return tuple(
            Seen(path.as_posix(), None if found is None else found.ns // 1_000_000)
            for path, found in self._stamps.items()
        )

    def _now(self) -> dict[Path, Stamp | None]:
        return {path: stamp(path) for path in self._stamps}


def stamp(path: Path) -> Stamp | None:
    """Return what a file looks like from outside, or None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)
