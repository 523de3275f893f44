"""The few fields that are wanted of a protobuf message, read without its description."""

from collections.abc import Iterator
from typing import Final

from quizkit.errors import FormatError

MOST: Final = 100_000
"""Fields that are read of one message."""

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_LONGEST: Final = 10
"""Bytes of a number."""


def fields(data: bytes, path: str) -> Iterator[tuple[int, int | bytes]]:
    """Yield the fields of a message: number and value, numbers as they stand, the rest as bytes.

    Args:
        data: The message.
        path: What messages call the file that it stands in.

    Raises:
        FormatError: If it is damaged, or has more than `MOST` fields.

    >>> list(fields(bytes.fromhex("0a0568656c6c6f1096 01".replace(" ", "")), "x.apkg"))
    [(1, b'hello'), (2, 150)]
    """
    at = count = 0
    while at < len(data):
        count += 1
        key, at = _number(data, at, path)
        wire = key & 7
        if count > MOST or not key >> 3 or key >> 32:
            raise _damaged(path)
        value: int | bytes
        if wire == _VARINT:
            value, at = _number(data, at, path)
        elif wire in (_EIGHT, _FOUR, _BYTES):
            size = {_EIGHT: 8, _FOUR: 4}.get(wire, 0)
            if wire == _BYTES:
                size, at = _number(data, at, path)
            if size > len(data) - at:
                raise _damaged(path)
            value, at = data[at : at + size], at + size
        else:
            raise _damaged(path)
        yield key >> 3, value


def texts(data: bytes, path: str) -> dict[int, str]:
    """Return the texts of a message by the number of their field, the last one of each.

    What is no text is left out.

    Raises:
        FormatError: As `fields`.

    >>> texts(bytes.fromhex("0a0568656c6c6f"), "x.apkg")
    {1: 'hello'}
    """
    found: dict[int, str] = {}
    for number, value in fields(data, path):
        if isinstance(value, bytes):
            try:
                found[number] = value.decode()
            except UnicodeDecodeError:
                found.pop(number, None)
    return found


def _number(data: bytes, at: int, path: str) -> tuple[int, int]:
    """Return a number of seven bits a byte, and where it ends."""
    found = 0
    for place, byte in enumerate(data[at : at + _LONGEST]):
        found |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return found, at + place + 1
    raise _damaged(path)


def _damaged(path: str) -> FormatError:
    return FormatError(f"cannot read {path}: a part of it is damaged", path)
