"""From the rows of a foreign sheet to columns: where the header is, what each column holds."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from quizkit.decks.kindmaker import RESERVED
from quizkit.formats.sheets.cells import Value
from quizkit.formats.starting.cells import (
    Kept,
    counts_rows,
    dates,
    links,
    lists,
    members,
    named,
    numbers,
    says_yes,
    tidy,
    years,
)
from quizkit.formats.starting.words import Aspect, aspect_of, bare, in_brackets, language_of
from quizkit.model import Words
from quizkit.text import fold

NAMES: Final = frozenset(
    ("name", "person", "place", "country", "city", "organisation", "agreement", "work", "group")
)
"""Types of names."""

_TAGS: Final = frozenset(("en", "vi", "de", "fr", "es", "it", "pt", "ja", "ko", "zh", "ru"))
_UNIT: Final = re.compile(r"[^\W\d_]{1,3}[²³]?|%|km/h|million|billion|triệu|tỷ|người|USD|VND|năm")


class Column(NamedTuple):
    """A column of a sheet, and what it is taken for.

    Attributes:
        header: Its header, or "" where there is none.
        role: The role that it becomes.
        aspect: What it is about, or None.
        type: The type of its values.
        values: Its values by row, "" where there is none.
        sure: 2 the header and all cells say so, 1 the one or the other, 0 a guess.
        lost: Rows [from 0] whose cell is left out, for it cannot be read as the type.
        day_first: Dates such as 7/11/1995 were read with the day first.
        members: The values of an enumeration.
        language: The language that its words are in, or "".
    """

    header: str
    role: str
    aspect: Aspect | None
    type: str
    values: tuple[Value, ...]
    sure: int
    lost: tuple[int, ...] = ()
    day_first: bool | None = None
    members: tuple[str, ...] = ()
    language: str = ""

    @property
    def is_about(self) -> str:
        """Return the name of its aspect, or ""."""
        return self.aspect.name if self.aspect else ""

    @property
    def is_unique(self) -> bool:
        """Return whether every row has a value here, and no two the same."""
        folded = [fold(value) if isinstance(value, str) else str(value) for value in self.values]
        return all(folded) and len(set(folded)) == len(folded)


class Sheet(NamedTuple):
    """Headers and cells of a foreign sheet.

    Attributes:
        headers: Those of the columns, "" where there is none.
        rows: Its rows, each as long as the headers.
        has_header: The first row that says something is a header.
        dropped: How many rows above or between were no facts.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_header: bool
    dropped: int = 0


