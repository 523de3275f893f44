"""While the screens are up, the terminal is theirs: whatever else is written goes into a file.

Children, libraries and warnings write to the descriptors 1 and 2. These point to the log file as
long as the screens are up; Textual gets copies of the terminal's own.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

NAME: Final = "quizkit.log"
_MAX_BYTES: Final = 1_000_000


class Streams:
    """The terminal's output, taken away from everyone but Textual.

    Args:
        folder: The state folder, where the log file is.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._terminal = (os.dup(1), os.dup(2))
        self._log = self._opened()
        self._standard = (sys.__stdout__, sys.__stderr__)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Keep the terminal clean inside the block."""
        root = logging.getLogger()
        handler = logging.StreamHandler(os.fdopen(os.dup(self._log), "w", encoding="utf-8"))
        out, err = (_text(os.dup(each)) for each in self._terminal)
        sys.__stdout__, sys.__stderr__ = out, err  # type: ignore[misc,assignment]  # Textual paints on these
        root.addHandler(handler)
        logging.captureWarnings(capture=True)
        self._point_to_log()
        try:
            yield
        finally:
            self._point_to_terminal()
            logging.captureWarnings(capture=False)
            root.removeHandler(handler)
            sys.__stdout__, sys.__stderr__ = self._standard  # type: ignore[misc]  # as before
            for stream in (handler.stream, out, err):
                with suppress(OSError):  # a terminal that is gone takes nothing more
                    stream.close()
            self._close()

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Lend the terminal to a child, such as an editor, inside the block."""
        self._point_to_terminal()
        try:
            yield
        finally:
            self._point_to_log()

    def _point_to_log(self) -> None:
        _flush()
        os.dup2(self._log, 1)
        os.dup2(self._log, 2)

    def _point_to_terminal(self) -> None:
        _flush()
        os.dup2(self._terminal[0], 1)
        os.dup2(self._terminal[1], 2)

    def _opened(self) -> int:
        """Return the log file's descriptor; where there can be none, that of nothing."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._path.exists() and self._path.stat().st_size > _MAX_BYTES:
                self._path.unlink()
            return os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError:
            return os.open(os.devnull, os.O_WRONLY)

    def _close(self) -> None:
        for descriptor in (*self._terminal, self._log):
            os.close(descriptor)
        with suppress(OSError):
            if not self._path.stat().st_size:
                self._path.unlink()


def _text(descriptor: int) -> TextIO:
    """Return a stream that writes to a descriptor, as Textual wants it."""
    return os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", closefd=True)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
