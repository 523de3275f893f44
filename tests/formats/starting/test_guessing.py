"""Sheets as teachers have them: what is guessed, and that the deck made of it is sound."""

from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.checks.run import run
from quizkit.decks.files import read_deck
from quizkit.errors import FormatError
from quizkit.formats.starting.columns import sheet_of
from quizkit.formats.starting.guessing import Proposal, guess
from quizkit.formats.starting.newdeck import Draft, Group, deck_text
from quizkit.formats.starting.settling import settled
from quizkit.model import Deck, Severity
from quizkit.questions.ask import Asker
from quizkit.questions.plan import Planner
from quizkit.questions.stems import stem


def table(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().split("\n")]


COUNTRIES = table(
    """Country|Capital|Population|Independence
France|Paris|68,000,000|
United States|Washington|335,000,000|04/07/1776
Vietnam|Hanoi|100,000,000|02/09/1945
The Netherlands|Amsterdam|17,800,000|26/07/1581"""
)


def drafted(found: Proposal) -> Draft:
    number = count(1)
    rows = [{"id": f"f{next(number):04}", **row} for row in found.rows]
    head = Draft("x", "X", found.language, "2026-11", (), names=found.names, sources=found.sources)
    if not found.kind:
        return head._replace(cards=rows)
    own = {found.kind: found.own} if found.own else {}
    return head._replace(groups=(Group(found.kind, rows, is_table=True),), kinds=own)


def loaded(draft: Draft) -> Deck:
    read = read_deck("x.yaml", opener=lambda _: deck_text(draft, "x.yaml"))
    assert read.deck is not None, read.problems
    return read.deck


def stems(rows: list[list[str]], **options: str) -> set[str]:
    """Return all plain questions of the deck made of a sheet, which has no error."""
    draft, _ = settled(drafted(guess(rows, **options)), "x.yaml")
    deck = loaded(draft)
    planner = Planner(deck)
    problems = run(deck, planner, draws=0)
    assert [found for found in problems if found.severity <= Severity.ERROR] == []
    return {stem(plan, deck) for facet in planner.facets for plan in planner.plans(facet)}


def test_questions_of_countries_read_well() -> None:
    found = stems(COUNTRIES)
    assert "What is the capital of France?" in found
    assert "What is the capital of the Netherlands?" in found
    assert "Which country has Hanoi as its capital?" in found
    assert "How many people live in the United States?" in found
    assert "In which year did Vietnam become independent?" in found


def test_what_is_guessed_is_said() -> None:
    said = guess(COUNTRIES).said
    assert said[0] == "`country` is what each row is about: no two rows have the same"
    assert "`capital` is a city (sure): What is the capital of France?" in said
    assert said[-1].endswith("figures such as 3/4/1990 are read as day, month, year")


def test_vietnamese_headers_make_a_vietnamese_deck() -> None:
    rows = table("Tên nước|Thủ đô|Năm độc lập\nPháp|Paris|\nẤn Độ|New Delhi|1947\nÁo|Viên|1955")
    assert guess(rows).language == "vi"
    found = stems(rows)
    assert "Thủ đô của Áo là gì?" in found
    assert "Ấn Độ giành độc lập vào năm nào?" in found


def test_a_wanted_language_speaks_its_own_words() -> None:
    found = stems(COUNTRIES, language="vi")
    assert "Thủ đô của France là gì?" in found


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Title|Author|Year\nEmma|Jane Austen|1815\nDracula|Bram Stoker|1897", "work"),
        ("Thuật ngữ|Định nghĩa\nthẩm thấu|việc nước đi qua màng\nlên men|việc phân giải đường",
         "definition"),
        ("Event|Place|Date\nthe Moon landing|Moon|1969\nthe Great Fire|London|1666", "event"),
        ("Name|Born|Birthplace\nMozart|1756|Salzburg\nBach|1685|Eisenach", "birth"),
        ("Abbreviation|Meaning\nUN|United Nations\nEU|European Union", "abbreviation"),
        ("Element|Symbol|Atomic number\niron|Fe|26\ngold|Au|79", "element"),
        ("Quote|Author\nAll is well|Ann Walsh\nSo be it|Bo Lee", "quotation"),
    ],
)  # fmt: skip
def test_columns_of_built_in_kinds_are_known(header, kind) -> None:
    found = guess(table(header))
    assert (found.kind, found.own) == (kind, {})
    assert stems(table(header))


