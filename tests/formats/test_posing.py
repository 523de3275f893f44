"""Questions as they go out: which facets, in which form, with what beside them."""

from collections import Counter
from pathlib import Path

import pytest

from quizkit.decks import load
from quizkit.formats.posed import plain_name
from quizkit.formats.posing import ORDER, Wish, pose
from quizkit.model import Form, Severity
from quizkit.questions.ask import Asker

RIVERS = """
quizkit: 1
deck: rivers
title: Rivers
language: en
sources:
  atlas: {title: An atlas}
kinds:
  river:
    says: "The {name} flows into {mouth}."
    roles:
      name:  {is: text, one: yes, ask: "Which river flows into {mouth}?"}
      mouth: {is: text, one: yes, ask: "Into what does the {name} flow?"}
      length: {is: number, one: yes, ask: "How long is the {name}?"}
facts:
  river:
    - {id: a1, name: Huong, mouth: Tam Giang Lagoon, length: 80 km, source: atlas p. 3,
       note: In Hue., tags: [hue]}
    - {id: a2, name: Thames, mouth: the North Sea, length: 346 km, tags: [far]}
    - {id: a3, name: Rhone, mouth: the Mediterranean, length: 813 km}
    - {id: a4, name: Amazon, mouth: the Atlantic, length: about 6400 km}
cards:
  - id: c1
    q: Why do rivers bend in a plain?
    a: The outer bank is worn away and the inner one grows, so bends grow
"""


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker(load(Path("rivers.yaml"), opener=lambda _: RIVERS.encode()))


def test_each_facet_goes_out_once_in_the_best_form_that_the_target_holds(asker: Asker) -> None:
    found = pose(asker, order=ORDER, wish=Wish(), target="x")
    assert [each.id for each in found.questions] == list(asker.survey.facets)
    forms = {each.id: each.form for each in found.questions}
    assert forms["rivers/a1#mouth"] is Form.CHOICE
    assert forms["rivers/c1#card"] is Form.FLIP
    assert found.losses == ()


def test_what_the_target_cannot_hold_is_told_and_left_out(asker: Asker) -> None:
    found = pose(asker, order=(Form.CHOICE, Form.TYPED), wish=Wish(), target="gift")
    (lost,) = found.losses
    assert (lost.code, lost.severity) == ("QK901", Severity.WARNING)
    assert lost.message == "gift cannot ask c1#card: left out"
    assert (lost.fact, lost.role, lost.at.line) == ("c1", "card", 24)
    assert lost.notes[0].text.startswith("it can be asked as flip; gift takes choice, typed")
    assert len(found.questions) == len(asker.survey.facets) - 1


def test_with_forms_each_facet_goes_out_in_each_and_says_so_in_its_id(asker: Asker) -> None:
    wish = Wish(forms=(Form.TYPED, Form.CHOICE), kinds=("river",))
    found = pose(asker, order=ORDER, wish=wish, target="x")
    assert Counter(each.form for each in found.questions) == {Form.CHOICE: 12, Form.TYPED: 12}
    assert len({each.id for each in found.questions}) == 24
    assert {each.id.rpartition("/")[2] for each in found.questions} == {"choice", "typed"}
    only = pose(asker, order=ORDER, wish=Wish(forms=(Form.TYPED,), kinds=("river",)), target="x")
    assert {each.id for each in only.questions} <= set(asker.survey.facets)


def test_facets_asked_together_go_out_once(asker: Asker) -> None:
    wish = Wish(forms=(Form.MATCH,), kinds=("river",))
    found = pose(asker, order=(Form.MATCH,), wish=wish, target="x")
    assert found.questions
    asked = {facet for each in found.questions for facet in each.question.facets}
    lost = {f"rivers/{each.fact}#{each.role}" for each in found.losses}
    assert asked | lost == {facet for facet in asker.survey.facets if "/a" in facet}
    assert not asked & lost


def test_a_number_draws_facts_before_second_facets_and_keeps_the_order(asker: Asker) -> None:
    found = pose(asker, order=ORDER, wish=Wish(most=5), target="x")
    ids = [each.id for each in found.questions]
    assert len({each.partition("#")[0] for each in ids}) == 5
    assert ids == sorted(ids, key=list(asker.survey.facets).index)
    assert found == pose(asker, order=ORDER, wish=Wish(most=5), target="x")
    others = [
        [each.id for each in pose(asker, order=ORDER, wish=Wish(most=5, seed=s), target="x")[1]]
        for s in "abcdef"
    ]
    assert any(each != ids for each in others)


def test_tags_and_kinds_narrow(asker: Asker) -> None:
    tagged = pose(asker, order=ORDER, wish=Wish(tags=("hue", "far")), target="x").questions
    assert {each.id.partition("#")[0] for each in tagged} == {"rivers/a1", "rivers/a2"}
    cards = pose(asker, order=ORDER, wish=Wish(kinds=("card",)), target="x").questions
    assert [each.kind for each in cards] == ["card"]


def test_what_stands_beside_a_question(asker: Asker) -> None:
    found = {each.id: each for each in pose(asker, order=ORDER, wish=Wish(), target="x").questions}
    each = found["rivers/a1#mouth"]
    assert (each.kind, each.note, each.tags) == ("river", "In Hue.", ("hue",))
    assert each.source == "An atlas, p. 3"
    assert each.evidence == "The Huong flows into Tam Giang Lagoon."
    assert each.at.line == 17
    assert each.name == plain_name("rivers/a1#mouth") == "q8c2b44150010c8b8"
    number = found["rivers/a4#length"].quantity
    assert number is not None
    assert (number.value, number.tolerance, number.unit) == (6400, 640, "km")
    assert found["rivers/a1#length"].quantity.tolerance * 2 == 1
