"""From places to facts, and places that move with their lines."""

import pytest

from quizkit.decks import load
from quizkit.model import Edit, Fix, Location, Problem, Related, Severity
from quizkit.practice.look import FactLine
from quizkit.practice.pointing import concerned, fact_at, moved

DECK = """\
quizkit: 1
deck: d
title: D
language: en
kinds:
  river:
    called: "the river {name}"
    roles:
      name: {is: text}
      sea: {is: place, ask: "Where does {it} end?"}
facts:
  river:
    - {id: a1, name: Rhine, sea: North Sea}
    - id: b2
      name: Po
      sea: Adriatic Sea
  visit:
    - {id: v1, who: Ann Lee, to: Peru, date: 1990}
cards:
  - {id: c3, q: "Why?", a: "So"}
"""


@pytest.fixture
def deck(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.yaml").write_text(DECK)
    deck = load("d.yaml")
    rows = (*deck.facts, *deck.cards)
    return deck, [FactLine(row.id, "", "", row.path, row.spans[""].line) for row in rows]


def problem(line: int, **more) -> Problem:
    return Problem("QK999", Severity.WARNING, "it is so", Location("d.yaml", line), **more)


@pytest.mark.parametrize(
    ("line", "fact"),
    [(1, ""), (13, "a1"), (14, "b2"), (16, "b2"), (18, "v1"), (20, "c3"), (99, "")],
)
def test_a_line_has_the_fact_that_stands_on_it(deck, line, fact) -> None:
    assert fact_at(*deck, "d.yaml", line) == fact
    assert fact_at(*deck, "other.yaml", line) == ""


def test_a_problem_concerns_its_own_fact_first(deck) -> None:
    assert concerned(*deck, problem(13, fact="b2")) == "b2"
    assert concerned(*deck, problem(15)) == "b2"


def test_else_a_fact_on_a_line_that_explains_it(deck) -> None:
    related = Related(Location("d.yaml", 13), "this one")
    assert concerned(*deck, problem(1, related=(related,))) == "a1"


def test_a_fault_of_a_kind_concerns_its_first_fact(deck) -> None:
    assert concerned(*deck, problem(10)) == "a1"
    assert concerned(*deck, problem(3)) == ""


def test_what_was_changed_itself_is_not_moved() -> None:
    before, after = {"d.yaml": ["a", "b", "c", "d"]}, {"d.yaml": ["a", "x", "y", "d"]}
    found = moved([problem(n) for n in (1, 2, 3, 4)], before, after)
    assert [each.at.line for each in found] == [1, 4]


def test_lines_taken_out_move_what_follows_up() -> None:
    before, after = {"d.yaml": ["a", "b", "c", "d"]}, {"d.yaml": ["a", "d"]}
    assert [p.at.line for p in moved([problem(4)], before, after)] == [2]


def test_a_problem_moves_with_what_explains_it_or_not_at_all() -> None:
    before, after = {"d.yaml": ["a", "b", "c"]}, {"d.yaml": ["a", "new", "x", "c"]}
    whole = problem(3, related=(Related(Location("d.yaml", 1), "here"),))
    broken = problem(3, related=(Related(Location("d.yaml", 2), "here"),))
    assert [(p.at.line, p.related[0].at.line) for p in moved([whole, broken], before, after)] == [
        (4, 1)
    ]


def test_of_a_file_that_is_gone_nothing_stays() -> None:
    assert moved([problem(1)], {"d.yaml": ["a"]}, {}) == ()
    assert moved([problem(1)], {}, {"d.yaml": ["a"]}) == ()


def test_a_mending_moves_with_its_lines_or_is_left_out() -> None:
    fix = Fix("safe", "mend it", (Edit("d.yaml", 3, 1, 4, 1, ""),))
    before = {"d.yaml": ["a", "b", "c", "d", "e"]}
    (kept,) = moved([problem(5, fix=fix)], before, {"d.yaml": ["new", *before["d.yaml"]]})
    assert (kept.at.line, kept.fix) == (6, fix._replace(edits=(Edit("d.yaml", 4, 1, 5, 1, ""),)))
    (kept,) = moved([problem(5, fix=fix)], before, {"d.yaml": ["a", "b", "x", "d", "e"]})
    assert kept.fix is None
