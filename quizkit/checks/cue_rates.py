"""How much better than chance the cues do, counted exactly.

A tie is worth its expected value, and where a cue says nothing it guesses among all options.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import inf, sqrt
from statistics import fmean, stdev
from typing import Final, NamedTuple

from quizkit.checks.cues import CUES, Sheet, frequencies, guesses, shape

MOST_LEAD: Final = Fraction(2, 100)
"""How much more often than chance a cue may be right."""

FEWEST_FACETS: Final = 30
"""Of fewer facets nothing is said: a few keys that happen to be longest prove nothing."""

SURE: Final = 3.3
"""From so many standard errors on a lead is no accident, though two dozen cues are tried."""

TOLD_ONLY: Final = frozenset({"rarest option"})
"""Cues whose rate is told but not judged. Whatever is drawn at random to be a wrong option is among
those that are drawn often, so that who counts through a whole deck at once finds keys rarer; only
options that are dealt out over all questions together could avoid it."""

JUDGED: Final = tuple(cue for cue in CUES if cue not in TOLD_ONLY)
"""The other cues."""

Guessed = dict[str, frozenset[int]]


class Rate(NamedTuple):
    """How a cue does over some questions.

    Attributes:
        cue: Its name.
        questions: How many questions there are.
        spoke: In how many of them the cue prefers some options to others.
        hit: Share of right guesses [0..1].
        chance: Share of right guesses without any cue [0..1].
        errors: By how many standard errors, taken over facets, it is better than chance.
        facets: How many facets the questions ask.
    """

    cue: str
    questions: int
    spoke: int
    hit: Fraction
    chance: Fraction
    errors: float
    facets: int

    @property
    def lead(self) -> Fraction:
        """How much more often than chance it is right."""
        return self.hit - self.chance

    @property
    def tells(self) -> bool:
        """Whether it is better than chance by more than is allowed, and not by accident."""
        enough = self.facets >= FEWEST_FACETS and self.cue not in TOLD_ONLY
        return enough and self.lead > MOST_LEAD and self.errors > SURE


def rates(sheets: Sequence[Sheet]) -> dict[str, Rate]:
    """Return how each cue does over choice questions.

    Args:
        sheets: The questions, each with one key; at least one.
    """
    return _rates(sheets, _guessed(sheets))


def rate(cue: str, sheets: Sequence[Sheet], chosen: Sequence[frozenset[int]]) -> Rate:
    """Return how guesses do.

    Args:
        cue: What to call them.
        sheets: The questions; at least one.
        chosen: For each the options between which the guess is drawn.
    """
    hits: Counter[int] = Counter()
    leads: dict[str, list[float]] = {}
    for sheet, options in zip(sheets, chosen, strict=True):
        hit = (sheet.key in options) / len(options)
        hits[len(options)] += sheet.key in options
        leads.setdefault(sheet.facet, []).append(hit - 1 / len(sheet.options))
    return Rate(
        cue=cue,
        questions=len(sheets),
        spoke=sum(len(c) < len(s.options) for s, c in zip(sheets, chosen, strict=True)),
        hit=_mean(hits, len(sheets)),
        chance=_mean(Counter(len(sheet.options) for sheet in sheets), len(sheets)),
        errors=_errors([fmean(each) for each in leads.values()]),
        facets=len(leads),
    )


def best_by_shape(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Return for each shape of options the cue that does best: what a solver would learn."""
    grouped: dict[str, list[tuple[Sheet, Guessed]]] = {}
    for pair in zip(sheets, _guessed(sheets), strict=True):
        grouped.setdefault(shape(pair[0].options), []).append(pair)
    return {
        name: best(_rates([sheet for sheet, _ in group], [found for _, found in group])).cue
        for name, group in grouped.items()
    }


def best(found: Mapping[str, Rate]) -> Rate:
    """Return the judged cue that does best."""
    return max((found[cue] for cue in JUDGED), key=lambda rate: (rate.tells, rate.lead, rate.cue))


def learned(cues: Mapping[str, str], sheets: Sequence[Sheet]) -> Rate:
    """Return how what was learned elsewhere does over these questions.

    Args:
        cues: Shape of options to cue; other shapes are guessed.
        sheets: The questions; at least one.
    """
    seen = frequencies(sheets)
    chosen = []
    for sheet in sheets:
        cue = cues.get(shape(sheet.options))
        every = frozenset(range(len(sheet.options)))
        chosen.append(guesses(sheet, seen[sheet.paper])[cue] if cue else every)
    return rate("best cue for each shape", sheets, chosen)


def _guessed(sheets: Sequence[Sheet]) -> list[Guessed]:
    seen = frequencies(sheets)
    return [guesses(sheet, seen[sheet.paper]) for sheet in sheets]


def _rates(sheets: Sequence[Sheet], every: Sequence[Guessed]) -> dict[str, Rate]:
    return {cue: rate(cue, sheets, [found[cue] for found in every]) for cue in CUES}


def _mean(counts: Mapping[int, int], questions: int) -> Fraction:
    """Return the mean of unit fractions, given how many there are of each denominator."""
    return sum((Fraction(count, of) for of, count in counts.items()), Fraction()) / questions


def _errors(leads: Sequence[float]) -> float:
    mean = fmean(leads)
    spread = stdev(leads) if len(leads) > 1 else 0.0
    if spread < 1e-12:
        return inf if mean > 1e-12 else 0.0
    return mean / (spread / sqrt(len(leads)))
