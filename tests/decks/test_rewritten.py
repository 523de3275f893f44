"""QK018: cells that a spreadsheet has probably rewritten."""

import pytest

from quizkit.decks.rewritten import MOST
from tests.decks.reading import problems, whole


def told(*rows: str, head: str = "id,short,long", sheet: bool = True) -> list[tuple[str, int, int]]:
    files = {"x.csv": "\n".join([head, *rows, ""])}
    text = "facts:\n  abbreviation: {file: x.csv}\n"
    if not sheet:
        table = "\n".join(f"      {row.replace(',', ' | ')}" for row in (head, *rows))
        text = f"facts:\n  abbreviation:\n    table: |\n{table}\n"
    return [
        (p.label, p.at.line, p.at.column) for p in problems(whole(text), files) if p.code == "QK018"
    ]


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        ("12:30:00 PM", "a time of day"),
        ("0:45:00", "a time of day"),
        ("Nov-92", "a day or month of its own making"),
        ("18-Nov", "a day or month of its own making"),
        ("2-Sep-45", "a day or month of its own making"),
        ("1E+05", "a number with an exponent"),
        ("2.35E+11", "a number with an exponent"),
        ("#REF!", "a formula's fault"),
        ("#######", "a formula's fault"),
    ],
)
def test_what_spreadsheets_write_is_told(cell: str, label: str) -> None:
    assert told(f"b2,{cell},long") == [(label, 2, 4)]
    assert [found[0] for found in told(f"b2,{cell},long", sheet=False)] == [label]


@pytest.mark.parametrize(
    "cell", ["12:30", "November 1992", "1992-11-18", "100000", "1e5x", "UN-18", "#1", "E+5", "Mar"]
)
def test_what_people_write_is_not(cell: str) -> None:
    assert told(f"b2,{cell},long") == []


def test_an_id_of_figures_among_ids_with_letters_has_become_a_number() -> None:
    rows = ["b2,a,x", "c3,b,y", "1000,c,z"]
    assert told(*rows) == [("an id that became a number", 4, 1)]
    assert told("1,a,x", "2,b,y", "c3,c,z") == []


def test_a_column_that_was_rewritten_whole_is_told_a_few_times() -> None:
    assert len(told(*(f"b{n},Nov-{n % 90 + 10},x" for n in range(200)))) == MOST
