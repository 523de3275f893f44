"""What was packed with zstd, unpacked a part at a time and never further than is allowed.

What a frame says of its own size is not believed: a few kilobytes can become gigabytes.
"""

import importlib
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple, Protocol

from quizkit.errors import FormatError, MissingExtraError

PART: Final = 2**20
"""Bytes that are unpacked at a time."""


class Limits(NamedTuple):
    """How far something may grow.

    Attributes:
        window: Bytes that may be looked back to, as a power of two.
        whole: Bytes in all.
        ratio: How many times its packed size it may have.
        free: Bytes up to which the ratio does not matter.
    """

    window: int = 26
    whole: int = 512 * 2**20
    ratio: int = 200
    free: int = 10 * 2**20


LIMITS: Final = Limits()

_HEAD: Final = 18
_LEAST: Final = 6
"""Bytes that a frame's header has, at most and at least."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""


def unpacked(packed: Iterable[bytes], path: str, *, limits: Limits = LIMITS) -> Iterator[bytes]:
    """Yield what was packed, in parts.

    Args:
        packed: Its bytes, in parts.
        path: What messages call it.
        limits: How far it may grow.

    Raises:
        FormatError: If it is damaged, broken off, or grows too far.
        MissingExtraError: If nothing is installed that can unpack it.

    >>> small = bytes.fromhex("28b52ffd2003190000616263")
    >>> b"".join(unpacked([small], "x.apkg"))
    b'abc'
    """
    source = _Source(packed)
    stream, faults = _opened(source, limits)
    whole = 0
    while True:
        try:
            part = stream.read(PART)
        except faults:
            message = f"cannot read {path}: what is packed in it is damaged"
            raise FormatError(message, path) from None
        if not part:
            break
        whole += len(part)
        if whole > min(limits.whole, max(limits.free, limits.ratio * source.taken)):
            message = f"cannot use {path}: what is packed in it grows too far"
            raise FormatError(message, path)
        yield part
    if source.read(1) or whole != _stated(source.head, whole):
        message = f"cannot read {path}: what is packed in it breaks off"
        raise FormatError(message, path)


class _Source:
    """Parts as a file that can be read.

    Args:
        parts: Its bytes.

    Attributes:
        taken: Bytes read so far.
        head: The first few of them.
    """

    def __init__(self, parts: Iterable[bytes]) -> None:
        self.taken = 0
        self.head = b""
        self._parts = iter(parts)
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most so many bytes."""
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return b""
            self._rest = part
        size = len(self._rest) if size < 0 else size
        found, self._rest = self._rest[:size], self._rest[size:]
        if len(self.head) < _HEAD:
            self.head += found[: _HEAD - len(self.head)]
        self.taken += len(found)
        return found


def _opened(source: _Source, limits: Limits) -> tuple[_Readable, tuple[type[Exception], ...]]:
    """Return what unpacks, and what it raises over damage."""
    faults = (EOFError, ValueError, OSError, MemoryError)
    built_in = _module("compression.zstd")
    if built_in is not None:
        options = {built_in.DecompressionParameter.window_log_max: limits.window}
        return built_in.ZstdFile(source, options=options), (built_in.ZstdError, *faults)
    library = _module("zstandard")
    if library is None:
        raise MissingExtraError("newer Anki packages need zstandard", "anki")
    reader = library.ZstdDecompressor(max_window_size=2**limits.window)
    return reader.stream_reader(source, read_size=2**16, read_across_frames=True), (
        library.ZstdError,
        *faults,
    )


def _module(name: str) -> Any:
    """Return a module, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _stated(head: bytes, found: int) -> int:
    """Return the size that a frame's header states [bytes]; what was found where it states none.

    A frame that breaks off between two blocks is told apart from a whole one by it alone.
    """
    if len(head) < _LEAST:
        return -1
    flags = head[4]
    is_single = bool(flags & 0x20)
    width = (int(is_single), 2, 4, 8)[flags >> 6]
    begin = 5 + (not is_single) + (0, 1, 2, 4)[flags & 3]
    size = int.from_bytes(head[begin : begin + width], "little")
    return size + 256 * (width == 2) if width else found
