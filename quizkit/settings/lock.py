"""One writer of the user config at a time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from quizkit.errors import SettingsError


@contextmanager
def locked(config: Path) -> Iterator[None]:
    """Wait until nobody else changes a config file, and keep others out of it for a block.

    The lock is on a file beside it that stays, and ends with the process that holds it.

    Args:
        config: The config file; its folder is made if it is missing.

    Raises:
        SettingsError: If the lock cannot be had.
    """
    try:
        config.parent.mkdir(parents=True, exist_ok=True)
        file = config.with_name(config.name + ".lock").open("a+b")
    except OSError as error:
        message = f"cannot write {config}: {error.strerror}"
        raise SettingsError(message) from error
    with file:
        try:
            _take(file)
        except OSError as error:
            message = f"cannot write {config}: another program keeps it locked"
            raise SettingsError(message) from error
        try:
            yield
        finally:
            _release(file)


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
