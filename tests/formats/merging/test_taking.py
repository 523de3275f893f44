"""Sheets and back: not a byte differs where nothing was changed, and nothing else where it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.decks.files import read_deck
from quizkit.errors import DeckError, FormatError
from quizkit.formats.book import Book, Line, Sheet
from quizkit.formats.merging.entries import Stock
from quizkit.formats.merging.taking import Taken, stock_of, taken
from quizkit.formats.sheets import csv_files as sheets_csv
from quizkit.formats.sheets import workbook as sheets_xlsx
from quizkit.formats.sheets.cells import cell_of, value_of
from quizkit.formats.sheets.columns import Job, book_of
from tests.formats.deck_texts import SAYINGS, deck_texts

DECKS = sorted(path.parent for path in (Path(__file__).parents[3] / "decks").glob("*/deck.yaml"))
PLACE = Path("d.yaml")
NEW = ("fresh", "with, comma: colon", "1992", "[a, b]", "no", "a|b", "'", "=1", "\u0111", "a\nb")


def stock(text: str) -> Stock:
    return stock_of(PLACE, opener=lambda _: text.encode())[0]


def take(text: str, book: Book, **options: object) -> Taken:
    return taken(PLACE, book, path="b.xlsx", opener=lambda _: text.encode(), **options)


def after(text: str, book: Book, **options: object) -> str:
    return take(text, book, **options).after.get("d.yaml", text.encode()).decode()


@pytest.mark.property
@pytest.mark.slow
@pytest.mark.parametrize("module", [sheets_csv, sheets_xlsx], ids=["csv", "xlsx"])
@pytest.mark.parametrize("place", DECKS, ids=lambda path: path.name)
def test_every_bundled_deck_comes_back_byte_for_byte(place, module) -> None:
    comes_back(place, module)


@pytest.mark.parametrize(
    ("name", "module"), [("elements", sheets_csv), ("spaced-learning", sheets_xlsx)]
)
def test_a_bundled_deck_comes_back_byte_for_byte(name, module) -> None:
    comes_back(next(place for place in DECKS if place.name == name), module)


def comes_back(place: Path, module) -> None:
    written = module.write(Job(stock_of(place)[0]))
    draft = module.read(written.files, "b")
    found = taken(place, draft.book, path="b", held=module.held)
    assert (found.after, found.plan.changes, found.plan.losses) == ({}, (), ())
    assert draft.losses == written.losses == ()


@pytest.mark.property
@given(deck_texts())
def test_a_deck_comes_back_byte_for_byte(text: str) -> None:
    found = stock(text)
    assert found.beyond() == {}
    files = sheets_csv.write(Job(found)).files
    draft = sheets_csv.read(files, "b")
    assert take(text, draft.book).after == {}


@pytest.mark.property
@pytest.mark.slow
@given(deck_texts())
def test_a_deck_comes_back_from_a_workbook_byte_for_byte(text: str) -> None:
    draft = sheets_xlsx.read(sheets_xlsx.write(Job(stock(text))).files, "b")
    assert take(text, draft.book, held=sheets_xlsx.held).after == {}


@st.composite
def changed(draw: st.DrawFn, book: Book) -> Book:
    """A book with cells changed, rows added and rows taken away."""
    sheets = []
    for sheet in book.sheets:
        lines: list[Line] = []
        for line in sheet.lines:
            cells = dict(line.cells)
            if draw(st.integers(0, 3)) == 0 and sheet.title == "trip":
                column = draw(st.sampled_from(("who", "to", "date", "note", "quote")))
                text = draw(st.sampled_from((*NEW, *map(cell_of, SAYINGS), "")))
                if text[:1] != "[" or column == "stops":
                    cells[column] = text
            if draw(st.integers(0, 7)):
                lines.append(Line(line.number, cells))
            if draw(st.integers(0, 5)) == 0 and sheet.title == "trip":
                new = {"who": f"New {draw(st.integers(0, 10**6))}", "to": "Oslo"}
                lines.append(Line(line.number, new))
        columns = (*sheet.columns, "quote") if sheet.title == "trip" else sheet.columns
        columns = tuple(dict.fromkeys(columns))
        sheets.append(Sheet(sheet.title, columns, tuple(lines)))
    return Book(tuple(sheets))


def taken_or_refused(text: str, book: Book, *, prune: bool) -> tuple[Taken | None, tuple]:
    try:
        return take(text, book, prune=prune), ()
    except FormatError as error:
        return None, error.problems


@pytest.mark.property
@pytest.mark.slow
@given(st.data(), deck_texts(), st.booleans())
def test_what_is_changed_is_changed_and_nothing_else(data, text: str, prune: bool) -> None:
    """`taken` reads the deck again and compares: it must never find that it wrote another thing."""
    book = data.draw(changed(book_of(stock(text))))
    found, refused = taken_or_refused(text, book, prune=prune)
    if found is None:
        assert refused  # only what the deck's own language refuses
        return
    again = take(found.after.get("d.yaml", text.encode()).decode(), book)
    whats = {change.what for change in again.plan.changes}
    assert whats <= {"missing", "changed"}
    touched = {(c.sheet, c.id) for c in found.plan.changes if c.what != "missing"}
    if not touched:
        assert found.after == {}


TEXT = """\
quizkit: 1
deck: d
title: D
language: en
# who went where
names: {Hanoi: city, Bo: person}
sources: {one: The first}
facts:
  visit:   # the visits
    - {id: v1, who: Bo, to: Hanoi, date: 1992}   # first
    - id: v2
      who: "Cy"   # a person
      to: Hue
      tags:
        - a
        - b
      note: |
        long
        note
    - complete: of the war
      table: |
        who      | to   | date
        ---------|------|-----
        Di       | Hue  | 1993
        Ed Fir   | Vinh |
