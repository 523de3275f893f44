"""One line of a line file: the canonical event with its id, ended by one line feed."""

import re
from collections.abc import Iterator
from json import loads
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.store.event import MAX_BYTES, EventError, is_id, verify
from quizkit.store.files import Files
from quizkit.store.take import Offered
from quizkit.text import canonical, digest

MAX_FILE: Final = 64 * 2**20
"""Longest line file that is read [bytes]."""

_MAX_LINE: Final = MAX_BYTES + 80
_ID: Final = re.compile(rb',"id":"([0-9a-f]{64})"(?=,"kind":")')
_ID_BYTES: Final = len(',"id":""') + 64
_VERSION_1: Final = b',"v":1}'


class Line(NamedTuple):
    """A whole line of a line file.

    Attributes:
        number: Which line, from 1.
        id: The id that it claims, or "" if it has none.
        data: The event's canonical bytes without id; the line itself if they cannot be told.
        fault: What is wrong with it, or "": then the id is the hash of the bytes.
    """

    number: int
    id: str
    data: bytes
    fault: str = ""

    def proved(self) -> str:
        """Return what is wrong with the line, every member looked at, or ""."""
        try:
            verify(self.data, self.id)
        except EventError as error:
            return self.fault or str(error)
        return self.fault


def line_of(id_: str, data: bytes) -> bytes:
    r"""Return the line of an event.

    Args:
        id_: Its id.
        data: Its canonical bytes without id.

    >>> line_of("0" * 64, b'{"dev":"d","kind":"k","v":1}')[:24]
    b'{"dev":"d","id":"0000000'
    """
    at = data.rfind(b',"kind":"') if data.endswith(_VERSION_1) else -1
    if at < 0:  # another version may have members of any name and kind
        return canonical({**loads(data), "id": id_}) + b"\n"
    return b'%b,"id":"%b"%b\n' % (data[:at], id_.encode(), data[at:])


def read_line(line: bytes, number: int) -> Line:
    r"""Return what a line holds; one `\r` at its end does not count.

    Args:
        line: The line without its line feed.
        number: Which line it is.
    """
    line = line.removesuffix(b"\r")
    if len(line) > _MAX_LINE:
        return Line(number, "", line, f"{len(line)} bytes, at most {_MAX_LINE}")
    at = line.rfind(b',"id":"')
    found = _ID.match(line, at) if at > 0 and line.endswith(_VERSION_1) else None
    if found:
        data = line[:at] + line[at + _ID_BYTES :]
        id_ = found[1].decode()
        if digest(data) == id_:  # then it is this event, however it was read
            return Line(number, id_, data)
    return _read_slowly(line, number)


def _read_slowly(line: bytes, number: int) -> Line:
    try:
        members = loads(line)
        same = canonical(members) == line
        id_ = members.pop("id")
        data = canonical(members)
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return Line(number, "", line, "not the JSON of an event with its id")
    if not same or not isinstance(id_, str) or not is_id(id_):
        return Line(number, "", line, "not in canonical form")
    fault = "" if digest(data) == id_ else "id: the bytes have another hash"
    return Line(number, id_, data, fault)


class Content(NamedTuple):
    """The lines of a line file from some byte on.

    Attributes:
        lines: Whole lines, good and bad.
        end: The byte behind the last whole line; what follows is torn.
        size: Bytes of the file.
    """

    lines: tuple[Line, ...]
    end: int
    size: int


def read_file(path: Path, files: Files, start: int = 0) -> Content:
    """Return the lines of a file that begin at a byte or behind it.

    Raises:
        OSError: If it cannot be read.
    """
    size = files.size(path) or 0
    data = files.read(path) if size <= MAX_FILE else b""  # a sparse file has any size
    size = max(size, len(data))
    if size > MAX_FILE:
        fault = f"{size} bytes, at most {MAX_FILE} are read"
        return Content((Line(1, "", b"", fault),), size, size)
    end = data.rfind(b"\n") + 1
    first = data.count(b"\n", 0, start) + 1
    lines = data[start:end].split(b"\n")[:-1]
    return Content(
        tuple(read_line(line, number) for number, line in enumerate(lines, first)), end, len(data)
    )


def offered(content: Content, place: str) -> Iterator[Offered]:
    """Yield the lines of a file as they are offered to a store, bad ones too."""
    for line in content.lines:
        yield Offered(line.id, line.data, f"{place}:{line.number}")
