"""Write the generated files of this deck: names.yaml, the sheets, left-out.md.

Run with periodictable 2.1.0, mendeleev 1.3.0 and chemlib 2.2.4, from the project's folder:
`python -m decks.elements.make [FOLDER]`. The last two are read as data, so that they may be
installed without what they need.
"""

import csv
import sqlite3
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from typing import Final, NamedTuple

from periodictable import elements

from decks.making import Row, balanced, declared, flow, name_file, sheet, threes

HERE: Final = Path(__file__).parent
SPELLED: Final = {"aluminum": "aluminium", "cesium": "caesium"}
"""American spellings of the packages, and those of IUPAC."""
ALSO: Final = {"sulfur": ["sulphur"], "tungsten": ["wolfram"]}
VIETNAMESE: Final = {
    "aluminium": "nhôm",
    "copper": "đồng",
    "gold": "vàng",
    "iron": "sắt",
    "lead": "chì",
    "mercury": "thủy ngân",
    "silver": "bạc",
    "sulfur": "lưu huỳnh",
    "tin": "thiếc",
    "zinc": "kẽm",
}
"""The ten elements whose Vietnamese names stay; all others are called by their IUPAC names."""
FAMILIES: Final = {
    "Noble gases": ("noble gases", "khí hiếm"),
    "Alkali metals": ("alkali metals", "kim loại kiềm"),
    "Alkaline earth metals": ("alkaline earth metals", "kim loại kiềm thổ"),
    "Halogens": ("halogens", "nhóm halogen"),
    "Lanthanides": ("lanthanides", "họ lanthanide"),
    "Actinides": ("actinides", "họ actinide"),
}
"""A series of mendeleev to the English and the Vietnamese name of the family."""
HEAVY: Final = {"lanthanides", "actinides"}
NO_GROUP: Final = {
    1: "hydrogen is placed above group 1, above group 17, or apart",
    57: "group 3 goes on with lanthanum or with lutetium",
    71: "group 3 goes on with lanthanum or with lutetium",
    89: "group 3 goes on with actinium or with lawrencium",
    103: "group 3 goes on with actinium or with lawrencium",
}
NO_FAMILY: Final = {
    57: "counted with the lanthanides or only before them",
    89: "counted with the actinides or only before them",
    117: "too little is known of it",
    118: "too little is known of it",
}


class Element(NamedTuple):
    """What the packages agree on; group "" and family "" where there is none."""

    number: int
    symbol: str
    name: str
    period: str
    group: str
    family: str


def folder(package: str) -> Path:
    """Return where a package lies, without importing it.

    Raises:
        ModuleNotFoundError: If it is not installed.
    """
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(found.submodule_search_locations[0])


