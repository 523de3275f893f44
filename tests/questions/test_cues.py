"""A test-wise solver that sees only stem and options stays at chance over every bundled deck."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import count
from math import exp
from pathlib import Path
from random import Random

import pytest

from quizkit.checks.cue_rates import (
    JUDGED,
    MOST_LEAD,
    TOLD_ONLY,
    Rate,
    best,
    best_by_shape,
    learned,
    rate,
    rates,
)
from quizkit.checks.cues import CUES, Sheet, frequencies, guesses
from quizkit.decks import load
from quizkit.errors import QuestionError
from quizkit.model import Form, Question
from quizkit.questions.ask import Asker

DECKS = Path(__file__).parents[2] / "decks"
WANTED = {"quick": 5_000, "ci": 10_000, "full": 10_000, "release": 40_000}
AGAIN = WANTED | {"quick": 2_500}
"""Questions on which is tried what was learned on the others."""
ONE, OTHER = "one", "another"


def bundled() -> Iterator[Asker]:
    for path in sorted(DECKS.iterdir()):
        if path.is_dir() or path.suffix == ".yaml":
            yield Asker(load(path))


def draw(askers: Sequence[Asker], seed: str, wanted: int) -> list[Sheet]:
    """Return all choice questions of all decks, paper after paper, until there are enough."""
    found: list[Sheet] = []
    for number in count():
        for asker in askers:
            paper = f"{asker.deck.id} {number}"
            found += [
                Sheet(question.stem, question.options, question.keys[0], question.facet, paper)
                for question in choices(asker, f"{seed}:{number}")
            ]
        if len(found) >= wanted:
            return found
    raise AssertionError


def choices(asker: Asker, seed: str) -> Iterator[Question]:
    for facet in asker.planner.facets:
        with suppress(QuestionError):
            yield asker.question(facet, Form.CHOICE, seed=f"{seed}:{facet}")


@pytest.fixture(scope="module")
def papers(size: str) -> dict[str, list[Sheet]]:
    askers = list(bundled())
    return {seed: draw(askers, seed, n[size]) for seed, n in ((ONE, WANTED), (OTHER, AGAIN))}


@pytest.fixture(scope="module")
def measured(papers: dict[str, list[Sheet]]) -> dict[str, dict[str, Rate]]:
    return {seed: rates(sheets) for seed, sheets in papers.items()}


@pytest.mark.slow
@pytest.mark.property
@pytest.mark.timeout(600)
def test_no_cue_beats_chance(measured: dict[str, dict[str, Rate]]) -> None:
    found = measured[ONE]
    assert all(each.questions >= 5_000 for each in found.values())
    assert {cue: points(found[cue].lead) for cue in JUDGED if found[cue].lead > MOST_LEAD} == {}


@pytest.mark.slow
@pytest.mark.property
def test_the_best_cue_learned_on_one_seed_does_not_beat_chance_on_another(measured) -> None:
    cue = best(measured[ONE]).cue
    again = measured[OTHER][cue]
    assert again.lead <= MOST_LEAD, (cue, points(again.lead))


@pytest.mark.slow
@pytest.mark.property
def test_the_best_cue_of_each_shape_does_not_beat_chance_on_another_seed(papers) -> None:
    cues = best_by_shape(papers[ONE])
    again = learned(cues, papers[OTHER])
    assert again.lead <= MOST_LEAD, (cues, points(again.lead))


@pytest.mark.slow
@pytest.mark.property
def test_weighed_cues_do_not_beat_chance_on_another_seed(papers) -> None:
    weights = fitted(papers[ONE])
    again = weighed(weights, papers[OTHER])
    assert again.lead <= MOST_LEAD, points(again.lead)


def points(lead: Fraction) -> float:
    return round(100 * float(lead), 2)


# Three in four keys are left as they came, so that a cue is not all there is.
PLANTED = {
    "longest option": ("Who?", ["Bo", "Ada", "Barbara"], 2),
    "shortest option": ("Who?", ["Bonny", "Ada", "Barbara"], 1),
    "shares a word with the stem": ("Who ruled the river?", ["river lord", "count", "duke"], 0),
    "shares no word with the stem": ("A lake lord of the river?", ["lake", "duke", "river"], 1),
    "largest number": ("When?", ["1991", "1983", "2004"], 2),
    "smallest number": ("When?", ["1991", "1983", "2004"], 1),
    "middle number": ("When?", ["1991", "1983", "2004"], 0),
    "odd form out": ("What?", ["the duke", "X-ray", "the king"], 1),
    "first position": ("What?", ["aa", "bb", "cc"], 0),
    "middle position": ("What?", ["bb", "cc", "aa"], 1),
    "last position": ("What?", ["cc", "aa", "bb"], 2),
    "agrees with article or number": ("It was an", ["apple", "pear", "plum"], 0),
    "disagrees with article or number": ("Which trees?", ["elms", "oak", "firs"], 1),
    "shares most with the others": ("What?", ["red wine", "red beer", "rum beer"], 1),
    "first in the alphabet": ("What?", ["bb", "aa", "cc"], 1),
    "last in the alphabet": ("What?", ["bb", "aa", "cc"], 2),
    "middle of the alphabet": ("What?", ["bb", "aa", "cc"], 0),
}


def planted(stem: str, options: list[str], key: int) -> list[Sheet]:
    """Return papers in which one of four keys follows the cue, and the rest are drawn."""
    rng = Random("planted")
    return [
        Sheet(stem, tuple(options), key if n % 4 == 0 else rng.randrange(3), f"facet {n}")
        for n in range(800)
    ]


@pytest.mark.parametrize("cue", PLANTED)
def test_a_planted_cue_is_caught(cue: str) -> None:
    found = rates(planted(*PLANTED[cue]))[cue]
    assert found.lead > MOST_LEAD
    assert found.tells


@pytest.mark.parametrize("cue", ["most frequent option", "rarest option"])
def test_a_planted_frequency_is_caught(cue: str) -> None:
    rng = Random("frequency")
    sheets = []
    for n in range(600):
        common, rare = f"name {n % 20}", f"rare {n}"
        other = f"name {(n * 7 + 1 + n % 3) % 40 + 20}"
        options = tuple(rng.sample([common, rare, other], 3))
        key = options.index(rare if cue in TOLD_ONLY else common)
        sheets.append(Sheet("Who?", options, key, f"facet {n}", "paper"))
    found = rates(sheets)[cue]
    assert found.lead > MOST_LEAD
    assert found.tells is (cue not in TOLD_ONLY)


def test_every_cue_can_fail() -> None:
    frequency = {"most frequent option", "rarest option"}
    mirrored = {"common form", "outer number", "outer position", "ends of the alphabet"}
    left = {"shares least with the others"}
    assert set(CUES) == PLANTED.keys() | frequency | mirrored | left


def test_a_planted_cue_is_learned_by_shape_and_by_weights() -> None:
    sheets = planted(*PLANTED["longest option"])
    assert learned(best_by_shape(sheets[:400]), sheets[400:]).lead > MOST_LEAD
    assert weighed(fitted(sheets[:400]), sheets[400:]).lead > MOST_LEAD


def test_a_few_long_keys_are_an_accident() -> None:
    sheets = [Sheet("Who?", ("Bo", "Ada", "Barbara"), 2, f"facet {n % 20}") for n in range(2_000)]
    assert not rates(sheets)["longest option"].tells


def test_a_tie_is_worth_its_expected_value() -> None:
    sheets = [Sheet("Who?", ("Bo", "Al", "Barbara"), key) for key in (0, 2)]
    found = rates(sheets)
    assert found["shortest option"].hit == Fraction(1, 4)
    assert found["longest option"].hit == Fraction(1, 2)
    assert found["shares a word with the stem"].hit == Fraction(1, 3)
    assert found["shares a word with the stem"].spoke == 0


# The weights of all cues together: a conditional logit, fit by gradient ascent.


def features(sheets: Sequence[Sheet]) -> list[list[list[float]]]:
    seen = frequencies(sheets)
    found = []
    for sheet in sheets:
        chosen = guesses(sheet, seen[sheet.paper])
        names = range(len(sheet.options))
        found.append([[(n in chosen[cue]) / len(chosen[cue]) for cue in JUDGED] for n in names])
    return found


def fitted(sheets: Sequence[Sheet], *, rounds: int = 40, most: int = 1_200) -> list[float]:
    step = max(1, len(sheets) // most)
    sample = sheets[::step]
    rows = features(sample)
    weights = [0.0] * len(JUDGED)
    for _ in range(rounds):
        slope = [0.0] * len(JUDGED)
        for sheet, row in zip(sample, rows, strict=True):
            for option, share in zip(row, shares(weights, row), strict=True):
                for n, value in enumerate(option):
                    slope[n] -= share * value
            for n, value in enumerate(row[sheet.key]):
                slope[n] += value
        weights = [w + s / 2 / len(sample) for w, s in zip(weights, slope, strict=True)]
    return weights


def shares(weights: Sequence[float], row: Sequence[Sequence[float]]) -> list[float]:
    odds = [exp(sum(w * v for w, v in zip(weights, option, strict=True))) for option in row]
    return [each / sum(odds) for each in odds]


def weighed(weights: Sequence[float], sheets: Sequence[Sheet]):
    chosen = []
    for row in features(sheets):
        odds = [round(each, 9) for each in shares(weights, row)]
        chosen.append(frozenset(n for n, each in enumerate(odds) if each == max(odds)))
    return rate("weighed", sheets, chosen)
