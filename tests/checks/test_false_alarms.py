"""What comes with quizkit is clean."""

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from quizkit.checks.frames import concise
from quizkit.checks.run import run
from quizkit.decks import load
from quizkit.model import Deck
from quizkit.questions.plan import Planner

DECKS = Path(__file__).parents[2] / "decks"
DRAWS = {"quick": 1, "ci": 3, "full": 25, "release": 25}


BIG = {"countries", "elements"}


def bundled() -> list[ParameterSet]:
    """Return the decks; big ones are looked at from size ci on."""
    found = sorted(path for path in DECKS.iterdir() if path.is_dir() or path.suffix == ".yaml")
    later = (pytest.mark.slow, pytest.mark.property)
    return [
        pytest.param(path, marks=later if path.stem in BIG else (), id=path.stem) for path in found
    ]


@pytest.mark.parametrize("place", bundled())
def test_a_bundled_deck_has_no_problem(place: Path, size: str) -> None:
    """Nor has it for practice or a class: the profile for exams holds those, here with all told."""
    deck: Deck = load(place)
    every = run(deck, Planner(deck), profile="exam", everything=True, draws=DRAWS[size])
    assert [concise(problem) for problem in every if not problem.suppressed] == []