about:
  Laos: {capital: Vientiane}
cards:
  - {id: c1, q: Why?, a: So}
"""


def edited(text: str, sheet: str, row: int, **cells: str) -> Book:
    """Return the deck's book with cells of one row changed; a column's `_` is a blank."""
    book = book_of(stock(text))
    sheets = []
    for each in book.sheets:
        if each.title == sheet:
            new = {name.replace("_", " "): value for name, value in cells.items()}
            lines = list(each.lines)
            if row < len(lines):
                lines[row] = Line(row + 2, {**lines[row].cells, **new})
            else:
                lines.append(Line(row + 2, new))
            columns = tuple(dict.fromkeys((*each.columns, *new)))
            each = Sheet(each.title, columns, tuple(lines))
        sheets.append(each)
    return Book(tuple(sheets))


@pytest.mark.parametrize(
    ("row", "cells", "old", "new"),
    [
        (0, {"who": "Ann"}, "{id: v1, who: Bo,", "{id: v1, who: Ann,"),
        (0, {"date": ""}, "to: Hanoi, date: 1992}   # f", "to: Hanoi}   # f"),
        (0, {"note": "so: it is"}, "date: 1992}", 'date: 1992, note: "so: it is"}'),
        (
            0,
            {"who": "", "with": "Di"},
            "who: Bo, to: Hanoi, date: 1992}",
            "to: Hanoi, date: 1992, with: Di}",
        ),
        (1, {"who": "no"}, 'who: "Cy"   # a', 'who: "no"   # a'),
        (1, {"to": ""}, "      to: Hue\n", ""),
        (1, {"tags": "[a, c]"}, "tags:\n        - a\n        - b\n", "tags: [a, c]\n"),
        (1, {"note": "short"}, "note: |\n        long\n        note\n", "note: short\n"),
        (1, {"difficulty": "3"}, "        note\n", "        note\n      difficulty: 3\n"),
        (2, {"who": "Dia"}, "Di       | Hue", "Dia      | Hue"),
        (2, {"who": "Di the Elder"}, "Di       | Hue", "Di the Elder | Hue"),
        (2, {"to": "a|b"}, "| Hue  |", "| a\\|b |"),
        (3, {"date": "1994"}, "| Vinh |\n", "| Vinh | 1994\n"),
        (3, {"to": ""}, "| Vinh |", "|      |"),
    ],
)
def test_one_change_changes_one_place(row, cells, old, new) -> None:
    assert old in TEXT
    assert after(TEXT, edited(TEXT, "visit", row, **cells)) == TEXT.replace(old, new, 1)


def test_a_field_that_a_table_lacks_becomes_its_column() -> None:
    found = after(TEXT, edited(TEXT, "visit", 2, note="so"))
    assert "date | note\n        ---------|------|----- | ----\n" in found
    assert "Di       | Hue  | 1993 | so\n        Ed Fir   | Vinh | | \n" in found


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "old", "new"),
    [
        ("names", 0, {"is": "place"}, "Hanoi: city", "Hanoi: place"),
        (
            "names",
            0,
            {"aka": "[Thang Long]"},
            "Hanoi: city",
            "Hanoi: {is: city, aka: [Thang Long]}",
        ),
        ("names", 2, {"name": "Hue", "is": "city"}, "Bo: person}", "Bo: person, Hue: {is: city}}"),
        ("names", 0, {"vi": "Hà Nội"}, "Hanoi: city", "Hanoi: {is: city, vi: Hà Nội}"),
        (
            "sources",
            0,
            {"url": "https://a.b"},
            "one: The first",
            "one: {title: The first, url: https://a.b}",
        ),
        ("attribute", 0, {"value": "Vang Vieng"}, "capital: Vientiane", "capital: Vang Vieng"),
        (
            "attribute",
            0,
            {"note": "so"},
            "capital: Vientiane",
            "capital: {value: Vientiane, note: so}",
        ),
        ("cards", 0, {"also": "[a, b]"}, "a: So}", "a: So, also: [a, b]}"),
        (
            "cards",
            1,
            {"id": "c2", "cloze": "[[x]] y"},
            "a: So}\n",
            'a: So}\n  - {id: c2, cloze: "[[x]] y"}\n',
        ),
    ],
)
def test_what_stands_beside_the_kinds_changes_as_well(sheet, row, cells, old, new) -> None:
    assert old in TEXT
    if sheet == "cards" and "cloze" in cells:
        cells = {**cells, "cloze": cell_of(cells["cloze"])}
    assert after(TEXT, edited(TEXT, sheet, row, **cells)) == TEXT.replace(old, new, 1)


def test_a_row_without_an_id_is_new_and_gets_one_behind_the_row_before_it() -> None:
    book = edited(TEXT, "visit", 4, who="Flo", to="Oslo")
    found = after(TEXT, book)
    assert "        Ed Fir   | Vinh |\n        Flo      | Oslo | \n" in found
    (new,) = take(TEXT, book).plan.changes
    assert new.shared == ("complete: of the war",)
    first = Book((book.sheets[0]._replace(lines=book.sheets[0].lines[::-1]), *book.sheets[1:]))
    assert "        Flo      | Oslo | \n" in after(TEXT, first)


def test_the_same_sheet_twice_adds_nothing_twice() -> None:
    book = edited(TEXT, "visit", 4, who="Flo", to="Oslo")
    book = Book(
        (book.sheets[0]._replace(lines=(*book.sheets[0].lines[:1], *book.sheets[0].lines[4:])),)
    )
    once = after(TEXT, book)
    assert once.count("Flo") == 1
    assert "# first\n    - {id: " in once
    assert after(once, book) == once


def test_a_missing_row_is_listed_and_kept_unless_pruned() -> None:
    book = book_of(stock(TEXT))
    visits = book.sheets[0]._replace(lines=book.sheets[0].lines[:2])
    found = take(TEXT, Book((visits,)))
    assert [(c.what, c.sheet) for c in found.plan.changes] == [("missing", "visit")] * 2
    assert found.after == {}
    pruned = after(TEXT, Book((visits,)), prune=True)
    assert pruned == TEXT.replace("        Di       | Hue  | 1993\n        Ed Fir   | Vinh |\n", "")
    none = visits._replace(lines=visits.lines[1:])
    assert "first" not in after(TEXT, Book((none,)), prune=True).split("facts:")[1]


def test_what_is_left_without_facts_goes_with_the_last_of_them() -> None:
    text = TEXT[: TEXT.index("facts:")] + (
        "facts:\n  visit:\n    - tags: [x]\n      facts:\n        - {id: a, who: Bo, to: Hue}\n"
        "    - {id: b, who: Bo, to: Vinh}\n"
    )
    book = book_of(stock(text))
    left = book.sheets[0]._replace(lines=book.sheets[0].lines[:1])
    assert after(text, Book((left,)), prune=True) == text.replace(
        "    - tags: [x]\n      facts:\n        - {id: a, who: Bo, to: Hue}\n", ""
    )


def test_an_empty_sheet_prunes_nothing() -> None:
    empty = book_of(stock(TEXT)).sheets[0]._replace(lines=())
    found = take(TEXT, Book((empty,)), prune=True)
    assert found.after == {}
    assert [p.code for p in found.plan.losses] == ["QK951"]


@pytest.mark.parametrize(
    ("row", "cells", "said"),
    [
        (
            4,
            {"id": "~12345678", "who": "X", "to": "Y"},
            "row 6 is not taken: its fact has changed, or is gone",
        ),
        (4, {"id": "a b", "who": "X", "to": "Y"}, "row 6 is not taken: its id cannot be one"),
        (
            4,
            {"id": "c1", "who": "X", "to": "Y"},
            "row 6 is not taken: its id is used elsewhere in the deck",
        ),
        (4, {"id": "v1", "who": "X", "to": "Y"}, "row 6 is not taken: id `v1` stands twice"),
        (0, {"who": "[a"}, "the cell `who` of row 2 is not taken"),
        (0, {"who": "a\u202eb"}, "the cell `who` of row 2 is not taken"),
        (0, {"remarks": "x"}, "the column `remarks` of visit is not taken"),
        (2, {"who": "a\nb"}, "`who` in row 4 is not taken: a table holds the fact"),
        (0, {"who": "", "to": "", "date": ""}, "row 2 is not taken: it says nothing any more"),
    ],
)
def test_what_cannot_be_taken_is_listed_and_changes_nothing(row, cells, said) -> None:
    found = take(TEXT, edited(TEXT, "visit", row, **cells))
    assert [problem.message[: len(said)] for problem in found.plan.losses] == [said]
    assert found.after == {}
    assert found.plan.losses[0].at.path == "b.xlsx, sheet visit"


def test_a_row_that_the_deck_refuses_is_named_and_nothing_is_written() -> None:
    with pytest.raises(FormatError) as caught:
        take(TEXT, edited(TEXT, "cards", 0, tags="{a: b}"))
    assert [(p.code, p.at.path, p.at.line) for p in caught.value.problems] == [
        ("QK006", "b.xlsx, sheet cards", 2)
    ]


def test_new_errors_are_told() -> None:
    found = take(TEXT, edited(TEXT, "visit", 0, date="the other day"))
    assert [problem.code for problem in found.problems] == ["QK011"]


def test_a_sheet_of_no_kind_is_not_taken_and_the_nearest_is_named() -> None:
    sheet = Sheet("visits", ("id", "zz"), (Line(2, {"zz": "X"}),))
    (problem,) = take(TEXT, Book((sheet,))).plan.losses
    assert problem.message == "the sheet `visits` is not taken: no kind is called so"
    assert problem.notes[0].text == "did you mean `visit`?"


def test_a_built_in_kind_that_the_deck_has_not_used_begins_its_section() -> None:
    sheet = Sheet("birth", ("who", "date"), (Line(2, {"who": "Bo", "date": "1950"}),))
    found = after(TEXT, Book((sheet,)))
    assert "\n  birth:\n    - {id: " in found
    assert found.replace(found[found.index("\n  birth") : found.index("\nabout")], "") == TEXT


def test_facts_of_csv_files_change_there(tmp_path) -> None:
    head = "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\nfacts: {visit: {file: v.csv}}\n"
    (tmp_path / "deck.yaml").write_text(head)
    data = b'id,who,to\r\na,Bo,"Hue, old"\r\n\r\nb,"Cy ""C""",Vinh\r\n'
    (tmp_path / "v.csv").write_bytes(data)
    book = book_of(stock_of(tmp_path)[0])
    lines = list(book.sheets[0].lines)
    lines[0] = Line(2, {**lines[0].cells, "to": "=1", "note": "x,y"})
    lines[1] = Line(3, {**lines[1].cells, "who": 'C "D"'})
    lines.append(Line(4, {"id": "c", "who": "Di", "to": "Oslo"}))
    found = taken(tmp_path, Book((book.sheets[0]._replace(lines=tuple(lines)),)), path="b")
    assert list(found.after.values()) == [
        b'id,who,to,note\r\na,Bo,=1,"x,y"\r\n\r\nb,"C ""D""",Vinh,\r\nc,Di,Oslo,\r\n'
    ]
    found.write()
    assert read_deck(tmp_path).deck.facts[2].id == "c"
    with pytest.raises(DeckError, match="has changed"):
        found.write()