def sheet_of(rows: Sequence[Sequence[str]]) -> Sheet:
    """Return a sheet without empty rows and columns, and with its header.

    Rows above the header that hold one cell alone (a title) are passed over, and so is a header
    that comes again.

    >>> sheet_of([["Rivers"], ["name", "km"], ["Rhine", "1233"], [], ["Po", "652"]]).headers
    ('name', 'km')
    """
    told = [[tidy(cell) for cell in row] for row in rows]
    told = [row for row in told if any(row)]
    width = max(map(len, told), default=0)
    told = [row + [""] * (width - len(row)) for row in told]
    begin = 0
    if width > 1 and sum(sum(map(bool, row)) > 1 for row in told) > 1:
        while sum(map(bool, told[begin])) == 1:
            begin += 1
    used = [place for place in range(width) if any(row[place] for row in told[begin:])]
    kept = [tuple(row[place] for place in used) for row in told[begin:]]
    if not kept or not _is_header(kept):
        return Sheet(("",) * len(used), tuple(kept), has_header=False, dropped=begin)
    body = tuple(row for row in kept[1:] if row != kept[0])
    return Sheet(kept[0], body, has_header=True, dropped=begin + len(kept) - 1 - len(body))


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row is a header: known words, or not like what stands below."""
    first, body = rows[0], [row for row in rows[1:] if row != rows[0]]
    if any(aspect_of(cell) or language_of(cell) for cell in first if cell):
        return True
    if any(re.search(r"\d", cell) and not re.search(r"[^\W\d]{3}", cell) for cell in first):
        return False
    below = {cell for row in body for cell in row}
    return not any(cell in below for cell in first if cell)


def columns_of(sheet: Sheet, words: Words) -> list[Column]:
    """Return what the columns of a sheet hold.

    Args:
        sheet: The sheet.
        words: Words of the deck's language.
    """
    taken: set[str] = set()
    found = []
    for place, header in enumerate(sheet.headers):
        cells = tuple(row[place] for row in sheet.rows)
        column = _column(header, cells, words)
        role = _role(header, column.type, place, taken)
        taken.add(role)
        found.append(column._replace(role=role))
    return found


class _Given(NamedTuple):
    """A column before anything is known of it."""

    header: str
    cells: tuple[str, ...]
    aspect: Aspect | None
    language: str

    @property
    def wanted(self) -> str:
        """Return the type that the header speaks of, or ""."""
        return self.aspect.type if self.aspect else ""


def _made(
    given: _Given, type_: str, sure: int, kept: Kept | None = None, few: tuple[str, ...] = ()
) -> Column:
    values = kept.cells if kept else given.cells
    return Column(
        header=given.header,
        role="",
        aspect=given.aspect,
        type=type_,
        values=values,
        sure=sure,
        lost=kept.lost if kept else (),
        day_first=kept.day_first if kept else None,
        members=few,
        language=given.language,
    )


def _column(header: str, cells: tuple[str, ...], words: Words) -> Column:
    given = _Given(header, cells, aspect_of(header), language_of(header))
    wanted = given.wanted
    if given.language:
        return _made(given, "name", 2)
    aside = wanted in ("index", "link", "id") or links(cells)
    if aside or (not given.aspect and counts_rows(cells)):
        return _made(given, _aside(wanted, cells), 2 if wanted else 1)
    if wanted in ("", "date", "number"):
        found = _figures(given, words)
        if found is not None:
            return found
    if wanted in ("", "list", "steps"):
        kept = lists(cells)
        if kept is not None:
            return _made(given, wanted or "list", 2 if wanted else 1, kept)
    return _texts(given)


def _figures(given: _Given, words: Words) -> Column | None:
    """Return a column of dates or of numbers, or None."""
    wanted, cells = given.wanted, given.cells
    kept = dates(cells, words) if wanted != "number" else None
    count = numbers(cells, words, unit=_unit(given.header)) if wanted != "date" else None
    if kept is not None and (wanted == "date" or count is None or years(cells)):
        clear = wanted == "date" and not kept.lost
        return _made(given, "date", 2 if clear else 0 if years(cells) else 1, kept)
    if count is not None:
        return _made(given, "number", 2 if wanted == "number" and not count.lost else 1, count)
    return None


def _texts(given: _Given) -> Column:
    """Return a column of names, of an enumeration, or of texts."""
    wanted, cells = given.wanted, given.cells
    if says_yes(cells):
        return _made(given, "flag", 1)
    if wanted in NAMES or wanted == "text":
        return _made(given, wanted, 2)
    few = members(cells)
    return _made(given, "enum", 1, few=few) if few else _made(given, named(cells), 0)


def _aside(wanted: str, cells: Sequence[str]) -> str:
    if wanted == "id" and not counts_rows(cells):
        return "id"
    return "link" if links(cells) or wanted == "link" else "index"


def _unit(header: str) -> str:
    """Return the unit that a header names in brackets or after a comma.

    >>> _unit("Length (km)"), _unit("Area in km²"), _unit("Population")
    ('km', 'km²', '')
    """
    told = in_brackets(header)
    if not told:
        found = re.search(r"(?:\bin|,|tính bằng) ([^\s]+)$", header)
        told = found[1] if found else ""
    return told if _UNIT.fullmatch(told) else ""


def _role(header: str, type_: str, place: int, taken: set[str]) -> str:
    plain = bare(header)
    plain = re.sub(r" in [^\s]{1,3}$", "", plain) if _unit(header) else plain
    plain = re.sub(r"^(?:tên(?: của)?|name of(?: the)?) (?=\w)", "", plain, flags=re.IGNORECASE)
    name = " ".join(re.sub(r"[’'/]", " ", plain).split())[:40].strip(" -").lower()
    if not name or not name[0].isalpha():
        name = {"enum": "group", "flag": "mark"}.get(type_, type_) or f"column {place + 1}"
    if name in RESERVED or name in _TAGS:
        name = f"the {name}" if not _is_vietnamese(name) else f"{name} này"
    number, one = 2, name
    while one in taken:
        one, number = f"{name} {number}", number + 1
    return one


def _is_vietnamese(text: str) -> bool:
    return bool(re.search(VIETNAMESE, text))


VIETNAMESE: Final = "[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"
"""Letters that Vietnamese has, and languages around it have not."""
