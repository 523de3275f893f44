"""What was guessed of a foreign sheet, in words."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from quizkit.formats.sheets.cells import Value
from quizkit.formats.starting.columns import Column, Sheet


def of_sheet(sheet: Sheet) -> list[str]:
    """Return what is said of a sheet's header and of what was passed over."""
    said = []
    if not sheet.has_header:
        said.append("the first row is no header, so I named the columns myself: check their names")
    if sheet.dropped:
        what = "1 row" if sheet.dropped == 1 else f"{sheet.dropped} rows"
        said.append(f"passed over {what}: a title, or the header again")
    return said


def of_key(key: Column, apart: Sequence[Column]) -> str:
    """Return what is said of the column that tells what a row is about."""
    if not apart:
        return f"`{key.role}` is what each row is about: no two rows have the same"
    more = " and ".join(f"`{one.role}`" for one in apart)
    return f"`{key.role}` is what each row is about, and {more} tells rows with the same one apart"


_SURE: Final = ("a guess", "likely", "sure")
_CALLED: Final = {
    "date": "a date", "number": "a number", "person": "a person", "place": "a place",
    "country": "a country", "city": "a city", "organisation": "an organisation", "name": "a name",
    "text": "a text", "list": "a list", "steps": "a list of steps", "flag": "yes or no: not asked",
    "work": "a work", "agreement": "an agreement", "group": "a group",
}  # fmt: skip
WHY: Final = {"index": "it only counts the rows", "link": "links and pictures are not asked"}


def asked(own: Mapping[str, Value], role: str) -> str:
    """Return the first wording of a role, or ""."""
    roles = own.get("roles")
    fields = roles.get(role) if isinstance(roles, dict) else None
    found = fields.get("ask", fields.get("ask all", "")) if isinstance(fields, dict) else ""
    return str(found[0]) if isinstance(found, list) else str(found)


def example(text: str, columns: Sequence[Column], language: str) -> str:
    """Return a wording with the values of the first row that has them all."""
    plain = re.sub(r"\[[^\]]*\]", "", text)
    for place in range(len(columns[0].values)):
        values = {one.role: one.values[place] for one in columns if one.values[place]}
        used = re.findall(r"\{([^{}]*)\}", plain)
        if all(name in (*values, *_WHEN[language]) for name in used):
            shown = {**{name: str(value) for name, value in values.items()}, **_WHEN[language]}
            for name in used:
                plain = plain.replace(f"{{{name}}}", shown[name])
            return plain
    return plain


_WHEN: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"when": "In which year", "count": "two"},
    "vi": {"when": "năm nào", "count": "hai"},
}


def of_column(column: Column, wording: str) -> str:
    """Return what is said of a column, and how it is asked."""
    what = _CALLED.get(column.type, "")
    if column.type == "enum":
        what = f"one of {', '.join(column.members)}"
    said = f"`{column.role}` is {what} ({_SURE[column.sure]})"
    said += f": {wording}" if wording else ""
    if column.day_first is not None:
        order = "day, month, year" if column.day_first else "month, day, year"
        said += f"; figures such as 3/4/1990 are read as {order}"
    return said


def of_lost(column: Column) -> list[str]:
    """Return what is said of cells that are left out."""
    if not column.lost:
        return []
    what = "1 cell" if len(column.lost) == 1 else f"{len(column.lost)} cells"
    rows = ", ".join(str(row + 1) for row in column.lost[:5])
    return [f"left out {what} of `{column.role}` that I cannot read: fact {rows}"]
