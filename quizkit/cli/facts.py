"""Facts as read and typed, in plain values: what `preview --with-facts` prints."""

import os
from pathlib import Path
from typing import Any

from quizkit.cli.library import shown_path
from quizkit.formats.plain import values_facts
from quizkit.model import Deck


def facts_of(deck: Deck) -> dict[str, Any]:
    """Return the deck's facts, kinds, groups, names and cards as JSON can hold them."""
    return values_facts.facts_of(deck, shown=lambda path: _place(path, deck))


def _place(path: str, deck: Deck) -> str:
    """Return a file of the deck relative to the working folder, else to the deck's own folder."""
    shown = shown_path(Path(path))
    home = os.path.dirname(os.path.abspath(deck.paths[0])) if deck.paths else ""  # noqa: PTH100, PTH120
    return Path(os.path.relpath(path, home)).as_posix() if Path(shown).is_absolute() else shown
