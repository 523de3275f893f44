"""Tables in a deck, and sheets beside it."""

import pytest

from quizkit.decks import tables
from quizkit.model import List, Named, Span
from tests.decks.reading import TRIP, found, marked, problems, read

HEAD = TRIP.removesuffix("  trip:\n")


def table(*rows: str, indent: str = "      ") -> str:
    return f"{HEAD}  trip:\n    table: |\n" + "".join(f"{indent}{row}\n" for row in rows)


def sheet(text: str | bytes) -> list[str]:
    return found(f"{HEAD}  trip: {{file: s.csv}}\n", {"s.csv": text})


def test_a_row_is_a_fact_with_a_place_for_each_cell() -> None:
    fact = read(table("who  | to   | date", "Bo   | Hue  | 1992-11", "An Lam |  | 1993")).facts[0]
    assert fact.values["who"] == Named("Bo")
    assert fact.spans == {
        "": Span(22, 7, 21),
        "who": Span(22, 7, 2),
        "to": Span(22, 14, 3),
        "date": Span(22, 21, 7),
    }


def test_an_empty_cell_is_no_value() -> None:
    facts = read(table("who | to", "Bo |", "An | Hue")).facts
    assert [set(fact.values) for fact in facts] == [{"who"}, {"who", "to"}]


@pytest.mark.parametrize(
    "rows",
    [
        ("| who | to |", "|-----|----|", "| Bo | Hue |"),
        ("who|to", "Bo|Hue"),
        ("who | to", "", "--- | ---", "Bo | Hue"),
        ("who\tto", "Bo\tHue"),
    ],
)
def test_other_ways_to_write_a_table(rows: tuple[str, ...]) -> None:
    facts = read(table(*rows)).facts
    assert [fact.values for fact in facts] == [{"who": Named("Bo"), "to": Named("Hue")}]


def test_cells_may_hold_lists_maps_bars_and_fields() -> None:
    text = table(
        r"who | via | date | of | tags | ok",
        r"Bo | [A, B, ...] | {in X: 1992, in Y: 1993} | a\|b | p, q | QK304: it is so",
    )
    fact = read(text).facts[0]
    assert fact.values["via"] == List((Named("A"), Named("B")), complete=False)
    assert fact.values["date"][0] == "in"
    assert fact.values["of"][0] == "a|b"
    assert (fact.tags, fact.ok) == (("p", "q"), {"QK304": "it is so"})


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (("who | to", "§Bo"), "QK010"),
        (("who | to", "§An | Hue | x"), "QK010"),
        (("§whom | to", "Bo | Hue"), "QK017"),
        (("who | §who", "Bo | An"), "QK003"),
        (("who | date", "Bo | §soon"), "QK011"),
        (("who | via", "Bo | §[A"), "QK001"),
        (("who | via", "Bo | [A, §[B]]"), "QK006"),
        (("who | via", "Bo | {in A: §&x B}"), "QK008"),
        (("who | note", "Bo | §[x]"), "QK006"),
    ],
)
def test_faults_stand_at_their_cells(rows: tuple[str, ...], code: str) -> None:
    text, expected = marked(table(*rows), code)
    assert found(text) == expected


def test_a_table_has_a_header() -> None:
    text, expected = marked(f"{HEAD}  trip:\n    §table: |\n\n\n", "QK005")
    assert found(text) == expected
    text, expected = marked(f'{HEAD}  trip:\n    table: §"  "\n', "QK005")
    assert found(text) == expected


def test_a_fault_in_a_cell_names_its_line() -> None:
    assert problems(table("who | via", "Bo | [A"))[0].message.startswith("cannot read line 22:")


def test_a_table_in_quotation_marks_has_the_place_of_its_text() -> None:
    text = f'{HEAD}  trip: {{table: "who | to\\nBo | Hue"}}\n'
    fact = read(text).facts[0]
    assert fact.values == {"who": Named("Bo"), "to": Named("Hue")}
    assert fact.spans["who"][:2] == (19, 17)


def test_a_sheet_is_read_with_its_own_places() -> None:
    text = '\ufeffwho,to,date\r\nBo,Hue,1992\r\n\r\n"An, Lam",Hue,1993\r\n'
    deck = read(f"{HEAD}  trip: {{file: s.csv}}\n", {"s.csv": text})
    assert [fact.values["who"][0] for fact in deck.facts] == ["Bo", "An, Lam"]
    assert [fact.path for fact in deck.facts] == ["s.csv", "s.csv"]
    assert deck.facts[0].spans["to"] == Span(2, 4, 3)
    assert deck.facts[1].spans[""][0] == 4
    assert deck.paths == ("d.yaml", "s.csv")


@pytest.mark.parametrize("mark", [";", "\t"])
def test_sheets_of_other_spreadsheets(mark: str) -> None:
    text = f"who{mark}to\nBo{mark}Hue\n"
    deck = read(f"{HEAD}  trip: {{file: s.csv}}\n", {"s.csv": text})
    assert deck.facts[0].values["to"] == Named("Hue")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["QK005 1:1"]),
        ("who,too\nBo,Hue\n", ["QK017 1:5"]),
        ("who,to\nBo\n", ["QK010 2:1"]),
        ('who,to\nBo,"Hue\n', ["QK010 2:1"]),
        ("who,date\nBo,soon\n", ["QK011 2:4"]),
        (b"who,to\nBo,\xff\n", ["QK002 2:4"]),
        ("who,to\nBo,H\x1bue\n", ["QK802 2:5"]),
        ("who,of\nBo," + "x" * 65537 + "\n", ["QK014 2:4"]),
        ("who" + ",to" * 200 + "\n", ["QK014 1:1"]),
    ],
)
def test_faults_of_sheets(text: str | bytes, expected: list[str]) -> None:
    assert sheet(text) == expected


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    assert sheet("who\nA\nB\n") == []
    assert sheet("who\nA\nB\nC\n") == ["QK014 4:1"]


def test_a_formula_is_text() -> None:
    deck = read(f"{HEAD}  trip: {{file: s.csv}}\n", {"s.csv": "who,of\nBo,=1+1\n"})
    assert deck.facts[0].values["of"][0] == "=1+1"


def test_accents_of_a_sheet_are_composed() -> None:
    deck = read(f"{HEAD}  trip: {{file: s.csv}}\n", {"s.csv": "who,to\nBo,Hue\u0302\u0301\n"})
    assert deck.facts[0].values["to"] == Named("Huế")
