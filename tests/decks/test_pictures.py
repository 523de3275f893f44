from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.decks import load, pictures
from quizkit.decks.compiled import load_kept
from quizkit.decks.paths import PathFault
from quizkit.decks.pictures import measured, picture_at, picture_of
from tests.decks.reading import whole

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
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG, GIF or WebP"),
        ("a.png", b"", "no PNG, JPEG, GIF or WebP"),
        ("a.jpg", PNG, "it is PNG, which its name does not say"),
        ("a.svg", PNG, "it is PNG, which its name does not say"),
        ("a.png", PNG[:16] + b"\xff" * 8, "pixels; 16,000,000 are the most"),
        ("a.png", PNG[:16] + b"\x00" * 8, "0 × 0 pixels"),
        ("a.jpg", JPEG[:22], "no PNG, JPEG, GIF or WebP"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x00" + JPEG[20:], "no PNG, JPEG, GIF or WebP"),
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


FACT = """kinds:
  river:
    called: "the river {name}"
    roles: {name: name, sea: {is: place, ask: "Into which sea does {it} flow?"}}
facts:
  river:
    - {name: Huong, sea: East Sea, image: {alt: a river, file: a.png}}
"""


def _told(folder: Path) -> list[tuple[str, int, str]]:
    (folder / "deck.yaml").write_text(whole(FACT), encoding="utf-8")
    deck = load(folder / "deck.yaml")
    assert deck.facts[0].image["file"] == "a.png"
    return [(p.code, p.at.column, p.message.partition(": ")[2]) for p in deck.problems]


def test_a_deck_with_a_fit_picture_has_no_problem(tmp_path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    assert _told(tmp_path) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "there is no such file"),
        (JPEG, "it is JPEG, which its name does not say"),
        (
            PNG[:16] + b"\x00\x00\xff\xff" * 2,
            "it has 65535 × 65535 pixels; 16,000,000 are the most",
        ),
    ],
)
def test_reading_a_deck_tells_what_is_wrong_with_its_pictures(tmp_path, data, why) -> None:
    if data is not None:
        (tmp_path / "a.png").write_bytes(data)
    ((code, column, told),) = _told(tmp_path)
    assert (code, column) == ("QK806", 64)
    assert told
    assert why.startswith(told.removesuffix("…"))


def test_a_link_is_no_picture_of_the_deck(tmp_path) -> None:
    (tmp_path / "b.png").write_bytes(PNG)
    (tmp_path / "a.png").symlink_to("b.png")
    ((code, _, told),) = _told(tmp_path)
    assert (code, told) == ("QK806", "it is a link, which other computers would not ha…")


def test_a_kept_deck_notices_a_picture_and_a_text_that_come_or_change(tmp_path) -> None:
    source = "sources: {atlas: {title: Atlas, file: atlas.txt}}\n"
    fact = FACT.replace("East Sea, ", "East Sea, source: atlas, quote: it flows, ")
    (tmp_path / "deck.yaml").write_text(whole(source + fact), encoding="utf-8")

    def told() -> list[str]:
        return [p.code for p in load_kept(tmp_path, cache=tmp_path / "cache").deck.problems]

    assert told() == told() == ["QK608", "QK806"]
    (tmp_path / "a.png").write_bytes(PNG)
    assert told() == ["QK608"]
    (tmp_path / "atlas.txt").write_text("It flows.")
    assert told() == told() == []
    (tmp_path / "atlas.txt").write_text("It dries.")
    assert told() == ["QK608"]
