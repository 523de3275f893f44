"""The table of formats: one module each, imported when it is wanted.

A module that writes has `write(job) -> Written`: the bytes of all files, and what the target cannot
hold, so that losses are told before anything is written. A job is a deck's rows (`sheets.Job`), or
its questions (`posed.Posing`); who writes questions names in `ORDER` the forms that the target can
hold, best first. A module that reads has `read(files, path, intake) -> Draft`: a book of sheets,
and what of the file cannot be taken; `held(text)` is what a cell of the format holds of a text.
None of them opens, saves or prints anything.
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
        called: Its name, as people know it.
        says: What it is, for people.
        is_folder: It is written as several files.
        writes: Decks can be exported to it.
        reads: It can be imported.
        asks: It holds questions, not the rows that they are made of.
        reader: The module that reads it, where that is another one.
    """

    module: str
    suffix: str
    called: str
    says: str
    is_folder: bool = False
    writes: bool = True
    reads: bool = True
    asks: bool = False
    reader: str = ""

    def load(self) -> Any:
        """Return the module that writes it."""
        return importlib.import_module(_AT + self.module)

    def load_reader(self) -> Any:
        """Return the module that reads it."""
        return importlib.import_module(_AT + (self.reader or self.module))


FORMATS: Final = {
    "xlsx": Format("sheets.workbook", ".xlsx", "the workbook", "a workbook, one sheet a kind"),
    "csv": Format(
        "sheets.csv_files", ".csv", "CSV", "a folder of CSV files, one a kind", is_folder=True
    ),
    "moodle": Format(
        "moodle.writing",
        ".xml",
        "Moodle",
        "Moodle XML, for a question bank",
        asks=True,
        reader="moodle.reading",
    ),
    "gift": Format(
        "gift.writing",
        ".gift",
        "GIFT",
        "GIFT, questions as text for Moodle",
        asks=True,
        reader="gift.reading",
    ),
    "canvas": Format(
        "canvas.writing", ".zip", "Canvas", "QTI 1.2 for Canvas", reads=False, asks=True
    ),
    "qti": Format("qti.writing", ".zip", "QTI 2.1", "QTI 2.1", asks=True, reader="qti.reading"),
    "qti3": Format("qti.version3", ".zip", "QTI 3.0", "QTI 3.0", reads=False, asks=True),
    "anki": Format(
        "anki.writing", ".apkg", "Anki", "an Anki package", asks=True, reader="anki.reading"
    ),
    "anki-tsv": Format("anki.tsv", ".txt", "Anki", "text for Anki", reads=False, asks=True),
    "quizlet": Format(
        "plain.quizlet",
        ".txt",
        "Quizlet",
        "text for Quizlet",
        asks=True,
        reader="plain.quizlet_read",
    ),
    "kahoot": Format("plain.kahoot", ".xlsx", "Kahoot!", "a Kahoot! quiz", reads=False, asks=True),
    "html": Format("page", ".html", "the page", "a page to practise with", reads=False, asks=True),
    "markdown": Format(
        "plain.markdown", ".md", "Markdown", "questions to read", reads=False, asks=True
    ),
    "json": Format(
        "plain.values", ".json", "JSON", "all of it, for programs", reads=False, asks=True
    ),
    "hashcards": Format("plain.hashcards", ".md", "hashcards", "hashcards Markdown", writes=False),
}
"""Every format, in the order in which they are listed."""

WRITTEN: Final = tuple(name for name, each in FORMATS.items() if each.writes)
READ: Final = tuple(name for name, each in FORMATS.items() if each.reads)


def guessed(name: str, *, is_folder: bool, reads: bool = False) -> str:
    """Return the format of a file or folder by its name.

    Args:
        name: Its name.
        is_folder: It is a folder.
        reads: It is to be imported, not written.

    Raises:
        FormatError: If its name tells none, or several.

    >>> guessed("deck.xlsx", is_folder=False), guessed("sheets", is_folder=True)
    ('xlsx', 'csv')
    >>> guessed("notes.md", is_folder=False), guessed("notes.md", is_folder=False, reads=True)
    ('markdown', 'hashcards')
    """
    if is_folder:
        return "csv"
    known = {key: each for key, each in FORMATS.items() if (each.reads if reads else each.writes)}
    lower = name.lower()
    lower = lower.removesuffix(".tsv") + ".csv" if lower.endswith(".tsv") else lower
    found = [key for key, each in known.items() if lower.endswith(each.suffix)]
    if len(found) == 1 or found[:1] == ["xlsx"]:
        return found[0]
    which = f"it may be {' or '.join(found)}" if found else f"say which: {', '.join(known)}"
    option = "--from" if reads else "--to"
    message = f"cannot tell the format of {name} by its name; {which} ({option})"
    raise FormatError(message, name)