def test_cells_say_what_the_deck_says() -> None:
    for text in (*SAYINGS, '"[x]"', '"\\"', "[", "{", '"[a'):
        assert value_of(cell_of(text)) == text


LAYOUTS = {
    "flow": """\
facts: {visit: [
{id: a, who: A, to: X}, {id: b, who: B, to: Y}, {id: c, who: C, to: Z}]}
""",
    "flow over lines": """\
facts:
  visit: [
    {id: a, who: A, to: X},  # one
    {id: b,
     who: B, to: Y},
    {id: c, who: C, to: Z}  # end
  ]
""",
    "dashes at the left": """\
facts:
  visit:
  - {id: a, who: A, to: X}
  - id: b
    who: B
    to: Y   # y
  # between
  - {id: c, who: C, to: Z}
""",
    "dash on its own line": """\
facts:
  visit:
    -
      id: a
      who: A
      to: X
    -   id: b
        who: B
        to: Y
    - {id: c, who: C, to: Z}""",
    "value on the next line": """\
facts:
  visit:
    - id: a
      who:
        A
      to: X
    - id: b
      who: >-
        B
      to: Y
    - {id: c, who: C, to: Z}
""",
    "group without list": """\
facts:
  visit:
    tags: [t]
    facts:
      - {id: a, who: A, to: X}
      - {id: b, who: B, to: Y}
      - {id: c, who: C, to: Z}
""",
    "table": """\
facts:
  visit:
    table: |
      id | who | to
      ---|-----|---
      a  | A   | X
      b  | B   | Y
      c  | C   | Z
""",
    "table between bars": """\
facts:
  visit:
    - table: |
        | id | who | to |
        |----|-----|----|
        | a  | A   | X  |
        | b  | B   | Y  |
        | c  | C   | Z  |
""",
    "table of tabs": """\
facts:
  visit:
    table: |
      id\twho\tto
      a\tA\tX
      b\tB\tY
      c\tC\tZ
""",
    "two tables": """\
facts:
  visit:
    - table: |
        id | who | to
        a | A | X
    - table: |
        id | to | who
        b | Y | B
        c | Z | C
""",
}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_takes_every_change(layout, end) -> None:
    text = ("quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\n" + layout).replace("\n", end)
    book = book_of(stock(text))
    one, two, three = book.sheets[0].lines

    def with_lines(*lines: Line) -> Book:
        return Book((book.sheets[0]._replace(lines=lines),))

    def said(text: str) -> list[tuple]:
        facts = stock(text).deck.facts
        return [
            (f.id, *(getattr(f.values[r], "name", "") for r in ("who", "to")), f.note)
            for f in facts
        ]

    changed = Line(3, {**two.cells, "who": "a: b", "note": "so"})
    new = Line(4, {"id": "n", "who": "N", "to": "W"})
    whole = [("a", "A", "X", ""), ("b", "B", "Y", ""), ("c", "C", "Z", "")]
    assert said(text) == whole
    found = after(text, with_lines(one, changed, new, three))
    assert sorted(said(found)) == sorted(
        [*whole[:1], ("b", "a: b", "Y", "so"), whole[2], ("n", "N", "W", "")]
    )
    assert found.count("\r\n") == (found.count("\n") if end == "\r\n" else 0)
    for left in ((one, three), (two, three), (one, two), (one,), (two,), (three,)):
        pruned = after(text, with_lines(*left), prune=True)
        assert said(pruned) == [
            row for row in whole if row[0] in {line.cells["id"] for line in left}
        ]
    mixed = after(text, with_lines(changed, new), prune=True)
    assert said(mixed) == [("b", "a: b", "Y", "so"), ("n", "N", "W", "")]


