"""Zip archives: a stranger's is read by fixed rules, ours is written in one way.

Nothing is ever extracted. A stranger's archive is looked over as a whole first: its names, sizes,
places and attributes; then single members are read, each with the byte count that was stated.
"""

import stat
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from itertools import pairwise
from typing import Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from quizkit.decks.paths import PathFault, relative
from quizkit.decks.report import short
from quizkit.errors import FormatError
from quizkit.text import nfc

FIRST: Final = "[Content_Types].xml"
"""The member that office programs want to find first."""

MADE: Final = (1980, 1, 1, 0, 0, 0)
"""The time that every member of our archives bears."""

_PART: Final = 2**20
_MODE: Final = stat.S_IFREG | 0o644
_LOCAL: Final = struct.Struct("<4s22xHH")
_SECRET: Final = 0x1 | 0x40 | 0x2000
"""Flags of members that are encrypted, strongly encrypted, or listed behind a mask."""

_FAULTS: Final = (
    BadZipFile, LargeZipFile, zlib.error, EOFError, struct.error, OSError, ValueError, RuntimeError,
    LookupError, ArithmeticError, AttributeError, TypeError,
)  # fmt: skip
"""What the standard library raises over damaged archives."""


class Limits(NamedTuple):
    """How much an archive may hold.

    Attributes:
        members: Files and folders.
        each: Bytes of one file.
        whole: Bytes of all files.
        ratio: How many times its packed size a file may have.
        free: Bytes up to which the ratio does not matter.
    """

    members: int = 20_000
    each: int = 512 * 2**20
    whole: int = 2 * 2**30
    ratio: int = 200
    free: int = 10 * 2**20


LIMITS: Final = Limits()


class Archive:
    """A stranger's archive that was looked over; its files are read one by one.

    Args:
        data: The whole archive.
        path: What messages call it.
        limits: How much it may hold.

    Attributes:
        names: Its files, in its own order; folders are left out.

    Raises:
        FormatError: If it breaks one of the rules.

    >>> archive = Archive(packed({"a/b.txt": b"hello"}), "x.zip")
    >>> archive.names, archive.read("a/b.txt")
    (('a/b.txt',), b'hello')
    """

    def __init__(self, data: bytes, path: str, *, limits: Limits = LIMITS) -> None:
        self.path = path
        self._data = data
        with self._guarded():
            self._zip = ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        if len(infos) > limits.members:
            self._refuse(f"it holds more than {limits.members:,} files")
        seen: dict[str, bool] = {}
        for info in infos:
            self._name(info, seen)
            self._kind(info)
            self._size(info, limits)
        if sum(info.file_size for info in infos) > limits.whole:
            self._refuse(f"it holds more than {limits.whole // 2**20} MiB in all")
        self._nested(seen)
        self._apart(infos)
        self._infos = {info.filename: info for info in infos if not _is_folder(info)}
        self.names = tuple(self._infos)

    def read(self, name: str) -> bytes:
        """Return a file's bytes: exactly as many as were stated.

        Args:
            name: One of `names`.

        Raises:
            FormatError: If it is damaged, or has another size than it says.
        """
        info = self._infos[name]
        with self._guarded(), self._zip.open(info) as stream:
            found = stream.read(info.file_size + 1)
        if len(found) != info.file_size:
            self._refuse(f"`{short(name)}` in it has not the size that it says")
        return found

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes, a part at a time: exactly as many as were stated.

        Args:
            name: One of `names`.

        Raises:
            FormatError: As `read`.
        """
        info = self._infos[name]
        with self._guarded():
            stream = self._zip.open(info)
        left = info.file_size
        with stream:
            while True:
                with self._guarded():
                    part = stream.read(min(_PART, left + 1))
                left -= len(part)
                if not part or left < 0:
                    break
                yield part
        if left:
            self._refuse(f"`{short(name)}` in it has not the size that it says")

    def _refuse(self, why: str) -> None:
        message = f"cannot use {self.path}: {why}"
        raise FormatError(message, self.path)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except _FAULTS:
            message = f"cannot read {self.path}: it is no zip file, or a damaged one"
            raise FormatError(message, self.path) from None

    def _name(self, info: ZipInfo, seen: dict[str, bool]) -> None:
        name = info.orig_filename
        if name != info.filename:
            self._refuse(f"`{short(name)}` in it is no name for a file")
        try:
            relative(name.removesuffix("/") if _is_folder(info) else name)
        except PathFault as fault:
            self._refuse(f"`{short(name)}` in it is no name for a file: {fault}")
        plain = nfc(name).casefold().removesuffix("/")
        if plain in seen:
            self._refuse(f"two files in it are called `{short(name)}`")
        seen[plain] = _is_folder(info)

    def _kind(self, info: ZipInfo) -> None:
        name = short(info.filename)
        if info.flag_bits & _SECRET:
            self._refuse(f"`{name}` in it is encrypted; pack it without a password")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            self._refuse(f"`{name}` in it is packed in an unusual way")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            self._refuse(f"`{name}` in it is a link or a device, not a file")

    def _size(self, info: ZipInfo, limits: Limits) -> None:
        if info.file_size > limits.each or (_is_folder(info) and info.file_size):
            self._refuse(f"`{short(info.filename)}` in it is too large")
        dense = info.file_size > limits.ratio * max(1, info.compress_size)
        if info.file_size > limits.free and dense:
            self._refuse(f"`{short(info.filename)}` in it grows over {limits.ratio} times")

    def _nested(self, seen: Mapping[str, bool]) -> None:
        """Refuse a file that is a folder of another one as well."""
        for name in seen:
            above = name.rpartition("/")[0]
            while above:
                if seen.get(above) is False:
                    self._refuse(f"`{short(above)}` in it is a file and a folder")
                above = above.rpartition("/")[0]

    def _apart(self, infos: list[ZipInfo]) -> None:
        """Refuse files that share bytes of the archive, which is how small ones grow for ever."""
        places = sorted(self._stretch(info) for info in infos)
        end = self._zip.start_dir
        if any(later < stop for (_, stop), (later, _) in pairwise(places)):
            self._refuse("files in it overlap")
        if places and places[-1][1] > end:
            self._refuse("a file in it goes beyond its end")

    def _stretch(self, info: ZipInfo) -> tuple[int, int]:
        begin = info.header_offset
        with self._guarded():
            mark, name, extra = _LOCAL.unpack_from(self._data, begin)
        if mark != b"PK\x03\x04" or begin < 0:
            self._refuse(f"`{short(info.filename)}` in it is not where it should be")
        return begin, begin + _LOCAL.size + name + extra + info.compress_size


def _is_folder(info: ZipInfo) -> bool:
    return info.filename.endswith("/")  # its own method wants a name that is not empty


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a zip archive: the same members, the same bytes, on every machine.

    Nothing is deflated, for that differs between builds of zlib.

    Args:
        members: Name to bytes.

    >>> packed({"b": b"", "a": b"1"}) == packed({"a": b"1", "b": b""})
    True
    """
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name in sorted(members, key=lambda name: (name != FIRST, name)):
            info = ZipInfo(name, MADE)
            info.create_system = 3
            info.external_attr = _MODE << 16
            archive.writestr(info, members[name])
    return stream.getvalue()
