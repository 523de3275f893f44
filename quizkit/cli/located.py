"""A facet named by where it stands: `FILE:LINE#role`, as messages and editors print places."""

import re
from pathlib import Path
from typing import Final, NamedTuple

from quizkit.cli.exits import NotFound
from quizkit.cli.library import shown_path
from quizkit.decks.library import HEAD
from quizkit.model import Card, Fact
from quizkit.questions.ask import Asker
from quizkit.questions.index import facet_id

_PLACE: Final = re.compile(r"(?P<file>.+?):(?P<line>\d{1,9})(?::\d{1,9})?(?:#(?P<role>[^#]+))?")


class Place(NamedTuple):
    """A line of a file, from 1, and a role or ""."""

    file: Path
    line: int
    role: str


def read_place(text: str) -> Place | None:
    """Return the place of a facet that a text names, or None; a column is passed over.

    >>> read_place("rivers.yaml:16#sea").line, read_place("rivers/kd7w#sea")
    (16, None)
    """
    found = read_line(text)
    return found if found and found.role else None


def read_line(text: str) -> Place | None:
    """Return the place of a fact, or of a facet of it, that a text names, or None.

    >>> read_line("rivers.yaml:16:7").line, read_line("rivers/kd7w")
    (16, None)
    """
    found = _PLACE.fullmatch(text)
    return Place(Path(found["file"]), int(found["line"]), found["role"] or "") if found else None


def deck_around(file: Path) -> str:
    """Return the path of the deck that a file belongs to: the folder's around it, or itself.

    Raises:
        NotFound: If there is no such file.
    """
    if not file.is_file():
        message = f"there is no file {file.as_posix()}"
        raise NotFound(message)
    folders = (folder for folder in file.absolute().parents if (folder / HEAD).is_file())
    return shown_path(next(folders, file))


def facet_at(asker: Asker, place: Place) -> str:
    """Return the id of the facet of the fact or card that stands on a line.

    Raises:
        NotFound: If none stands there.
    """
    return facet_id(asker.deck.id, fact_at(asker, place), place.role)


def fact_at(asker: Asker, place: Place) -> str:
    """Return the id, within its deck, of the fact or card that stands on a line.

    Raises:
        NotFound: If none stands there.
    """
    file = place.file.resolve()
    deck = asker.deck
    standing: list[Fact | Card] = [*deck.facts, *deck.cards]
    for each in standing:
        first, last = _lines(each)
        if first <= place.line <= last and Path(each.path).resolve() == file:
            return each.id
    message = f"no fact of the deck {deck.id} stands on line {place.line} of {shown_path(file)}"
    raise NotFound(message)


def _lines(each: Fact | Card) -> tuple[int, int]:
    """Return the first and the last line on which something of a fact or card begins."""
    lines = [span.line for span in each.spans.values()]
    return min(lines), max(lines)
