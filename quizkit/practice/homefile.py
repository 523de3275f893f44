"""Home as it was last shown: a small file in the state folder, so that the next start paints it.

It is comfort: what it holds is replaced as soon as decks and log were read. A file that is
damaged, of another version or of something else is passed by; one that cannot be written is not
missed. No text of a deck but its title stands in it.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from quizkit.practice.home import DeckRow, HomeView

NAME: Final = "home.json"
_VERSION: Final = 1
_MAX_BYTES: Final = 1_000_000
_DAMAGED: Final = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)

_KEPT: Final[Mapping[str, type]] = {
    "day": int,
    "learner": str,
    "minutes": int,
    "known": float,
    "used": float,
    "outlook": str,
    "back": str,
    "told_of": str,
}
"""What is kept of home, besides its rows. What has to be looked at anew each time is not."""

_ROW: Final[Mapping[str, type]] = {
    "deck": str,
    "title": str,
    "is_own": bool,
    "facets": int,
    "started": int,
    "due": int,
    "new": int,
    "minutes": float,
    "known": float,
    "later": int,
    "exam": str,
    "problems": int,
}


def write(state: Path, view: HomeView) -> None:
    """Keep what home shows; never fails.

    Args:
        state: The state folder; it is made if it is missing.
        view: Home, once its decks were read.
    """
    held = {
        "v": _VERSION,
        **{name: getattr(view, name) for name in _KEPT},
        "rows": [_held(row) for row in view.rows if row.state in ("ready", "loading")],
    }
    part = state / f"{NAME}.{os.getpid()}.part"
    with suppress(OSError, ValueError):
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        data = json.dumps(held).encode()
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        part.replace(state / NAME)


def read(state: Path) -> HomeView | None:
    """Return home as it was last shown, or None.

    Args:
        state: The state folder.
    """
    path = state / NAME
    try:
        if path.stat().st_size > _MAX_BYTES:
            return None
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["v"] != _VERSION:
            return None
        rows = tuple(_row(each) for each in held["rows"])
        return HomeView(rows=rows, **_typed(held, _KEPT))
    except _DAMAGED:
        return None


def _held(row: DeckRow) -> dict[str, Any]:
    return {"place": str(row.place), **{name: getattr(row, name) for name in _ROW}}


def _row(held: Mapping[str, Any]) -> DeckRow:
    return DeckRow(Path(str(held["place"])), **_typed(held, _ROW))


def _typed(held: Mapping[str, Any], types: Mapping[str, type]) -> dict[str, Any]:
    """Return the members of an object that are to have these types.

    Raises:
        KeyError: If one is missing.
        TypeError: If one has another type.
    """
    found = {}
    for name, wanted in types.items():
        value = held[name]
        if wanted is float and type(value) is int:
            value = float(value)
        if type(value) is not wanted or value != value:  # noqa: PLR0124  # NaN is no figure
            raise TypeError(name)
        found[name] = value
    return found
