"""The rules of QK2 on cases that their pages do not hold."""

from collections.abc import Callable
from time import process_time

import pytest

from quizkit.checks.context import Context
from quizkit.checks.rules import missing_unit, requirement
from quizkit.decks.rows import from_rows
from quizkit.model import Problem
from quizkit.questions.plan import Planner

Check = Callable[..., tuple[Problem, ...]]


def found(check: Check, text: str, code: str, **options: object) -> list[tuple[int, str]]:
    problems = check(text, "exam", select=[code], **options)
    return [(problem.at.line, problem.message) for problem in problems]


def towns(*people: str) -> str:
    rows = "".join(f"    - {{name: T{n}, people: {one}}}\n" for n, one in enumerate(people))
    return (
        "kinds:\n  town:\n    roles:\n      name: name\n      people:\n        is: number\n"
        '        ask: "How many people live in {name}?"\n'
        f"facts:\n  town:\n{rows}"
    )


LIKE = ("1.2 million", "2 million", "3 million", "5.5 million", "9 million")


@pytest.mark.parametrize("slip", ["4 billion", "4 thousand"])
def test_a_slip_of_the_scale_word_stands_out(check: Check, slip: str) -> None:
    lines = [line for line, _ in found(check, towns(*LIKE, slip), "QK209")]
    assert lines == [19]


@pytest.mark.parametrize(
    "people",
    [
        (*LIKE, "800 million"),  # large, but a thousandth of it is not like the others
        (*LIKE[:3], "4 billion"),  # too few to tell
        ("1.2", "2", "3", "5", "9", "4000"),  # no word that could be a slip
        ("1 million", "20 million", "300 million", "5 billion", "70 billion", "1 thousand"),
    ],
)
def test_things_that_do_differ_are_left_alone(check: Check, people: tuple[str, ...]) -> None:
    assert found(check, towns(*people), "QK209") == []


LONG = ("1094", "2850", "3690", "4350", "6650")


def test_what_a_figure_without_its_mark_would_be_is_said(check: Check) -> None:
    (problem,) = check(towns(*LONG, "3.530"), "class", select=["QK209"])
    assert problem.notes[0].text == "write `3530`, if that is meant"


def test_a_mark_for_thousands_that_is_read_as_that_of_decimals_stands_out(check: Check) -> None:
    assert [line for line, _ in found(check, towns(*LONG, "3.530"), "QK209")] == [19]
    assert found(check, towns(*LONG, "'3,530'"), "QK209") == []
    assert found(check, towns("98", "209", "210", "222", "223", "1.008"), "QK209") == []


MEASURES = """\
facts:
  measure:
    - {of: the trade of Oslo, value: 81 million USD, at: 2010}
    - {of: the trade of Oslo, value: 97 billion USD, at: 2020}
    - {of: the trade of Rome, value: 1 billion USD, at: 1990}
    - {of: the trade of Rome, value: 450 billion USD, at: 2020}
"""


def test_figures_of_one_thing_are_compared_through_time(check: Check) -> None:
    assert found(check, MEASURES, "QK209") == [(8, "`value` is far larger than its like")]
    options = {"options": {"QK209": {"times": 400}}}
    assert [line for line, _ in found(check, MEASURES, "QK209", **options)] == [8, 10]


LIVES = """\
facts:
  birth:
    - {who: Ann Walsh, place: Oslo, date: 1950}
    - {who: Bao Tran, place: Hue, date: 1960~}
  death:
    - {who: Ann Walsh, place: Oslo, date: 2001-05}
  visit:
"""


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        ("{who: Ann Walsh, to: Peru, date: 1949}", "`date` is before the birth of Ann Walsh"),
        ("{who: Ann Walsh, to: Peru, date: 2002}", "`date` is after the death of Ann Walsh"),
        ("{who: X, with: Ann Walsh, date: 2002}", "`date` is after the death of Ann Walsh"),
        ("{who: Ann Walsh, to: Peru, date: 1950}", None),
        ("{who: Ann Walsh, to: Peru, date: 2001}", None),
        ("{who: Ann Walsh, to: Peru, date: 1940~}", None),
        ("{who: Bao Tran, to: Peru, date: 1920}", None),  # the birth is about 1960
    ],
)  # fmt: skip
def test_nobody_travels_before_birth_or_after_death(
    check: Check, fact: str, message: str | None
) -> None:
    told = found(check, f"{LIVES}    - {fact}\n", "QK204")
    assert told == ([(12, message)] if message else [])


def test_nobody_dies_before_birth(check: Check) -> None:
    assert found(check, LIVES.replace("2001-05", "1940").partition("  visit")[0], "QK204") == [
        (10, "`date` is before the birth of Ann Walsh")
    ]


def test_a_work_may_appear_after_death(check: Check) -> None:
    text = (
        LIVES.replace("  visit:\n", "  work:\n")
        + "    - {title: Tides, by: Ann Walsh, date: 2004}\n"
    )
    assert found(check, text, "QK204") == []


