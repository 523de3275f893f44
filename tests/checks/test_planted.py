"""One fault planted in a sound deck is found where it was planted, and nothing else."""

from collections.abc import Callable

import pytest

from quizkit.model import Problem

Check = Callable[..., tuple[Problem, ...]]

SOUND = """\
quizkit: 1
deck: x
title: Vietnam and the United States since the war
language: en
as of: 2024-09
sources:
  nghean: {title: A newspaper's story, publisher: Nobody}

names:
  John Kerry: {is: person, aka: [Kerry, Senator Kerry]}
  George H. W. Bush: {is: person, aka: [George Bush, Bush Sr.], not: [George W. Bush]}
  Vietnam: {is: country}
  Hanoi: {is: city, in: Vietnam, vi: Hà Nội}
  United States: {is: country, the: yes, aka: [US, USA]}

kinds:
  delegation:
    called: "the [!{date} ][{of} ]delegation[ to {to}]"
    says: "{leader} led {it}."
    roles:
      leader: {is: person, ask: "Who led {it}?"}
      host: {is: person, ask: "Who received {it}?"}
      date: {is: date, ask: "{when} did {leader} lead {it}?", ask to: day}
      of: text
      to: place

facts:
  delegation:
    - {id: bcd1, leader: John Kerry, of: US congressional, to: Vietnam, date: 1992-11-18, host: Le Duc Anh, source: nghean para. 15}
    - {id: bcd2, leader: John Vessey, of: US, to: Vietnam, date: 1987-08, source: nghean para. 11}
    - {id: bcd3, leader: other, of: former Democratic senators', to: Vietnam, date: 1987-01/1987-06, dont ask: [date], source: nghean para. 11}
  visit:
    complete: between 2000 and 2019
    table: |
      id   | who          | to      | date
      bcf1 | Bill Clinton | Vietnam | 2000
      bcf2 | Donald Trump | Vietnam | 2017
      bcf3 | Donald Trump | Vietnam | 2019

about:
  Hanoi: {airport: Noi Bai}

cards:
  - {id: bcg1, q: "What was lifted in 1994?", a: the embargo, wrong: [the curfew, the siege]}
  - {id: bcg2, cloze: "The two countries normalized relations in [[1995]]."}
"""  # noqa: E501

# Where the fault is expected is marked with « », which are taken out again.
PLANTED = [
    ("QK001", "title: Vietnam and", "title: Vietnam«: and"),
    ("QK003", "deck: x\n", "deck: x\n«deck: y\n"),
    ("QK004", "leader: John Vessey", "«leeder: John Vessey"),
    ("QK005", "says: \"{leader} led {it}.\"", "«says:"),
    ("QK006", "in: Vietnam,", "in: «{of: Vietnam},"),
    ("QK008", "leader: John Vessey", "leader: «&v John Vessey"),
    ("QK009", "quizkit: 1", "quizkit: «2"),
    ("QK020", "United States since", "United States «#1 since"),
    ("QK143", "host: Le Duc Anh", "host: «Le Duc Anh and Vo Van Kiet"),
    ("QK010", "bcf2 | Donald Trump | Vietnam | 2017", "«bcf2 | Donald Trump | Vietnam"),
    ("QK011", "date: 1987-08,", "date: «8/1987,"),
    ("QK012", "1992-11-18", "«1992-11-31"),
    ("QK015", "language: en", "language: en\ninclude: [«more.yaml]"),
    ("QK016", "date: 1987-08,", "date: {in Hanoi: 1987-08-01, «by Washington: 1987-07-31},"),
    ("QK017", "| who ", "| «whom"),
    ("QK102", "id: bcd2", "id: «bcd1"),
    ("QK104", "  visit:\n", "  «visits:\n"),
    ("QK112", "leader: John Vessey", "leader: «Hanoi"),
    ("QK113", "Kerry, Senator Kerry", "Kerry, Bush Sr."),
    ("QK115", "Vietnam: {is: country}", "Vietnam: {is: country, in: Hanoi}"),
    ("QK116", "nghean para. 15", "«nghan para. 15"),
    ("QK117", "dont ask: [date]", "dont ask: [«dates]"),
    ("QK118", "id: bcd2,", "id: bcd2, requires: «[bcd9],"),
    ("QK119", "not: [George W. Bush]", "not: [Bush Sr.]"),
    ("QK120", "did {leader} lead", "did «{leeder} lead"),
    ("QK121", "[ to {to}]", "«[ to {to}"),
    ("QK123", "[ to {to}]", "[ to «{when}]"),
    ("QK124", 'leader: {is: person, ask: "Who led {it}?"}', 'leader: {is: person, ask: "«Was it {leader} who led {it}?"}'),  # noqa: E501
    ("QK126", "{when} did {leader}", "«In which year did {leader}"),
    ("QK127", '"Who received {it}?"', '"«Which two people received {it}?"'),
    ("QK134", "      of: text\n", "      of: text\n      «note: text\n"),
    ("QK137", '"Who received {it}?"', '"«Who received {it} to {to} to {to}?"'),
    ("QK140", "[[1995]]", "1995"),
    ("QK202", "      bcf3 | Donald Trump | Vietnam | 2019\n", "      bcf3 | Donald Trump | Vietnam | 2019\n      «bcf4 | Donald Trump | Vietnam | 2019\n"),  # noqa: E501
    ("QK306", "between 2000 and 2019", "«yes"),
    ("QK311", "cards:\n", 'cards:\n  - {id: bcg3, q: "What was lifted in 1994?", a: a ban}\n'),
    ("QK401", "What was lifted in 1994?", "What was the embargo lifted in?"),
    ("QK501", "[the curfew, the siege]", "«[The embargo, the curfew, the siege]"),
    ("QK502", "[the curfew, the siege]", "«[the curfew, the siege, the long siege]"),
    ("QK503", "[the curfew, the siege]", "«[the curfew]"),
    ("QK711", "id: bcd2,", "id: bcd2, ok: {QK303: «'-'},"),
    ("QK802", "A newspaper's story", "A newspaper«\u202e's story"),
]  # fmt: skip


def test_the_sound_deck_is_sound(check: Check) -> None:
    assert check(SOUND) == ()


@pytest.mark.parametrize(("code", "old", "new"), PLANTED, ids=[code for code, *_ in PLANTED])
def test_a_planted_fault_is_all_that_is_found(check: Check, code: str, old: str, new: str) -> None:
    assert SOUND.count(old) >= 1
    planted = SOUND.replace(old, new, 1)
    problems = check(planted.replace("«", ""))
    assert [problem.code for problem in problems] == [code]
    if "«" in new:
        before = planted.partition("«")[0]
        at = problems[0].at
        column = len(before) - before.rfind("\n")
        assert (at.line, at.column) == (before.count("\n") + 1, column)
