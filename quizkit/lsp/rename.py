"""A name, source or kind renamed in all files of a deck, or why it cannot be."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from quizkit.checks.quoting import typed
from quizkit.decks.edits import applied
from quizkit.decks.files import Reading, read_deck
from quizkit.errors import DeckError
from quizkit.lsp.bench import Bench
from quizkit.lsp.mentions import FACT, KIND, NAME, ROLE, SOURCE, Mention
from quizkit.lsp.rows import YAML
from quizkit.model import Deck, Edit, Severity
from quizkit.text import nfc

_WORD: Final = re.compile(r"[^\s,;:'\"{}\[\]#&*!|>%@`]+")
_ODD: Final = re.compile(r"[\n\r\t]")
_CELL: Final = re.compile(r"[|,;\"'\[\]{}\t]")
_LONGEST: Final = 500
_KEPT: Final = {
    ROLE: "a role's name is part of what learners have answered: it stays",
    FACT: "an id is part of what learners have answered: it stays",
}


class RefusedError(Exception):
    """Raised when a thing cannot be renamed so; the message says why."""


def renamable(bench: Bench, place: tuple[str, int, int]) -> Mention:
    """Return what would be renamed at a place.

    Args:
        bench: The deck.
        place: Path, line and column [from 1].

    Raises:
        RefusedError: If nothing there can be.
    """
    if bench.shop.seen.broken or bench.deck is None:
        raise RefusedError("the deck cannot be read as it stands: mend that first")
    found = bench.index.at(*place)
    if found is None or found.what not in (NAME, SOURCE, KIND):
        said = _KEPT.get(found.what, "") if found else ""
        raise RefusedError(said or "only names, sources and the deck's own kinds can be renamed")
    if not any(each.declares for each in bench.index.of(found.what, found.key)):
        if found.what == KIND:
            raise RefusedError(f"the kind `{found.key[0]}` came with quizkit: it stays")
    elif found.spelled != found.key[0]:
        raise RefusedError(f"this is an alias of `{found.key[0]}`: rename it under `names`")
    return found


def rename(bench: Bench, place: tuple[str, int, int], new: str) -> tuple[Edit, ...]:
    """Return the edits that rename what stands at a place, everywhere in the deck.

    Aliases stay as they are, and so do texts, notes and wordings. The result is read before it is
    offered: it must be the same deck but for the name.

    Args:
        bench: The deck.
        place: Path, line and column [from 1].
        new: The new name.

    Raises:
        RefusedError: If it cannot be renamed so.
    """
    found = renamable(bench, place)
    new = nfc(new.strip())
    deck = bench.deck
    if deck is None or new == found.key[0]:
        return ()
    _allowed(deck, found, new)
    mentions = bench.index.of(found.what, found.key)
    edits = tuple(_edit(bench, each, new) for each in mentions if each.spelled == found.key[0])
    _try(bench, edits, found, new)
    return edits


def _allowed(deck: Deck, found: Mention, new: str) -> None:
    if not new or len(new) > _LONGEST or _ODD.search(new) or new in ("other", "..."):
        raise RefusedError("this cannot be a name")
    if found.what != NAME and not _WORD.fullmatch(new):
        raise RefusedError(f"a {found.what} has a name of one word, without quotes and brackets")
    taken = {NAME: deck.names, SOURCE: deck.sources, KIND: deck.kinds}[found.what]
    if new in taken:
        raise RefusedError(f"there is a {found.what} `{new}` already")
    if found.what != NAME:
        return
    for name in deck.names.values():
        if new in (*name.aka, *name.spellings.values()):
            raise RefusedError(f"`{new}` is another spelling of `{name.name}` already")
        if new in name.never and name.name == found.key[0]:
            raise RefusedError(f"`{new}` stands under `not:` of this name")


def _edit(bench: Bench, at: Mention, new: str) -> Edit:
    """Return the edit of one mention, typed as its place wants it."""
    place = at.at
    raw = bench.line(place.path, place.line)[place.column - 1 :][: place.width]
    read = nfc(raw) if not at.style else raw[:1]
    if read != (at.style or at.spelled) or at.style in ("|", ">"):
        name = Path(place.path).name
        raise RefusedError(f"line {place.line} of {name} must be changed by hand: it is unusual")
    if at.place != YAML and _CELL.search(new):
        raise RefusedError(f"a table has `{at.spelled}`, where such signs cannot stand")
    end = place.column + place.width
    return Edit(place.path, place.line, place.column, place.line, end, _written(at, new))


def _written(at: Mention, new: str) -> str:
    if at.style == "'":
        return "'" + new.replace("'", "''") + "'"
    if at.style == '"':
        return '"' + new.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return typed(new) if at.place == YAML else new


def _try(bench: Bench, edits: tuple[Edit, ...], found: Mention, new: str) -> None:
    """Read the deck as it would be.

    Raises:
        RefusedError: If more than the name would change.
    """
    before = _read(bench, {})
    data = {path: bench.buffers.read(Path(path)) for path in {edit.path for edit in edits}}
    try:
        after = _read(bench, applied(data, edits))
    except (ValueError, DeckError):
        raise RefusedError("the deck could not be read afterwards") from None
    if after.deck is None or before.deck is None:
        first = next((p.message for p in after.problems if p.severity is Severity.FATAL), "")
        raise RefusedError(f"the deck could not be read afterwards: {first}")
    same = (_errors(before) >= _errors(after)) and len(before.deck.facts) == len(after.deck.facts)
    if not same or _names(before.deck, found.what, found.key[0], new) != _names(
        after.deck, found.what
    ):
        raise RefusedError("more than this name would change: another thing is spelled so")


def _read(bench: Bench, changed: Mapping[str, bytes]) -> Reading:
    def opener(path: Path) -> bytes:
        found = changed.get(path.as_posix())
        return bench.buffers.read(path) if found is None else found

    return read_deck(bench.place, opener=opener)


def _errors(reading: Reading) -> int:
    return sum(problem.severity <= Severity.ERROR for problem in reading.problems)


def _names(deck: Deck, what: str, old: str = "", new: str = "") -> set[str]:
    """Return the names of a sort that a deck has, one of them replaced."""
    names = {NAME: deck.names, SOURCE: deck.sources, KIND: deck.kinds}[what]
    return {new if name == old else name for name in names}
