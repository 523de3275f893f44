"""Where answers are synced with, as a setting or an argument says it: a folder or an address.

An address never holds a password: settings files are shared and shown, arguments stand in the
shell's history and in the list of processes.
"""

import os
import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote

SCHEMES: Final = ("postgresql", "postgres")
"""What an address begins with, before "://"."""

WANTED: Final = "a folder, or an address such as postgresql://mai@school.example/quiz"
BARE: Final = (
    "an address without its password: keep that in the file ~/.pgpass, or wait to be asked for it"
)

# With one slash it is an address that was mistyped: no folder's name, as it may hold a password.
_ADDRESS: Final = re.compile(
    r"([A-Za-z][A-Za-z0-9+.-]*(?=://)|(?i:postgres(?:ql)?)(?=:/)):/{1,2}(.*)", re.DOTALL
)
_REFUSED: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_LONGEST: Final = 2_000


def read_target(raw: object, folder: Path) -> str:
    """Return a folder's whole path, an address as it is, or "" where there is none.

    Args:
        raw: What a file, a variable, an option or an argument holds.
        folder: What a relative path starts from.

    Raises:
        ValueError: With what was wanted; never with a password.

    >>> read_target("postgresql://mai@school.example/quiz", Path())
    'postgresql://mai@school.example/quiz'
    >>> read_target("postgresql://mai:secret@school.example/quiz", Path())
    Traceback (most recent call last):
    ValueError: an address without its password: keep that in the file ~/.pgpass, or wait to be \
asked for it
    """
    text = str(raw) if isinstance(raw, str | Path) else None
    if text is None or len(text) > _LONGEST or _REFUSED.search(text):
        raise ValueError(WANTED)
    match = _ADDRESS.fullmatch(text)
    if not text:
        return ""
    if match is None:
        return os.path.abspath(folder / os.path.expanduser(text))  # noqa: PTH100, PTH111  # links stay
    if has_password(text):
        raise ValueError(BARE)
    if match[1].lower() not in SCHEMES:
        raise ValueError(WANTED)
    return text


def is_address(text: str) -> bool:
    """Return whether a text is an address of a server, not a folder's path.

    >>> is_address("postgresql://school.example/quiz"), is_address("/media/stick")
    (True, False)
    """
    return _ADDRESS.fullmatch(text) is not None


def has_password(text: str) -> bool:
    """Return whether an address holds a password, before the host or as a parameter.

    >>> [has_password(f"postgresql://{each}") for each in ("mai:x@h/q", "h/q?password=x", "h:1/q")]
    [True, True, False]
    """
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return False
    who, at, _ = match[2].rpartition("@")
    named = unquote(match[2].partition("?")[2]).lower()
    return (bool(at) and ":" in who) or "password" in named


def masked(raw: object) -> object:
    """Return what was given, to be shown in a message: of an address nothing that is secret.

    >>> masked("postgresql://mai:secret@school.example/quiz?password=x")
    'postgresql://..@school.example/quiz'
    >>> masked(7)
    7
    """
    match = _ADDRESS.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        return raw
    _, at, where = match[2].rpartition("@")
    return f"{match[1]}://{'..@' if at else ''}{where.partition('?')[0]}"
