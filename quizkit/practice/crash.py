"""The crash file: versions and the places in the code, no locals, no text of decks or answers."""

import os
import platform
import sys
import traceback
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

_PARTS = ("click", "textual", "apsw", "pydantic", "PyYAML", "rapidfuzz", "platformdirs")


def write_crash(error: BaseException, *, more: Iterable[str] = ()) -> Path | None:
    """Write what is known about an error into the state folder, for its owner's eyes only.

    An error's own words may quote a deck or an answer, so only its type is kept.

    Args:
        error: What went wrong.
        more: Lines that a front end adds; they quote nobody either.

    Returns:
        The file, or None where it could not be written.
    """
    from quizkit.settings.places import places

    name = f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}.txt"
    try:
        folder = places().state
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in (*_lines(error), *more))
    except OSError:
        return None
    return path


def told(error: BaseException, path: Path | None) -> tuple[str, ...]:
    """Return what to say of a mistake of quizkit's own.

    Args:
        error: The mistake; only its type is named.
        path: Its crash file, if it could be written.
    """
    first = (
        f"quizkit made a mistake of its own ({type(error).__name__}). "
        "Every answer that was shown as saved is saved."
    )
    where = f"What happened is in {path}, without your decks and answers."
    return (first, where) if path else (first,)


def _lines(error: BaseException) -> Iterator[str]:
    yield f"python {platform.python_version()} on {platform.platform()}"
    yield f"quizkit {own_version()}"
    yield from (f"{name} {version(name)}" for name in _PARTS)
    yield f"stdout is a terminal: {sys.stdout is not None and sys.stdout.isatty()}"
    link: BaseException | None = error
    while link is not None:
        yield f"{type(link).__module__}.{type(link).__qualname__}"
        for frame in traceback.extract_tb(link.__traceback__):
            yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
        link = link.__cause__ or link.__context__


def version(name: str) -> str:
    """Return the version of an installed package, or "missing"."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def own_version() -> str:
    """Return quizkit's version, installed or not."""
    text = (Path(__file__).parents[1] / "cli" / "version.txt").read_text(encoding="utf-8")
    return text.split()[1]


def _short(filename: str) -> str:
    """Return a file name without the folders that name a person or a machine."""
    parts = Path(filename).parts
    for root in ("site-packages", "quizkit"):
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at:])
    return Path(filename).name