def test_a_kind_that_is_wanted_is_taken() -> None:
    rows = table("who|to|date|odd\nAnn Lee|Peru|1999|x\nBo Li|Chad|2001|y")
    found = guess(rows, kind="visit")
    assert found.kind == "visit"
    assert "left out `odd`: visit has no such role" in found.said


def test_rows_that_share_a_name_are_told_apart() -> None:
    rows = table("Player|Season|Club\nAnn Lee|2011|Reds\nAnn Lee|2012|Blues\nBo Li|2011|Greens")
    assert "`season` tells rows with the same one apart" in guess(rows).said[0]
    assert "What is the club of Ann Lee in 2012?" in stems(rows)


@pytest.mark.parametrize(
    ("header", "cells", "wanted"),
    [
        ("Climbers", "Ann Lee; Bo Li|Cy Ray; Di Fox", "Who are the two climbers of K2?"),
        ("Climbers", "Ann Lee and Bo Li|Cy Ray and Di Fox", "Who are the climbers of K2?"),
        ("Glaciers", "Baltoro|Khumbu", "What are the glaciers of K2?"),
        ("Range", "Karakoram|Himalaya", "What is the range of K2?"),
        ("Mapped on", "1856|1849", "In which year was K2 mapped?"),
        ("First climbed", "1954|1953", "In which year was K2 first climbed?"),
        ("Erupted in", "1956|1949", "In which year did K2 erupt?"),
        ("Active until", "1956|1949", "Until when was K2 active?"),
        ("In the news at", "1956|1949", "Which date belongs to K2 under “in the news at”?"),
        ("Filmed in", "Skardu|Namche", "Where was K2 filmed?"),
        ("Found in", "Skardu|Namche", "Where is K2 found?"),
        ("Surrounded by", "Skardu|Namche", "By what is K2 surrounded?"),
        ("Used in", "boots|ropes", "What is K2 used in?"),
        ("Named by", "Ann Lee|Bo Li", "By whom was K2 named?"),
    ],
)
def test_headers_of_several_and_headers_with_a_verb_read_well(header, cells, wanted) -> None:
    one, two = cells.split("|")
    assert wanted in stems([["Mountain", header], ["K2", one], ["Everest", two]])


def test_statements_of_headers_with_a_verb_read_well() -> None:
    found = guess(table("Mountain|Mapped on|Glaciers|Named by\nK2|1856|Baltoro|Ann Lee"))
    assert found.own["says"] == [
        "{mountain} was mapped[! {on mapped on}].",
        "The glaciers of {mountain} are {glaciers}.",
        "{mountain} was named by {named by}.",
    ]


def test_questions_with_answers_become_cards() -> None:
    rows = table("Question|Correct answer|Wrong 1|Wrong 2\nWhat is 2+2?|4|3|5\nWho?|Ann||\n||x|")
    found = guess(rows)
    assert found.rows[0] == {"q": "What is 2+2?", "a": "4", "wrong": ["3", "5"]}
    assert found.rows[1] == {"q": "Who?", "a": "Ann"}
    assert found.said[-1] == "left out 1 row without question or answer"


