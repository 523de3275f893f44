"""Pictures that come with a deck: what they are is read from their first bytes, never decoded.

PNG, JPEG, GIF and WebP are taken, of at most 20 MB and 16 million pixels; SVG never: it is a
program. A picture whose header says less than it needs would fill the memory only when decoded,
so its size is read here first.
"""

import re
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.decks.paths import PathFault, inside

MAX_BYTES: Final = 20_000_000
"""Largest file of a picture [bytes]."""
MAX_PIXELS: Final = 16_000_000
"""Most pixels of a picture."""
_HEAD: Final = 256 * 1024
"""How much of a file is read for its header [bytes]; a JPEG may have a long preamble."""
_ENDINGS: Final = {
    "png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP",
}  # fmt: skip


class Picture(NamedTuple):
    """A picture's file, and what its header says.

    Attributes:
        path: The file.
        format: PNG, JPEG, GIF or WEBP.
        width: Columns of pixels [>= 1].
        height: Rows of pixels [>= 1].
    """

    path: Path
    format: str
    width: int
    height: int


def picture_of(folder: Path, text: str) -> Picture:
    """Return a deck's picture.

    Args:
        folder: The deck's folder.
        text: The path as the deck names it.

    Raises:
        PathFault: If the path may not be named, or `picture_at` refuses the file.
    """
    return picture_at(inside(folder, text))


def picture_at(path: Path) -> Picture:
    """Return what a file's header says about the picture in it.

    Raises:
        PathFault: If it cannot be read, is no picture of these types, is too large, or is not of
            the type that its name says.
    """
    try:
        if not path.is_file():
            raise PathFault("there is no such file")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise PathFault(f"it cannot be read: {error.strerror}") from None
    return picture_in(path, head, size=size)


def picture_in(path: Path, head: bytes, *, size: int) -> Picture:
    """Return what a header says about the picture of a file, which need not be there yet.

    Args:
        path: The file.
        head: Its first bytes.
        size: How many it has.

    Raises:
        PathFault: As `picture_at`.
    """
    if size > MAX_BYTES:
        raise PathFault(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    found = measured(head)
    if found is None:
        raise PathFault("it is no PNG, JPEG, GIF or WebP")
    kind, width, height = found
    named = _ENDINGS.get(path.suffix.lower().removeprefix("."))
    if named != kind:
        raise PathFault(f"it is {kind}, which its name does not say")
    if not 0 < width * height <= MAX_PIXELS:
        raise PathFault(f"it has {width} × {height} pixels; {MAX_PIXELS:,} are the most")
    return Picture(path, kind, width, height)


def measured(head: bytes) -> tuple[str, int, int] | None:
    r"""Return format, width and height [pixels] by a file's first bytes; None if it is none.

    >>> measured(b"GIF89a\x03\x00\x02\x00")
    ('GIF', 3, 2)
    >>> measured(b"<svg width='3'/>") is None
    True
    """
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR" and len(head) >= 24:
        return "PNG", _big(head[16:20]), _big(head[20:24])
    if head[:6] in (b"GIF87a", b"GIF89a") and len(head) >= 10:
        return "GIF", _little(head[6:8]), _little(head[8:10])
    if head.startswith(b"\xff\xd8\xff"):
        return _jpeg(head)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP" and len(head) >= 30:
        return _webp(head)
    return None


def _big(part: bytes) -> int:
    return int.from_bytes(part, "big")


def _little(part: bytes) -> int:
    return int.from_bytes(part, "little")


def _jpeg(head: bytes) -> tuple[str, int, int] | None:
    """Walk the segments to the one that begins a frame."""
    at = 2
    while match := re.compile(rb"\xff+([^\x00\xff])", re.DOTALL).match(head, at):
        marker = match[1][0]
        at = match.end()
        if marker == 0x01 or 0xD0 <= marker <= 0xD9:
            continue
        length = _big(head[at : at + 2])
        is_frame = 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC)
        if is_frame and at + 7 <= len(head):
            return "JPEG", _big(head[at + 5 : at + 7]), _big(head[at + 3 : at + 5])
        if length < 2:
            return None
        at += length
    return None


def _webp(head: bytes) -> tuple[str, int, int] | None:
    kind = head[12:16]
    if kind == b"VP8X":
        return "WEBP", 1 + _little(head[24:27]), 1 + _little(head[27:30])
    if kind == b"VP8L" and head[20] == 0x2F:
        bits = _little(head[21:25])
        return "WEBP", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        return "WEBP", _little(head[26:28]) & 0x3FFF, _little(head[28:30]) & 0x3FFF
    return None
