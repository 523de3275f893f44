"""One fault of wording or options, planted in a deck fit for an exam, is all that is found."""

from collections.abc import Callable

import pytest

from quizkit.checks.catalogue import by_code
from quizkit.model import Problem

Check = Callable[..., tuple[Problem, ...]]

SOUND = """\
quizkit: 1
deck: rivers
title: Rivers and their bridges
language: en
sources:
  log: {title: The log of the surveyor, publisher: Nobody}

names:
  Huong: {is: place}
  Hong: {is: place}
  Ann Walsh: {is: person}
  Chi Le: {is: person}
  Dan Ott: {is: person}

kinds:
  crossing:
    called: "the [!{date} ]crossing of {river}[ near {town}]"
    says: "{leader} led {it}."
    roles:
      leader: {is: person, ask: "Who led {it}?"}
      river: {is: place, ask: "Which river did {leader} cross {on date}?"}
      town: place
      date: date

facts:
  crossing:
    - {id: bcd1, leader: Ann Walsh, river: Huong, town: Sapa, date: 1803-04-05, source: log p. 4}
    - {id: bcd2, leader: Bao Tran, river: Huong, town: Mokan, date: 1811-02-03, source: log p. 5}
    - {id: bcd3, leader: Chi Le, river: Hong, town: Sapa, date: 1807-06-01, source: log p. 6}
    - {id: bcd4, leader: Dan Ott, river: Hong, town: Mokan, date: 1815-09-01, source: log p. 7}

cards:
  - id: bcf1
    q: "What did the crew of the surveyor carry over the first bridge?"
    a: a brass lamp
    wrong: [a long rope, a wool coat]
    source: log p. 8
  - id: bcf2
    q: "In which year was the bridge of Toru opened?"
    a: "1802"
    wrong: ["1805", "1811"]
    source: log p. 8
  - id: bcf3
    cloze: "The lamp that hung in the old tower of Toru was a(n) [[oil lamp]]."
    source: log p. 9
"""

FLOOD = """\
  flood:
    called: "the flood[ of {date}]"
    roles:
      cause: {is: text, ask: "What caused {it}?"}
      date: date

facts:
  flood:
    - «{id: bck1, cause: heavy rain, date: 1809, source: log p. 2}
"""
CARRIED = """\
"What did the crew of the surveyor carry over the first bridge?"
    a: a brass lamp
    wrong: [a long rope, a wool coat]
"""
CARRIED_MANY = """\
"Which goods did the crew of the surveyor carry over the first bridge?"
    a: lamps
    wrong: «[rope, wool]
"""

# Where the fault is expected is marked with « », which are taken out again.
PLANTED = [
    ("QK302", "Bao Tran, river: Huong, town: Mokan, date: 1811-02-03", "Bao Tran, river: Huong, town: Sapa, date: 1803-04-19"),  # noqa: E501
    ("QK304", "facts:\n", FLOOD),
    ("QK307", "leader: Bao Tran,", "leader: Bao Ott,"),
    ("QK309", '"What did the crew of the surveyor carry over the first bridge?"', '«"Who led the crossing of Hong?"'),  # noqa: E501
    ("QK402", CARRIED, CARRIED_MANY),
    ("QK403", "a(n) [[", "an [["),
    ("QK405", CARRIED, CARRIED.replace("did the", "did not the").replace("a long", "not a long")),
    ("QK414", '"What did the crew of the surveyor carry over the first bridge?"', '«"What hung under the bridge of Toru when it opened in the year 1802?"'),  # noqa: E501
    ("QK415", '"What did the crew', '«"What should the crew'),
    ("QK508", '["1805", "1811"]', '«["1805", "1211"]'),
]  # fmt: skip


def test_the_sound_deck_is_sound(check: Check) -> None:
    assert check(SOUND, "exam") == ()


@pytest.mark.parametrize(("code", "old", "new"), PLANTED, ids=[code for code, *_ in PLANTED])
def test_a_planted_fault_is_all_that_is_found(check: Check, code: str, old: str, new: str) -> None:
    assert SOUND.count(old) == 1
    planted = SOUND.replace(old, new, 1)
    problems = check(planted.replace("«", ""), by_code()[code].profile)
    assert {problem.code for problem in problems} == {code}
    if "«" in new:
        before = planted.partition("«")[0]
        at = problems[0].at
        column = len(before) - before.rfind("\n")
        assert (at.line, at.column) == (before.count("\n") + 1, column)
