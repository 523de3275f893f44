"""Hostile packages: one kind of error, soon, in little memory, and nothing written anywhere."""

import json
import resource
import struct
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import apsw
import pytest
import zstandard

from quizkit.errors import FormatError
from quizkit.formats.anki import reading as anki_read
from quizkit.formats.book import Draft, Intake
from quizkit.formats.strangers.archive import packed
from quizkit.text import refused
from tests.formats.ankipacks import (
    BOTH,
    CLOZE,
    Note,
    Pack,
    Type,
    database,
    field,
    members,
    number,
    package,
    taken,
)
from tests.quickness import is_quick

WISHES = Intake(deck="d", as_facts=True, media="media", history=True)
RUNS = {"quick": 300, "ci": 1_500, "full": 100_000, "release": 100_000}
GIF = b"GIF89a\x03\x00\x02\x00" + b"\x00" * 20


def peak() -> int:
    """Return how much memory this process ever had [MB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def read(data: bytes) -> Draft | None:
    """Read a package within the limits of time and memory; None where it is refused."""
    before = peak()
    found: list[Draft | None] = []
    assert is_quick(lambda: found.append(_read(data)), below=0.5)
    assert peak() - before < 200
    return found[-1]


def _read(data: bytes) -> Draft | None:
    try:
        return anki_read.read({"x.apkg": data}, "x.apkg", WISHES)
    except FormatError as error:
        assert error.path == "x.apkg"  # noqa: PT017  # either outcome is right
    return None


def zipped(change: Callable[[zipfile.ZipInfo], None], name: str = "collection.anki2") -> bytes:
    """Return a package one of whose members is told of in another way."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for each, data in members(Pack([Note(("a", "b"))])).items():
            info = zipfile.ZipInfo(each)
            if each == name:
                change(info)
            archive.writestr(info, data)
    return stream.getvalue()


def _link(info: zipfile.ZipInfo) -> None:
    info.external_attr = 0o120777 << 16
    info.create_system = 3


def _out(info: zipfile.ZipInfo) -> None:
    info.filename = "../collection.anki2"


def test_archives_that_break_a_rule_are_refused() -> None:
    for change in (_link, _out):
        assert read(zipped(change)) is None
    plain = bytearray(zipped(lambda _: None))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = plain.index(mark)
        plain[place + at] |= 1
    assert read(bytes(plain)) is None


def test_a_zip_bomb_is_refused_by_what_it_says() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", bytes(40 * 2**20))
    assert len(stream.getvalue()) < 100_000
    assert read(stream.getvalue()) is None


def test_a_zstd_bomb_is_stopped() -> None:
    block = (2**17 << 3 | 1 << 1).to_bytes(3, "little") + b"a"
    frame = bytes.fromhex("28b52ffd0080")
    bomb = frame + block * 12_000 + b"\x01\x00\x00"
    head = (16 << 3).to_bytes(3, "little") + b"SQLite format 3\x00"
    likely = frame + head + block * 12_000 + b"\x01\x00\x00"
    newer = members(Pack([Note(("a", "b"))], newer=True))
    for data in (bomb, likely):
        assert read(packed(newer | {"collection.anki21b": data})) is None
        assert read(packed(newer | {"media": data})) is None


def test_what_is_no_database_is_not_unpacked_further(monkeypatch: pytest.MonkeyPatch) -> None:
    from quizkit.formats.anki.notes import package as opened

    def parts(*_: object) -> Iterator[bytes]:
        yield b"x" * 100
        pytest.fail("a second part was asked for")

    monkeypatch.setattr(opened, "unpacked", parts)
    assert read(package(Pack([Note(("a", "b"))], newer=True))) is None


def test_what_the_newest_file_is_counts_whatever_lies_beside_it() -> None:
    files = members(Pack([Note(("a", "b"))]))
    for junk in (b"", b"x" * 1000, zstandard.ZstdCompressor().compress(b"x" * 1000)):
        assert read(packed(files | {"collection.anki21b": junk})) is None


