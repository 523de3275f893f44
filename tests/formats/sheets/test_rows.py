"""Sheets as files: separators, encodings, workbooks."""

from datetime import datetime
from io import BytesIO

import pytest

from quizkit.errors import FormatError
from quizkit.formats.sheets.rows import rows_of

WANTED = [["River", "km"], ["Po, the", "652"], ["Ebro", "930"]]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_separator_and_byte_order_mark_is_read(mark, coding) -> None:
    text = "\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in WANTED)
    assert rows_of(text.encode(coding), "x.csv").cells == WANTED


def test_a_separator_that_is_named_is_taken() -> None:
    assert rows_of(b"sep=;\na,b;c\n", "x.csv").cells == [["a,b", "c"]]


def test_commas_inside_cells_do_not_part_them() -> None:
    text = "a;b\n1,5;2,5\n3,5;4,5\n"
    assert rows_of(text.encode(), "x.csv").cells[1] == ["1,5", "2,5"]


def test_what_is_not_utf_8_is_refused_with_a_way_out() -> None:
    with pytest.raises(FormatError, match="save it as `CSV UTF-8`"):
        rows_of("Đà".encode("cp1258", "replace") + b"\xff\xe9,x", "x.csv")


def test_a_sheet_without_end_is_refused() -> None:
    with pytest.raises(FormatError, match="more than 20,000 rows"):
        rows_of(b"a,b\n" * 20_001, "x.csv")


def workbook() -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "empty"
    page = book.create_sheet("Scientists")
    page.append(["Scientist", "Born", "Age", "Odd"])
    page.append(["Marie Curie", datetime(1867, 11, 7), 66, "=1+1"])
    page.append(["Isaac Newton", datetime(1643, 1, 4), 84.5, None])
    other = book.create_sheet("Other")
    other.append(["a", "b"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_is_read_with_its_dates() -> None:
    found = rows_of(workbook(), "x.xlsx")
    assert found.cells[1][:3] == ["Marie Curie", "1867-11-07", "66"]
    assert found.cells[2][2] == "84.5"
    assert found.said == (
        "the workbook has several sheets; I took the fullest, `Scientists`, and left out `Other`",
        "left out the cell D2, with a formula or an error: paste its value in its place",
    )


def test_a_workbook_without_rows_is_refused() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    stream = BytesIO()
    openpyxl.Workbook().save(stream)
    with pytest.raises(FormatError, match="no sheet has two columns"):
        rows_of(stream.getvalue(), "x.xlsx")
    with pytest.raises(FormatError):
        rows_of(b"PK\x03\x04 no archive", "x.xlsx")