def test_notes_sources_and_counts_are_no_roles() -> None:
    rows = table("No|River|Length (km)|Note|Source|Link\n1|Po|652|long|Atlas p. 3|http://x.org\n"
                 "2|Ebro|930||Atlas p. 4|")  # fmt: skip
    found = guess(rows)
    assert found.rows[0] == {"river": "Po", "length": "652 km", "note": "long",
                             "source": "atlas-p-3"}  # fmt: skip
    assert found.sources["atlas-p-3"] == "Atlas p. 3"
    assert "left out `No`: it only counts the rows" in found.said
    assert "How long is the Po?" in stems(rows)


def test_an_untidy_sheet_is_read() -> None:
    rows = table(
        "Rivers of Europe||\n||\nRiver|River|\nPo|652|\nRiver|River|\nEbro|930|\nEbro|930|"
    )
    rows.append(["", "7", ""])
    sheet = sheet_of(rows)
    assert (sheet.headers, len(sheet.rows), sheet.dropped) == (("River", "River"), 4, 2)
    found = guess(rows)
    assert [row["river"] for row in found.rows] == ["Po", "Ebro"]
    assert "left out 1 row that stood there before" in found.said
    assert "left out 1 row with nothing to ask" in found.said


def test_a_missing_header_is_seen() -> None:
    rows = table("Ann Lee|12/03/1990|Oslo\nBo Li|25/12/1991|Bonn\nCy Ray|01/01/1992|Rome")
    found = guess(rows)
    assert found.said[0].startswith("the first row is no header")
    assert found.rows[0] == {"name": "Ann Lee", "date": "1990-03-12", "name 2": "Oslo"}


def test_a_cell_that_cannot_be_read_is_left_out_and_said() -> None:
    body = "\n".join(f"R{letter}|{1900 + place}" for place, letter in enumerate("abcdefghijk"))
    found = guess(table(f"River|Opened\n{body}\nRx|long ago"))
    assert "left out 1 cell of `opened` that I cannot read: fact 12" in found.said


@pytest.mark.parametrize(
    "rows", [[], [["a"]], [["a", "b"]], [["a", "b"], ["", ""]], [["x"], ["y"]]]
)
def test_a_sheet_without_facts_is_refused(rows) -> None:
    with pytest.raises(FormatError):
        guess(rows)


def test_a_question_that_gives_its_answer_away_is_not_asked() -> None:
    rows = table("Event|Place|Date\nthe Fall of Rome|Rome|1453\nthe Storm|Oslo|1999")
    draft, said = settled(drafted(guess(rows)), "x.yaml")
    assert draft.groups[0].rows[0]["dont ask"] == ["place"]
    assert said[0].startswith("`place` is not asked of 1 fact: ")


CELLS = ("Hanoi", "", "12", "1,5", "2001", "03/04/1999", "a, b", "x; y", "Ann Lee", "no", "yes",
         "=1", "[a", "{b}", "a|b", "What?", "Đà Nẵng", "5 km", "n/a", "the Rhine", "it's", '"q"',
         "A long sentence about the thing, with a comma.", "#", "- x", "other")  # fmt: skip
HEADERS = ("Name", "Year", "Country", "Capital", "", "Date", "x y", "Note", "Tags", "Length (km)",
           "Năm sinh", "Author", "Title", "Type", "en", "facts", "it", "1", "Question", "Answer",
           "other", "Source", "id", "A/B?", "“odd”", "made of")  # fmt: skip


@given(st.integers(0, 10**9))
def test_any_sheet_gives_a_deck_without_errors_or_is_refused(seed) -> None:
    rng = Random(seed)
    wide = rng.randint(1, 6)
    rows = [[rng.choice(HEADERS) for _ in range(wide)]]
    rows += [[rng.choice(CELLS) for _ in range(wide)] for _ in range(rng.randint(0, 8))]
    try:
        draft, _ = settled(drafted(guess(rows)), "x.yaml")
    except FormatError:
        return
    deck = loaded(draft)
    problems = run(deck, Planner(deck), draws=0)
    assert [found for found in problems if found.severity <= Severity.ERROR] == []
    assert Asker(deck) is not None
