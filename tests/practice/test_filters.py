"""The filter's language: what it lets through, and what is said of what it cannot read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.model import FactRow
from quizkit.practice.filters import FilterError, Known, Subject, holds, read

KNOWN = Known(("visit", "symbol of an element"), ("war", "peace talks"), ("vietnam-us",))


def row(**changes) -> FactRow:
    fields = {
        "name": "vietnam-us/k7f3",
        "deck": "vietnam-us",
        "fact": "k7f3",
        "kind": "visit",
        "sentence": "",
        "standing": "learning",
        "known": 0.62,
        "due_days": 0,
        "facets": 3,
    }
    return FactRow(**{**fields, **changes})


def subject(text="le duc anh received john kerry in ha noi", being=("learning", "due"), **changes):
    shown = row(**changes)
    return Subject(
        shown.kind,
        shown.deck,
        shown.fact,
        ("war",),
        text=lambda: text,
        row=lambda: shown,
        being=lambda: frozenset(being),
    )


def passes(text: str, **changes) -> bool:
    return all(holds(term, subject(**changes)) for term in read(text, KNOWN))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "kerry",
        "Hà nội KERRY",
        '"duc anh"',
        '"Đức Anh" kind:visit',
        "-vessey",
        '-"anh duc"',
        "KIND:Visit",
        "tag:war -tag:\"peace talks\"",
        "deck:vietnam-us",
        "id:k7",
        "known<80 known>50 known<=62 known>=62 known=62 known:62%",
        "due:today due<1 due=0 -due>0",
        "state:learning is:due -is:suspended",
        "...",
    ],
)  # fmt: skip
def test_a_filter_lets_a_fact_through(text):
    assert passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "vessey",
        "-kerry",
        '"anh duc"',
        'kind:"symbol of an element"',
        "id:7f",
        "known<62",
        "due:tomorrow",
        "is:suspended",
        "state:known",
        "kerry vessey",
    ],
)
def test_a_filter_keeps_a_fact_out(text):
    assert not passes(text)


def test_what_has_no_figure_is_neither_above_nor_below():
    assert not passes("known<80", known=None)
    assert not passes("known>=0", known=None)
    assert not passes("due<9999", due_days=None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("knd:visit", "there is no knd:; did you mean kind:?"),
        ("xyzzy:1", "there is no xyzzy:; there are kind, tag, deck, id, state, is, due, known"),
        ("kind:vist", "kind:vist: there is no such kind; did you mean visit?"),
        ("kind:", 'kind: there are visit, "symbol of an element"'),
        ("kind<3", "kind<: kind is no figure; write kind:visit"),
        ("state:bad", "state:bad: there is no such state; there are new, learning, known, treated, "
         'suspended, refused, "not asked"'),
        ("known<abc", "known<abc: want a number from 0 to 100, as in known<80"),
        ("due:friday", "due:friday: want today, tomorrow or a number of days, "
         "as in due:today or due<7"),
        ('"le duc', '"le duc: the quotation mark " is not closed'),
        ('le"duc"', 'le"duc": put quotation marks around words that belong together'),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_what_may_stand_there(text, message):
    with pytest.raises(FilterError) as caught:
        read(text, KNOWN)
    assert str(caught.value) == message


def test_a_deck_without_tags_says_so():
    with pytest.raises(FilterError, match="tag:x: there is no tag here at all"):
        read("tag:x")


def test_what_needs_least_work_comes_first():
    assert [term.field for term in read("known<8 a tag:war is:new kind:visit", KNOWN)] == [
        "tag",
        "kind",
        "",
        "known",
        "is",
    ]


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    with suppress(FilterError):
        assert all(isinstance(holds(term, subject()), bool) for term in read(text, KNOWN))
