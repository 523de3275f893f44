"""A deck as one file: everything that it needs, the same bytes, and nothing else when unpacked."""

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from quizkit.decks import load
from quizkit.errors import DeckError, FormatError
from quizkit.formats.pack import differences, write
from quizkit.formats.strangers.archive import packed
from quizkit.formats.unpack import folder_of, parcel, unpack

DECKS = sorted(path.parent for path in (Path(__file__).parents[2] / "decks").glob("*/deck.yaml"))
HEAD = "quizkit: 1\ndeck: small\ntitle: Small\nlanguage: en\n"
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5x", 13, b"IHDR", 4, 4) + b"\0" * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a deck's folder with a file of every sort."""
    place = tmp_path / "small"
    (place / "parts").mkdir(parents=True)
    (place / "deck.yaml").write_text(
        HEAD + "include: [parts/more.yaml]\nsources: {one: {title: T, file: texts/one.txt}}\n"
        "facts:\n  visit: {file: visits.csv}\n  meeting:\n"
        "    - {id: m1, who: A, with: B, image: {file: map.png, alt: a map}, source: one}\n"
    )
    (place / "parts" / "more.yaml").write_text("names: {Hue: city}\n")
    (place / "visits.csv").write_bytes(b"id,who,to\r\nv1,Bo,Hue\r\n")
    (place / "texts").mkdir()
    (place / "texts" / "one.txt").write_text("A text.\n")
    (place / "map.png").write_bytes(PNG)
    (place / "LICENSE").write_text("free\n")
    (place / "private.txt").write_text("not named\n")
    return place


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def zip_at(path: Path, members: dict[str, bytes]) -> Path:
    path.write_bytes(packed(members))
    return path


def test_everything_that_the_deck_names_goes_along(folder) -> None:
    written = write(folder)
    (data,) = written.files.values()
    assert names(data) == [
        "LICENSE",
        "deck.yaml",
        "map.png",
        "parts/more.yaml",
        "texts/one.txt",
        "visits.csv",
    ]
    assert written.losses == ()
    assert write(folder).files == written.files


def test_a_picture_that_is_not_there_is_listed(folder) -> None:
    (folder / "map.png").unlink()
    written = write(folder)
    assert [(p.code, p.at.line) for p in written.losses] == [("QK903", 10)]
    assert "map.png" not in names(written.files[""])


def test_a_deck_of_one_file_takes_nothing_of_its_folder_along(folder) -> None:
    single = folder / "single.yaml"
    single.write_text(HEAD + "cards: [{q: a, a: b}]\n")
    assert names(write(single).files[""]) == ["deck.yaml"]


@pytest.mark.parametrize("place", DECKS[-1:], ids=lambda path: path.name)
def test_a_bundled_deck_is_the_same_when_unpacked(place, tmp_path) -> None:
    found = parcel_of(tmp_path / "x.zip", write(place).files[""])
    decks = tmp_path / "data" / "decks"
    assert unpack(found, decks) is None
    deck = load(place)
    target = folder_of(deck, decks)
    assert differences(deck, load(target)) == {"new": 0, "changed": 0, "gone": 0}
    for path in target.rglob("*.*"):
        assert path.read_bytes() == (place / path.relative_to(target)).read_bytes()
    assert [each.name for each in decks.parent.iterdir()] == ["decks"]


def parcel_of(path: Path, data: bytes):
    path.write_bytes(data)
    return parcel(path)


def test_only_files_that_a_deck_can_use_are_taken(tmp_path) -> None:
    members = {
        "deck.yaml": HEAD.encode(),
        "quizkit.toml": b"log = 'x'",
        "run.sh": b"rm",
        ".hidden.yaml": b"",
        "a.svg": b"<svg/>",
        "LICENSE": b"free",
        "LICENSE.py": b"import os",
        ".git/config.txt": b"x",
        "__MACOSX/deck.yaml": b"x",
        "readme.md": b"r",
    }
    found = parcel(zip_at(tmp_path / "x.zip", members))
    assert sorted(found.files) == ["LICENSE", "deck.yaml", "readme.md"]
    assert "__MACOSX/deck.yaml" not in found.left
    assert len(found.left) == 6


