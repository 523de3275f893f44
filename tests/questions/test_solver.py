"""The solver knows which numbers are certainly two numbers, and is deceived by none."""

import copy

import pytest

from quizkit.questions.ask import Asker
from tests.decks_as_text import deck
from tests.questions.solver import number_out, verify
from tests.questions.test_ask import output

BRIDGES = """
kinds:
  bridge:
    roles:
      name: {is: work, ask: "Which bridge is {long} long[ and {wide} wide]?"}
      long: number
      wide: number
  trip:
    roles:
      name: {is: work, ask: "Which trip takes {time}?"}
      time: number
facts:
  trip:
    - {name: Short Trip, time: 1 day}
    - {name: Long Trip, time: 6 days}
  bridge:
    - {name: Low Bridge, long: 40 m, wide: 5 m}
    - {name: High Bridge, long: about 42 m, wide: 7 m}
    - {name: Far Bridge, long: over 90 m, wide: 9 m}
    - {name: Long Bridge, long: 120 m, wide: 11 m}
"""


@pytest.fixture(scope="module")
def good() -> dict:
    return output(Asker(deck(BRIDGES)))


def number(value: str, unit: str = "", *, bound: str = "", step: str = "0.5") -> dict:
    return {"type": "number", "value": value, "unit": unit, "bound": bound, "step": step}


def printed(found: dict) -> dict:
    bound = {"bound": found["bound"]} if found["bound"] else {}
    return {"number": found["value"], "unit": found["unit"]} | bound


def test_numbers_in_a_stem_are_proved(good):
    stems = {question["stem"] for question in good["questions"]}
    assert "Which trip takes 1 day?" in stems
    assert "Which bridge is 40 m long and 5 m wide?" in stems
    assert verify(good) == []


def test_a_number_that_may_be_the_printed_one_is_missed_by_nobody(good):
    bad = copy.deepcopy(good)
    for fact in bad["facts"]:
        if fact["roles"]["name"]["value"] == "Long Trip":
            fact["roles"]["time"] = number("1.2", "days", step="0.05")
    assert any(fault.startswith("x/") and "left" in fault for fault in verify(bad))


@pytest.mark.parametrize(
    ("one", "two", "out"),
    [
        (number("3"), number("4"), True),
        (number("3"), number("3.4", step="0.05"), False),
        (number("1", "day"), number("6", "days"), True),
        (number("1", "m"), number("6", "ms"), False),
        (number("1", "m"), number("6"), False),
        (number("40", bound="about"), number("44"), False),
        (number("40", bound="about"), number("46"), True),
        (number("90", bound="over"), number("120"), False),
        (number("90", bound="over"), number("80"), True),
        (number("90", bound="up to"), number("120"), True),
        (number("90", bound="under"), number("80"), False),
        (number("75", step="5"), number("79"), False),
    ],
)
def test_numbers_are_two_where_what_they_leave_open_is_apart(one, two, out):
    assert number_out(printed(one), two, one) is out
    assert number_out(printed(two), one, two) is out
