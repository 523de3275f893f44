"""Workbooks: text stays text, bytes stay bytes, and a stranger's is looked over first."""

import datetime
import io
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from quizkit.errors import FormatError, MissingExtraError
from quizkit.formats.book import Book, Draft, Line, Sheet
from quizkit.formats.merging.taking import stock_of, taken
from quizkit.formats.sheets.columns import Job
from quizkit.formats.sheets.workbook import held, read, written
from quizkit.formats.strangers.archive import packed
from quizkit.text import refused
from tests.formats.sheets.test_guard import FORMULAS

HOSTILE = (
    *FORMULAS, "'tis", "007", "0755", "1E5", "12:30", "1/2", "1992-11", "TRUE", "_x0041_",
    "_x000D_", "a\nb", " a ", "\ta", "đ ạ 漢", "\u05d0\u05d1", "</t>&<", "x" * 32_767,
    "#N/A", "[a]", "1.10",
)  # fmt: skip


def book(*texts: str) -> Book:
    lines = (
        Line(number, {"id": f"i{number}", "who": text}) for number, text in enumerate(texts, 2)
    )
    return Book((Sheet("visit", ("id", "who"), tuple(lines)),))


def data_of(one: Book) -> bytes:
    return written(one).files[""]


def read_back(data: bytes) -> Draft:
    return read({"x.xlsx": data}, "x.xlsx")


def texts(draft: Draft) -> list[str]:
    return [line.cells.get("who", "") for line in draft.book.sheets[0].lines]


def test_every_text_comes_back_and_nothing_is_a_formula() -> None:
    data = data_of(book(*HOSTILE))
    assert texts(read_back(data)) == list(HOSTILE)
    for row in openpyxl.load_workbook(io.BytesIO(data))["visit"].iter_rows(min_row=2):
        assert [(cell.data_type, cell.number_format) for cell in row] == [("s", "@")] * 2


def test_a_second_reader_reads_the_same() -> None:
    """python-calamine, which shares no code with the writer."""
    seen = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data_of(book(*HOSTILE))))
    rows = seen.get_sheet_by_name("visit").to_python()
    # It undoes `_x005F_` as spreadsheets do.
    assert [row[1] for row in rows] == ["who", *HOSTILE]


@pytest.mark.parametrize("column", range(4))
def test_a_formula_in_any_column_stays_text(column) -> None:
    columns = ("id", "who", "=1+1", "note")
    cells = {columns[column]: "=1+1", "id": "a"}
    sheet = Sheet("=2+2", columns, (Line(2, cells),))
    (page,) = openpyxl.load_workbook(io.BytesIO(data_of(Book((sheet,))))).worksheets
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_the_same_book_is_the_same_bytes_and_bears_no_time() -> None:
    data = data_of(book("a", "b"))
    assert data == data_of(book("a", "b"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        core = archive.read("docProps/core.xml").decode()
        assert core.count("1980-01-01T00:00:00Z") == 2
        assert "openpyxl" not in archive.read("docProps/app.xml").decode()


@pytest.mark.property
@pytest.mark.slow
@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=5))
def test_any_text_that_a_deck_may_hold_comes_back(found) -> None:
    found = [text for text in found if not any(refused(text)) and text.strip()]
    if found:
        draft = read_back(data_of(book(*found)))
        assert texts(draft) == [held(text) for text in found]


def test_what_a_cell_cannot_hold_is_listed_and_left_in_the_deck(tmp_path) -> None:
    deck = tmp_path / "d.yaml"
    long = "x" * 40_000
    deck.write_text(
        "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\nfacts: {visit: ["
        f"{{id: a, who: Bo, to: Hue, note: {long}}}, {{id: b, who: An, to: Hue}}]}}\n"
    )
    from quizkit.formats.sheets import workbook as sheets_xlsx

    result = sheets_xlsx.write(Job(stock_of(deck)[0]))
    assert [(p.code, p.at.line, p.at.column) for p in result.losses] == [("QK902", 2, 8)]
    draft = read_back(result.files[""])
    assert taken(deck, draft.book, path="x", held=held).after == {}


def stranger(fill, **options) -> bytes:
    work = openpyxl.Workbook(**options)
    page = work.active
    page.title = "visit"
    page.append(["id", "who"])
    fill(page)
    stream = io.BytesIO()
    work.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("value", "shown", "said"),
    [
        (datetime.date(1992, 11, 1), "mmm-yy", "1992-11"),
        (datetime.date(1992, 11, 18), "yyyy-mm-dd", "1992-11-18"),
        (datetime.date(1992, 11, 18), 'd"."mmmm" "yyyy', "1992-11-18"),
        (datetime.datetime(1992, 1, 1), "yyyy", "1992"),
        (1992, "General", "1992"),
        (7.0, "General", "7"),
        (0.1, "General", "0.1"),
        (1e5, "0.00E+00", "100000"),
        (5.1, "0.00", "5.10"),
        (5.126, "0.00", "5.126"),
        (7, "000", "007"),
        (0.25, "0%", "25%"),
        (True, "General", "true"),
        ("1992", "General", "1992"),
    ],
)
def test_cells_that_a_spreadsheet_has_retyped(value, shown, said) -> None:
    def fill(page) -> None:
        page["B2"] = value
        page["B2"].number_format = shown

    draft = read_back(stranger(fill))
    assert texts(draft) == [said]
    assert draft.losses == ()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (datetime.time(12, 30), "h:mm"),
        (datetime.datetime(1992, 1, 1, 12, 30), "yyyy-mm-dd h:mm"),
        (datetime.date(1992, 11, 1), "mmm"),
    ],
)
def test_what_could_be_read_two_ways_stays_text_and_is_listed(value, shown) -> None:
    def fill(page) -> None:
        page["B2"] = value
        page["B2"].number_format = shown

    draft = read_back(stranger(fill))
    assert [problem.code for problem in draft.losses] == ["QK955"]
    assert draft.losses[0].at == ("x.xlsx, sheet visit", 2, 2, 1)


