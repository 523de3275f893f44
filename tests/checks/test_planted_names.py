"""One fault of names, wordings or facts, planted in a deck fit for an exam, and its mending."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.checks.catalogue import by_code
from quizkit.decks import load
from quizkit.model import Problem
from quizkit.practice.checked import Wanted
from quizkit.practice.fixing import fix

Check = Callable[..., tuple[Problem, ...]]

SOUND = """\
quizkit: 1
deck: harbours
title: Harbours and those who built them
language: en
as of: 2024
sources:
  log: {title: The log of the harbour master, publisher: Nobody}

names:
  Ann Walsh: {is: person, aka: [A. M. Walsh]}
  Netherlands: {is: country, the: yes, aka: [the Netherlands]}
  Oslo: {is: city, in: Norway}
  Norway: {is: country}

kinds:
  mission:
    called: "the [!{date} ]mission to {to}[ by {by}]"
    says:
      - "{leader} led {it}."
      - "The mission of {leader} to {to} took place[ by {by}][! {on date}]."
    roles:
      leader:
        is: person
        ask:
          - "Who led {it}?"
          - "Who was at the head of {it}?"
        ask all: "Which {count} people led {it}?"
      to: {is: place, ask: "Where did {leader} go {on date}?"}
      date: {is: date, ask: "{when} did {leader} go to {to}?"}
      by: text

facts:
  mission:
    - {id: bcd1, leader: Ann Walsh, to: Oslo, date: 1993-04-05, by: ship, source: log p. 1}
    - {id: bcd2, leader: Ann Walsh, to: Netherlands, date: 1995, by: train, source: log p. 2}
    - {id: bcd3, leader: Bao Tran, to: Peru, date: 1997, by: ship, source: log p. 3}
    - {id: bcd4, leader: Dan Brandt, to: Chile, date: 1999, by: train, source: log p. 4}
    - {id: bcd5, leader: Eva Marsh, to: Netherlands, date: 2001, by: ship, source: log p. 5}
    - {id: bcd6, leader: Gus Thorn, to: Cuba, date: 2001, by: train, source: log p. 6}
  birth:
    - {id: bcf1, who: Bao Tran, place: Hue, date: 1960, source: log p. 8}
  death:
    - {id: bcg1, who: Dan Brandt, place: Lima, date: 2010, source: log p. 9}
  visit:
    - {id: bck1, who: Dan Brandt, to: Peru, date: 2003, source: log p. 9}
  sequence:
    - {id: bch1, of: the work, steps: [the plan of 1990, the lock in 1994, the quay in 1998, the harbour], source: log p. 7}

about:
  Norway:
    people: {as of 2010: 4.9 million, as of 2023: 5.5 million}
    signing: {in Oslo: 1995-07-12, in Lima: 1995-07-11}
    coast: {per one survey: 25000 km, per the other survey: 29000 km}
    source: log p. 11
"""  # noqa: E501

DATED = SOUND[SOUND.index("    called:") : SOUND.index("    roles:")]

# Where the fault is expected is marked with « », which are taken out again.
PLANTED = [
    ("QK110", "leader: Ann Walsh, to: Netherlands", "leader: «Ann Wallsh, to: Netherlands"),
    ("QK110", "leader: Ann Walsh, to: Netherlands", "leader: «ann walsh, to: Netherlands"),
    ("QK111", "leader: Ann Walsh, to: Netherlands", "leader: «A. M. Walsh, to: Netherlands"),
    ("QK114", "  Norway: {is: country}\n", "  Norway: {is: country}\n  «Lena Ruud: {is: person}\n"),
    ("QK126", '"{when} did {leader} go', '"«In which year did {leader} go'),
    ("QK127", '"Who was at the head of {it}?"', '"«Which two people led {it}?"'),
    ("QK128", "mission to {to}[ by", "mission[ abroad] to {to}[ by"),
    ("QK129", '"Where did {leader} go {on date}?"', '"«Where did {leader} go {on date}[ by {by}]?"'),  # noqa: E501
    ("QK132", '"Who was at the head of {it}?"', '"«Who led {it} ?"'),
    ("QK127", 'ask: "Where did {leader} go {on date}?"', 'ask: "«Which two places did {leader} see {on date}?"'),  # noqa: E501
    ("QK133", '"Who was at the head of {it}?"', '"«Who set out by {by}?"'),
    ("QK135", "      by: text\n", "      by: text\n      «ship: text\n"),
    ("QK138", "The mission of {leader} to {to} took", "The mission of {leader} to the {to} took"),
    ("QK138", "the: yes, ", ""),
    ("QK139", DATED, DATED.replace("[!{date} ]", "").partition("      - \"The")[0]),
    ("QK202", "  birth:\n", "    - «{id: bcd7, leader: Bao Tran, to: Peru, date: 1997, by: ship, source: log p. 3}\n  birth:\n"),  # noqa: E501
    ("QK203", "  birth:\n", "    - «{id: bcd7, leader: Ann Walsh, to: Oslo, date: 1993-04, source: log p. 3}\n  birth:\n"),  # noqa: E501
    ("QK204", "date: 1960", "date: 1998"),
    ("QK204", "date: 2010", "date: 1998"),
    ("QK204", "date: 1997, by: ship,", "date: «1997, by: ship, valid: 1999/2001,"),
    ("QK208", "in Oslo: 1995-07-12", "in Oslo: 1995-07-14"),
    ("QK208", "29000 km", "39000 km"),
    ("QK209", "4.9 million", "4.9 billion"),
    ("QK210", "the quay in 1998", "the quay in 1989"),
    ("QK212", "4.9 million, as of 2023: 5.5 million", "4.9 million"),
]  # fmt: skip


def test_the_sound_deck_is_sound(check: Check) -> None:
    assert check(SOUND, "exam") == ()


@pytest.mark.parametrize(("code", "old", "new"), PLANTED, ids=[row[0] for row in PLANTED])
def test_a_planted_fault_is_all_that_is_found(check: Check, code: str, old: str, new: str) -> None:
    assert SOUND.count(old) == 1
    planted = SOUND.replace(old, new, 1)
    problems = check(planted.replace("«", ""), by_code()[code].profile, draws=1)
    assert [problem.code for problem in problems] == [code]
    if "«" in new:
        before = planted.partition("«")[0]
        at = problems[0].at
        column = len(before) - before.rfind("\n")
        assert (at.line, at.column) == (before.count("\n") + 1, column)


# In a list of wordings, and beside an `ask all`, it is mended by hand.
BY_HAND = '"Who was at the head of {it}?"'
MENDED = [
    row for row in PLANTED if by_code()[row[0]].safety != "-" and row[:2] != ("QK127", BY_HAND)
]


@pytest.mark.parametrize(("code", "old", "new"), MENDED, ids=[row[0] for row in MENDED])
def test_its_mending_makes_it_go_away_and_nothing_else(
    tmp_path: Path, code: str, old: str, new: str
) -> None:
    place = tmp_path / "deck.yaml"
    place.write_text(SOUND.replace(old, new, 1).replace("«", ""), encoding="utf-8")
    wish = Wanted(profile=by_code()[code].profile, draws=1)
    found = fix(place, wish, unsafe=by_code()[code].safety == "unsafe")
    assert [problem.code for problem in found.mended] == [code]
    assert (found.left, found.refused) == ((), None)
    assert found.found.problems == ()
    place.write_bytes(found.changes[0].after)
    assert load(place).id == "harbours"
