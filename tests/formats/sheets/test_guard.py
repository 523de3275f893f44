"""Nothing of a deck runs in a spreadsheet, and every text comes back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.formats.book import Book, Line, Sheet
from quizkit.formats.sheets import csv_files as sheets_csv
from quizkit.formats.sheets.guard import guarded, unguarded

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "|cmd", "%x", " =1", "\t=1", "\u00a0=1", "＝1+1", "＋1",
    "－1", "＠x", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "\u00ad=1", "\u200d@x", "\tx",
)  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_run_is_guarded(text) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["-5", "+3.2", "-1,234.5", "1992", "a=b", "5 %", "", "Hanoi"])
def test_plain_texts_and_numbers_stay(text) -> None:
    assert guarded(text) == unguarded(text) == text


def test_one_apostrophe_is_taken_off_and_no_more() -> None:
    assert [unguarded(text) for text in ("''=1", "'''", "'=1", "'tis")] == [
        "'=1",
        "''",
        "=1",
        "'tis",
    ]


@given(st.text())
def test_every_text_comes_back(text) -> None:
    assert unguarded(guarded(text)) == text
    shown = guarded(text).strip().strip("\u00ad\u200c\u200d")
    assert not shown.startswith(("=", "@", "|", "%", "+x"))


def test_every_column_of_every_sheet_is_guarded() -> None:
    columns = ("id", "who", "=evil", "note")
    lines = tuple(
        Line(number, {"id": text, "who": text, "=evil": text, "note": text})
        for number, text in enumerate(FORMULAS, 2)
    )
    (data,) = sheets_csv.written(Book((Sheet("visit", columns, lines),))).files.values()
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows:
        for cell in row:
            assert cell[0] == "'" or cell in columns
