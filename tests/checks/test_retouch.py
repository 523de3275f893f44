"""Edits that rules share are offered only where the result is plain to see."""

from pathlib import Path

import pytest

from quizkit.checks.context import Context, place
from quizkit.checks.retouch import renamed, reworded, without_fact, without_wording
from quizkit.decks.edits import apply
from quizkit.decks.files import read_deck
from quizkit.model import Edit
from quizkit.questions.plan import Planner
from tests.checks.conftest import whole

DECK = """\
names:
  Ann Walsh: {is: person}
  "Le, Anh": {is: person}
kinds:
  trip:
    called: the trip to {to}
    says: 'It''s {who} who went to {to}.'
    roles:
      who:
        is: person
        ask:
          - "Who went to {to}?"
          - Who was in {to}?
          - "Who \\"saw\\" {to}?"
          - >
            Who made
            {it}?
      to: {is: place, ask: ["Where did {who} go?", "Where was {who}?"]}
facts:
  trip:
    - {id: bcd1, who: Ann Walsh, to: Peru}
    - id: bcd2
      who: "Ann Walsh"
      to: Laos
    - table: |
        id   | who       | to
        bcd3 | Ann Walsh | Cuba
        bcd4 | Ann Walsh | Iran
about:
  Peru:
    capital: Lima
    river: Rimac
  Laos: {capital: Vientiane, river: Mekong}
"""


@pytest.fixture
def context(tmp_path: Path) -> Context:
    file = tmp_path / "deck.yaml"
    file.write_text(whole(DECK), encoding="utf-8")
    reading = read_deck(file)
    assert reading.deck is not None, reading.problems
    return Context(reading.deck, Planner(reading.deck), lines=reading.lines)


def left(context: Context, edit: Edit | None) -> str:
    """Return what stands in the lines that an edit changes, after it."""
    assert edit is not None
    before = "\n".join(context.lines[edit.path])
    after = apply(before.encode(), [edit]).decode().split("\n")
    return "\n".join(line for line in after if line not in before.split("\n"))


def gone(context: Context, edit: Edit | None) -> list[str]:
    assert edit is not None
    before = "\n".join(context.lines[edit.path])
    after = apply(before.encode(), [edit]).decode().split("\n")
    return [line for line in before.split("\n") if line not in after]


@pytest.mark.parametrize(
    ("fact", "new", "line"),
    [
        ("bcd1", "Bao Tran", "    - {id: bcd1, who: Bao Tran, to: Peru}"),
        ("bcd2", "Bao Tran", "      who: Bao Tran"),
        ("bcd2", "Le, Anh", '      who: "Le, Anh"'),
        ("bcd3", "Bao Tran", "        bcd3 | Bao Tran | Cuba"),
    ],
)
def test_a_name_is_written_anew(context: Context, fact: str, new: str, line: str) -> None:
    at = place(context.facts[fact], "who")
    assert left(context, renamed(context, at, "Ann Walsh", new)) == line


def test_a_name_that_needs_quotes_waits_where_they_may_mean_nothing(context: Context) -> None:
    at = place(context.facts["bcd3"], "who")
    assert renamed(context, at, "Ann Walsh", "Le, Anh") is None
    assert renamed(context, at, "Anne Walsh", "Bao Tran") is None


def test_a_stretch_of_a_wording_is_replaced_inside_its_quotes(context: Context) -> None:
    role = context.deck.kinds["trip"].roles["who"]
    quoted, plain, escaped, folded = role.ask["en"]
    edit = reworded(context, quoted, begin=0, end=3, text="Which people")
    assert left(context, edit) == '          - "Which people went to {to}?"'
    assert reworded(context, quoted, begin=0, end=3, text='"Who"') is None
    edit = reworded(context, plain, begin=0, end=3, text="{when}")
    assert left(context, edit) == '          - "{when} was in {to}?"'
    for template in (escaped, folded):
        assert reworded(context, template, begin=0, end=3, text="X") is None


def test_a_wording_is_taken_out_of_its_list_only(context: Context) -> None:
    roles = context.deck.kinds["trip"].roles
    edit = without_wording(context, roles["who"].ask["en"][0])
    assert gone(context, edit) == ['          - "Who went to {to}?"']
    edit = without_wording(context, roles["to"].ask["en"][1])
    assert left(context, edit) == '      to: {is: place, ask: ["Where did {who} go?"]}'
    assert without_wording(context, context.deck.kinds["trip"].called["en"]) is None


@pytest.mark.parametrize(
    ("fact", "lines"),
    [
        ("bcd1", ["    - {id: bcd1, who: Ann Walsh, to: Peru}"]),
        ("bcd2", ["    - id: bcd2", '      who: "Ann Walsh"', "      to: Laos"]),
        ("bcd3", ["        bcd3 | Ann Walsh | Cuba"]),
        ("bcd4", ["        bcd4 | Ann Walsh | Iran"]),
        ("Peru.river", ["    river: Rimac"]),
    ],
)
def test_a_fact_is_taken_out_whole(context: Context, fact: str, lines: list[str]) -> None:
    assert gone(context, without_fact(context, context.facts[fact])) == lines


def test_an_attribute_on_one_line_is_taken_out_alone(context: Context) -> None:
    edit = without_fact(context, context.facts["Laos.capital"])
    assert left(context, edit) == "  Laos: {river: Mekong}"


def test_nothing_is_offered_without_lines(context: Context) -> None:
    bare = Context(context.deck, context.planner)
    assert without_fact(bare, context.facts["bcd1"]) is None
    assert without_wording(bare, context.deck.kinds["trip"].roles["to"].ask["en"][0]) is None
