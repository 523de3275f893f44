"""QK019: what nobody sees is found in the bytes, and its fix leaves the same deck."""

from pathlib import Path

import pytest

from quizkit.decks.edits import apply
from quizkit.decks.files import read_deck
from quizkit.decks.tidiness import MOST_EDITS
from quizkit.model import Problem
from tests.decks.reading import TRIP, whole

DECK = whole(TRIP + "    - {who: Bo, to: Hue}\n")
TABLE = DECK.replace("  trip:\n    - {who: Bo, to: Hue}", "  trip:\n    table: |\n      {}")


def told(data: bytes, **files: bytes) -> list[Problem]:
    found = read_deck("d.yaml", opener=lambda path: {"d.yaml": data, **files}[path.name])
    assert found.deck is not None
    assert all(problem.profile == "shared" for problem in found.problems)
    return [problem for problem in found.problems if problem.code == "QK019"]


def facts(data: bytes) -> list[object]:
    found = read_deck("d.yaml", opener=lambda _: data)
    assert found.deck is not None
    return [(fact.id, fact.values) for fact in found.deck.facts]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("\ufeff" + DECK, "this file begins with a byte order mark", (1, 1)),
        (
            DECK.replace("\n", "\r\n").replace("en\r\n", "en\n"),
            "this file has line ends of two kinds",
            (4, 1),
        ),
        (DECK.replace("en\n", "en\r\n"), "this file has line ends of two kinds", (4, 1)),
        (DECK.replace("en\n", "en  \n"), "this line ends in blanks", (4, 13)),
        (DECK.replace("\n", "  \n"), f"{DECK.count(chr(10))} lines end in blanks", (1, 11)),
        (
            TABLE.replace("{}", "who\tto\n      \tHue\n      A|B\t"),
            "this table has tabs, which some editors turn into blanks",
            (-3, 10),
        ),
        (
            TABLE.replace("{}", "who | to\n      Bo\t |\tHue"),
            "this table has tabs, which some editors turn into blanks",
            (-1, 9),
        ),
    ],
)
def test_each_is_told_once_and_its_fix_mends_it(
    text: str, message: str, place: tuple[int, int]
) -> None:
    data = text.encode()
    (problem,) = told(data)
    assert problem.message == message
    line = place[0] if place[0] > 0 else place[0] + text.count("\n") + 1
    assert problem.at[1:3] == (line, place[1])
    assert problem.fix is not None
    mended = apply(data, problem.fix.edits)
    assert told(mended) == []
    assert facts(mended) == facts(data)


def test_one_kind_of_line_ends_is_fine() -> None:
    assert told(DECK.replace("\n", "\r\n").encode()) == []
    assert told(DECK.rstrip("\n").encode()) == []


def test_a_sheet_may_have_a_mark_and_tabs_but_not_two_kinds_of_line_ends() -> None:
    deck = TABLE.replace("table: |\n      {}", "file: x.csv").encode()
    sheet = b"\xef\xbb\xbfwho\tto\r\nBo\tHue\r\n"
    assert told(deck, **{"x.csv": sheet}) == []
    (problem,) = told(deck, **{"x.csv": sheet + b"An\tHue\n"})
    assert (problem.at.path, problem.at.line) == ("x.csv", 3)


def test_very_many_places_are_mended_in_rounds() -> None:
    data = (DECK + "# x \n" * (MOST_EDITS + 5)).encode()
    for _ in range(2):
        (problem,) = told(data)
        assert problem.fix is not None
        data = apply(data, problem.fix.edits)
    assert told(data) == []


def test_bundled_files_are_tidy() -> None:
    for path in sorted((Path(__file__).parents[2] / "decks").glob("*/deck.yaml")):
        assert [p for p in read_deck(path).problems if p.code == "QK019"] == []