@pytest.mark.parametrize("value", ["=1+1", "=A1", "#N/A"])
def test_formulas_and_errors_are_refused_never_computed(value) -> None:
    draft = read_back(stranger(lambda page: page.__setitem__("B2", value)))
    (line,) = draft.book.sheets[0].lines
    assert line.cells == {}
    assert "write the value itself" in line.refused["who"]


def test_texts_that_a_spreadsheet_keeps_apart_from_its_sheets_are_read() -> None:
    """Excel writes all texts into one list, in runs where they are formatted."""
    with zipfile.ZipFile(io.BytesIO(data_of(book("a", "b")))) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    for number, text in enumerate(("a", "b")):
        old = f't="inlineStr"><is><t>{text}</t></is>'
        assert old in sheet
        sheet = sheet.replace(old, f't="s"><v>{number}</v>')
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    members["xl/worksheets/sheet1.xml"] = sheet.encode()
    members["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{space}"><si><r><t>Hà </t></r><r><rPr><b/></rPr><t>Nội</t></r></si>'
        '<si><t xml:space="preserve">one_x000D_\ntwo _x005F_x0041_</t></si></sst>'
    ).encode()
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = members["[Content_Types].xml"]
    if b"sharedStrings" not in types:
        added = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
        members["[Content_Types].xml"] = types.replace(b"</Types>", added)
    assert texts(read_back(packed(members))) == ["Hà Nội", "one\ntwo _x0041_"]


def test_a_workbook_that_leaves_rows_and_columns_out_is_read() -> None:
    def fill(page) -> None:
        page["B5"] = "Bo"
        page["A900"] = "z"

    draft = read_back(stranger(fill))
    assert [(line.number, dict(line.cells)) for line in draft.book.sheets[0].lines] == [
        (5, {"who": "Bo"}),
        (900, {"id": "z"}),
    ]


def test_a_cell_far_to_the_right_does_not_take_for_ever() -> None:
    right = stranger(lambda page: page.__setitem__("XFD2", "x"))
    with pytest.raises(FormatError, match="too wide"):
        read_back(right)


@pytest.mark.slow
@pytest.mark.fault
def test_a_row_far_below_does_not_take_for_ever() -> None:
    below = with_sheet(lambda xml: xml.replace(b'<row r="1"', b'<row r="999999999"'))
    with pytest.raises(FormatError, match="more than"):
        read_back(below)


def with_sheet(change, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data_of(book("a")))) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    members[name] = change(members[name])
    return packed(members)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 99 + b'">]>' + xml[xml.index(b"<work") :],
        lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b"<x>" * 100_000),
        lambda xml: xml[: len(xml) // 2],
        lambda _: b"",
        lambda _: b"\xff\xfe<\0a\0/\0>\0",
        lambda xml: xml.replace(b'r="A1"', b'r="A0"').replace(b'r="B1"', b'r="?"'),
        lambda xml: xml.replace(b'<row r="1"', b'<row r="x"'),
    ],
    ids=["doctype", "deep", "cut", "empty", "utf-16", "places", "rows"],
)
def test_odd_sheets_are_refused(change) -> None:
    with pytest.raises(FormatError):
        read_back(with_sheet(change))


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"id,who\n", b"\xd0\xcf\x11\xe0" * 99, packed({"a": b""})]
)
def test_what_is_no_workbook_is_refused(data) -> None:
    with pytest.raises(FormatError):
        read_back(data)


def test_without_the_library_the_extra_is_named(monkeypatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r'pip install "quizkit\[sheets\]"'):
        read_back(b"")


@pytest.mark.fault
def test_broken_workbooks_are_read_or_refused(size) -> None:
    rng = random.Random(11)
    with zipfile.ZipFile(io.BytesIO(data_of(book("a", "b c", "=1")))) as archive:
        whole = {info.filename: archive.read(info) for info in archive.infolist()}
    for _ in range({"quick": 40, "ci": 1_500}.get(size, 20_000)):
        members = dict(whole)
        name = rng.choice(list(members))
        data = bytearray(members[name])
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(max(1, len(data)))
            data[at : at + rng.randint(0, 3)] = rng.choice(
                (b"", b"<", b'"', b"0", b"9999", b"A", b"/>")
            )
        members[name] = bytes(data)
        if rng.random() < 0.2:
            del members[rng.choice(list(members))]
        try:
            read_back(packed(members))
        except FormatError:
            continue


@pytest.mark.slow
@pytest.mark.fault
def test_libreoffice_changes_nothing(tmp_path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice of LibreOffice is not installed")
    lost = ("\t", "_x000D_")  # LibreOffice saves the second one as the line end that it stands for
    plain = [text for text in HOSTILE if not any(sign in text for sign in lost)]
    (tmp_path / "a.xlsx").write_bytes(data_of(book(*plain)))
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    subprocess.run(
        [office, home, "--headless", "--convert-to", "xlsx", "--outdir", "b", "a.xlsx"],
        check=True,
        capture_output=True,
        timeout=120,
        cwd=tmp_path,
    )
    assert texts(read_back(Path(tmp_path / "b" / "a.xlsx").read_bytes())) == plain
