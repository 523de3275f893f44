"""The schema that editors get says yes to sound decks and no to misshapen ones."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from quizkit.decks import library, load
from quizkit.decks.events import read
from quizkit.decks.jsonschema import DIALECT, deck_schema
from quizkit.decks.tree import plain

LANGUAGE = deck_schema()
HEAD = "quizkit: 1\ndeck: x\ntitle: X\nlanguage: en\n"


def faults(text: str, schema: dict[str, Any] = LANGUAGE) -> list[str]:
    """Return what a validator says of a deck as an editor reads it: some texts are numbers."""
    root = read(text.encode(), "deck.yaml").root
    found = jsonschema.Draft202012Validator(schema).iter_errors(_as_edited(plain(root)))
    return [error.message for error in found]


def _as_edited(node: object) -> object:
    if isinstance(node, dict):
        return {key: _as_edited(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_as_edited(value) for value in node]
    text = str(node)
    return int(text) if text.isascii() and text.isdigit() else {"true": True}.get(text, text)


def test_it_is_a_schema_of_the_newest_dialect() -> None:
    jsonschema.Draft202012Validator.check_schema(LANGUAGE)
    assert LANGUAGE["$schema"] == DIALECT


def test_every_file_of_every_bundled_deck_has_this_shape() -> None:
    for place in library.places():
        deck = load(place)
        own = deck_schema(deck)
        for path in deck.paths:
            if Path(path).suffix == ".yaml":
                text = Path(path).read_text(encoding="utf-8")
                assert faults(text) == [], path
                assert faults(text, own) == [], path


@pytest.mark.parametrize(
    "text",
    [
        HEAD.replace("title: X\n", ""),
        HEAD.replace("deck: x", "deck: X Y"),
        HEAD.replace("quizkit: 1", "quizkit: 2"),
        HEAD + "fcats: {visit: []}",
        HEAD + "facts: {visit: [{whoo: Bill Clinton}]}",
        HEAD + "facts: {visit: {complete: of 2000}}",
        HEAD + "kinds: {trip: {roles: {who: {is: person, aks: x}}}}",
        HEAD + "names: {Hanoi: {the: maybe}}",
        HEAD + "cards: [{q: a, answer: b}]",
    ],
)
def test_what_quizkit_refuses_for_its_shape_is_refused(text: str) -> None:
    assert faults(text)


def test_a_deck_has_its_own_kinds_and_offers_its_names(tmp_path: Path) -> None:
    place = tmp_path / "deck.yaml"
    place.write_text(
        HEAD + "names: {Bill Clinton: person, Hanoi: city}\n"
        "kinds: {trip: {roles: {who: {is: person, ask: Who?}, rank: {is: [low, high]}}}}\n",
        encoding="utf-8",
    )
    schema = deck_schema(load(place))
    who = schema["$defs"]["trip fact"]["properties"]["who"]
    assert who["anyOf"][0] == {"enum": ["Bill Clinton"]}
    assert faults(HEAD + "facts: {trip: [{who: Ann, rank: low}]}", schema) == []
    assert faults(HEAD + "facts: {trip: [{who: Ann, rank: middle}]}", schema)
    assert faults(HEAD + "facts: {voyage: [{who: Ann}]}", schema)
    assert faults(HEAD + "facts: {voyage: [{who: Ann}]}") == []


def test_an_included_part_needs_no_head() -> None:
    assert faults("names: {Hanoi: city}") == []
