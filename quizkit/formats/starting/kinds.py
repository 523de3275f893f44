"""Built-in kinds that a sheet's columns may be: by what the columns are about."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.formats.starting.columns import NAMES, Column

_KEY: Final = "*"
"""Any name that nothing else is known of."""


class Shape(NamedTuple):
    """What a built-in kind's columns are about.

    Attributes:
        kind: Its name.
        roles: Aspects that fit, by role.
        needed: Roles without which it is not that kind.
    """

    kind: str
    roles: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]


_WHERE: Final = ("location", "country", "region")
_PERSON: Final = ("person", _KEY)

SHAPES: Final = (
    Shape("work", {"title": ("work",), "by": ("author", "painter", "artist", "composer", "director",
          "architect", "person"), "date": ("published", "year", "built")}, ("title", "by")),
    Shape("definition", {"term": ("term", _KEY), "meaning": ("meaning",)}, ("term", "meaning")),
    Shape("abbreviation", {"short": ("short",), "long": ("long", "meaning")}, ("short", "long")),
    Shape("element", {"name": ("element",), "symbol": ("symbol",), "number": ("atomic", "index")},
          ("name", "symbol")),
    Shape("battle", {"name": ("battle",), "place": _WHERE, "date": ("year",),
          "winner": ("winner",)}, ("name", "date")),
    Shape("event", {"what": ("event",), "place": _WHERE, "date": ("year",)}, ("what", "date")),
    Shape("birth", {"who": _PERSON, "place": ("birthplace",), "date": ("born",)}, ("who", "date")),
    Shape("death", {"who": _PERSON, "place": ("deathplace",), "date": ("died",)}, ("who", "date")),
    Shape("discovery", {"what": ("discovery", _KEY), "by": ("discoverer", "person"),
          "date": ("discovered", "year")}, ("what", "by")),
    Shape("founding", {"what": ("organisation", _KEY), "by": ("founder",), "place": _WHERE,
          "date": ("founded", "year")}, ("what", "by")),
    Shape("agreement", {"what": ("agreement",), "between": ("founders",), "about": ("about",),
          "date": ("signed", "year")}, ("what", "date")),
    Shape("office", {"who": _PERSON, "office": ("office",), "of": ("country", "organisation"),
          "from": ("start",), "until": ("end",)}, ("who", "office", "from")),
    Shape("quotation", {"words": ("quotation",), "by": ("author", "person"), "date": ("year",)},
          ("words", "by")),
    Shape("sequence", {"of": ("process", _KEY), "steps": ("steps",)}, ("of", "steps")),
    Shape("visit", {"who": ("visitor",), "to": ("destination", "country", "region"),
          "date": ("year",)}, ("who", "to")),
    Shape("naming", {"what": (_KEY,), "after": ("named after",)}, ("what", "after")),
    Shape("membership", {"member": ("country", "person", _KEY), "of": ("organisation",),
          "from": ("joined", "start"), "until": ("end",)}, ("member", "of", "from")),
)  # fmt: skip


def fitting(columns: Sequence[Column]) -> tuple[str, dict[str, Column]] | None:
    """Return the built-in kind that all columns fit, with the column of each role, or None."""
    for shape in SHAPES:
        found = matched(shape, columns)
        if len(found) == len(columns) and all(role in found for role in shape.needed):
            return shape.kind, found
    return None


def matched(shape: Shape, columns: Sequence[Column]) -> dict[str, Column]:
    """Return the columns that fit the roles of a kind, no column twice."""
    found: dict[str, Column] = {}
    for role, aspects in shape.roles.items():
        for aspect in aspects:
            for column in columns:
                if role not in found and column not in found.values() and _is(column, aspect):
                    found[role] = column
    return found


def of_kind(kind: str, roles: Sequence[str], columns: Sequence[Column]) -> dict[str, Column]:
    """Return which columns go into the roles of a kind that is wanted.

    A column goes where its header is the role's name, else where it fits by what it is about.
    """
    named = {column.role: column for column in columns if column.role in roles}
    rest = [column for column in columns if column.role not in named]
    shape = next((one for one in SHAPES if one.kind == kind), None)
    fits = matched(shape, rest) if shape is not None else {}
    return {**{role: column for role, column in fits.items() if role not in named}, **named}


def _is(column: Column, aspect: str) -> bool:
    if aspect == _KEY:
        return column.aspect is None and (column.type in NAMES or column.type == "text")
    return column.is_about == aspect
