"""What comes with quizkit is clean."""

from pathlib import Path

import pytest

from quizkit.checks.frames import concise
from quizkit.checks.run import run
from quizkit.decks import load
from quizkit.model import Deck
from quizkit.questions.plan import Planner

DECKS = Path(__file__).parents[2] / "decks"


def bundled() -> list[Path]:
    return sorted(path for path in DECKS.iterdir() if path.is_dir() or path.suffix == ".yaml")


@pytest.mark.parametrize("profile", ["practice", "exam"])
@pytest.mark.parametrize("place", bundled(), ids=lambda path: path.stem)
def test_a_bundled_deck_has_no_problem(place: Path, profile: str) -> None:
    deck: Deck = load(place)
    found = [p for p in run(deck, Planner(deck), profile=profile) if not p.suppressed]
    assert [concise(problem) for problem in found] == []
