"""The kinds that ship with quizkit: their roles, and that each asked role has two wordings."""

import pytest

from quizkit.decks.builtin import kind, names
from quizkit.model import PartMode, Template
from quizkit.questions.wording import expand, slots

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
    "birth": "who place date",
    "death": "who place date",
    "election": "who office date over",
    "battle": "name place date winner",
    "law": "what by date about",
    "work": "title by date",
    "discovery": "what by date",
    "definition": "term meaning",
    "sequence": "of steps",
    "place": "name in",
    "organisation": "name,led by,in",
    "quotation": "words by date",
    "abbreviation": "short long",
    "element": "name symbol number",
}
LANGUAGES = ("en", "vi")
ONE = {
    ("abbreviation", "long"),
    ("abbreviation", "short"),
    ("agreement", "date"),
    ("attribute", "value"),
    ("battle", "date"),
    ("battle", "place"),
    ("battle", "winner"),
    ("birth", "date"),
    ("birth", "place"),
    ("death", "date"),
    ("death", "place"),
    ("definition", "meaning"),
    ("discovery", "date"),
    ("element", "name"),
    ("element", "number"),
    ("element", "symbol"),
    ("event", "date"),
    ("event", "place"),
    ("founding", "date"),
    ("founding", "place"),
    ("law", "date"),
    ("measure", "value"),
    ("naming", "after"),
    ("organisation", "in"),
    ("organisation", "led by"),
    ("place", "in"),
    ("quotation", "by"),
    ("sequence", "steps"),
    ("work", "date"),
}
NAMING = {
    "abbreviation": ("short", "long"),
    "attribute": ("of",),
    "battle": ("name",),
    "birth": ("who",),
    "death": ("who",),
    "definition": ("term",),
    "element": ("name", "symbol", "number"),
    "measure": ("of",),
    "organisation": ("name",),
    "place": ("name",),
    "quotation": ("words",),
    "sequence": ("of",),
    "work": ("title",),
}
"""Roles that name the one thing, where that is not `what`."""


def roles_of(name: str) -> set[str]:
    """Return the roles that the design names."""
    return set(ROLES[name].split("," if "," in ROLES[name] else None))


def wordings(name: str, language: str) -> list[tuple[str, Template]]:
    """Return each question of a kind with the role it asks for, `{it}` replaced."""
    found = kind(name)
    called = found.called.get(language)
    texts = [
        (role.name, text)
        for role in found.roles.values()
        for asked in role.wordings.values()
        for text in asked.get(language, ())
    ]
    texts += [("how many", text) for text in found.ask_how_many.get(language, ())]
    return [(role, expand(text, called)) for role, text in texts]


@pytest.mark.parametrize("name", ROLES)
def test_a_kind_has_the_roles_that_the_design_names(name: str) -> None:
    assert name in names()
    assert set(kind(name).roles) == roles_of(name)


def test_there_are_no_other_kinds() -> None:
    assert set(names()) == set(ROLES)


@pytest.mark.parametrize("name", ROLES)
def test_each_way_to_ask_has_two_wordings_in_each_language(name: str) -> None:
    found = kind(name)
    ways = [asked for role in found.roles.values() for asked in role.wordings.values()]
    for asked in (*ways, found.ask_how_many):
        assert not asked or {tag: len(asked[tag]) >= 2 for tag in asked} == dict.fromkeys(
            LANGUAGES, True
        )
    assert any(ways)


def test_most_roles_have_three_wordings() -> None:
    asked = [role.ask or role.ask_all for name in ROLES for role in kind(name).roles.values()]
    for language in LANGUAGES:
        counts = [len(texts[language]) for texts in asked if texts]
        assert sum(count >= 3 for count in counts) > 0.8 * len(counts)


@pytest.mark.parametrize("name", ROLES)
def test_a_kind_has_a_statement_and_a_name_in_each_language(name: str) -> None:
    found = kind(name)
    for language in LANGUAGES:
        assert found.says[language]
        assert found.called[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ROLES)
def test_no_wording_prints_bare_what_it_asks_for(name: str, language: str) -> None:
    for role, text in wordings(name, language):
        assert role not in [slot.role for slot in slots(text, PartMode.BARE)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ROLES)
def test_no_wording_prints_a_role_twice_outside_brackets(name: str, language: str) -> None:
    for _, text in wordings(name, language):
        bare = [slot.role for slot in slots(text, PartMode.BARE) if slot.role]
        assert len(bare) == len(set(bare))


@pytest.mark.parametrize("name", ROLES)
def test_both_languages_can_ask_with_the_same_roles(name: str) -> None:
    for role in kind(name).roles.values():
        for asked in role.wordings.values():
            english, vietnamese = (
                {slot.role for text in asked.get(tag, ()) for slot in slots(text) if slot.role}
                for tag in LANGUAGES
            )
            assert english == vietnamese


def test_few_roles_promise_that_the_world_has_one_value() -> None:
    found = {(name, role.name) for name in ROLES for role in kind(name).roles.values() if role.one}
    assert found == ONE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", sorted(ONE))
def test_a_role_with_one_value_is_asked_by_naming_the_thing(
    place: tuple[str, str], language: str
) -> None:
    name, role = place
    naming = {*NAMING.get(name, ("what",))} - {role}
    for text in kind(name).roles[role].ask.get(language, ()):
        whole = expand(text, kind(name).called.get(language))
        assert naming & {slot.role for slot in slots(whole, PartMode.BARE)}
