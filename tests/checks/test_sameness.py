"""What counts as asking the same, and what does not."""

from pathlib import Path

import pytest

from quizkit.checks.sameness import is_same, sameness
from quizkit.decks import load
from quizkit.questions.plan import Planner

DECK = """\
quizkit: 1
deck: x
title: X
language: en
names:
  Ann Walsh: {is: person, aka: [Walsh]}
facts:
  visit:
    - {who: Ann Walsh, to: Oslo, date: 1992, note: first}
    - {who: Bao Tran, to: Hue, date: 1993}
cards:
  - {q: "Which river flows through Hue?", a: The Huong}
"""


def same(tmp_path: Path, before: str, after: str) -> bool:
    found = []
    for text in (before, after):
        (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
        found.append(sameness(Planner(load(tmp_path / "deck.yaml"))))
    return is_same(*found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{who: Ann Walsh, to", "{id: a1, who: Ann Walsh, to"),
        ("{q:", "{id: c1, q:"),
        ("note: first", "note: second"),
        ("who: Ann Walsh, to: Oslo", 'to: "Oslo", who: Walsh'),
        ("title: X", "title: Y"),
        ("    - {who: Bao", "\n    # more\n    - {who: Bao"),
    ],
)
def test_what_only_writes_it_differently_is_the_same(tmp_path: Path, old: str, new: str) -> None:
    assert same(tmp_path, DECK, DECK.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Oslo", "Rome"),
        ("1993", "1992"),
        (", to: Hue", ""),
        ("aka: [Walsh]", "aka: [Walsh, Annie]"),
        ("note: first", "dont ask: [who]"),
        ("a: The Huong", "a: The Red River"),
        ("    - {who: Bao Tran, to: Hue, date: 1993}\n", ""),
    ],
)
def test_what_changes_an_answer_or_a_plan_is_not(tmp_path: Path, old: str, new: str) -> None:
    assert not same(tmp_path, DECK, DECK.replace(old, new))


def test_an_id_that_was_there_must_stay(tmp_path: Path) -> None:
    one, two = (DECK.replace("{who: Ann", f"{{id: {id_}, who: Ann") for id_ in ("a1", "a2"))
    assert same(tmp_path, one, one)
    assert not same(tmp_path, one, two)
    assert not same(tmp_path, one, DECK)


def test_which_of_two_equal_facts_is_asked_hangs_on_their_ids_alone(tmp_path: Path) -> None:
    twice = DECK.replace("cards:", "    - {who: Bao Tran, to: Hue, date: 1993}\ncards:")
    for one, two in (("b1", "b2"), ("b2", "b1")):
        first, second, rest = twice.split("{who: Bao")
        text = f"{first}{{id: {one}, who: Bao{second}{{id: {two}, who: Bao{rest}"
        assert same(tmp_path, twice, text)
