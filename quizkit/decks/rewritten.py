"""QK018: cells that a spreadsheet has probably rewritten."""

import re
from collections.abc import Sequence
from typing import Final

from quizkit.decks.report import Report, help_, short
from quizkit.model import Location, Note

_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"

_LOOKS: Final = re.compile(
    rf"""
      (?P<time>  [0-9]{{1,2}}:[0-9]{{2}}:[0-9]{{2}}(?:[ ]?[AP]M)?)
    | (?P<month> (?:{_MONTHS})-[0-9]{{2}} | [0-9]{{1,2}}-(?:{_MONTHS})(?:-[0-9]{{2}})?)
    | (?P<power> -?[0-9](?:\.[0-9]+)?E[+-][0-9]{{2,3}})
    | (?P<fault> \#(?:REF!|NAME\?|VALUE!|DIV/0!|N/A|NUM!|NULL!|\#+))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WHAT: Final = {
    "time": "a time of day",
    "month": "a day or month of its own making",
    "power": "a number with an exponent",
    "fault": "a formula's fault",
}

_LONGEST: Final = 16
_LAST: Final = frozenset("0123456789!?#MmAaNnBbRrYyLlGgPpTtVvCc")

MOST: Final = 20
"""Cells that are told of one table; a column is usually rewritten whole."""

Cell = tuple[str, int]


def rewritten(
    path: str, names: Sequence[str], rows: Sequence[tuple[Sequence[Cell], int]], report: Report
) -> None:
    """Report the cells of a table or sheet that are probably not as they were typed.

    Args:
        path: Its file.
        names: Its columns.
        rows: Cells (text and column) and line of each row.
        report: Takes QK018.
    """
    told = 0
    plain = _numbered_ids(names, rows)
    for cells, line in rows:
        for index, (text, column) in enumerate(cells):
            if not text or len(text) > _LONGEST or text[-1] not in _LAST:
                continue
            found = _LOOKS.fullmatch(text)
            what = _WHAT[found.lastgroup] if found and found.lastgroup else ""
            if not what and index == plain and text.isdigit():
                what = "an id that became a number"
            if what and told < MOST:
                told += 1
                _add(Location(path, line, column, len(text)), text, what, report)


def _numbered_ids(names: Sequence[str], rows: Sequence[tuple[Sequence[Cell], int]]) -> int:
    """Return the column of the ids if most of them have letters, else -1."""
    if "id" not in names:
        return -1
    index = list(names).index("id")
    ids = [cells[index][0] for cells, _ in rows if index < len(cells) and cells[index][0]]
    return index if 2 * sum(not id_.isdigit() for id_ in ids) > len(ids) else -1


def _add(at: Location, text: str, what: str, report: Report) -> None:
    report.add(
        "QK018",
        at,
        f"a spreadsheet has probably rewritten this cell: `{short(text, 16)}`",
        label=what,
        notes=[
            help_("type again what stood there, in a column that is formatted as text"),
            Note("or", "accept it with `ok: {QK018: ...}` or a column `ok`, if it is meant"),
        ],
    )
