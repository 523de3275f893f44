"""Wordings are taken apart and printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.model import PartMode, Slot
from quizkit.questions.wording import (
    WordingFault,
    expand,
    names_one_thing,
    parse,
    render,
    slots,
    tidy,
)


def printed(text: str, *parts: int) -> str:
    return render(parse(text), parts, lambda slot: slot.role or slot.kind)


def test_parts_keep_their_order_and_mode():
    modes = [part.mode for part in parse("The [!{date} ]visit[ to {to}].").parts]
    assert modes == [
        PartMode.BARE,
        PartMode.FORCED,
        PartMode.BARE,
        PartMode.OPTIONAL,
        PartMode.BARE,
    ]


def test_placeholders_are_told_apart():
    found = list(slots(parse("{when} {it} {on date} {who} {count} {scope} {view}")))
    assert found == [
        Slot("when"),
        Slot("it"),
        Slot("on", "date"),
        Slot("role", "who"),
        Slot("count"),
        Slot("scope"),
        Slot("view"),
    ]


def test_escaped_marks_are_text():
    assert printed(r"What is \[x\] in \{y\}?") == "What is [x] in {y}?"


@pytest.mark.parametrize(
    ("text", "offset"),
    [("a [b", 2), ("a b]", 3), ("a [b [c]]", 5), ("a []", 2), ("a {b", 2), ("a b}", 3), ("{}", 0)],
)
def test_marks_without_a_partner_are_faults_with_a_place(text, offset):
    with pytest.raises(WordingFault) as caught:
        parse(text)
    assert (caught.value.code, caught.value.offset) == ("QK121", offset)


@pytest.mark.property
@given(st.text(alphabet="ab{}[]!\\ ", max_size=30))
def test_any_text_is_read_or_is_a_fault(text):
    try:
        template = parse(text)
    except WordingFault:
        return
    assert isinstance(render(template, range(len(template.parts)), lambda slot: "x"), str)


def test_what_a_kind_is_called_takes_the_place_of_it():
    whole = expand(parse("Who led {it}?"), parse("the [!{date} ]trip[ to {to}]"))
    assert render(whole, (2,), lambda slot: "1992") == "Who led the 1992 trip?"
    assert names_one_thing(parse("Who led {it}?"))
    assert not names_one_thing(parse("Who went?"))


def test_inside_a_part_it_brings_only_what_is_bare():
    whole = expand(parse("Who went[ with {it}]?"), parse("the [!{date} ]trip[ to {to}]"))
    assert render(whole, (1,), lambda slot: "?") == "Who went with the trip?"


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((), "Did, in the end, the visit happen?"),
        ((1,), "Did, in the end, the old visit happen?"),
        ((1, 3), "Did, in the end, the old visit to Hanoi happen?"),
    ],
)
def test_blanks_and_marks_close_up_around_what_is_left_out(parts, text):
    whole = parse("did, in the end, the [{of} ]visit [ to {to}] happen ?")
    assert render(whole, parts, lambda slot: {"of": "old", "to": "Hanoi"}[slot.role]) == text


def test_the_end_goes_before_the_final_mark():
    whole = parse("Who went?")
    assert render(whole, (), str, end=", according to X") == "Who went, according to X?"


def test_the_first_letter_is_a_capital_even_after_a_quotation_mark():
    assert tidy('"the end" of it.') == '"The end" of it.'
    assert tidy("đi đâu?") == "Đi đâu?"


@pytest.mark.property
@given(st.text(max_size=60))
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize("text", ["Who wrote .NET in C?", "Is %50 half?", "What is !x in C?"])
def test_a_sign_that_begins_a_word_keeps_its_blank(text: str):
    assert tidy(text) == text