def steps(*given: str, facts: str = "") -> str:
    return f"facts:\n{facts}  sequence:\n    - {{of: the war, steps: [{', '.join(given)}]}}\n"


FELL = "  event:\n    - {what: the fall of Hue, date: 1802}\n    - {what: the peace, date: 1790}\n"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (("the plan of 1800", "the peace in 1790", "the end (1785)", "the move in 1799"), True),
        (("1802: the fall", "1790: the peace", "1795: the end"), True),
        (("the fall of Hue", "a truce", "the peace"), True),
        (("the peace", "a truce", "the fall of Hue"), False),
        (("the end (1802)", "the peace in 1790", "the start (1785)"), False),  # told backwards
        (("the treaty of 1800 pages", "the peace in 1790"), False),
        (("the peace in 1790", "the ball in 1790"), False),
    ],
)
def test_steps_follow_their_dates(check: Check, given: tuple[str, ...], wrong: bool) -> None:
    assert bool(found(check, steps(*given, facts=FELL), "QK210")) is wrong


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("{in Oslo: 1995-07-12, in Lima: 1995-07-11}", False),
        ("{in Oslo: 1995-07-12, in Lima: 1995-07-10}", True),
        ("{in Oslo: 1995-07, in Lima: 1995-08}", False),
        ("{in Oslo: 1995-07, in Lima: 1995-09}", True),
        ("{per one: 100 km, per two: 125 km}", False),
        ("{per one: 100 km, per two: 129 km}", True),
        ("{per one: over 100 km, per two: 900 km}", False),
        ("{per one: 100 km, per two: 900 m}", False),
    ],
)
def test_viewpoints_far_apart_are_told(check: Check, value: str, wrong: bool) -> None:
    assert bool(found(check, f"about:\n  The line:\n    width: {value}\n", "QK208")) is wrong


@pytest.mark.parametrize(("as_of", "wrong"), [("2024", False), ("2031", True)])
def test_how_old_a_value_may_be_can_be_set(check: Check, as_of: str, wrong: bool) -> None:
    text = f"as of: {as_of}\nabout:\n  Peru:\n    people: {{as of 2020: 33 million}}\n"
    assert bool(found(check, text, "QK212")) is wrong
    assert found(check, text, "QK212", options={"QK212": {"years": 20}}) == []


def chain(*requires: str) -> str:
    rows = "".join(
        f"  - {{id: c{n}, q: Who is no. {n}?, a: N{n}{f', requires: [{one}]' if one else ''}}}\n"
        for n, one in enumerate(requires)
    )
    return f"cards:\n{rows}"


def test_each_requirement_of_a_circle_is_told_and_no_other(check: Check) -> None:
    text = chain("", "c0", "c4", "c2", "c3", "c2", "c6", "c9x")
    assert found(check, text, "QK118") == [
        (8, "`c2` requires `c4`, which requires it in turn"),
        (9, "`c3` requires `c2`, which requires it in turn"),
        (10, "`c4` requires `c3`, which requires it in turn"),
        (12, "`c6` requires `c6`, which requires it in turn"),
        (13, "do not know the fact `c9x`"),
    ]


def test_a_long_chain_of_requirements_takes_a_moment() -> None:
    rows = [{"id": f"c{n}", "who": f"N{n}"} for n in range(10_000)]
    for row, before in zip(rows[1:], rows[:-1], strict=True):
        row["requires"] = [before["id"]]
    deck = from_rows(rows, kind="house", ask={"who": "Which house is it?"}, roles={"who": "text"})
    began = process_time()
    assert list(requirement.find(Context(deck, Planner(deck)))) == []
    assert process_time() - began < 1


ABOUT = """\
about:
  Vietnam: {area: 331000 km2, population: 97 million}
  Laos: {area: 236800 km2, population: 7.4 million}
"""


def test_figures_of_two_sorts_are_not_compared(check: Check) -> None:
    assert found(check, ABOUT, "QK214") == []
    text = ABOUT.replace("331000 km2", "331000") + "  Peru: {area: 1285000 km2}\n"
    assert found(check, text, "QK214") == [
        (6, "the number `area` has no unit, where others have `km2`")
    ]
    measures = MEASURES.replace("Rome, value: 1 billion USD", "Rome, value: 1 billion")
    assert [line for line, _ in found(check, measures, "QK214")] == [9]


def test_many_figures_with_and_without_a_unit_take_a_moment() -> None:
    rows = [
        {"who": f"N{n}", "long": f"{n} {('km', 'kg')[n % 2]}" if n % 3 else str(n)}
        for n in range(10_000)
    ]
    deck = from_rows(rows, kind="house", ask={"who": "?"}, roles={"who": "text", "long": "number"})
    began = process_time()
    assert list(missing_unit.find(Context(deck, Planner(deck)))) == []
    assert process_time() - began < 1


def test_a_value_as_of_a_time_to_come_is_told(check: Check) -> None:
    text = "as of: 2024\nabout:\n  Peru:\n    people: {as of 2020: 3, as of 2032: 3}\n"
    assert found(check, text, "QK205") == [(8, "`people` is later than the deck's `as of: 2024`")]
