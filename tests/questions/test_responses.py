"""What a response names: in an order all options, in a match one for each sentence."""

import pytest

from quizkit.errors import ResponseError
from quizkit.model import Form, Question
from quizkit.questions.cards import card_plan
from quizkit.questions.responses import chosen
from quizkit.values.words import builtin
from tests.decks_as_text import deck

EN = builtin("en")


def question(form: Form, *options: str, prompts: int = 0) -> Question:
    card = deck("cards:\n  - {id: c, q: Why?, a: so}\n").cards[0]
    plan = card_plan(card, "card", "x/c#card", "en")
    return Question(
        facet=plan.facet,
        form=form,
        stem="Why?",
        options=options,
        keys=(0,),
        answer="",
        plan=plan,
        seed="1",
        prompts=("",) * prompts,
    )


ORDER = question(Form.ORDER, "egg", "moth, or butterfly", "grub")
MATCH = question(Form.MATCH, "Ann", "Bo", "Cy", prompts=3)
SIDES = question(Form.TRUE_FALSE, "True", "False")


@pytest.mark.parametrize(
    ("asked", "raw", "expected"),
    [
        *((ORDER, raw, (1, 0, 2)) for raw in ("2 1 3", "2,1,3", "213", " 2, 1 ,3 ", "2;1;3")),
        (ORDER, "Moth, or butterfly; EGG; grub", (1, 0, 2)),
        *((MATCH, raw, (2, 0, 1)) for raw in ("1c 2a 3b", "c a b", "cab", "3 1 2", "312")),
        *((MATCH, raw, (2, 0, 1)) for raw in ("2A,3B,1C", "1c2a3b", "1-c 2-a 3-b")),
        (MATCH, "1: c 2: a 3: b", (2, 0, 1)),
        *((MATCH, raw, (2, -1, 1)) for raw in ("1c 2- 3b", "c - b", "c-b", "3 0 2")),
        *((SIDES, raw, (0,)) for raw in ("1", "true", "TRUE", "t", "yes")),
        *((SIDES, raw, (1,)) for raw in ("2", "False", "f", "no", "wrong")),
    ],
)  # fmt: skip
def test_what_is_named(asked, raw, expected):
    assert chosen(asked, raw, EN) == expected


@pytest.mark.parametrize(
    ("asked", "raw"),
    [
        *((ORDER, raw) for raw in ("", "1", "1 2", "1 1 2", "1 2 4", "egg; grub", "1 2 3 3")),
        *((MATCH, raw) for raw in ("", "a", "a b", "a a b", "a b d", "1a 2b", "1a 1b 2c", "9")),
        *((SIDES, raw) for raw in ("", "3", "maybe", "12", "0")),
    ],
)  # fmt: skip
def test_what_names_nothing_is_refused(asked, raw):
    with pytest.raises(ResponseError):
        chosen(asked, raw, EN)


def test_the_words_of_the_language_are_read():
    vi = question(Form.TRUE_FALSE, "Đúng", "Sai")
    assert [chosen(vi, raw, builtin("vi")) for raw in ("đúng", "dung", "sai", "s", "không")] == [
        *[(0,)] * 2,
        *[(1,)] * 3,
    ]