@pytest.mark.parametrize("newer", [False, True])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
        "SELECT n FROM r",
        "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
        "ALTER TABLE notes ADD COLUMN z AS (hex(zeroblob(4000000)))",
        "DROP TABLE notes",
        "ALTER TABLE notes RENAME COLUMN flds TO fields",
        "UPDATE notes SET flds = zeroblob(9000000)",
        "UPDATE notes SET flds = x'ff'",
        "UPDATE notes SET guid = x'c3'",
    ],
)
def test_databases_that_could_act_or_hold_no_text_are_refused(statement: str, newer: bool) -> None:
    assert read(package(Pack([Note(("a", "b"))], extra=[statement], newer=newer))) is None


@pytest.mark.parametrize("newer", [False, True])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notes SET flds = 'a' || char(0) || char(31) || 'b' || char(0x202e) || 'c'",
        "UPDATE notes SET mid = 'nonsense', tags = NULL, guid = NULL",
        "UPDATE notes SET flds = NULL",
        "UPDATE notes SET flds = 12.5",
        "UPDATE cards SET nid = 1e300, did = -9e18",
        "INSERT INTO revlog VALUES (-5, 10000, 3, -7, 1), (9e18, 10000, 4, 9e18, 0)",
        "DELETE FROM cards",
        "DELETE FROM decks",
        "DELETE FROM templates",
        "DELETE FROM fields",
    ],
)
def test_odd_values_are_taken_as_far_as_they_go(statement: str, newer: bool) -> None:
    newer = newer or statement.rsplit(maxsplit=1)[-1] in ("decks", "templates", "fields")
    found = read(package(Pack([Note(("a", "b"))], extra=[statement], newer=newer)))
    assert found is not None
    for sheet in found.book.sheets:
        for line in sheet.lines:
            assert not any(next(refused(cell), None) for cell in line.cells.values())


@pytest.mark.parametrize(
    "models",
    [
        "", "[]", "{}", "null", "[" * 100_000, '{"77": 1}', '{"x": {}}', '{"77": {"name": 1}}',
        '{"77": {"name": "a", "flds": 3, "tmpls": []}}', '{"' + "9" * 9_000 + '": {}}',
        '{"77": {"name": "a", "flds": [{"name": "F", "ord": "x"}], "tmpls": []}}',
        '{"77": {"name": "a", "flds": [], "tmpls": [{"qfmt": [], "afmt": {}}]}}',
        '{"77": {"name": "a", "flds": [{"name": "F", "ord": 1e999}], "tmpls": []}}',
    ],
)  # fmt: skip
def test_note_types_of_the_wrong_shape_are_refused_or_make_nothing(models: str) -> None:
    text = models.replace("'", "''")
    found = read(package(Pack([Note(("a", "b"))], extra=[f"UPDATE col SET models = '{text}'"])))
    assert found is None or found.book.sheets == ()


def test_half_a_character_in_a_name_is_refused() -> None:
    models = '{"77": {"name": "\\ud800", "flds": [], "tmpls": []}}'
    pack = Pack([Note(("a", "b"))], extra=[f"UPDATE col SET models = '{models}'"])
    assert read(package(pack)) is None


@pytest.mark.parametrize("config", [b"\x80" * 20, b"\x0a\xff\xff\x7f", b"\x0b", number(8) * 90_000])
def test_templates_that_are_no_message_are_refused_or_empty(config: bytes) -> None:
    extra = [f"UPDATE templates SET config = x'{config.hex()}'"]
    found = read(package(Pack([Note(("a", "b"))], extra=extra, newer=True)))
    assert found is None or found.book.sheets == ()


