"""Sheets of other names: which kind of a deck they must be, and where that is left open."""

import pytest

from quizkit.formats.book import Book, Line, Sheet
from quizkit.formats.merging.entries import Stock
from quizkit.formats.merging.taking import stock_of
from quizkit.formats.sheets.sheetkinds import with_deck_kinds

KINDS = """quizkit: 1
deck: d
title: D
language: en
kinds:
  river: {roles: {name: name, length: {is: number, ask: "How long is {name}?"}}}
  hill: {roles: {name: name, height: {is: number, ask: "How high is {name}?"}}}
facts:
  river:
    - {id: aaaa, name: Po, length: 652 km}
"""
BOTH = KINDS + "  hill:\n    - {id: bbbb, name: Rigi, height: 1798 m}\n"


def stock(text: str) -> Stock:
    return stock_of("d.yaml", opener=lambda _: text.encode())[0]


def sheet(title: str, *columns: str) -> Sheet:
    return Sheet(title, columns, (Line(2, dict.fromkeys(columns, "x")),))


def titles(text: str, *sheets: Sheet, kind: str = "") -> list[str]:
    found = with_deck_kinds(Book(sheets), stock(text), kind=kind)
    return [one.title for one in found.book.sheets]


@pytest.mark.parametrize(
    ("text", "columns", "title"),
    [
        (KINDS, ("Name", "odd"), "river"),
        (KINDS, ("odd",), "s"),
        (BOTH, ("name", "Height", "note"), "hill"),
        (BOTH, ("name",), "s"),
        (BOTH, ("name", "height", "odd"), "s"),
        (BOTH, ("id", "note"), "s"),
    ],
)
def test_a_sheet_is_the_only_kind_that_it_can_be(text, columns, title) -> None:
    assert titles(text, sheet("s", *columns)) == [title]


def test_no_two_sheets_are_one_kind() -> None:
    assert titles(KINDS, sheet("river", "name"), sheet("s", "name", "length")) == ["river", "s"]
    assert titles(KINDS, sheet("s", "name"), sheet("t", "name")) == ["s", "t"]


def test_of_several_sheets_of_another_deck_nothing_is_guessed() -> None:
    foreign = (sheet("lake", "name"), sheet("peak", "name", "height"))
    assert titles(BOTH, sheet("river", "name"), *foreign) == ["river", "lake", "peak"]


def test_the_kind_that_is_named_goes_first() -> None:
    assert titles(BOTH, sheet("river", "name", "height"), kind="hill") == ["hill"]


def test_a_column_with_other_capitals_is_its_role_where_no_other_is() -> None:
    found = with_deck_kinds(Book((sheet("River", "ID", "Name", "LENGTH", "length"),)), stock(KINDS))
    assert found.book.sheets[0].columns == ("id", "name", "LENGTH", "length")
    assert found.said == (
        "the column ID is taken as id",
        "the column Name is taken as name",
    )
