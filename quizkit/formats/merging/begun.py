"""A new deck for a book: its first lines, and which built-in kinds its sheets are."""

import re
from pathlib import Path
from typing import Final

from quizkit.decks import builtin
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.library import HEAD
from quizkit.decks.report import short
from quizkit.errors import FormatError
from quizkit.formats.book import BESIDE, Book, Sheet
from quizkit.formats.sheets.cells import typed
from quizkit.text import fold

_FIELDS: Final = frozenset(FACT_FIELDS)
_LANGUAGE: Final = re.compile(r"^language:[ \t]*['\"]?([A-Za-z][A-Za-z0-9-]{1,34})", re.MULTILINE)
_START: Final = 64 * 1024
"""Bytes of a file within which its language is looked for."""


def begun(place: Path, *, title: str, language: str, licence: str = "") -> bytes:
    r"""Return the first lines of a deck's file.

    Args:
        place: The file; its name, or that of its folder, becomes the deck's id.
        title: For people.
        language: Tag of its language.
        licence: By which it may be passed on, or "".

    >>> begun(Path("Rivers of Asia.yaml"), title="Rivers of Asia", language="en").decode()
    'quizkit: 1\ndeck: rivers-of-asia\ntitle: Rivers of Asia\nlanguage: en\n'
    """
    name = place.parent.name if place.name == "deck.yaml" else place.stem
    id_ = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:64].strip("-") or "deck"
    lines = ["quizkit: 1", f"deck: {id_}", f"title: {typed(title)}", f"language: {language}"]
    if licence:
        lines.append(f"licence: {typed(licence)}")
    return ("\n".join(lines) + "\n").encode()


def language_of(place: Path) -> str:
    """Return the language that a deck's file names in its first lines, or "".

    Args:
        place: The deck's file, or its folder.
    """
    path = place / HEAD if place.is_dir() else place
    try:
        with path.open("rb") as stream:
            head = stream.read(_START).decode("utf-8", "replace")
    except OSError:
        return ""
    found = _LANGUAGE.search(head)
    return found[1] if found else ""


def with_kinds(book: Book, *, kind: str, path: str) -> tuple[Book, dict[str, str]]:
    """Return a book whose sheets are titled by built-in kinds, and which were guessed.

    Args:
        book: What was read.
        kind: The kind of its only sheet, where that was said.
        path: The file it came from.

    Raises:
        FormatError: If a sheet's columns are the roles of no built-in kind, or of several.
    """
    guessed: dict[str, str] = {}
    sheets = []
    for sheet in book.sheets:
        title = sheet.title
        if kind and len(book.sheets) == 1:
            title = kind
        elif title not in BESIDE and title not in builtin.names():
            title = guessed[sheet.title] = _kind_of(sheet, path)
        sheets.append(sheet._replace(title=title))
    return Book(tuple(sheets)), guessed


def _kind_of(sheet: Sheet, path: str) -> str:
    roles = {name for name in sheet.columns if name and name not in _FIELDS}
    kinds = {name: builtin.kind(name) for name in builtin.names()}
    found = [name for name, kind in kinds.items() if roles and roles <= kind.roles.keys()]
    if len(found) > 1:
        found = [name for name in found if _asked(name) <= roles] or found
    if len(found) == 1:
        return found[0]
    named = f"the sheet {short(sheet.title)} of {path}"
    if found:
        message = f"{named} could be of several kinds ({', '.join(found)}); say which with --kind"
    else:
        message = (
            f"no built-in kind has the columns of {named} ({', '.join(sorted(roles))[:60]}); "
            "name them as its roles, or let `quizkit new --from` propose a kind"
        )
    raise FormatError(message, path)


def _asked(kind: str) -> set[str]:
    """Return the roles of a built-in kind that it asks for."""
    roles = builtin.kind(kind).roles
    return {name for name, role in roles.items() if any(role.wordings.values())}
