"""Texts that stand for numbers are sorted, and the key's rank tells nothing."""

from collections import Counter

import pytest

from quizkit.model import Form, Named, Number, Text
from quizkit.questions.ask import Asker
from quizkit.questions.material import Material
from quizkit.questions.sizes import sized
from quizkit.values.dates import read_date
from quizkit.values.numbers import read_number
from quizkit.values.words import builtin
from tests.decks_as_text import deck

GAPS = """
kinds:
  gap:
    called: "the gap of {name}"
    roles:
      name: work
      best: {is: text, ask: "Which gap was best in {it}?"}
facts:
  gap:
"""


def asker_of(*gaps: str) -> Asker:
    rows = "".join(
        f"    - {{name: Study {'ABCDE'[n]}, best: {gap}}}\n" for n, gap in enumerate(gaps)
    )
    return Asker(deck(GAPS + rows))


def drawn(asker: Asker, text: str) -> list[tuple[tuple[str, ...], int]]:
    facet = next(
        facet for facet in asker.planner.facets if asker.planner.plans(facet)[0].accepted[0] == text
    )
    found = [asker.question(facet, Form.CHOICE, seed=f"rank:{n}") for n in range(600)]
    return [(question.options, question.keys[0]) for question in found]


@pytest.mark.parametrize(
    "gaps",
    [
        ("1 day", "7 days", "28 days", "56 days", "90 days"),
        ("6", "5", "7", "11", "9"),
        ("5th", "20th", "30th", "21st", "22nd"),
    ],
)
def test_texts_that_stand_for_numbers_are_sorted_with_every_rank_as_likely(gaps):
    order = sorted(gaps, key=lambda text: int("".join(filter(str.isdigit, text))))
    ranks = Counter()
    for options, key in drawn(asker_of(*gaps), Text(order[2])):
        assert sorted(options, key=order.index) == list(options)
        ranks[key] += 1
    assert all(150 < ranks[rank] < 250 for rank in range(3))


def test_other_units_are_left_out_where_there_are_enough_of_the_key_s():
    asker = asker_of("7 days", "28 days", "56 days", "4 weeks", "some weeks")
    assert {text for options, _ in drawn(asker, Text("28 days")) for text in options} == {
        *("7 days", "28 days", "56 days")
    }


def test_texts_of_several_units_are_shuffled():
    places = Counter(
        key for _, key in drawn(asker_of("7 days", "4 weeks", "2 hours"), Text("4 weeks"))
    )
    assert all(150 < places[place] < 250 for place in range(3))


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (Text("56 days"), ("text day", 56.0)),
        (Text("1 day"), ("text day", 1.0)),
        (Text("22nd"), ("text th", 22.0)),
        (Text("1,500"), ("text ", 1500.0)),
        (Text("H2O"), None),
        (Text("Study 3"), None),
        (Text("3", member=True), ("text ", 3.0)),
        (Named("Hue"), None),
        (read_date("1992"), ("date", read_date("1992").first)),
        (read_number("97 million", builtin("en")), ("number", 97e6)),
    ],
)
def test_sizes(value: Text | Named | Number, size):
    asker = asker_of("7 days", "28 days", "56 days")
    material: Material = asker._stock.material(asker.planner.plans(asker.planner.facets[0])[0])
    assert sized(material, value) == size
