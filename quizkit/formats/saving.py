"""Files written by name: each whole or not at all, and none in the place of another unasked."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from quizkit.errors import FormatError


def save(place: Path, files: Mapping[str, bytes], *, force: bool = False) -> tuple[Path, ...]:
    """Write files and return where.

    Args:
        place: The file, or the folder for several.
        files: Bytes by path below the place; one file has the path "".
        force: Write over files that are there.

    Raises:
        FormatError: If one is there already, or cannot be written.
    """
    found = tuple(place / PurePosixPath(name) if name else place for name in files)
    there = [path for path in found if path.exists()]
    if there and not force:
        message = f"{there[0].as_posix()} is there already; --force writes over it"
        raise FormatError(message, there[0].as_posix())
    for path, data in zip(found, files.values(), strict=True):
        _write(path, data)
    return found


def _write(path: Path, data: bytes) -> None:
    other: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        other = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        other.chmod(0o666 & ~_mask())
        other.replace(path)
    except OSError as error:
        message = f"cannot write {path.as_posix()}: {error.strerror or 'no place for it'}"
        raise FormatError(message, path.as_posix()) from None
    finally:
        if other is not None:
            other.unlink(missing_ok=True)


def _mask() -> int:
    """Return which rights new files do not get."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def read_one(place: Path, *, limit: int) -> tuple[bytes, str]:
    """Return what is in a file, and its name.

    Args:
        place: The file.
        limit: Bytes of it.

    Raises:
        FormatError: If there is none, it is a folder, cannot be read, or is too large.
    """
    if place.is_dir():
        message = f"{place.as_posix()} is a folder, wanted a file"
        raise FormatError(message, place.as_posix())
    ((name, data),) = read_all(place, limit=limit).items()
    return data, name


def read_all(place: Path, *, limit: int) -> dict[str, bytes]:
    """Return a file, or the files of a folder, by name.

    Args:
        place: The file or folder; folders in it are not looked into.
        limit: Bytes of all files.

    Raises:
        FormatError: If there is none, it cannot be read, or it is too large.
    """
    try:
        inner = (
            sorted(each for each in place.iterdir() if each.is_file())
            if place.is_dir()
            else [place]
        )
        found: dict[str, bytes] = {}
        left = limit
        for path in inner:
            with path.open("rb") as stream:
                found[path.name] = stream.read(left + 1)
            left -= len(found[path.name])
            if left < 0:
                message = f"cannot use {place.as_posix()}: it has more than {limit // 2**20} MiB"
                raise FormatError(message, place.as_posix())
    except FileNotFoundError:
        message = f"there is no file {place.as_posix()}"
        raise FormatError(message, place.as_posix()) from None
    except OSError as error:
        message = f"cannot read {place.as_posix()}: {error.strerror or 'no readable file'}"
        raise FormatError(message, place.as_posix()) from None
    return found
