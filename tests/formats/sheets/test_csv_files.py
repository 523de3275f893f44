"""CSV as spreadsheets write it, and as strangers do."""

import random

import pytest

from quizkit.errors import FormatError
from quizkit.formats.book import Book, Line, Sheet
from quizkit.formats.sheets.csv_files import read, written

BOOK = Book(
    (
        Sheet(
            "visit",
            ("id", "who"),
            (Line(2, {"id": "a", "who": 'x "y", z\nw'}), Line(3, {"who": "đ"})),
        ),
        Sheet("names", ("name", "is"), ()),
    )
)  # fmt: skip


def rows(data: bytes) -> list[dict[str, str]]:
    return [dict(line.cells) for line in read({"visit.csv": data}, "x").book.sheets[0].lines]


def test_a_book_comes_back() -> None:
    files = written(BOOK).files
    assert list(files) == ["visit.csv", "names.csv"]
    assert files["visit.csv"] == '\ufeffid,who\r\na,"x ""y"", z\nw"\r\n,đ\r\n'.encode()
    draft = read(files, "x")
    assert {sheet.title: sheet for sheet in draft.book.sheets} == {s.title: s for s in BOOK.sheets}
    assert draft.losses == ()


@pytest.mark.parametrize(
    "data",
    [
        b"id,who\na,Bo\n",
        b"id;who\r\na;Bo\r\n",
        b"id\twho\na\tBo",
        b"\xef\xbb\xbfid,who\r\na,Bo\r\n",
        b"sep=;\r\nid;who\r\na;Bo\r\n",
        b"\n,\nid,who\n\na,Bo\n,\n",
        b'"id","who"\n"a","Bo"\n',
        b"id,who,,\na,Bo,,\n",
    ],
)
def test_what_spreadsheets_write_is_read(data) -> None:
    assert rows(data) == [{"id": "a", "who": "Bo"}]


def test_rows_keep_the_numbers_that_a_spreadsheet_shows() -> None:
    draft = read({"v.csv": b'id,who\na,"x\ny"\n\nb,z\n'}, "x")
    assert [line.number for line in draft.book.sheets[0].lines] == [2, 4]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("id,who\na,Café\n".encode("latin-1"), "it is not UTF-8; save it as `CSV UTF-8`"),
        (b'id,who\na,"Bo" x\n', "near line 2"),
        (b'id,who\na,"Bo\n', "near line"),
        (b"", "there is no CSV file with a header"),
        (b"who,who\na,b\n", "has two columns `who`"),
        (b"," * 300 + b"x\n", "more than 1,000,000 rows or 200 columns"),
    ],
)
def test_what_cannot_be_read_is_said(data, said) -> None:
    with pytest.raises(FormatError, match=said.replace("(", r"\(")):
        read({"v.csv": data}, "x.csv")


def test_a_cell_beyond_the_header_is_listed_once_a_column() -> None:
    draft = read({"v.csv": b"id,who\na,Bo,extra\nb,Cy,more\n"}, "x")
    assert [(p.code, p.at.line, p.at.column) for p in draft.losses] == [("QK951", 2, 3)]


@pytest.mark.fault
def test_broken_files_are_read_or_refused(size) -> None:
    rng = random.Random(3)
    whole = b'\xef\xbb\xbfid,who,to\r\na,"Bo ""B"" x",Hue\r\n\'=1,;\t,"\r\n"\r\n'
    for _ in range({"quick": 300, "ci": 10_000}.get(size, 100_000)):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(data))
            data[at : at + rng.randint(0, 2)] = rng.choice(
                (b"", b'"', b"\n", b"\r", b"\0", b",", b"\xff")
            )
        try:
            read({"v.csv": bytes(data)}, "x")
        except FormatError:
            continue