@st.composite
def csv_texts(draw: st.DrawFn) -> str:
    mark = draw(st.sampled_from(",;\t"))
    end = draw(st.sampled_from(("\n", "\r\n")))

    def cell(text: str) -> str:
        must = mark in text or '"' in text or "\n" in text
        quoted = must or draw(st.booleans())
        return '"' + text.replace('"', '""') + '"' if quoted else text

    rows = [mark.join(("id", "who", "to"))]
    plain = st.sampled_from((*SAYINGS, "two\nlines", " blanks ", "")).filter(
        lambda text: text[:1] not in ("[", "{")
    )
    for number in range(draw(st.integers(1, 4))):
        who = draw(plain.filter(bool))
        rows.append(mark.join((f"i{number}", cell(who), cell(draw(plain)))))
    text = end.join(rows) + draw(st.sampled_from(("", end, end + end)))
    return draw(st.sampled_from(("", "\ufeff"))) + text


@pytest.mark.property
@given(csv_texts(), st.sampled_from(NEW), st.booleans())
def test_csv_files_of_a_deck_change_in_one_cell(sheet: str, new: str, prune: bool) -> None:
    head = "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\nfacts: {visit: {file: v.csv}}\n"
    files = {"d.yaml": head.encode(), "v.csv": sheet.encode()}

    def opened(path: Path) -> bytes:
        return files[path.as_posix()]

    book = book_of(stock_of(PLACE, opener=opened)[0])
    assert taken(PLACE, book, path="b", opener=opened).after == {}
    lines = list(book.sheets[0].lines)
    lines[0] = Line(2, {**lines[0].cells, "who": new, "note": "x"})
    lines = lines[:1] if prune else lines
    lines.append(Line(9, {"id": "new", "who": "N", "to": new}))
    book = Book((book.sheets[0]._replace(lines=tuple(lines)),))
    try:
        found = taken(PLACE, book, path="b", opener=opened, prune=prune)
    except FormatError:
        assert new == "[a, b]"  # one value is wanted
        return
    files.update(found.after)
    again = taken(PLACE, book, path="b", opener=opened)
    assert again.plan.changes == ()