def compared() -> dict[int, tuple[str, str, str]]:
    """Return symbol, period and group by atomic number, as chemlib has them."""
    text = (folder("chemlib") / "resources" / "PTE.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {int(row["AtomicNumber"]): (row["Symbol"], row["Period"], row["Group"]) for row in rows}


def table() -> list[Element]:
    """Return the elements in order.

    Raises:
        ValueError: If the packages disagree about a name, symbol, period or group.
    """
    with sqlite3.connect(folder("mendeleev") / "elements.db") as db:
        rows = db.execute(
            "SELECT atomic_number, symbol, elements.name, period, group_id, series.name"
            " FROM elements JOIN series ON series.id = series_id ORDER BY atomic_number"
        ).fetchall()
    theirs, found = compared(), []
    for number, symbol, name, period, group, series in rows:
        ours = elements[number]
        if (ours.symbol, ours.name) != (symbol, name.lower()):
            raise ValueError(f"{number}: {ours.symbol} {ours.name}, but {symbol} {name}")
        other = theirs.get(number)
        told = "" if group is None or number in NO_GROUP else str(group)
        if other and (other[:2] != (symbol, str(period)) or (told and other[2] != told)):
            raise ValueError(f"{number}: {symbol} {period} {group}, but {other}")
        family = "" if number in NO_FAMILY else FAMILIES.get(series, ("",))[0]
        spelled = SPELLED.get(ours.name, ours.name)
        found.append(Element(number, symbol, spelled, str(period), told, family))
    return found


def symbols(every: list[Element]) -> list[Row]:
    """Return the symbols; options begin alike."""
    by_symbol = {one.symbol: one.name for one in every}
    near = threes(sorted(by_symbol))
    return [
        {
            "id": f"{one.symbol.lower()}.symbol",
            "element": one.name,
            "symbol": one.symbol,
            "wrong": flow(
                {"element": [by_symbol[s] for s in near[one.symbol]], "symbol": near[one.symbol]}
            ),
        }
        for one in every
    ]


def places(every: list[Element]) -> list[Row]:
    """Return number, period and group; options for the element are its neighbours."""
    near = threes([one.name for one in every])
    numbers = threes([str(one.number) for one in every])
    periods = balanced({one.name: one.period for one in every}, lambda _: ())
    groups = balanced({one.name: one.group for one in every if one.group}, lambda _: ())
    rows = []
    for one in every:
        wrong: dict[str, list[str]] = {
            "element": near[one.name],
            "number": numbers[str(one.number)],
            "period": periods[one.name],
        }
        if one.group:
            wrong["group"] = groups[one.name]
        rows.append(
            {
                "id": f"{one.symbol.lower()}.place",
                "element": one.name,
                "number": str(one.number),
                "period": one.period,
                "group": one.group,
                "wrong": flow(wrong),
            }
        )
    return rows


def families(every: list[Element]) -> list[Row]:
    """Return the families of those that belong to one."""
    answers = {one.name: one.family for one in every if one.family}
    heavy = [name for name, family in answers.items() if family in HEAVY]
    light = {name: family for name, family in answers.items() if name not in heavy}
    wrong = balanced(light, lambda _: ())
    fillers = cycle(sorted(set(light.values())))
    for name, filler in zip(heavy, fillers, strict=False):
        wrong[name] = [*(HEAVY - {answers[name]}), filler]
    ids = {one.name: f"{one.symbol.lower()}.family" for one in every}
    return [
        {"id": ids[name], "element": name, "family": family, "wrong": flow({"family": wrong[name]})}
        for name, family in answers.items()
    ]


def names(every: list[Element]) -> dict[str, dict[str, Row]]:
    """Return the names of elements and families."""
    american = {ours: theirs for theirs, ours in SPELLED.items()}
    spelled: dict[str, Row] = {}
    for one in every:
        also = [*ALSO.get(one.name, ()), *([american[one.name]] if one.name in american else [])]
        spelled[one.name] = declared("name", also, VIETNAMESE.get(one.name, one.name))
    kinds = {english: declared("name", (), other) for english, other in FAMILIES.values()}
    return {"Elements": spelled, "Families": kinds}


def left_out_file(every: list[Element]) -> str:
    """Return the text of left-out.md."""
    called = {one.number: one.name for one in every}
    parts: dict[str, Mapping[int, str]] = {"Group": NO_GROUP, "Family": NO_FAMILY}
    lines = [
        "# What this deck does not ask, and why",
        "",
        "Written by `make.py`.",
        "",
        "- Who discovered an element, and when: the packages differ by years and by persons, and",
        "  misspell them; chemistry itself disputes many.",
        "- Groups of the lanthanides and actinides: they have none.",
        "- Families of all elements that belong to none of the six: the lines between metals,",
        "  metalloids and nonmetals are drawn differently by different people.",
        "- Masses, densities, melting points: figures change with each edition of the tables.",
        "- Vietnamese names of before 2018, such as natri and kali: the school programme of that",
        "  year calls the elements by their IUPAC names, but for ten.",
    ]
    for title, reasons in parts.items():
        lines += ["", f"## {title}", "", *(f"- {called[n]}: {why}" for n, why in reasons.items())]
    return "\n".join(lines) + "\n"


def generate() -> dict[str, str]:
    """Return the text of each generated file."""
    every = table()
    return {
        "symbols.csv": sheet(symbols(every)),
        "places.csv": sheet(places(every)),
        "families.csv": sheet(families(every)),
        "names.yaml": name_file(names(every)),
        "left-out.md": left_out_file(every),
    }


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for file, text in generate().items():
        (target / file).write_text(text, "utf-8", newline="\n")
