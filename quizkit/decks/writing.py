"""A deck's files replaced whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from quizkit.errors import DeckError


def write(path: Path, data: bytes, *, before: bytes) -> None:
    """Replace a file whole or not at all, keeping its mode.

    Args:
        path: The file.
        data: Its new bytes.
        before: The bytes that it must still have.

    Raises:
        DeckError: If it has others, or cannot be written.
    """
    try:
        _look(path, before)
        real = path.resolve()
        handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
        other = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            other.chmod(real.stat().st_mode & 0o7777)
            other.replace(real)
        finally:
            other.unlink(missing_ok=True)
    except OSError as error:
        raise DeckError(f"cannot write {path.as_posix()}: {error.strerror}") from None


def write_all(after: Mapping[Path, bytes], *, before: Mapping[Path, bytes]) -> None:
    """Replace several files, or none of them.

    Args:
        after: The new bytes of each.
        before: The bytes that each must still have.

    Raises:
        DeckError: If one has others, or cannot be written; those written before it are put back.
    """
    for path in after:
        try:
            _look(path, before[path])
        except OSError as error:
            raise DeckError(f"cannot read {path.as_posix()}: {error.strerror}") from None
    done: list[Path] = []
    try:
        for path, data in after.items():
            write(path, data, before=before[path])
            done.append(path)
    except DeckError:
        for path in done:
            with suppress(DeckError):
                write(path, before[path], before=after[path])
        raise


def _look(path: Path, before: bytes) -> None:
    if path.read_bytes() != before:
        raise DeckError(f"{path.as_posix()} has changed since it was read: nothing was written")
