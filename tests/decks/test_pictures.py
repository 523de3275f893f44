from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.decks import pictures
from quizkit.decks.paths import PathFault
from quizkit.decks.pictures import measured, picture_at, picture_of

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x28\x00\x00\x00\x1e\x08\x02"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x11\x08\x00\x1e\x00\x28\x03"
)


def made(path: Path, kind: str) -> Path:
    """Write a picture of 40 by 30 pixels with another program's encoder."""
    image = pytest.importorskip("PIL.Image")
    image.new("RGB", (40, 30), "red").save(path, kind)
    return path


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.gif", "GIF"), ("a.webp", "WEBP")],
)
def test_the_header_tells_type_and_size(tmp_path, name, kind) -> None:
    assert picture_at(made(tmp_path / name, kind))[1:] == (kind, 40, 30)


@pytest.mark.parametrize("options", [{"lossless": True}, {"save_all": True, "exif": b"Exif\0\0x"}])
def test_every_kind_of_webp_is_read(tmp_path, options) -> None:
    image = pytest.importorskip("PIL.Image")
    image.new("RGBA", (40, 30), (9, 9, 9, 9)).save(tmp_path / "a.webp", **options)
    assert picture_at(tmp_path / "a.webp")[1:] == ("WEBP", 40, 30)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture that can be shown"),
        ("a.png", b"", "no picture that can be shown"),
        ("a.jpg", PNG, "it is PNG, which its name does not say"),
        ("a.svg", PNG, "it is PNG, which its name does not say"),
        ("a.png", PNG[:16] + b"\xff" * 8, "pixels; 16,000,000 are the most"),
        ("a.png", PNG[:16] + b"\x00" * 8, "0 × 0 pixels"),
        ("a.jpg", JPEG[:22], "no picture that can be shown"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x00" + JPEG[20:], "no picture that can be shown"),
    ],
)
def test_what_is_no_fit_picture_is_refused(tmp_path, name, data, why) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(PathFault, match=why):
        picture_at(tmp_path / name)


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", 10)
    (tmp_path / "a.png").write_bytes(PNG)
    with pytest.raises(PathFault, match="larger than"):
        picture_at(tmp_path / "a.png")


@pytest.mark.parametrize("text", ["../a.png", "/etc/a.png", "missing.png", "folder.png"])
def test_a_deck_names_only_what_came_with_it(tmp_path, text) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "deck" / "folder.png").mkdir(parents=True)
    with pytest.raises(PathFault):
        picture_of(tmp_path / "deck", text)
    (tmp_path / "deck" / "b.png").write_bytes(PNG)
    assert picture_of(tmp_path / "deck", "b.png").width == 40


def test_a_preamble_before_the_frame_is_passed_over() -> None:
    assert measured(JPEG) == ("JPEG", 40, 30)
    long = JPEG[:2] + b"\xff\xe1\xff\xff" + bytes(65533) + b"\xff" + JPEG[20:]
    assert measured(long) == ("JPEG", 40, 30)


STARTS = (
    PNG,
    JPEG,
    b"GIF89a\x01",
    b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    b"RIFF\x00\x00\x00\x00WEBPVP8L",
)


@pytest.mark.property
@given(st.sampled_from(STARTS), st.integers(0, 40), st.binary(max_size=60))
def test_any_bytes_are_measured_or_not(start: bytes, kept: int, rest: bytes) -> None:
    found = measured(start[:kept] + rest)
    assert found is None or (found[1] >= 0 and found[2] >= 0)
