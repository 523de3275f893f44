"""What a wording could print comes cheapest first."""

from quizkit.model import PartMode, Precision, Role
from quizkit.questions.choices import Extra, choices, prepare, prepare_statement, role_cost
from quizkit.questions.wording import parse


def test_ways_to_print_ascend_in_cost_and_then_by_order():
    extra = (Extra(1, ("to",), 2, ()), Extra(2, ("host",), 4, ()), Extra(3, ("of",), 2, ()))
    found = choices((("date", Precision.DAY),), extra)
    costs = [choice.cost for choice in found]
    assert costs == sorted(costs)
    assert found[0].parts == ()
    assert [choice.parts for choice in found if choice.cost == 3][:3] == [(), (1,), (3,)]


def test_at_most_three_parts_are_printed():
    extra = tuple(Extra(n, (f"r{n}",), 2, ()) for n in range(5))
    assert max(len(choice.parts) for choice in choices((), extra)) == 3


def test_no_role_is_printed_twice():
    extra = (Extra(1, ("to",), 2, ()), Extra(2, ("to",), 2, ()))
    assert all(len(choice.parts) < 2 for choice in choices((), extra))


def test_costs_follow_the_type():
    types = ("city", "person", "text", "number", "enum", "list", "work")
    assert [role_cost(Role("x", type_)) for type_ in types] == [2, 4, 6, 6, 6, 6, 4]


def test_a_wording_that_prints_the_asked_role_is_broken():
    text = parse("Who is {who}?")
    assert prepare(text, text, "who", rank=0).broken
    assert not prepare(text, text, "to", rank=0).broken


def test_in_a_statement_the_asked_part_is_printed_always():
    whole = parse("{who} went[ to {to}][ {on date}].")
    wording = prepare_statement(whole, "to", rank=0)
    assert wording.bare == ("who",)
    assert [mode for _, mode, _ in wording.parts] == [PartMode.OPTIONAL]
