"""What a review's body tells."""

from math import comb, log
from typing import Any

import pytest

from quizkit.memory.reviews import Given, characters, guess_of, latency_of, wrong_answer
from tests.memory.logs import review, wrong

FOUR = ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 0.0),
        ({"hints": 1}, 0.05),
        ({"form": "cloze"}, 0.05),
        ({"form": "flip"}, 0.0),
        ({"form": "dream", "options": FOUR}, 0.0),
        ({"form": "choice", "options": FOUR, "response": [0]}, 0.25),
        ({"form": "choice", "options": FOUR, "response": [0], "hints": 1}, 1 / 3),
        ({"form": "choice", "options": FOUR, "response": [0], "override": "grade"}, 0.0),
        ({"form": "choice", "options": FOUR, "response": [0], "override": "rating"}, 0.0),
        ({"form": "select", "options": FOUR, "response": [0, 3]}, 1 / comb(4, 2)),
        ({"form": "select", "options": FOUR, "response": None}, 1.0),
        ({"form": "match", "options": FOUR, "response": [0, 1]}, 0.25),
        ({"form": "true-false", "options": [], "response": [0]}, 0.5),
    ],
)
def test_guesses(changes: dict[str, Any], expected: float) -> None:
    assert guess_of(review(**changes)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Given("John Vessey", 1.0)),
        ({"form": "cloze", "response": " Kery "}, Given("Kery", 1.0)),
        ({"form": "choice", "options": FOUR, "response": [2]}, Given("c", 0.5)),
        ({"form": "choice", "options": FOUR, "response": [4]}, None),
        ({"form": "choice", "options": FOUR, "response": None}, None),
        ({"form": "choice", "options": FOUR, "response": []}, None),
        ({"form": "select", "options": FOUR, "response": [2]}, None),
        ({"form": "flip", "response": None}, None),
        ({"response": "  "}, None),
        ({"response": None}, None),
        ({"score": 500_000}, None),
        ({"score": 499_999}, Given("John Vessey", 1.0)),
    ],
)
def test_wrong_answers(changes: dict[str, Any], expected: Given | None) -> None:
    assert wrong_answer(wrong(**changes)) == expected


def test_characters_are_those_of_stem_and_options() -> None:
    assert characters("Who?", ["Kerry", "Vessey"]) == 15


def test_latency_leaves_out_reading_and_typing() -> None:
    assert latency_of(review(stem="x" * 10, response="y" * 4, ms=5_000)) == log(3_900)
    picked = review(stem="x" * 10, options=["abc", "de"], response=[0], form="choice", ms=5_000)
    assert latency_of(picked) == log(4_250)
    assert latency_of(review(ms=0)) == log(300)
