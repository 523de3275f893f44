"""JSON: as its schema says, with all that the deck says, and proved from the outside."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from quizkit.formats.plain import values
from quizkit.formats.posed import Posing
from quizkit.formats.posing import Wish, pose
from quizkit.model import Form
from tests.formats.banked import NAMES, asker_of
from tests.questions.solver import verify

SCHEMA = json.loads(Path(values.__file__).with_suffix(".schema.json").read_text(encoding="utf-8"))
SMALL = ("hostile", "odd")
DECKS = sorted(set(NAMES) - {*SMALL, "countries"})


def exported(name: str, *, forms: tuple[Form, ...] = values.ORDER) -> Posing:
    return pose(asker_of(name), order=values.ORDER, wish=Wish(forms=forms), target="x")


def document(posing: Posing) -> dict[str, Any]:
    found = json.loads(values.write(posing).files[""])
    assert isinstance(found, dict)
    return found


def strict(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with every field that it does not list refused."""
    found = copy.deepcopy(schema)
    for each in (found, *found["$defs"].values()):
        if "properties" in each:
            each["unevaluatedProperties"] = False
    for shared in ("heart",):
        del found["$defs"][shared]["unevaluatedProperties"]
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", SMALL)
def test_a_deck_is_as_the_schema_says_and_every_question_is_proved(name: str) -> None:
    posing = exported(name)
    found = document(posing)
    jsonschema.Draft202012Validator(strict(SCHEMA)).validate(found)
    # A sentence begins with a large letter, even behind a bracket: that text is not found in it.
    assert [fault for fault in verify(found) if "[sound:x.mp3]" not in fault] == []
    check(posing, found)


@pytest.mark.slow
@pytest.mark.property
@pytest.mark.parametrize("name", DECKS)
def test_every_deck_that_ships_as_well(name: str) -> None:
    posing = exported(name, forms=())
    found = document(posing)
    jsonschema.Draft202012Validator(strict(SCHEMA)).validate(some(found))
    assert verify(found, some(found)["questions"]) == []
    check(posing, found)


def some(found: dict[str, Any]) -> dict[str, Any]:
    """Return a document with 100 of each of its lists: the validator takes its time."""
    return {
        name: each[:: max(1, len(each) // 100)] if isinstance(each, list) else each
        for name, each in found.items()
    }


def check(posing: Posing, found: dict[str, Any]) -> None:
    deck = posing.asker.deck
    assert [fact["id"] for fact in found["facts"]] == [fact.id for fact in deck.facts]
    assert [card["id"] for card in found["cards"]] == [card.id for card in deck.cards]
    assert set(found["kinds"]) == set(deck.kinds)
    assert [each["id"] for each in found["questions"]] == [each.id for each in posing.questions]
    facets = {each["facet"]: each for each in found["facets"]}
    for posed, each in zip(posing.questions, found["questions"], strict=True):
        question = posed.question
        assert (each["stem"], each["key"]) == (question.stem, question.answer)
        assert (each["options"], each["keys"]) == (list(question.options), list(question.keys))
        assert each["right"] == list(posed.accepted)
        assert (each["note"], each["evidence"], each["source"]) == (
            posed.note,
            posed.evidence,
            posed.source,
        )
        for facet in question.facets or (question.facet,):
            assert len(facets[facet]["plans"]) == len(posing.asker.planner.plans(facet))
    assert not {path for fact in found["facts"] if (path := fact["path"]).startswith(("/", ".."))}


def test_nothing_is_lost_not_even_what_no_other_program_can_ask() -> None:
    posing = exported("vietnam-us", forms=())
    done = values.write(posing)
    assert done.losses == ()
    assert {each.question.facet for each in posing.questions} == set(posing.asker.survey.facets)


def test_some_questions_bring_only_their_own_facets() -> None:
    asker = asker_of("vietnam-us")
    few = pose(asker, order=values.ORDER, wish=Wish(most=3, seed="5"), target="x")
    found = document(few)
    assert len(found["questions"]) == len(found["facets"]) == 3
    assert found["seed"] == "5"
    assert len(found["facts"]) == len(asker.deck.facts)


def test_the_same_twice_is_the_same() -> None:
    posing = exported("odd")
    assert values.write(posing).files == values.write(posing._replace(at=99)).files