@pytest.mark.parametrize(
    "front",
    [
        "{{Front}}" * 20_000, "{{#Front}}" * 20_000 + "x", "{{" * 90_000, "}}" * 90_000,
        "{{#Front}}{{/Back}}" * 9_000 + "{{Front}}", "{{cloze:Front}}" * 5_000, "<hr id=" * 20_000,
        "<hr id=answer>" * 9_000, "{{a:" * 9_000 + "Front}}", "<script>" * 9_000,
        "\uffff\ufffefield9",
        "{{Front}}\uffffcloze99\ufffe", "{{type:Front}}" * 9_000,
        "{{Front}}\uffffbad1\ufffe", "{{Front}}" + "<u>" * 600_000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("as_back", [False, True])
def test_templates_of_any_length_take_little_time(front: str, as_back: bool) -> None:
    sides = ("{{Front}}", front) if as_back else (front, "{{Back}}")
    draft = read(package(Pack([Note(("a", "b"))] * 3, [Type(templates=(sides,))])))
    assert draft is not None


@pytest.mark.parametrize(
    "text",
    [
        "{{c1::" * 20_000, "}}" * 50_000, "{{c1::a}}" * 9_000, "{{c1::a::" * 9_000,
        "".join(f"{{{{c{n}::a}}}} b " for n in range(1, 999)), "[[" * 40_000 + "{{c1::a}}",
        "<b " * 30_000 + "{{c1::a}}", "\\(" * 40_000 + "{{c1::x}}", "[sound:" * 9_000,
        "&#" * 40_000,
    ],
)  # fmt: skip
def test_fields_of_any_length_take_little_time(text: str) -> None:
    for type_ in (Type(), CLOZE):
        assert read(package(Pack([Note((text, text))], [type_]))) is not None


def test_a_note_with_very_many_gaps_makes_a_bounded_number_of_cards() -> None:
    text = "".join(f"{{{{c{n}::a}}}} b " for n in range(1, 999))
    [sheet] = taken(Pack([Note((text, ""))], [CLOZE])).book.sheets
    assert len(sheet.lines) == 500


def test_one_guid_for_all_notes_takes_little_time() -> None:
    draft = read(package(Pack([Note(("a", "b"), "same")] * 3_000)))
    assert draft is not None
    assert len({line.cells["id"] for line in draft.book.sheets[0].lines}) == 3_000


def test_lists_of_files_that_lie_are_not_followed() -> None:
    newer = members(Pack([Note(("a", "b"))], newer=True))
    squeeze = zstandard.ZstdCompressor().compress
    for listed in (field(1, field(1, "../../etc/passwd")), field(1, b"\xff") * 30_000, b"\x0a\x7f"):
        files = newer | {"media": squeeze(listed), "0": squeeze(GIF)}
        read(packed(files))
    for listed in (
        '{"0": "\\ud800.gif"}',
        '{"../x": "a.gif"}',
        '{"0": 5}',
        '{"0": "a.gif", "00": "a.gif"}',
    ):
        files = members(Pack([Note(("a", "b"))])) | {"media": listed.encode(), "0": GIF}
        assert read(packed(files)) is not None


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", None)
    whole = package(Pack([Note(("a", "b"))]))
    for data in (whole, whole[:-40], whole.replace(b"SQLite format 3", b"SQLite format 4")):
        read(data)
    read(package(Pack([Note(("a", "b"))], extra=["CREATE VIEW v AS SELECT 1"])))
    assert list(tmp_path.iterdir()) == []


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from quizkit.formats.anki.notes import tables

    pack = Pack([Note(("a" * 100, "b"))] * 20)
    assert read(package(pack)) is not None
    monkeypatch.setattr(tables, "MOST_TEXT", 2_000)
    assert read(package(pack)) is None
    monkeypatch.undo()
    monkeypatch.setattr(tables, "MAX_ROWS", 19)
    assert read(package(pack)) is None


def test_too_much_that_is_made_of_little_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from quizkit.formats.anki import reading

    gaps = "".join(f"{{{{c{n}::a}}}} b " for n in range(1, 99))
    wide = Type(templates=(("{{Front}} " * 99, "{{Back}}"),))
    for pack in (Pack([Note((gaps, ""))], [CLOZE]), Pack([Note(("a" * 99, "b"))] * 9, [wide])):
        assert read(package(pack)) is not None
        with monkeypatch.context() as patched:
            patched.setattr(reading, "MOST_TEXT", 20_000)
            assert read(package(pack)) is None


def bases() -> list[dict[str, bytes]]:
    """Return the members of packages with all that is read of any."""
    html = "<b>Hà Nội</b> &amp; <img src='flag.gif'> [sound:x.mp3] \\(x\\)<br>"
    geo = Type("Geo", ("C", "K", "F"), (("What of {{C}}?", "{{FrontSide}}<hr id=answer>{{K}}"),))
    notes = [Note((f"c{n} {html}", f"k{n}", html), type=2, tags="a b") for n in range(6)]
    notes += [Note(("front", html), type=0, deck=2), Note(("{{c1::x}} {{c2::y::h}} z", ""), type=1)]
    reviews = [(1_700_000_000_000 + n, n, 0, 1 + n % 4, 500, 1) for n in range(8)]
    whole = Pack(notes, [BOTH, CLOZE, geo], {1: "A", 2: "B::C"}, reviews, {"flag.gif": GIF})
    return [members(whole), members(whole._replace(newer=True))]


def mutated(data: bytes, rng: Random) -> bytes:
    """Return some bytes with a few changes."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = rng.randrange(max(1, len(found)))
        way = rng.randrange(6)
        if way == 0 and found:
            found[at] ^= 1 << rng.randrange(8)
        elif way == 1 and found:
            found[at] = rng.choice((0, 1, 0x7F, 0x80, 0xFF))
        elif way == 2:
            del found[at : at + rng.choice((1, 2, 8, 200))]
        elif way == 3:
            found[at:at] = bytes(rng.randrange(256) for _ in range(rng.choice((1, 4, 30))))
        elif way == 4:
            found[at : at + 4] = struct.pack(">I", rng.choice((0, 1, 2**31, 2**32 - 1, 65_536)))
        else:
            other = rng.randrange(max(1, len(found)))
            found[at : at + 64] = found[other : other + 64]
    return bytes(found)


def broken(files: dict[str, bytes], rng: Random) -> bytes:
    """Return a package with damage: in the archive, in a member, or below what it is packed in."""
    way = rng.randrange(4)
    if way == 0:
        return mutated(packed(files), rng)
    name = rng.choice([*files, *[name for name in files if name.startswith("coll")] * 3])
    data = files[name]
    if way == 1 or not data.startswith(b"\x28\xb5\x2f\xfd"):
        return packed(files | {name: mutated(data, rng)})
    inner = zstandard.ZstdDecompressor().decompressobj().decompress(data)
    return packed(files | {name: zstandard.ZstdCompressor(level=1).compress(mutated(inner, rng))})


@pytest.mark.property
@pytest.mark.timeout(3_600)
def test_damaged_packages_are_read_or_refused(size: str) -> None:
    found = bases()
    before, outcomes, slowest = peak(), {True: 0, False: 0}, 0.0
    for n in range(RUNS[size]):
        rng = Random(f"anki:{n}")
        data = broken(rng.choice(found), rng)
        begin = time.process_time()
        draft = read(data)
        slowest = max(slowest, time.process_time() - begin)
        outcomes[draft is not None] += 1
    grown = peak() - before
    print(f"{outcomes}, slowest {slowest:.3f} s, {grown} MB more")
    assert grown < 200
    assert min(outcomes.values()) > RUNS[size] // 20


def test_the_undamaged_ones_are_read() -> None:
    for files in bases():
        draft = read(packed(files))
        assert draft is not None
        assert list(draft.kinds) == ["geo"]
        assert draft.media
        assert draft.answers
    assert json.loads(bases()[0]["media"]) == {"0": "flag.gif"}
    assert apsw.Connection(":memory:").deserialize("main", database(Pack([]))) is None
