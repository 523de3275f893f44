"""One fault of wording or options, planted in a deck fit for an exam, is all that is found."""

from collections.abc import Callable
from typing import Any

import pytest

from quizkit.checks.catalogue import by_code
from quizkit.model import Form, Problem, Question
from quizkit.questions.ask import Asker

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


# Values that nobody wrote as options meet as options.
FINDINGS = """\
kinds:
  survey:
    called: "the survey of {date}"
    says: "{it} found {found}."
    roles:
      found: {is: text, ask: "What did {it} find?"}
      date: date
facts:
  survey:
    - {id: bcd1, found: iron ore, date: 1801}
    - {id: bcd2, found: hard coal, date: 1811}
    - {id: bcd3, found: blue clay, date: 1821}
    - {id: bcd4, found: white salt, date: 1831}
"""


def test_drawn_questions_of_sound_facts_are_sound(check: Check) -> None:
    assert check(FINDINGS, "class") == ()
    assert [p.code for p in check(FINDINGS, "class", draws=25)] == []


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("QK504", "blue clay", "none of these"),
        ("QK507", "blue clay", "голубая глина"),
        ("QK408", "{it} found {found}.", "Found: {found}[, {date}]."),
    ],
)
def test_what_only_a_drawn_question_shows_is_found(
    check: Check, code: str, old: str, new: str
) -> None:
    planted = FINDINGS.replace(old, new)
    found = check(planted, "class")
    assert {problem.code for problem in found} == {code}
    assert len(found) == 1
    assert "as it is drawn: " in found[0].notes[0].text
    assert check(planted, "class", draws=0) == ()


# What the making of questions rules out by itself is looked for all the same.
SPOILT = [
    ("QK401", {"stem": "What did the survey of iron ore in 1801 find?"}),
    ("QK409", {"stem": "The survey of 1801 in the hills"}),
    ("QK501", {"keys": (0, 1)}),
    ("QK502", {"options": ("iron ore", "iron ore dust", "blue clay")}),
    ("QK509", {"options": ("ore and coal", "ore and clay", "salt and coal"), "values": ()}),
]


@pytest.mark.parametrize(("code", "spoilt"), SPOILT, ids=[code for code, _ in SPOILT])
def test_a_question_that_is_made_wrong_is_found(
    check: Check, monkeypatch: pytest.MonkeyPatch, code: str, spoilt: dict[str, Any]
) -> None:
    def made(asker: Asker, **_more: object) -> tuple[Question, ...]:
        facet = asker.planner.facets[0]
        question = asker.question(facet, Form.CHOICE, seed="1")
        options = ("iron ore", "hard coal", "blue clay")
        sound = question._replace(options=options, keys=(0,))
        return (sound._replace(**spoilt),)

    monkeypatch.setattr("quizkit.checks.context.questions", made)
    found = check(FINDINGS, "exam", select=[code])
    assert [(problem.code, problem.fact) for problem in found] == [(code, "bcd1")]


TWO_TIMES = """\
kinds:
  trade:
    roles:
      of: text
      at: date
      value:
        is: number
        ask: "How large was trade in {of} {on at}?"
        ask larger: "In which year was trade in {of} larger, {earlier} or {later}?"
        ask times: "About how many times as large was trade in {of} in {later} as in {earlier}?"
facts:
  trade:
    - {id: bcd1, of: rice, at: 1995, value: 0.45 billion USD}
    - {id: bcd2, of: rice, at: 2005, value: 7.8 billion USD}
"""


def test_a_question_that_names_all_its_options_gives_none_away(check: Check) -> None:
    assert check(TWO_TIMES, "class", select=["QK401"]) == ()


def test_a_value_that_is_wrong_as_an_option_is_told_where_it_is_the_answer(check: Check) -> None:
    (problem,) = check(FINDINGS.replace("blue clay", "none of these"), "class")
    assert problem.fact == "bcd3"
    assert "3 more facts" in problem.notes[1].text


# A deck, what its help says, and what that makes of it.
NAMELESS = """\
kinds:
  mission:
    called: "the mission[ of {date}][ to {to}]"
    roles:
      leader: {is: person, ask: "Who led {it}?"}
      to: place
      date: date
facts:
  mission:
    - {id: bcd1, leader: John Kerry, date: 1992, to: Hanoi}
"""
HELPS = [
    (NAMELESS, "`[! of {date}]` in place of `[ of {date}]`", "[ of {date}]", "[! of {date}]"),
    (
        NAMELESS.replace("[ of {date}]", ""),
        "`[! to {to}]` in place of `[ to {to}]`",
        "[ to {to}]",
        "[! to {to}]",
    ),
    (
        NAMELESS.replace("[ of {date}]", "").replace("date: 1992, ", ""),
        "`[! to {to}]`",
        "[ to {to}]",
        "[! to {to}]",
    ),
    (
        NAMELESS.replace("[ of {date}][ to {to}]", "").replace("Who led {it}", "Who led the way"),
        "put `[!{date} ]` into the wording",
        "led the way",
        "led the [!{date} ]way",
    ),
]


@pytest.mark.parametrize(("deck", "told", "old", "new"), HELPS)
def test_what_a_nameless_question_is_told_to_do_helps(
    check: Check, deck: str, told: str, old: str, new: str
) -> None:
    (problem,) = check(deck, "class", select=["QK304"])
    (said,) = (note.text for note in problem.notes if note.kind == "help")
    assert told in said
    assert check(deck.replace(old, new), "class", select=["QK304"]) == ()


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        ("Which flows into the lake?", "rivers", "[rain, snow]"),
        ("Which streams into the lake?", "rivers", "[rain, snow]"),
        ("What causes the tides?", "winds", "[moon, sun]"),
        ("Which is the largest of the lakes?", "Balaton", "[Como, Garda]"),
        ("How many moons has Venus?", "0", '["1", "2"]'),
    ],
)
def test_what_only_looks_like_a_clue_is_none(
    check: Check, asked: str, right: str, wrong: str
) -> None:
    card = f'cards: [{{id: bcd1, q: "{asked}", a: "{right}", wrong: {wrong}}}]'
    assert check(card, "class", select=["QK402", "QK508"]) == ()


def test_members_of_a_list_are_proved_wrong_where_an_outsider_is_asked(check: Check) -> None:
    deck = """\
kinds:
  pact:
    called: "the pact of {date}"
    roles:
      between:
        is: list
        of: place
        ask which not: "Which of these did not sign {it}?"
      date: date
facts:
  pact:
    - {id: bcd1, between: [Aport, Bport, Cport], date: 1801}
    - {id: bcd2, between: [Dport, Eport, Fport], date: 1811}
"""
    assert check(deck, "class", select=["QK501"], draws=9) == ()


def test_practice_draws_nothing(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr("quizkit.checks.context.questions", never)
    assert check(FINDINGS) == ()
    with pytest.raises(AssertionError):
        check(FINDINGS, "class")
