"""What is packed with zstd: read in parts, no further than allowed."""

import resource
import sys
import time
from types import ModuleType

import pytest
import zstandard

from quizkit.errors import FormatError, MissingExtraError
from quizkit.formats.strangers import zstd
from quizkit.formats.strangers.zstd import Limits, unpacked

TEXT = b"".join(b"%d, " % n for n in range(200_000))


def whole(data: bytes, limits: Limits = zstd.LIMITS, size: int = 1000) -> bytes:
    parts = (data[at : at + size] for at in range(0, len(data), size))
    return b"".join(unpacked(parts, "x.apkg", limits=limits))


@pytest.mark.parametrize("level", [-1, 1, 19])
@pytest.mark.parametrize("size", [1, 65_537, 10**9])
@pytest.mark.parametrize("has_size", [True, False])
def test_what_was_packed_comes_back(level: int, size: int, has_size: bool) -> None:
    packer = zstandard.ZstdCompressor(level=level, write_content_size=has_size)
    for data in (TEXT[: 200_000 if size > 1 else 3_000], b"", b"a" * 300, b"b" * 70_000):
        assert whole(packer.compress(data), size=size) == data


def test_a_bomb_is_stopped_early() -> None:
    """50 KB that become 1.5 GB."""
    # A frame of 12,000 blocks, each of which says: 128 KiB of one byte.
    block = (2**17 << 3 | 1 << 1).to_bytes(3, "little") + b"a"
    bomb = bytes.fromhex("28b52ffd0080") + block * 12_000 + b"\x01\x00\x00"
    assert len(bomb) < 50_000
    before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(FormatError, match="what is packed in it grows too far"):
        for _ in unpacked([bomb], "x.apkg"):
            pass
    assert time.process_time() - begin < 0.5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_the_limits_hold_each_for_itself() -> None:
    packer = zstandard.ZstdCompressor(level=3)
    data = packer.compress(TEXT)
    assert whole(data, Limits(whole=len(TEXT))) == TEXT
    with pytest.raises(FormatError, match="grows too far"):
        whole(data, Limits(whole=len(TEXT) - 1))
    dense = packer.compress(bytes(5_000_000))
    assert len(whole(dense, Limits(free=5_000_000))) == 5_000_000
    with pytest.raises(FormatError, match="grows too far"):
        whole(dense, Limits(free=1_000_000))


def test_a_large_window_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(
        window_log=27, compression_level=1, write_content_size=False
    )
    packer = zstandard.ZstdCompressor(compression_params=parameters)
    stream = packer.compressobj()
    data = stream.compress(TEXT) + stream.flush()
    with pytest.raises(FormatError, match="what is packed in it is damaged"):
        whole(data)
    assert whole(data, Limits(window=27)) == TEXT


def test_what_breaks_off_or_is_followed_by_more_is_refused() -> None:
    data = zstandard.ZstdCompressor().compress(TEXT)
    for end in (0, 3, 5, 9, 20, len(data) // 2, len(data) - 1):
        with pytest.raises(FormatError, match=r"^cannot read x\.apkg: what is packed in it "):
            whole(data[:end])
    for more in (b"x", data, b"x" * 100_000):
        with pytest.raises(FormatError, match=r"^cannot (read|use) x\.apkg: what is packed in it "):
            whole(data + more, size=10**9)


def test_any_damage_is_one_kind_of_error() -> None:
    data = zstandard.ZstdCompressor(write_checksum=True).compress(TEXT[:20_000])
    for at in range(0, len(data), 37):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        try:
            found = whole(bytes(broken))
        except FormatError:
            continue
        assert found == TEXT[:20_000]


def test_without_a_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zstd, "_module", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"quizkit\[anki\]"):
        list(unpacked([b"x"], "x.apkg"))


def test_the_standard_library_is_taken_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    class Options:
        window_log_max = 101

    class File:
        def __init__(self, source: zstd._Source, *, options: dict[int, int]) -> None:
            assert options == {101: 26}
            self.source = source

        def read(self, size: int) -> bytes:
            return self.source.read(size)

    built_in = ModuleType("compression.zstd")
    vars(built_in).update(DecompressionParameter=Options, ZstdFile=File, ZstdError=ArithmeticError)
    monkeypatch.setitem(sys.modules, "compression", ModuleType("compression"))
    monkeypatch.setitem(sys.modules, "compression.zstd", built_in)
    assert (
        b"".join(unpacked([b"\x28\xb5\x2f\xfd\x00\x00 whole"], "x"))
        == b"\x28\xb5\x2f\xfd\x00\x00 whole"
    )