def test_an_included_file_may_lose_all_that_it_holds() -> None:
    row = "    - {{id: {}, who: An, to: Hue, date: 1990}}\n"
    head = "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\ninclude: [more.yaml]\n"
    texts = {
        "d.yaml": f"{head}facts:\n  visit:\n{row.format('a1')}",
        "more.yaml": f"facts:\n  visit:\n{row.format('b1')}",
    }
    book = sheets_csv.read({"visit.csv": b"id,who,to,date\na1,An,Hue,1990\n"}, "visit.csv").book
    found = taken(
        PLACE, book, path="visit.csv", prune=True, opener=lambda path: texts[path.name].encode()
    )
    assert found.after == {"more.yaml": b""}


def test_pictures_that_come_along_are_there() -> None:
    text = "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\nfacts:\n  birth: [{who: Bo, place: Ulm}]\n"
    cells = {"id": "k7f3", "who": "An", "place": "Hue", "image": "{file: p/a.gif, alt: An}"}
    book = Book((Sheet("birth", tuple(cells), (Line(2, cells),)),))
    assert [each.code for each in take(text, book).problems] == ["QK806"]
    picture = {"p/a.gif": b"GIF89a\x03\x00\x02\x00"}
    assert take(text, book, coming=picture).problems == ()
    broken = take(text, book, coming={"p/a.gif": b"GIF"}).problems
    assert [each.code for each in broken] == ["QK806"]
