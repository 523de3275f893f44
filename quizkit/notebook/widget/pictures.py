"""Pictures for a browser: as data, never as an address."""

from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from quizkit.model import Image
from quizkit.text import visible

LARGEST: Final = 1_000_000
"""Largest picture that is sent [bytes]; of a larger one only the words are shown."""

_TYPES: Final = {"PNG": "png", "JPEG": "jpeg", "GIF": "gif", "WEBP": "webp"}


def picture(image: Image | None) -> dict[str, Any] | None:
    """Return a picture as values that JSON has, or None where there is nothing to show of it.

    Args:
        image: The picture; its path is absolute.

    Returns:
        `src` (a data URL, "" where the file cannot be sent), `alt` and `credit`.
    """
    if image is None:
        return None
    src = _data(image.path)
    if not src and not image.alt.strip():
        return None
    return {"src": src, "alt": visible(image.alt), "credit": visible(image.credit)}


@lru_cache(maxsize=4)
def _data(path: str) -> str:
    """Return a picture's file as a data URL, or "" if it is none that is sent."""
    from quizkit.decks.paths import PathFault  # what reads decks only where there are pictures
    from quizkit.decks.pictures import picture_at  # what reads decks only where there are pictures

    try:
        found = picture_at(Path(path))
        if found.path.stat().st_size > LARGEST:
            return ""
        data = found.path.read_bytes()
    except (PathFault, OSError):
        return ""
    return f"data:image/{_TYPES[found.format]};base64,{b64encode(data).decode()}"
