"""Decks written in a test."""

from pathlib import Path
from tempfile import TemporaryDirectory

from quizkit.model import Deck

HEADER = "quizkit: 1\ndeck: x\ntitle: X\nlanguage: en\n"


def deck(text: str) -> Deck:
    """Load a deck from its text, with a header put before it."""
    from quizkit.decks import load

    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        path.write_text(HEADER + text.lstrip("\n"), encoding="utf-8")
        return load(path)
