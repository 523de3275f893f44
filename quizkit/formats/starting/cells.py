"""What the cells of a column are: dates, numbers, names, texts; and how a deck types them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.formats.sheets.cells import Value
from quizkit.model import Words
from quizkit.text import fold
from quizkit.values.dates import DateFault, read_date
from quizkit.values.numbers import NumberFault, read_number
from quizkit.values.spoken import spoken

EMPTY: Final = frozenset(("", "-", "–", "—", "?", "n/a", "na", "none", "null", "unknown", "k/a",
                          "không rõ", "không biết", "chưa rõ", "#n/a", "..."))  # fmt: skip
"""What says nothing."""

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2100
"""A whole number between them may be a year."""

MOST_MEMBERS: Final = 7
LEAST_ROWS: Final = 8
LONGEST_NAME: Final = 6
"""Words."""

_MOST_UNITS: Final = 3

ALMOST: Final = 0.9
"""The part of its cells by which a column is taken for dates or numbers."""

_DAY: Final = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})(?: 0:00(?::00)?)?")
_TIME: Final = re.compile(r"[ T]00:00(?::00)?$")
_LINK: Final = re.compile(r"(https?://|www\.)\S+|\S+\.(png|jpe?g|gif|svg|webp)", re.IGNORECASE)
_PARTS: Final = re.compile(r"\s*;\s*|\s*,\s+(?!(?:the|and)\b)|\s*\n\s*")


class Kept(NamedTuple):
    """The cells of a column as a deck types them.

    Attributes:
        type: Their type; "" if nothing but texts can be said.
        cells: The texts, "" where a cell says nothing or cannot be read.
        lost: Rows [from 0] whose cell cannot be read as the type.
        day_first: 7/11/1995 was read with the day first; None: no such date.
    """

    type: str
    cells: tuple[Value, ...]
    lost: tuple[int, ...] = ()
    day_first: bool | None = None


def tidy(cell: str) -> str:
    r"""Return a cell on one line, "" if it says nothing.

    >>> tidy("  Ha\n Noi "), tidy("n/a")
    ('Ha Noi', '')
    """
    text = " ".join(cell.split())
    return "" if text.casefold() in EMPTY else text


def dates(cells: Sequence[str], words: Words) -> Kept | None:
    """Return the cells as dates, or None if too few can be read as such.

    >>> from quizkit.values.words import builtin
    >>> dates(["18/11/1992", "", "1995"], builtin("en")).cells
    ('1992-11-18', '', '1995')
    """
    day_first = _day_first(cells, default=words.day_first)
    return _all("date", cells, lambda text: _date(text, words, bool(day_first)), day_first)


def years(cells: Sequence[str]) -> bool:
    """Return whether all cells are whole numbers that may be years.

    >>> years(["1992", "", "2000"]), years(["1992", "47000"])
    (True, False)
    """
    told = [cell for cell in cells if cell]
    return bool(told) and all(
        re.fullmatch(r"[0-9]{4}", cell) and FIRST_YEAR <= int(cell) <= LAST_YEAR for cell in told
    )


def numbers(cells: Sequence[str], words: Words, *, unit: str = "") -> Kept | None:
    """Return the cells as numbers with their unit, or None if too few can be read as such.

    Args:
        cells: The cells.
        words: The language's words.
        unit: What the header says of the unit.

    >>> from quizkit.values.words import builtin
    >>> numbers(["1,234", "56"], builtin("en"), unit="km").cells
    ('1,234 km', '56 km')
    """
    for texts in (list(cells), [_exchanged(cell) for cell in cells]):
        found = _all("number", texts, lambda text: _number(text, words, unit))
        if found is not None and _alike(found.cells, words):
            return found
    return None


def _alike(cells: Sequence[Value], words: Words) -> bool:
    """Return whether numbers have few units, of a word each, and none is a code such as 007."""
    read = [read_number(cell, words) for cell in cells if isinstance(cell, str) and cell]
    units = {number.unit for number in read}
    coded = any(re.match(r"0[0-9]", number.shown) for number in read)
    return len(units) <= _MOST_UNITS and all(len(unit.split()) < 3 for unit in units) and not coded


def lists(cells: Sequence[str]) -> Kept | None:
    """Return the cells as lists, or None if too few hold several short texts.

    >>> lists(["Rhine; Elbe", "Po"]).cells
    (['Rhine', 'Elbe'], ['Po'])
    """
    told = [cell for cell in cells if cell]
    parts = [[part for part in _PARTS.split(cell) if part] for cell in told]
    several = sum(len(members) > 1 for members in parts)
    short = all(len(part.split()) <= LONGEST_NAME for members in parts for part in members)
    if not told or not short or several * 2 < len(told) or any(". " in cell for cell in told):
        return None
    made: Iterator[Value] = iter([list(dict.fromkeys(members)) for members in parts])
    return Kept("list", tuple(next(made) if cell else "" for cell in cells))


def members(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the values of an enumeration, in the order met; none if it is no such column.

    >>> members(["metal", "gas"] * 4)
    ('metal', 'gas')
    """
    told = Counter(cell for cell in cells if cell)
    few = 2 < len(told) <= MOST_MEMBERS or (len(told) == 2 and not _says_yes(told))
    often = sum(told.values()) >= max(LEAST_ROWS, 3 * len(told))
    short = all(len(cell.split()) <= LONGEST_NAME // 2 for cell in told)
    apart = len({fold(cell) for cell in told}) == len(told)
    return tuple(told) if few and often and short and apart else ()


def says_yes(cells: Sequence[str]) -> bool:
    """Return whether the cells say yes or no."""
    return _says_yes(Counter(cell for cell in cells if cell))


def links(cells: Sequence[str]) -> bool:
    """Return whether the cells are addresses, or names of pictures."""
    told = [cell for cell in cells if cell]
    return bool(told) and all(_LINK.fullmatch(cell) for cell in told)


def counts_rows(cells: Sequence[str]) -> bool:
    """Return whether the cells only count the rows."""
    told = [cell.rstrip(".") for cell in cells if cell]
    return len(told) > 1 and told in (
        [str(number) for number in range(1, len(told) + 1)],
        [str(number) for number in range(len(told))],
    )


def named(cells: Sequence[str]) -> str:
    """Return `name` if the cells are short enough to be names, else `text`."""
    told = [cell for cell in cells if cell]
    short = sum(len(cell.split()) <= LONGEST_NAME and not cell.endswith(".") for cell in told)
    return "name" if short >= ALMOST * len(told) else "text"


def _says_yes(told: Counter[str]) -> bool:
    pairs = ({"yes", "no"}, {"true", "false"}, {"có", "không"}, {"x"}, {"0", "1"}, {"y", "n"})
    return {cell.casefold() for cell in told} in pairs


def _all(
    type_: str,
    cells: Sequence[str],
    read: Callable[[str], str | None],
    day_first: bool | None = None,  # noqa: FBT001  # of dates alone
) -> Kept | None:
    made: list[str] = []
    lost: list[int] = []
    for place, cell in enumerate(cells):
        found = read(cell) if cell else ""
        made.append(found or "")
        if cell and not found:
            lost.append(place)
    told = sum(bool(cell) for cell in cells)
    if not told or told - len(lost) < ALMOST * told:
        return None
    return Kept(type_, tuple(made), tuple(lost), day_first)


def _day_first(cells: Sequence[str], *, default: bool) -> bool | None:
    found = [match for cell in cells if (match := _DAY.fullmatch(cell))]
    if not found:
        return None
    if any(int(match[1]) > 12 for match in found):
        return True
    if any(int(match[2]) > 12 for match in found):
        return False
    return default


def _date(text: str, words: Words, day_first: bool) -> str | None:  # noqa: FBT001
    text = _TIME.sub("", text)
    match = _DAY.fullmatch(text)
    if match:
        day, month = (match[1], match[2]) if day_first else (match[2], match[1])
        text = f"{match[3]}-{int(month):02}-{int(day):02}"
    try:
        read_date(text)
    except DateFault:
        return _said(text, words)
    return text


def _said(text: str, words: Words) -> str | None:
    found = spoken(text, words)
    if found is None or found.year is None or (found.day is not None and found.month is None):
        return None
    parts = [f"{found.year:04}"]
    parts += [f"{part:02}" for part in (found.month, found.day) if part is not None]
    return "-".join(parts)


def _number(text: str, words: Words, unit: str) -> str | None:
    try:
        found = read_number(text, words)
    except NumberFault:
        return None
    if unit and not found.unit:
        return f"{text} {unit}"
    return text


def _exchanged(text: str) -> str:
    """Return a number with the signs for thousands and decimals exchanged."""
    return text.translate(str.maketrans(",.", ".,"))
