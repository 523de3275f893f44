"""The standard streams where they are not as they should be: closed, full, gone."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterable
from typing import Final, TextIO

import click

_DEVICE: Final = frozenset({errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EBADF})


def open_closed() -> None:
    """Put nothing in the place of streams that the caller has closed.

    Else the next file that is opened, which may be the log, would get a stream's number.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115  # stays open
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def refuse_undecodable(argv: Iterable[str]) -> None:
    """Refuse arguments with bytes that are no text: neither JSON nor the log could hold them.

    Raises:
        UsageError: If there is one.
    """
    for word in argv:
        try:
            word.encode()
        except UnicodeEncodeError:
            message = f"the argument {word} is not UTF-8"
            raise click.UsageError(message) from None


def is_lost(error: OSError) -> bool:
    """Return whether an error is that of a stream: it names no file, and the device is at fault.

    >>> is_lost(OSError(errno.ENOSPC, "full")), is_lost(OSError(errno.ENOSPC, "full", "a.txt"))
    (True, False)
    """
    return error.filename is None and error.errno in _DEVICE


def close_quietly(stream: TextIO) -> None:
    """Let the interpreter's last flush of a stream go nowhere."""
    with contextlib.suppress(OSError):  # a stream that is no file
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
