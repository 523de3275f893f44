"""The bundled deck of elements: counts, facts known by hand, both languages, and its script."""

from collections import Counter
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from quizkit.decks import load
from quizkit.model import Deck, Fact, Named

FOLDER = Path(__file__).parents[2] / "decks" / "elements"
PACKAGES = {"periodictable": "2.1.0", "mendeleev": "1.3.0", "chemlib": "2.2.4"}
BOTH = {"en", "vi"}


@cache
def deck() -> Deck:
    return load(FOLDER)


@cache
def facts() -> dict[str, Fact]:
    return {fact.id: fact for fact in deck().facts}


def missing(packages: dict[str, str]) -> str:
    """Return which package is not there in the version that the script was run with."""
    for name, wanted in packages.items():
        try:
            if version(name) != wanted:
                return f"{name} is not {wanted}"
        except PackageNotFoundError:
            return f"{name} is not installed"
    return ""


def shown(fact: Fact) -> dict[str, str]:
    """Return the values of a fact as text."""
    return {role: value[4] if len(value) > 2 else value[0] for role, value in fact.values.items()}


def test_it_loads_without_a_problem():
    assert deck().problems == ()


def test_it_has_118_elements():
    kinds = Counter(fact.kind for fact in deck().facts)
    assert kinds["symbol of an element"] == 118
    assert kinds["place of an element"] == 118
    places = [shown(fact) for fact in deck().facts if fact.kind == "place of an element"]
    assert [int(place["number"]) for place in places] == list(range(1, 119))
    assert Counter(place["period"] for place in places) == dict(
        zip("1234567", (2, 8, 8, 18, 18, 32, 32), strict=True)
    )


@pytest.mark.parametrize(
    ("symbol", "name", "number", "period", "group"),
    [
        ("po", "polonium", "84", "6", "16"),
        ("fe", "iron", "26", "4", "8"),
        ("na", "sodium", "11", "3", "1"),
        ("au", "gold", "79", "6", "11"),
        ("og", "oganesson", "118", "7", "18"),
        ("u", "uranium", "92", "7", None),
        ("lu", "lutetium", "71", "6", None),
        ("h", "hydrogen", "1", "1", None),
    ],
)
def test_places_known_by_hand(symbol, name, number, period, group):
    place = shown(facts()[f"{symbol}.place"])
    assert place["element"] == name
    assert (place["number"], place["period"], place.get("group")) == (number, period, group)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("tungsten", "W"), ("potassium", "K"), ("mercury", "Hg"), ("antimony", "Sb"), ("tin", "Sn")],
)
def test_symbols_known_by_hand(name, symbol):
    fact = facts()[f"{symbol.lower()}.symbol"]
    assert shown(fact) == {"element": name, "symbol": symbol}


@pytest.mark.parametrize(
    ("symbol", "family"),
    [
        ("he", "noble gases"),
        ("k", "alkali metals"),
        ("ca", "alkaline earth metals"),
        ("br", "halogens"),
        ("nd", "lanthanides"),
        ("pu", "actinides"),
    ],
)
def test_families_known_by_hand(symbol, family):
    assert facts()[f"{symbol}.family"].values["family"] == Named(family)


@pytest.mark.parametrize("symbol", ["h", "fe", "og", "ts", "la", "si", "hg"])
def test_no_family_that_is_disputed(symbol):
    assert f"{symbol}.family" not in facts()


def test_every_name_and_every_wording_is_there_in_both_languages():
    for name in deck().names.values():
        assert "vi" in name.spellings, name.name
    for kind in deck().kinds.values():
        assert set(kind.says) == BOTH
        for role in kind.roles.values():
            assert not role.ask or set(role.ask) == BOTH
            assert all(len(wordings) >= 2 for wordings in role.ask.values())
    assert deck().names["iron"].spellings["vi"] == "sắt"
    assert deck().names["sodium"].spellings["vi"] == "sodium"
    assert deck().names["aluminium"].aka == ("aluminum",)


def test_every_fact_names_declared_sources():
    for fact in deck().facts:
        assert fact.source
        for cited in fact.source.split("; "):
            assert cited.split()[0] in deck().sources


@pytest.mark.skipif(bool(missing(PACKAGES)), reason=missing(PACKAGES))
def test_the_script_writes_what_is_there():
    from decks.elements.make import generate

    for name, text in generate().items():
        assert (FOLDER / name).read_text("utf-8") == text, name
