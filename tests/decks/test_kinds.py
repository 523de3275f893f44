"""The kinds that ship with quizkit: their roles, and that each asked role has two wordings."""

import pytest

from quizkit.decks.builtin import kind, names
from quizkit.model import PartMode, Template
from quizkit.questions.wording import expand, render, slots

ROLES = {
    "visit": "who as to date with",
    "meeting": "who with place date",
    "delegation": "leader host of to date",
    "agreement": "what between about date",
    "announcement": "who what for date",
    "office": "who office of from until at",
    "measure": "of value at",
    "membership": "member of from until",
    "founding": "what by place date",
    "naming": "what after",
    "attribute": "of name value",
    "event": "what place date by",
}
ONE = {
    ("agreement", "date"),
    ("attribute", "value"),
    ("event", "date"),
    ("event", "place"),
    ("founding", "date"),
    ("founding", "place"),
    ("measure", "value"),
    ("naming", "after"),
}


def wordings(name: str) -> list[tuple[str, Template]]:
    """Return each wording of a kind with the role it asks for, `{it}` replaced."""
    found = kind(name)
    called = found.called.get("en")
    texts = [
        (role.name, text)
        for role in found.roles.values()
        for text in (*role.ask.get("en", ()), *role.ask_all.get("en", ()))
    ]
    return [(role, expand(text, called)) for role, text in texts]


@pytest.mark.parametrize("name", ROLES)
def test_a_kind_has_the_roles_that_the_design_names(name: str) -> None:
    assert name in names()
    assert set(kind(name).roles) == set(ROLES[name].split())


@pytest.mark.parametrize("name", ROLES)
def test_an_asked_role_has_two_wordings(name: str) -> None:
    for role in kind(name).roles.values():
        for asked in (role.ask, role.ask_all):
            assert len(asked.get("en", ())) != 1
    assert wordings(name)


@pytest.mark.parametrize("name", ROLES)
def test_a_kind_has_a_statement(name: str) -> None:
    assert kind(name).says["en"]


@pytest.mark.parametrize("name", ROLES)
def test_a_wording_never_prints_bare_what_it_asks_for(name: str) -> None:
    for role, text in wordings(name):
        assert role not in [slot.role for slot in slots(text, PartMode.BARE)]


@pytest.mark.parametrize("name", ROLES)
def test_a_wording_reads_whole_with_all_its_parts_and_with_none(name: str) -> None:
    for _, text in wordings(name):
        for printed in ((), range(len(text.parts))):
            sentence = render(text, printed, lambda slot: slot.role or slot.kind)
            assert sentence[0].isupper()
            assert sentence[-1] in "?."
            assert not {"  ", " ?", " ,", ",,", ",?"} & {
                sentence[n : n + 2] for n in range(len(sentence) - 1)
            }


def test_few_roles_promise_that_the_world_has_one_value() -> None:
    found = {(name, role.name) for name in ROLES for role in kind(name).roles.values() if role.one}
    assert found == ONE


@pytest.mark.parametrize("place", sorted(ONE))
def test_a_wording_of_a_role_with_one_value_names_the_thing(place: tuple[str, str]) -> None:
    name, role = place
    naming = {"measure": "of", "attribute": "of"}.get(name, "what")
    for asked, text in wordings(name):
        if asked == role:
            assert naming in [slot.role for slot in slots(text, PartMode.BARE)]
