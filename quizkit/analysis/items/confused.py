"""Which wrong values are given for which right ones."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from quizkit.analysis.items.answers import Answer, Confusion
from quizkit.text import fold

FORMS: Final = frozenset({"choice", "match", "typed", "cloze"})
"""Forms whose wrong responses name one value."""

MOST: Final = 100
"""Pairs that are kept."""

FEWEST: Final = 2
"""Times from which on a wrong value is more than a slip."""

Meant = Callable[[str, str], str]
"""Returns what a typed text means for a facet, as people read it, or "" if nobody knows."""


class Wrong(NamedTuple):
    """A wrong value as it was given.

    Attributes:
        facet: What was asked.
        text: It.
        is_typed: It was typed, not picked.
    """

    facet: str
    text: str
    is_typed: bool


class Tally:
    """Counts of wrong values, added answer by answer.

    >>> tally = Tally()
    >>> for who in ("mai", "an"):
    ...     tally.add(Answer(who, "d/f#r", "typed", "Who?", (), (), "Kerry", 0.0, said="Vessey"))
    >>> tally.pairs({"d/f#r": "Kerry"})[0][1:]
    ('Kerry', 'Vessey', 2, 2, 2)
    """

    def __init__(self) -> None:
        self._of: Counter[str] = Counter()
        self._times: Counter[Wrong] = Counter()
        self._who: dict[Wrong, set[str]] = defaultdict(set)

    def add(self, answer: Answer) -> None:
        """Count an answer."""
        if answer.form not in FORMS:
            return
        self._of[answer.facet] += 1
        wrong = wrong_of(answer)
        if wrong is not None:
            self._times[wrong] += 1
            self._who[wrong].add(answer.learner)

    def pairs(
        self, right: Mapping[str, str], meant: Meant = lambda _facet, _text: ""
    ) -> tuple[Confusion, ...]:
        """Return the pairs, the most frequent first.

        Args:
            right: The right answer of each facet, as people read it.
            meant: What typed texts mean.
        """
        counts = ((wrong, times, frozenset(self._who[wrong])) for wrong, times in
                  self._times.items())  # fmt: skip
        return joined(counts, of=self._of, right=right, meant=meant)


def wrong_of(answer: Answer) -> Wrong | None:
    """Return the wrong value that an answer gave, or None."""
    if answer.score >= 0.5 or answer.is_own:
        return None
    if answer.form in ("typed", "cloze"):
        said = answer.said.strip()
        return Wrong(answer.facet, said, is_typed=True) if said else None
    if len(answer.chosen) != 1:
        return None
    return Wrong(answer.facet, answer.chosen[0], is_typed=False)


def joined(
    counts: Iterable[tuple[Wrong, int, frozenset[str]]],
    *,
    of: Mapping[str, int],
    right: Mapping[str, str],
    meant: Meant = lambda _facet, _text: "",
) -> tuple[Confusion, ...]:
    """Return counts of wrong values as pairs, those together that mean one value.

    Args:
        counts: A wrong value, how often it was given and by whom; each value once.
        of: How many answers each facet had.
        right: The right answer of each facet, as people read it.
        meant: What typed texts mean.
    """
    times: Counter[tuple[str, str]] = Counter()
    spelt: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    who: dict[tuple[str, str], set[str]] = defaultdict(set)
    for wrong, count, learners in counts:
        shown = (meant(wrong.facet, wrong.text) if wrong.is_typed else "") or wrong.text
        place = wrong.facet, fold(shown) or shown
        times[place] += count
        spelt[place][shown] += count
        who[place] |= learners
    found = [
        Confusion(
            place[0],
            right.get(place[0], "?"),
            commonest(spelt[place]),
            count,
            of[place[0]],
            len(who[place]),
        )
        for place, count in times.items()
        if count >= FEWEST
    ]
    found.sort(key=lambda each: (-each.times, each.facet, each.given))
    return tuple(found[:MOST])


def commonest(counts: Mapping[str, int]) -> str:
    """Return what was counted most often; of several the first by alphabet.

    >>> commonest({"b": 2, "a": 2, "c": 1})
    'a'
    """
    return min(counts, key=lambda text: (-counts[text], text))
