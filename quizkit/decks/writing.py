"""A deck's file replaced whole or not at all."""

import os
import tempfile
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
        if path.read_bytes() != before:
            raise DeckError(f"{path.as_posix()} has changed since it was read: nothing was written")
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
