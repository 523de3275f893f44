"""Rows for spreadsheets, in which no text is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final
from unicodedata import normalize

from quizkit.text import visible

_SIGNS: Final = "=+-@|%'\t\r"
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")
_UNSEEN: Final = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")


def cell(value: str | float | None) -> str:
    """Return a value as a cell: a text that a program could take for a formula gets a `'`.

    Signs of other widths and signs behind blanks count too; plain numbers stay as they are.

    >>> cell("=1+1"), cell("  @SUM(A1)"), cell("-12.5"), cell("-12 or so"), cell(None)
    ("'=1+1", "'  @SUM(A1)", '-12.5', "'-12 or so", '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    first = normalize("NFKC", _UNSEEN.sub("", value[:100]))[:1]
    is_odd = value[:1] in ("\t", "\r") or (first and first in _SIGNS)
    text = visible(value, keep_lines=True)
    return f"'{text}" if is_odd and not _NUMBER.fullmatch(value) else text


def table(head: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """Return rows as CSV that spreadsheets read: UTF-8 with its mark, lines ended by CR LF.

    Args:
        head: Names of the columns.
        rows: The cells, as many in each row as there are names.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")
