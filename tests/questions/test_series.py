"""Steps and numbers in a row."""

from quizkit.model import FacetId, Form, Way
from quizkit.questions.ask import Asker
from tests.decks_as_text import deck

TRADE = """
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
    - {id: n1, of: rice, at: 1995, value: 0.45 billion USD}
    - {id: n2, of: rice, at: 2005, value: 7.8 billion USD}
    - {id: n3, of: rice, at: 2020, value: about 8 billion USD}
    - {id: n4, of: tea, at: 1990, value: 5 million USD}
    - {id: n5, of: salt, at: 1990, value: 5 million t}
    - {id: n6, of: salt, at: 1995, value: 9 million USD}
"""
STEPS = """
kinds:
  recipe:
    roles:
      of: text
      steps:
        is: steps
        ask: "Put the steps of {of} in order."
        ask after: "Which step of {of} comes right after {step}?"
facts:
  recipe:
    - {id: s1, of: tea, steps: [boil water, warm the pot, add leaves, pour, wait]}
    - {id: s2, of: ink, steps: [grind, grind finely, mix]}
"""


def asked(text: str, facet: str, way: Way) -> list[tuple[str, str]]:
    asker = Asker(deck(text))
    found = asker.wordings(FacetId(f"x/{facet}"), Form.FLIP, seed="1")
    return [(each.stem, each.answer) for each in found if each.plan.way is way]


def test_a_number_is_set_beside_its_first_and_its_last_before():
    assert asked(TRADE, "n2#value", Way.LARGER) == [
        ("In which year was trade in rice larger, 1995 or 2005?", "2005")
    ]
    assert asked(TRADE, "n2#value", Way.TIMES) == [
        (
            "About how many times as large was trade in rice in 2005 as in 1995?",
            "about 17",
        )
    ]
    stems = [stem for stem, _ in asked(TRADE, "n3#value", Way.TIMES)]
    assert stems == ["About how many times as large was trade in rice in 2020 as in 1995?"]


def test_numbers_that_may_be_equal_or_of_other_units_are_not_compared():
    near = TRADE.replace("about 8 billion", "7.8 billion")
    assert [s for s, _ in asked(near, "n3#value", Way.LARGER) if "2005" in s] == []
    assert asked(TRADE, "n6#value", Way.LARGER) == []
    assert asked(TRADE, "n4#value", Way.LARGER) == []


def test_of_two_times_the_other_one_is_the_wrong_option():
    asker = Asker(deck(TRADE))
    found = asker.wordings(FacetId("x/n2#value"), Form.CHOICE, seed="1")
    (larger,) = (each for each in found if each.plan.way is Way.LARGER)
    assert larger.options == ("1995", "2005")
    assert larger.keys == (1,)
    assert larger.guess == 0.5


def test_what_comes_after_each_step():
    assert asked(STEPS, "s1#steps", Way.AFTER) == [
        ("Which step of tea comes right after boil water?", "warm the pot"),
        ("Which step of tea comes right after warm the pot?", "add leaves"),
        ("Which step of tea comes right after add leaves?", "pour"),
        ("Which step of tea comes right after pour?", "wait"),
    ]


def test_a_step_that_holds_the_answer_is_not_printed():
    stems = [stem for stem, _ in asked(STEPS, "s2#steps", Way.AFTER)]
    assert stems == [
        "Which step of ink comes right after grind?",
        "Which step of ink comes right after grind finely?",
    ]
    back = STEPS.replace("[grind, grind finely, mix]", "[grind finely, grind, mix]")
    assert [stem for stem, _ in asked(back, "s2#steps", Way.AFTER)] == [
        "Which step of ink comes right after grind?"
    ]


def test_steps_are_put_in_order_and_not_typed_as_a_set():
    asker = Asker(deck(STEPS))
    assert Form.ORDER in asker.forms(FacetId("x/s1#steps"))
    typed = asker.wordings(FacetId("x/s1#steps"), Form.TYPED, seed="1")
    assert all(each.plan.way is Way.AFTER for each in typed)


def test_the_wrong_steps_are_neither_the_answer_nor_the_printed_one():
    asker = Asker(deck(STEPS))
    for question in asker.wordings(FacetId("x/s1#steps"), Form.CHOICE, seed="1"):
        printed = question.stem.partition("after ")[2].rstrip("?")
        assert printed not in question.options
        assert len(set(question.options)) == len(question.options) == 3
