"""The table of formats: one module each, imported when it is wanted.

A module that writes has `write(job) -> Written`: the bytes of all files, and what the target cannot
hold, so that losses are told before anything is written. A job is a deck's rows (`sheets.Job`), or
its questions (`posed.Posing`); who writes questions names in `ORDER` the forms that the target can
hold, best first. A module that reads has `read(files, path, intake) -> Draft`: a book of sheets,
and what of the file cannot be taken; `held(text)` is what a cell of the format holds of a text.
None of them opens, saves or prints anything.

Those of one's own stand in `OWN`, by name; nothing in a deck or file puts one there.
"""

import importlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.errors import ExtensionError, FormatError
from quizkit.settings import installed

if TYPE_CHECKING:
    from quizkit.formats.ownformats import OwnFormat

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
        own: What writes and reads it, where it is one's own; `module` then says where it is from.
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
    own: Any = None

    def load(self) -> Any:
        """Return the module that writes it."""
        return self.own or importlib.import_module(_AT + self.module)

    def load_reader(self) -> Any:
        """Return the module that reads it."""
        return self.own or importlib.import_module(_AT + (self.reader or self.module))


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


OWN: Final[dict[str, Format]] = {}
"""The formats of one's own, by name."""


def add(own: "OwnFormat") -> None:
    """Register a format of one's own; what has the same home is replaced.

    Raises:
        ExtensionError: If another has its name.
    """
    home, known = own.origin.home, OWN.get(own.NAME)
    if own.NAME in FORMATS or (known is not None and known.module != home):
        whose = f"of {known.own.origin.told}" if known else "of quizkit"
        message = f"there is a format {own.NAME} already, {whose}; take another name"
        raise ExtensionError(message, own.NAME, package=own.origin.package)
    OWN[own.NAME] = Format(
        home,
        own.SUFFIX,
        own.CALLED,
        own.SAYS,
        writes=own.writes,
        reads=own.reads,
        asks=True,
        own=own,
    )


def _take(thing: Any, package: str) -> tuple[str, Callable[[], None]]:
    from quizkit.formats.ownformats import OwnFormat

    own = OwnFormat(thing, package=package)
    return own.NAME, partial(add, own)


INSTALLED: Final = installed.Installed(installed.FORMATS, _take)
"""The formats of installed packages: loaded when one is named, or an export is of none else."""


def format_of(name: str) -> Format:
    """Return a format by its name, that of an installed package as well.

    Raises:
        ExtensionError: If a package has one of that name which cannot be used.
        FormatError: If there is none.

    >>> format_of("gift").called
    'GIFT'
    """
    found = FORMATS.get(name) or OWN.get(name)
    if found is not None:
        return found
    faults = INSTALLED.load(name)
    if name in OWN:
        return OWN[name]
    if faults:
        raise ExtensionError(faults[0], name)
    message = f"there is no format {name}; there are {', '.join((*FORMATS, *OWN))}"
    raise FormatError(message)


def is_format(name: str, *, reads: bool) -> bool:
    """Return whether there is a format of a name that can be imported, or else exported to.

    Raises:
        ExtensionError: If a package has one of that name which cannot be used.
    """
    try:
        found = format_of(name)
    except FormatError:
        return False
    return found.reads if reads else found.writes


def names(*, reads: bool) -> tuple[str, ...]:
    """Return the names of all formats that can be imported, or else exported to.

    Of installed packages that were not loaded all names are among them.
    """
    own = (name for name, each in OWN.items() if (each.reads if reads else each.writes))
    waiting = (name for name in INSTALLED.names if name not in OWN)
    return tuple(dict.fromkeys((*(READ if reads else WRITTEN), *own, *waiting)))


def own_of(name: str, *, reads: bool) -> str:
    """Return the format of one's own whose files end as a file's name does, or "".

    A file to be read may be a stranger's: its name loads no package.
    """
    if not reads:
        INSTALLED.load()
    for key, each in OWN.items():
        if name.lower().endswith(each.suffix) and (each.reads if reads else each.writes):
            return key
    return ""


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
    own = "" if found else own_of(lower, reads=reads)
    if own:
        return own
    which = f"it may be {' or '.join(found)}" if found else f"say which: {', '.join(known)}"
    option = "--from" if reads else "--to"
    message = f"cannot tell the format of {name} by its name; {which} ({option})"
    raise FormatError(message, name)
