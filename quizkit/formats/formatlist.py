"""The table of formats: one module each, imported when it is wanted.

A module that writes has `write(job) -> Written`: the bytes of all files, and what the target cannot
hold, so that losses are told before anything is written. One that reads has `read(files, path) ->
Draft`: a book of sheets, and what of the file cannot be taken; `held(text)` is what a cell of the
format holds of a text. Neither opens, saves or prints anything.
"""

import importlib
from typing import Any, Final, NamedTuple

from quizkit.errors import FormatError

_AT: Final = "quizkit.formats."


class Format(NamedTuple):
    """A format.

    Attributes:
        module: Where it lives.
        suffix: How its files end.
        says: What it is, for people.
        is_folder: It is written as several files.
        writes: Decks can be exported to it.
        reads: It can be imported.
    """

    module: str
    suffix: str
    says: str
    is_folder: bool = False
    writes: bool = True
    reads: bool = True

    def load(self) -> Any:
        """Return its module."""
        return importlib.import_module(_AT + self.module)


FORMATS: Final = {
    "xlsx": Format("sheets_xlsx", ".xlsx", "a workbook, one sheet a kind"),
    "csv": Format("sheets_csv", ".csv", "a folder of CSV files, one a kind", is_folder=True),
}
"""Every format, in the order in which they are listed."""

WRITTEN: Final = tuple(name for name, each in FORMATS.items() if each.writes)
READ: Final = tuple(name for name, each in FORMATS.items() if each.reads)


def guessed(name: str, *, is_folder: bool) -> str:
    """Return the format of a file or folder by its name.

    Args:
        name: Its name.
        is_folder: It is a folder.

    Raises:
        FormatError: If its name tells none.

    >>> guessed("deck.xlsx", is_folder=False), guessed("sheets", is_folder=True)
    ('xlsx', 'csv')
    """
    if is_folder:
        return "csv"
    lower = name.lower()
    suffixes = {each.suffix: key for key, each in FORMATS.items()} | {".tsv": "csv"}
    for suffix, key in suffixes.items():
        if lower.endswith(suffix):
            return key
    message = f"cannot tell the format of {name} by its name; say which: {', '.join(FORMATS)}"
    raise FormatError(message, name)
