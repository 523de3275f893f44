"""Strangers' text files: UTF-8 and of a bearable size, or refused with what to do."""

from collections.abc import Mapping
from typing import Final, NoReturn

from quizkit.errors import FormatError

MOST_BYTES: Final = 16 * 2**20
"""Largest text file of another program."""

_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def text_of(data: bytes, path: str) -> str:
    r"""Return a file's text with plain line ends, without a byte order mark.

    Args:
        data: The file.
        path: What messages call it.

    Raises:
        FormatError: If it is too large, is not UTF-8, or holds NUL.

    >>> text_of(b"\xef\xbb\xbfone\r\ntwo\rthree", "x.txt")
    'one\ntwo\nthree'
    """
    if len(data) > MOST_BYTES:
        _refuse(path, f"it has more than {MOST_BYTES // 2**20} MiB; cut it into several files")
    if data.startswith(_WIDE):
        _refuse(path, "it is UTF-16, not UTF-8; save it as UTF-8 from the program that made it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        why = f"line {line} is not UTF-8; save it as UTF-8 from the program that made it"
        _refuse(path, why)
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        _refuse(path, f"line {line} holds a NUL sign, so it is no text; save it as UTF-8 text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def only(files: Mapping[str, bytes], path: str) -> bytes:
    """Return the bytes of the only file that is to be read.

    Raises:
        FormatError: If there are several, or none.
    """
    if len(files) != 1:
        _refuse(path, "want one file; import those of a folder one after the other")
    return next(iter(files.values()))


def _refuse(path: str, why: str) -> NoReturn:
    message = f"cannot read {path}: {why}"
    raise FormatError(message, path)
