"""Strangers' archives: what breaks a rule is refused with one error, and nothing is written."""

import io
import random
import stat
import struct
import zipfile

import pytest

from quizkit.errors import FormatError
from quizkit.formats.strangers.archive import Archive, Limits, packed


def zipped(*members: tuple[str, bytes], **options: object) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = options.get("method", zipfile.ZIP_DEFLATED)
            info.external_attr = options.get("attributes", 0)
            archive.writestr(info, data)
    return stream.getvalue()


def refused(data: bytes, **limits: int) -> str:
    with pytest.raises(FormatError) as caught:
        whole(data, Limits(**limits))
    assert caught.value.path == "x.zip"
    return str(caught.value)


def whole(data: bytes, limits: Limits) -> dict[str, bytes]:
    archive = Archive(data, "x.zip", limits=limits)
    return {name: archive.read(name) for name in archive.names}


def test_what_is_packed_is_read_again() -> None:
    members = {"b/c.txt": b"1" * 100, "a": b"", "[Content_Types].xml": b"<a/>", "đ": b"2"}
    archive = Archive(packed(members), "x.zip")
    assert {name: archive.read(name) for name in archive.names} == members
    assert archive.names == ("[Content_Types].xml", "a", "b/c.txt", "đ")


def test_packed_members_bear_no_time_and_are_not_deflated() -> None:
    with zipfile.ZipFile(io.BytesIO(packed({"b": b"x" * 99, "a": b""}))) as archive:
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.compress_type == zipfile.ZIP_STORED
            assert stat.S_IMODE(info.external_attr >> 16) == 0o644


@pytest.mark.parametrize(
    "name",
    ["../a", "a/../b", "/etc/passwd", "C:/a", "c:a", "a\\b", "a//b", "./a", "con", "aux.txt", "a.",
     "a ", "a\nb", "~/a", "a*b", "x" * 256, "a/./b"],
)  # fmt: skip
def test_odd_names_are_refused(name) -> None:
    assert "no name for a file" in refused(zipped((name, b"x")))


def test_a_name_that_ends_early_is_refused() -> None:
    data = zipped(("good.txtX.exe", b"x")).replace(b"good.txtX", b"good.txt\0")
    assert "no name for a file" in refused(data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a", "a"), ("a", "A"), ("é", "e\u0301"), ("a/b", "A/B")])
def test_names_that_some_system_takes_for_one_are_refused(names) -> None:
    assert "two files in it are called" in refused(zipped(*((name, b"x") for name in names)))


@pytest.mark.parametrize("names", [("a", "a/b"), ("a/b", "a"), ("A/b/c", "a/b")])
def test_a_file_that_is_a_folder_is_refused(names) -> None:
    assert "is a file and a folder" in refused(zipped(*((name, b"x") for name in names)))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind) -> None:
    assert "a link or a device" in refused(zipped(("a", b"/etc"), attributes=(kind | 0o777) << 16))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packings_are_refused(method) -> None:
    assert "packed in an unusual way" in refused(zipped(("a", b"x" * 99), method=method))


@pytest.mark.parametrize("flag", [0x1, 0x40, 0x2000])
def test_encrypted_files_are_refused(flag) -> None:
    data = bytearray(zipped(("a", b"x" * 99)))
    at = data.index(b"PK\x01\x02")
    data[at + 8 : at + 10] = struct.pack("<H", flag)
    assert "encrypted" in refused(bytes(data))


def test_bombs_are_refused_before_they_are_read() -> None:
    data = zipped(("a", b"\0" * (11 * 2**20)))
    assert "grows over 200 times" in refused(data)
    assert "is too large" in refused(data, each=2**20)
    many = zipped(*((f"{n}", b"x" * 100) for n in range(50)))
    assert "more than 0 MiB in all" in refused(many, whole=4_000)
    assert "more than 20 files" in refused(many, members=20)


@pytest.mark.parametrize("size", [0, 5, 98, 100, 2**31])
def test_sizes_that_are_not_true_are_refused(size) -> None:
    data = bytearray(zipped(("a", random.Random(1).randbytes(99))))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", size)
    assert refused(bytes(data))


def test_files_that_share_bytes_are_refused() -> None:
    """The second entry of the list names the place of the first."""
    data = bytearray(zipped(("a", b"x" * 99), ("b", b"y" * 99)))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    assert "files in it overlap" in refused(bytes(data))


def test_an_archive_cut_short_is_refused_wherever_it_is_cut() -> None:
    data = zipped(("a", b"hello" * 20), ("b", b"y"))
    for length in range(len(data)):
        refused(data[:length])


def test_no_zip_is_no_zip() -> None:
    assert refused(b"") == "cannot read x.zip: it is no zip file, or a damaged one"


@pytest.mark.fault
def test_damaged_archives_are_refused_or_read(size) -> None:
    rng = random.Random(5)
    good = zipped(("a/b.txt", b"hello" * 50), ("c", b"y" * 10), ("d/", b""))
    for _ in range({"quick": 300, "ci": 5_000}.get(size, 50_000)):
        data = bytearray(good)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            found = whole(bytes(data), Limits(each=10_000, whole=30_000))
        except FormatError:
            continue
        assert sum(map(len, found.values())) <= 30_000
