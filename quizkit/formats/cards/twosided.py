"""Sheets of two columns: what is asked, what is right, and perhaps a note."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from quizkit.decks import builtin
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.report import short
from quizkit.formats.book import BESIDE, CARDS, Line, Sheet
from quizkit.formats.cards.ids import made_id
from quizkit.formats.sheets.columns import FIELDS
from quizkit.model import Kind
from quizkit.text import fold

_SIDES: Final = ("q", "a", "note")

_HEADERS: Final = frozenset(
    (
        "q", "a", "front", "back", "question", "answer", "questions", "answers", "term",
        "definition", "word", "meaning", "translation", "prompt", "key", "note", "notes", "extra",
        "hint", "comment", "english", "vietnamese", "french", "german", "spanish", "latin",
        "cau hoi", "tra loi", "dap an", "cau tra loi", "mat truoc", "mat sau", "thuat ngu",
        "dinh nghia", "tu", "nghia", "ghi chu", "frage", "antwort", "vorderseite", "ruckseite",
        "begriff", "recto", "verso", "reponse", "pregunta", "respuesta", "anverso", "reverso",
    )
)  # fmt: skip
"""What first rows say that are headers, folded."""


def is_two_sided(sheet: Sheet, roles: Collection[str] = ()) -> bool:
    """Tell whether a sheet has two or three columns that are no roles and no fields.

    Args:
        sheet: The sheet.
        roles: Roles of the kinds that it could be of.

    >>> line = Line(2, {"Hund": "dog"})
    >>> is_two_sided(Sheet("words", ("Katze", "cat"), (line,)))
    True
    >>> is_two_sided(Sheet("trips", ("who", "to"), (line,)), ["who", "to", "date"])
    False
    """
    known = {name.casefold() for name in (*roles, *FACT_FIELDS)} - _HEADERS
    names = [name.casefold() for name in sheet.columns]
    is_small = len(names) in (2, 3) and all(names) and sheet.title not in BESIDE
    return is_small and not known.intersection(names[:2])


def sides_of(sheet: Sheet, names: Sequence[str]) -> tuple[Sheet, bool]:
    """Return a sheet with names for its columns, and whether its first row was a header.

    A first row of other words than headers have is a row like all.

    Args:
        sheet: One of two or three columns.
        names: The names of the first two; a third column is the note.
    """
    named = dict(zip(sheet.columns, (*names, "note"), strict=False))
    folded = [fold(name) for name in sheet.columns]
    has_header = all(name in _HEADERS for name in folded)
    first = () if has_header else (Line(1, {column: column for column in sheet.columns}),)
    whole = sheet._replace(lines=(*first, *sheet.lines))
    return whole.renamed(named), has_header


def cards_of(sheet: Sheet) -> tuple[Sheet, str]:
    """Return the cards of a sheet of two or three columns, and what is to be said of it."""
    sides, has_header = sides_of(sheet, _SIDES[:2])
    met: dict[str, int] = {}
    lines = []
    for line in sides.lines:
        front = line.cells.get("q", "")
        if not front or not line.cells.get("a", ""):
            continue
        met[front] = met.get(front, 0) + 1
        origin = front if met[front] == 1 else f"{front}\n{met[front]}"
        lines.append(line._replace(cells={"id": made_id(origin), **line.cells}))
    said = f"the sheet {short(sheet.title)} is taken as cards: a question, its answer"
    if len(sheet.columns) > len(_SIDES[:2]):
        said += ", a note"
    if not has_header:
        said += "; its first row is taken as one of them (if that names columns, `quizkit new FILE "
        said += "--from` makes facts of the sheet)"
    columns = ("id", *(name for name in _SIDES if name in sides.columns))
    return Sheet(CARDS, columns, tuple(lines)), said


def roles_of(kind: Kind) -> tuple[str, ...]:
    """Return the two roles of a kind that has just two that are asked for, else ().

    >>> roles_of(builtin.kind("definition"))
    ('term', 'meaning')
    """
    asked = tuple(name for name, role in kind.roles.items() if any(role.wordings.values()))
    return asked if len(asked) == len(_SIDES[:2]) else ()


def known_roles(kinds: Mapping[str, Kind]) -> frozenset[str]:
    """Return all roles that a column could be: of a deck's kinds, of built-in ones, of cards."""
    every = [*kinds.values(), *(builtin.kind(name) for name in builtin.names())]
    return frozenset((*(role for kind in every for role in kind.roles), *FIELDS[CARDS]))
