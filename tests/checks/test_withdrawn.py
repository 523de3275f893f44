"""A wrong option is taken out of its list however that is typed, and nothing else is."""

from collections.abc import Mapping

import pytest

from quizkit.checks.run import run
from quizkit.decks.edits import apply
from quizkit.model import Fix
from quizkit.questions.plan import Planner
from tests.decks_as_text import HEADER
from tests.decks_as_text import deck as deck_of

KIND = """\
kinds:
  river:
    called: "the river {name}"
    roles:
      name: name
      sea: {is: place, ask: "Into which sea does {it} flow?"}
      town: {is: place, ask: "Which town lies on {it}?"}
facts:
  river:
"""
FACTS = {
    "one line": (
        "    - {name: Huong, sea: East Sea, wrong: {sea: [East Sea, Red Sea, Dead Sea]}}\n",
        "wrong: {sea: [Red Sea, Dead Sea]}}",
    ),
    "the last of several": (
        "    - {name: Huong, sea: East Sea, wrong: {sea: [Red Sea, Dead Sea, East Sea]}}\n",
        "wrong: {sea: [Red Sea, Dead Sea]}}",
    ),
    "in quotation marks": (
        '    - {name: Huong, sea: East Sea, wrong: {"sea": ["Red Sea", \'East Sea\', Dead Sea]}}\n',
        'wrong: {"sea": ["Red Sea", Dead Sea]}}',
    ),
    "of the second role": (
        "    - {name: Huong, sea: East Sea, town: Hue, wrong: {sea: [Red Sea, Hue], "
        "town: [Vinh, Hue, Sapa]}}\n",
        "town: [Vinh, Sapa]}}",
    ),
    "in a block": (
        "    - name: Huong\n      sea: East Sea\n      wrong:\n        sea:\n"
        "          - Red Sea\n          - East Sea   # here\n          - Dead Sea\n",
        "          - Red Sea\n          - Dead Sea\n",
    ),
    "in a block of short lists": (
        "    - name: Huong\n      sea: East Sea\n      town: Hue\n      wrong:\n"
        "        town: [Vinh, Sapa]\n        sea: [Red Sea, East Sea, Dead Sea]\n",
        "        town: [Vinh, Sapa]\n        sea: [Red Sea, Dead Sea]\n",
    ),
}
NOT_PLAIN = {
    "two would not be left": (
        "    - {name: Huong, sea: East Sea, wrong: {sea: [East Sea, Red Sea]}}\n"
    ),
    "over several lines": (
        "    - {name: Huong, sea: East Sea, wrong: {sea: [East Sea,\n        Red Sea, Dead Sea]}}\n"
    ),
}
CARD = """\
cards:
  - q: "Which river flows through Hue?"
    a: Huong
    wrong: [Hong, Mekong, none of the above]
"""


def fixes(text: str, code: str) -> list[Fix | None]:
    deck = deck_of(text)
    path = deck.paths[0]
    lines: Mapping[str, list[str]] = {path: (HEADER + text).split("\n")}
    found = run(deck, Planner(deck), profile="class", select=[code], lines=lines, draws=0)
    return [problem.fix for problem in found]


def mended(text: str, code: str) -> str:
    (fix,) = fixes(text, code)
    assert fix is not None
    assert fix.safety == "unsafe"
    return apply((HEADER + text).encode(), fix.edits).decode().removeprefix(HEADER)


@pytest.mark.parametrize("name", FACTS)
def test_an_option_that_is_right_is_taken_out(name: str) -> None:
    typed, wanted = FACTS[name]
    after = mended(KIND + typed, "QK501")
    assert wanted in after
    assert fixes(after, "QK501") == []


@pytest.mark.parametrize("name", NOT_PLAIN)
def test_what_is_not_plain_to_see_is_left_to_its_author(name: str) -> None:
    assert fixes(KIND + NOT_PLAIN[name], "QK501") == [None]


def test_an_option_of_a_card_is_taken_out() -> None:
    after = mended(CARD, "QK504")
    assert "wrong: [Hong, Mekong]\n" in after
    assert fixes(after, "QK504") == []


def test_of_two_equal_options_the_later_one_goes() -> None:
    text = CARD.replace("none of the above", "hong")
    assert "wrong: [Hong, Mekong]\n" in mended(text, "QK502")


def test_the_right_option_is_never_taken_out() -> None:
    text = CARD.replace("a: Huong", "a: all of the above").replace("none of the above", "Sai")
    assert fixes(text, "QK504") == [None]


def test_an_article_before_a_gap_becomes_either() -> None:
    text = 'cards:\n  - {cloze: "The lantern in the old tower was an [[oil lamp]]."}\n'
    after = mended(text, "QK403")
    assert "was a(n) [[oil lamp]]" in after
    assert fixes(after, "QK403") == []
    ending = 'cards:\n  - {q: "The lantern was an", a: oil lamp, wrong: [torch, candle]}\n'
    assert '"The lantern was a(n)"' in mended(ending, "QK403")


def test_an_article_before_a_role_of_a_statement_becomes_either() -> None:
    text = (
        'kinds:\n  post:\n    says: "In {date} {who} was an {rank}."\n    roles:\n'
        '      who: {is: person, ask: "Who was {rank} in {date}?"}\n'
        '      rank: {is: text, ask: "What was {who} in {date}?"}\n      date: date\n'
    )
    after = mended(text, "QK403")
    assert "was a(n) {rank}" in after
    assert fixes(after, "QK403") == []