@pytest.mark.parametrize(
    "members",
    [
        {"rivers/deck.yaml": HEAD.encode(), "rivers/a.txt": b"a", "__MACOSX/._x": b""},
        {"rivers.yaml": b"\xef\xbb\xbf" + HEAD.encode()},
        {"small.yaml": HEAD.encode(), "more.yaml": b"names: {Hue: city}\n"},
    ],
)
def test_zips_that_people_make_themselves_are_understood(members, tmp_path) -> None:
    found = parcel(zip_at(tmp_path / "x.zip", members))
    assert found.deck.id == "small"
    assert "deck.yaml" in found.files


@pytest.mark.parametrize(
    ("members", "error"),
    [
        ({"a.txt": b""}, FormatError),
        ({}, FormatError),
        ({"a.yaml": HEAD.encode(), "b.yaml": HEAD.encode()}, FormatError),
        ({"deck.yaml": b"quizkit: 2\n"}, DeckError),
        ({"deck.yaml": HEAD.encode() + b"include: ../../secret.yaml\n"}, DeckError),
        ({"deck.yaml": HEAD.encode() + b"include: missing.yaml\n"}, DeckError),
        ({"../deck.yaml": HEAD.encode()}, FormatError),
        ({"deck.yaml": HEAD.encode(), "/etc/x.txt": b""}, FormatError),
    ],
)
def test_what_is_no_deck_is_refused(members, error, tmp_path) -> None:
    with pytest.raises(error):
        parcel(zip_at(tmp_path / "x.zip", members))


def test_a_link_in_the_zip_is_refused(tmp_path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("deck.yaml")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(FormatError, match="a link or a device"):
        parcel(path)


def test_nothing_is_replaced_unasked_and_what_is_replaced_is_kept(tmp_path) -> None:
    found = parcel(zip_at(tmp_path / "x.zip", {"deck.yaml": HEAD.encode()}))
    decks = tmp_path / "data" / "decks"
    unpack(found, decks)
    (decks / "small" / "own.txt").write_text("mine")
    with pytest.raises(FormatError, match="is there already"):
        unpack(found, decks)
    aside = unpack(found, decks, replace=True)
    assert aside == tmp_path / "data" / "replaced" / "small"
    assert (aside / "own.txt").read_text() == "mine"
    assert [path.name for path in (decks / "small").iterdir()] == ["deck.yaml"]


@pytest.mark.fault
def test_a_deck_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch) -> None:
    found = parcel(zip_at(tmp_path / "x.zip", {"deck.yaml": HEAD.encode(), "a.txt": b"a"}))
    decks = tmp_path / "data" / "decks"
    before = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "a.txt":
            raise OSError(28, "No space left on device")
        return before(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FormatError, match="No space left"):
        unpack(found, decks)
    assert list(decks.parent.iterdir()) == [decks]
    assert list(decks.iterdir()) == []


def test_a_deck_named_like_a_device_gets_another_folder(tmp_path) -> None:
    head = HEAD.replace("small", "con").encode()
    found = parcel(zip_at(tmp_path / "x.zip", {"deck.yaml": head}))
    assert folder_of(found.deck, tmp_path).name == "con-deck"


def test_differences_are_counted_by_id(tmp_path) -> None:
    def deck(cards: str):
        place = tmp_path / "d.yaml"
        place.write_text(HEAD + f"cards: [{cards}]\n")
        return load(place)

    old = deck("{id: a, q: x, a: y}, {id: b, q: x, a: y}")
    new = deck("{id: c, q: x, a: y}, {id: b, q: x, a: z}")
    assert differences(old, new) == {"new": 1, "changed": 1, "gone": 1}
