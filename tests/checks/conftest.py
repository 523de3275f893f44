"""Decks as text, read by the real loader and checked."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.checks.run import arrange, run
from quizkit.decks.files import read_deck
from quizkit.model import Problem
from quizkit.questions.plan import Planner

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x28\x00\x00\x00\x1e\x08\x02"
HEADER = {"quizkit": "1", "deck": "x", "title": "X", "language": "en"}


def whole(text: str) -> str:
    """Return a deck with the header lines that it lacks put before it."""
    given = {line.partition(":")[0] for line in text.splitlines()}
    lacking = [f"{name}: {value}\n" for name, value in HEADER.items() if name not in given]
    return "".join(lacking) + text


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., tuple[Problem, ...]]:
    """Return a function from a deck's text to its problems; its file is `deck.yaml`."""

    def checked(text: str, profile: str = "practice", **options: object) -> tuple[Problem, ...]:
        place = tmp_path / "deck.yaml"
        place.write_text(whole(text), encoding="utf-8")
        for name in re.findall(r"\bfile: ([\w-]+\.png)", text):
            (tmp_path / name).write_bytes(PNG)
        found = read_deck(place)
        if found.deck is None:
            return arrange(found.problems)
        given = {"lines": found.lines, **options}
        return run(found.deck, Planner(found.deck), profile=profile, **given)  # type: ignore[arg-type]

    return checked
